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

namespace {

/// Is a difference within 1.96 standard errors of zero?
bool may_be_chance(const Total& total) {
  return std::abs(total.difference) < two_sided_95 * total.difference_standard_error;
}

Verdict verdict_of(const Total& cost, const Total& effect) {
  if (effect.difference == 0 || may_be_chance(effect)) return Verdict::unclear;
  const bool gains = effect.difference > 0;
  if (!may_be_chance(cost)) {
    if (gains && cost.difference <= 0) return Verdict::dominant;
    if (!gains && cost.difference >= 0) return Verdict::dominated;
  }
  return gains ? Verdict::cost_per_gain : Verdict::saving_per_loss;
}

bool differ(const Results& results, std::size_t outcome) {
  return std::any_of(results.variants.begin() + 1, results.variants.end(),
                     [&](const VariantResults& variant) { return variant.totals[outcome].difference != 0; });
}

}  // namespace

Icer icer_of(const VariantResults& variant, std::size_t cost, std::size_t effect) {
  const double c = variant.totals[cost].difference;
  const double e = variant.totals[effect].difference;
  const double cc = variant.totals[cost].difference_covariances[cost];
  const double ee = variant.totals[effect].difference_covariances[effect];
  const double ce = variant.totals[cost].difference_covariances[effect];
  Icer icer;
  icer.verdict = verdict_of(variant.totals[cost], variant.totals[effect]);
  if (e == 0) return icer;
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

CostEffectiveness cost_effectiveness_of(const Results& results, const std::string& cost_of_care) {
  CostEffectiveness found;
  const std::optional<std::size_t> cost = cost_of_icer(results, cost_of_care);
  if (!cost || results.variants.size() < 2) return found;
  found.cost = *cost;
  for (std::size_t effect = 0; effect < results.outcomes.size(); ++effect) {
    if (results.outcome_kinds[effect] != OutcomeKind::effect || !differ(results, effect)) continue;
    IcerRow row{effect, {{}}};
    for (std::size_t v = 1; v < results.variants.size(); ++v) {
      row.arms.push_back(icer_of(results.variants[v], *cost, effect));
    }
    found.rows.push_back(std::move(row));
  }
  return found;
}

int decimals_of(const Icer& icer) {
  const int at_most = std::abs(icer.ratio) < 100 ? 2 : 0;
  return icer.within && icer.standard_error > 0 ? decimals_for(two_sided_95 * icer.standard_error, at_most) : at_most;
}

}  // namespace kavel
