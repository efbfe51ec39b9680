#include "analysis/icer.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/number_text.hpp"

namespace kavel {

std::optional<std::size_t> cost_of_icer(const Results& results, const std::string& cost_of_care) {
  std::optional<std::size_t> only;
  int costs = 0;
  for (std::size_t o = 0; o < results.outcomes.size(); ++o) {
    if (results.outcome_kinds[o] != OutcomeKind::cost) continue;
    if (results.outcomes[o] == cost_of_care) return o;
    only = o;
    ++costs;
  }
  return costs == 1 ? only : std::nullopt;
}

bool may_be_chance(const Total& total) {
  return std::abs(total.difference) < two_sided_95 * total.difference_standard_error;
}

Icer icer_of(const VariantResults& variant, std::size_t cost, std::size_t effect) {
  const double c = variant.totals[cost].difference;
  const double e = variant.totals[effect].difference;
  const double cc = variant.totals[cost].difference_covariances[cost];
  const double ee = variant.totals[effect].difference_covariances[effect];
  const double ce = variant.totals[cost].difference_covariances[effect];
  Icer icer;
  icer.ratio = c / e;
  icer.standard_error = std::sqrt(std::max(0.0, cc - 2 * icer.ratio * ce + icer.ratio * icer.ratio * ee)) / std::abs(e);
  // Fieller: all R for which c - R e is within 1.96 of its standard errors of zero, an interval if e itself is not.
  const double z2 = two_sided_95 * two_sided_95;
  const double square = e * e - z2 * ee;
  if (!(square > 0)) return icer;
  const double half = c * e - z2 * ce;
  const double root = std::sqrt(std::max(0.0, half * half - square * (c * c - z2 * cc)));
  icer.within = {(half - root) / square, (half + root) / square};
  return icer;
}

}  // namespace kavel
