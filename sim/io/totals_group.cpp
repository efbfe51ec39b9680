#include "io/totals_group.hpp"

#include <array>
#include <string>

#include "io/arms.hpp"

namespace kavel {

namespace {

using Names = std::vector<std::string>;
using Lengths = std::vector<std::size_t>;

constexpr const char* outcome_units = "see outcome_unit";

struct TotalField {
  const char* name;
  double Total::*field;
  const char* units;
  const char* long_name;
};

constexpr std::array<TotalField, 6> fields{{
    {"sum", &Total::sum, outcome_units, "sum over all lineages"},
    {"mean", &Total::mean, outcome_units, "sum over all lineages, per founder"},
    {"mean_se", &Total::standard_error, outcome_units, "standard error of the mean"},
    {"difference", &Total::difference, outcome_units, "mean per founder minus that of the first arm"},
    {"difference_se", &Total::difference_standard_error, outcome_units, "standard error of the paired difference"},
    {"discount", &Total::discount, "1/year", "rate at which it is discounted to the start"},
}};

/// Differences by who begins a lineage: the group, and its dimensions.
struct Part {
  const char* group;
  const char* description;
  Names dimensions;
  StratumDifferences VariantResults::*of;
};

const std::array<Part, 2>& parts() {
  static const std::array<Part, 2> all{
      {{"/totals/by_stratum",
        "Differences of lifetime totals by the sex, age group and SES of who begins a lineage",
        {"sex", "age_group", "ses"},
        &VariantResults::differences_by_stratum},
       {"/totals/by_area",
        "Differences of lifetime totals by the area of who begins a lineage",
        {"area"},
        &VariantResults::differences_by_area}}};
  return all;
}

void write_covariances(Hdf5Writer& file, const Results& results) {
  file.add_coordinate("/totals/with_outcome", results.outcomes, {.long_name = "the other outcome"});
  const auto covariances = [](const VariantResults& variant) {
    std::vector<double> values;
    for (const Total& total : variant.totals)
      values.insert(values.end(), total.difference_covariances.begin(), total.difference_covariances.end());
    return values;
  };
  file.add("/totals/difference_covariance", {"arm", "outcome", "with_outcome"},
           of_all_arms<double>(results, covariances),
           {"product of both outcome_units", "covariance of the paired differences of two outcomes", ""});
}

void write_part(Hdf5Writer& file, const Results& results, const Part& part) {
  const std::string group = part.group;
  file.add_group(group, part.description);
  const StratumDifferences& last = results.variants.back().*part.of;
  file.add(group + "/lineages", part.dimensions, last.lineages,
           {"lineages", "who begins one: at the start, or on 1 January of the year in which they arrive", ""});
  const auto of_arm = [&](const std::vector<double>& values) {  // the first differs from itself in nothing
    return values.empty() ? std::vector<double>(last.difference.size(), 0.0) : values;
  };
  Names dimensions{"arm"};
  dimensions.insert(dimensions.end(), part.dimensions.begin(), part.dimensions.end());
  dimensions.emplace_back("outcome");
  file.add(group + "/difference", dimensions,
           of_all_arms<double>(results, [&](const auto& v) { return of_arm((v.*part.of).difference); }),
           {outcome_units, "sum over lineages minus that of the first arm", "without what programmes cost as a whole"});
  file.add(group + "/difference_se", dimensions,
           of_all_arms<double>(results, [&](const auto& v) { return of_arm((v.*part.of).standard_error); }),
           {outcome_units, "standard error of the paired difference", "cells add up, and so do squares of these"});
}

void read_covariances(const Hdf5Reader& file, Results& results) {
  const std::size_t outcomes = results.outcomes.size();
  const Lengths shape{results.variants.size(), outcomes, outcomes};
  const std::vector<double> covariances = file.numbers("/totals/difference_covariance", shape);
  for (std::size_t i = 0; i < covariances.size(); ++i) {
    const std::size_t row = i / outcomes;
    results.variants[row / outcomes].totals[row % outcomes].difference_covariances.push_back(covariances[i]);
  }
}

void read_part(const Hdf5Reader& file, const Part& part, const Lengths& cells, Results& results) {
  const std::string group = part.group;
  Lengths shape{results.variants.size()};
  shape.insert(shape.end(), cells.begin(), cells.end());
  shape.push_back(results.outcomes.size());
  const std::vector<double> differences = file.numbers(group + "/difference", shape);
  const std::vector<double> errors = file.numbers(group + "/difference_se", shape);
  const std::vector<std::int64_t> lineages = file.whole_numbers(group + "/lineages", cells);
  const auto each = static_cast<std::ptrdiff_t>(differences.size() / results.variants.size());
  for (std::size_t v = 1; v < results.variants.size(); ++v) {
    const auto first = static_cast<std::ptrdiff_t>(v) * each;
    const auto of_arm = [&](const std::vector<double>& all) {
      return std::vector<double>(all.begin() + first, all.begin() + first + each);
    };
    results.variants[v].*part.of = {lineages, of_arm(differences), of_arm(errors)};
  }
}

bool compares(const Results& results) { return results.variants.size() > 1 && !results.outcomes.empty(); }

}  // namespace

void write_totals(Hdf5Writer& file, const Results& results) {
  file.add_group("/totals", "Lifetime totals over founder lineages, discounted as the study says");
  for (const TotalField& of : fields) {
    const auto values = [&](const VariantResults& variant) {
      std::vector<double> all;
      for (const Total& total : variant.totals) all.push_back(total.*of.field);
      return all;
    };
    file.add(std::string("/totals/") + of.name, {"arm", "outcome"}, of_all_arms<double>(results, values),
             {of.units, of.long_name, ""});
  }
  write_covariances(file, results);
  if (!compares(results)) return;
  for (const Part& part : parts()) write_part(file, results, part);
}

void read_totals(const Hdf5Reader& file, Results& results) {
  const std::size_t outcomes = results.outcomes.size();
  for (VariantResults& variant : results.variants) variant.totals.resize(outcomes);
  for (const TotalField& of : fields) {
    const std::vector<double> values =
        file.numbers(std::string("/totals/") + of.name, {results.variants.size(), outcomes});
    for (std::size_t i = 0; i < values.size(); ++i)
      results.variants[i / outcomes].totals[i % outcomes].*of.field = values[i];
  }
  read_covariances(file, results);
  if (!compares(results)) return;
  const std::array<Lengths, 2> cells{
      {{2, results.age_groups.size(), results.ses_groups.size()}, {results.areas.size()}}};
  for (std::size_t p = 0; p < parts().size(); ++p) read_part(file, parts()[p], cells[p], results);
}

}  // namespace kavel
