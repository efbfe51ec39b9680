#include "persons.hpp"

namespace kavel {

const std::int64_t law_persons = 100'000;

}  // namespace kavel
