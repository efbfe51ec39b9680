#include "persons.hpp"

namespace kavel {

const std::int64_t law_persons = 1'000'000;

}  // namespace kavel
