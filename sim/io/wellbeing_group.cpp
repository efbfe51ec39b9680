#include "io/wellbeing_group.hpp"

#include <array>

namespace kavel {

namespace {

using Names = std::vector<std::string>;
using Lengths = std::vector<std::size_t>;

/// One table of wellbeing: its group, the ending of its datasets' names, its dimensions between arm and measure.
struct Part {
  std::string group;
  std::string ending;
  Names dimensions;
  WellbeingTrajectories VariantResults::*of;
};

const std::array<Part, 5>& parts() {
  static const std::array<Part, 5> all{
      {{"/wellbeing", "", {"year", "sex", "age_group", "ses"}, &VariantResults::wellbeing_by_sex_age_ses},
       {"/wellbeing", "_by_area", {"year", "area"}, &VariantResults::wellbeing_by_area},
       {"/wellbeing", "_by_delineation", {"year", "delineation"}, &VariantResults::wellbeing_by_delineation},
       {"/wellbeing", "_by_random_group", {"year", "random_group"}, &VariantResults::wellbeing_by_group},
       {"/full_cross", "", {"year", "sex", "age_group", "ses", "area"}, &VariantResults::wellbeing_by_cross}}};
  return all;
}

const Part& cross() { return parts().back(); }

std::vector<double> of_all_arms(const Results& results, const Part& part, Array<double> WellbeingTrajectories::*array) {
  std::vector<double> all;
  for (const VariantResults& variant : results.variants) {
    const std::vector<double>& values = (variant.*part.of.*array).values;
    all.insert(all.end(), values.begin(), values.end());
  }
  return all;
}

void write_measures(Hdf5Writer& file, const Results& results) {
  Names names;
  Names units;
  std::vector<double> lows;
  std::vector<double> highs;
  std::vector<std::int64_t> ages;
  for (const MeasureName& measure : results.measures) {
    names.push_back(measure.name);
    units.push_back(measure.unit);
    lows.push_back(measure.least);
    highs.push_back(measure.most);
    ages.push_back(measure.from_age);
  }
  file.add_coordinate("/measure", names, {.long_name = "measure of wellbeing"});
  file.add("/wellbeing/measure_unit", {"measure"}, units, {.long_name = "unit of the measure"});
  file.add("/wellbeing/range_low", {"measure"}, lows, {"see measure_unit", "lowest value", ""});
  file.add("/wellbeing/range_high", {"measure"}, highs, {"see measure_unit", "highest value", ""});
  file.add("/wellbeing/from_age", {"measure"}, ages, {"years", "age on 1 January from which it is measured", ""});
  std::vector<std::int32_t> groups(results.variants.front().wellbeing_by_group.values.shape[1]);
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i] = static_cast<std::int32_t>(i);
  file.add_coordinate("/wellbeing/random_group", groups,
                      {.units = "1", .long_name = "random group of founders", .description = "with their descendants"});
}

void write_means(Hdf5Writer& file, const YearlyEstimates& means) {
  const Names dimensions{"arm", "year", "measure"};
  const auto add = [&](const std::string& name, const Array<double>& values, const std::string& long_name) {
    file.add("/wellbeing/" + name, dimensions, values.values, {"see measure_unit", long_name, ""});
  };
  add("mean", means.total, "mean value over the time lived by those who are measured");
  add("mean_se", means.standard_error, "mean value: standard error");
  add("mean_difference", means.difference, "mean value: difference with the first arm");
  add("mean_difference_se", means.difference_standard_error, "mean value: standard error of the paired difference");
}

void write_part(Hdf5Writer& file, const Results& results, const Part& part) {
  Names dimensions{"arm"};
  dimensions.insert(dimensions.end(), part.dimensions.begin(), part.dimensions.end());
  dimensions.emplace_back("measure");
  file.add(part.group + "/measured" + part.ending, dimensions,
           of_all_arms(results, part, &WellbeingTrajectories::measured),
           {"person-years", "lived by those who are measured", ""});
  file.add(part.group + "/value_years" + part.ending, dimensions,
           of_all_arms(results, part, &WellbeingTrajectories::values),
           {"see measure_unit, times years", "value times years lived", "divide by measured for the mean"});
}

}  // namespace

void write_wellbeing(Hdf5Writer& file, const Results& results, const Estimates& estimates) {
  if (results.measures.empty()) return;
  file.add_group("/wellbeing", "How people fare: measures of wellbeing, by sex, age and SES, by area, by year");
  write_measures(file, results);
  write_means(file, estimates.wellbeing);
  for (const Part& part : parts()) {
    if (&part != &cross()) write_part(file, results, part);
  }
}

void write_wellbeing_cross(Hdf5Writer& file, const Results& results) {
  if (!results.measures.empty()) write_part(file, results, cross());
}

void read_wellbeing(const Hdf5Reader& file, Results& results) {
  if (!file.has("/wellbeing/measure")) return;
  const Names names = file.texts("/wellbeing/measure");
  const Names units = file.texts("/wellbeing/measure_unit");
  const std::vector<double> lows = file.numbers("/wellbeing/range_low", {names.size()});
  const std::vector<double> highs = file.numbers("/wellbeing/range_high", {names.size()});
  const std::vector<std::int64_t> ages = file.whole_numbers("/wellbeing/from_age", Lengths{names.size()});
  if (units.size() != names.size()) {
    file.refuse("/wellbeing/measure_unit", std::to_string(names.size()) + " values", std::to_string(units.size()));
  }
  for (std::size_t m = 0; m < names.size(); ++m) {
    results.measures.push_back({names[m], units[m], lows[m], highs[m], static_cast<int>(ages[m])});
  }
  const std::array<Lengths, 5> shapes{
      {{results.years.size(), 2, results.age_groups.size(), results.ses_groups.size(), names.size()},
       {results.years.size(), results.areas.size(), names.size()},
       {results.years.size(), 2, names.size()},
       {results.years.size(), file.whole_numbers("/wellbeing/random_group").size(), names.size()},
       {results.years.size(), 2, results.age_groups.size(), results.ses_groups.size(), results.areas.size(),
        names.size()}}};
  for (std::size_t p = 0; p < parts().size(); ++p) {
    if (&parts()[p] == &cross() && !file.has("/full_cross")) continue;
    const auto read = [&](const std::string& name, Array<double> WellbeingTrajectories::*array) {
      Lengths all{results.variants.size()};
      all.insert(all.end(), shapes[p].begin(), shapes[p].end());
      const std::vector<double> values = file.numbers(parts()[p].group + '/' + name + parts()[p].ending, all);
      const auto each = static_cast<std::ptrdiff_t>(values.size() / results.variants.size());
      auto next = values.begin();
      for (VariantResults& variant : results.variants) {
        variant.*parts()[p].of.*array = {shapes[p], {next, next + each}};
        next += each;
      }
    };
    read("measured", &WellbeingTrajectories::measured);
    read("value_years", &WellbeingTrajectories::values);
  }
}

}  // namespace kavel
