#include "io/write_comparison.hpp"

#include "io/arms.hpp"

namespace kavel {

namespace {

std::string key_of(const ComparisonRow& row) {
  const std::string key = std::string(compared_on_names[static_cast<std::size_t>(row.on)]) + '/' + row.name;
  return row.part.empty() ? key : key + '/' + row.part;
}

/// [arm x row] of rows by arm.
std::vector<double> by_arm(const Results& results, const Comparison& comparison, double Difference::*field) {
  std::vector<double> values;
  for (std::size_t arm = 0; arm < results.variants.size(); ++arm) {
    for (const ComparisonRow& row : comparison.rows) values.push_back(row.arms[arm].*field);
  }
  return values;
}

}  // namespace

void write_comparison(Hdf5Writer& file, const Results& results, const Comparison& comparison) {
  if (comparison.rows.empty()) return;
  file.add_group("/comparison", "Arms against usual care over all years: what the table at the end of a run shows");
  file.add_coordinate("/comparison/row", names_of(comparison.rows, key_of),
                      {.long_name = "what is compared", .description = "section/name, perhaps /part"});
  const auto texts = [&](const std::string& name, auto field, const std::string& long_name) {
    file.add("/comparison/" + name, {"row"}, names_of(comparison.rows, field), {"", long_name, ""});
  };
  texts(
      "label", [](const ComparisonRow& row) { return row.label; }, "what is compared, for readers");
  texts(
      "unit", [](const ComparisonRow& row) { return row.unit; }, "unit of the difference");
  file.add("/comparison/difference", {"arm", "row"}, by_arm(results, comparison, &Difference::value),
           {"see unit", "arm minus the first, over all years", ""});
  file.add("/comparison/difference_se", {"arm", "row"}, by_arm(results, comparison, &Difference::standard_error),
           {"see unit", "standard error of the paired difference", ""});
}

}  // namespace kavel
