#include "analysis/scale_text.hpp"

#include <fmt/format.h>

#include "analysis/number_text.hpp"

namespace kavel {

namespace {

bool is_scaled(const Results& results) {
  return results.inhabitants > 0 && results.founders > 0 && results.inhabitants != results.founders;
}

}  // namespace

std::string scale_text(const Results& results) {
  if (!is_scaled(results)) return {};
  const double times = static_cast<double>(results.inhabitants) / static_cast<double>(results.founders);
  return fmt::format(
      "NOT SCALED UP: {} persons stand for {} inhabitants. Numbers and amounts are of those simulated;\n"
      "of all inhabitants they are {} times as large.\n",
      whole(results.founders), whole(results.inhabitants), fixed(times, times < 10 ? 2 : 1));
}

std::string of_those_simulated(const Results& results) {
  return is_scaled(results) ? fmt::format(", of the {} simulated", whole(results.founders)) : "";
}

}  // namespace kavel
