#include "io/write_cost_effectiveness.hpp"

#include <limits>
#include <string>
#include <vector>

#include "io/arms.hpp"

namespace kavel {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// [arm x effect], where a verdict has a ratio; else not a number.
template <class Select>
std::vector<double> by_arm(const Results& results, const CostEffectiveness& of, const Select& select) {
  std::vector<double> values;
  for (std::size_t arm = 0; arm < results.variants.size(); ++arm) {
    for (const IcerRow& row : of.rows) values.push_back(has_ratio(row.arms[arm]) ? select(row.arms[arm]) : unknown);
  }
  return values;
}

std::vector<std::string> verdicts(const Results& results, const CostEffectiveness& of) {
  std::vector<std::string> names;
  for (std::size_t arm = 0; arm < results.variants.size(); ++arm) {
    for (const IcerRow& row : of.rows)
      names.emplace_back(verdict_names[static_cast<std::size_t>(row.arms[arm].verdict)]);
  }
  return names;
}

}  // namespace

void write_cost_effectiveness(Hdf5Writer& file, const Results& results, const CostEffectiveness& of) {
  if (of.rows.empty()) return;
  const std::string group = "/cost_effectiveness";
  file.add_group(group, "What an effect costs in each arm, against the first: lifetime totals, discounted");
  file.annotate(group, "cost", results.outcomes[of.cost]);
  const auto name = [&](const IcerRow& row) { return results.outcomes[row.effect]; };
  const auto unit = [&](const IcerRow& row) {
    return results.outcome_units[of.cost] + " per " + results.outcome_units[row.effect];
  };
  file.add_coordinate(group + "/effect", names_of(of.rows, name), {.long_name = "outcome that is gained or lost"});
  file.add(group + "/unit", {"effect"}, names_of(of.rows, unit), {"", "unit of the ratio", ""});
  file.add(group + "/verdict", {"arm", "effect"}, verdicts(results, of), {"", "what may be said", ""});
  const auto add = [&](const std::string& dataset, const auto& select, const std::string& long_name) {
    file.add(group + "/" + dataset, {"arm", "effect"}, by_arm(results, of, select), {"see unit", long_name, ""});
  };
  const auto end = [](double std::pair<double, double>::*which) {
    return [which](const Icer& icer) { return icer.within ? (*icer.within).*which : unknown; };
  };
  add(
      "ratio", [](const Icer& icer) { return icer.ratio; }, "difference in cost over difference in effect (ICER)");
  add(
      "ratio_se", [](const Icer& icer) { return icer.standard_error; }, "its standard error, by the delta method");
  add("low", end(&std::pair<double, double>::first), "lower end of its 95 % interval, after Fieller");
  add("high", end(&std::pair<double, double>::second), "upper end of it");
}

}  // namespace kavel
