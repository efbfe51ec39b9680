#include "analysis/influence.hpp"

#include <algorithm>
#include <vector>

#include "analysis/random_groups.hpp"

namespace kavel {

namespace {

std::size_t cost_outcome(const Results& results) {
  const auto found = std::find(results.outcome_kinds.begin(), results.outcome_kinds.end(), OutcomeKind::cost);
  return static_cast<std::size_t>(found - results.outcome_kinds.begin());
}

bool has_cost_outcome(const Results& results) { return cost_outcome(results) < results.outcome_kinds.size(); }

/// Cost by random group, all years together.
std::vector<double> cost_by_group(const Results& results, const VariantResults& variant) {
  const bool care = !results.care.activities.empty();
  const Array<double>& table = care ? variant.by_group.volumes : variant.by_group.outcomes;  // [year x group x …]
  const std::size_t groups = table.shape[1];
  const std::size_t columns = table.shape[2];
  std::vector<double> cost(groups);
  for (std::size_t i = 0; i < table.values.size(); ++i) {
    const std::size_t column = i % columns;
    const std::size_t year = i / (columns * groups);
    double& sum = cost[i / columns % groups];
    if (care) {
      sum += table.values[i] * variant.prices.nominal.values[year * columns + column];
    } else if (column == cost_outcome(results)) {
      sum += table.values[i];
    }
  }
  return cost;
}

/// What the arm costs beyond usual care, by random group; nothing without the arm.
std::vector<double> beyond_usual_care(const Results& results, const std::string& arm) {
  for (const VariantResults& variant : results.variants) {
    if (variant.name != arm) continue;
    std::vector<double> more = cost_by_group(results, variant);
    const std::vector<double> usual = cost_by_group(results, results.variants.front());
    for (std::size_t g = 0; g < more.size(); ++g) more[g] -= usual[g];
    return more;
  }
  return {};
}

}  // namespace

std::optional<DifferenceChange> cost_difference_change(const Results& base, const Results& varied,
                                                       const std::string& arm) {
  if (name_of_cost(base).empty() || name_of_cost(varied) != name_of_cost(base)) return std::nullopt;
  const std::vector<double> before = beyond_usual_care(base, arm);
  std::vector<double> more = beyond_usual_care(varied, arm);
  if (before.empty() || more.size() != before.size()) return std::nullopt;
  double total = 0;
  for (std::size_t g = 0; g < more.size(); ++g) total += more[g] -= before[g];
  const auto founders = static_cast<double>(base.founders);
  return DifferenceChange{total / founders, standard_error_of_total(evened(more, base.founders)) / founders};
}

std::string name_of_cost(const Results& results) {
  if (!results.care.activities.empty()) return "the cost of care, at the prices of each year";
  return has_cost_outcome(results) ? results.outcomes[cost_outcome(results)] : "";
}

std::optional<CostChange> cost_change(const Results& base, const Results& varied) {
  if (name_of_cost(base).empty() || name_of_cost(varied) != name_of_cost(base)) return std::nullopt;
  const std::vector<double> before = cost_by_group(base, base.variants.front());
  std::vector<double> more = cost_by_group(varied, varied.variants.front());
  for (std::size_t g = 0; g < more.size(); ++g) more[g] -= before[g];
  const RatioOfTotals change = ratio_of_totals(more, before);
  return CostChange{change.value, change.standard_error};
}

}  // namespace kavel
