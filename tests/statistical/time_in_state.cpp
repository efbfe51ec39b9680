#include <cmath>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "small_study.hpp"
#include "waiting_times.hpp"

namespace kavel {
namespace {

/// A figure by whole years since entry; the last is open.
Quantity by_year_in_state(const std::vector<double>& values) {
  std::vector<std::pair<TableKeys, double>> rows;
  for (std::size_t i = 0; i < values.size(); ++i) {
    TableKeys keys;
    keys.year_in_state = Range{static_cast<int>(i), i + 1 == values.size() ? Range::open : static_cast<int>(i)};
    rows.emplace_back(keys, values[i]);
  }
  return figures(rows);
}

/// Cumulative hazard after so many years in the state.
double cumulative(const std::vector<double>& hazards, double years) {
  double sum = 0;
  for (std::size_t i = 0; i < hazards.size(); ++i) {
    const double from = static_cast<double>(i);
    const double to = i + 1 == hazards.size() ? years : std::min(years, from + 1);
    sum += hazards[i] * std::max(0.0, to - from);
  }
  return sum;
}

// People enter at any moment of a year; the hazard goes by the time since then.
TEST(TimeInState, GovernsTheHazardSinceEntry) {
  const std::vector<double> hazards{0.1, 0.9, 0, 0.3};
  const Study study =
      cohort_study({attribute("stay", {"out", "in", "done"},
                              {by_hazard("out>in", 0.7), by_hazard("in>done", by_year_in_state(hazards))})},
                   110);
  std::vector<double> stays;
  for (const std::vector<TimedEvent>& life : lives(study)) {
    if (life.size() == 2) stays.push_back(life[1].time - life[0].time);
  }
  EXPECT_EQ(static_cast<std::int64_t>(stays.size()), law_persons);
  expect_distribution(
      stays, [&](double years) { return -std::expm1(-cumulative(hazards, years)); }, "stay");
}

// With a rate ratio from a moment of its own, the two multiply.
TEST(TimeInState, MultipliesWithRatios) {
  const std::vector<double> hazards{0.4, 0.1, 0.6};
  TransitionSpec out = by_hazard("in>done", by_year_in_state(hazards));
  out.ratios = {ratios("care", {{"without", 2.5}})};
  const Study study = cohort_study({attribute("care", {"with", "without"}, {by_duration("with>without", 1.25)}),
                                    attribute("stay", {"in", "done"}, {out})},
                                   60);
  expect_distribution(
      first_times(study, 1),
      [&](double years) {
        const double before = cumulative(hazards, std::min(years, 1.25));
        return -std::expm1(-before - 2.5 * (cumulative(hazards, years) - before));
      },
      "stay");
}

TEST(TimeInState, GovernsTheProbabilityOfEachCycle) {
  const std::vector<double> probabilities{0.1, 0.35, 0, 0.2};
  Study study = cohort_study(
      {attribute("stay", {"in", "done"}, {by_probability("in>done", by_year_in_state(probabilities))})}, 12);
  study.variants.front().pack.cycles_per_year = 1;
  const Results results = run(study, {});
  double here = 1;
  for (std::size_t year = 0; year < 12; ++year) {
    expect_share(person_years(results, results.variants.front(), "stay.in", year), static_cast<double>(law_persons),
                 here, "cycle " + std::to_string(year));
    here *= 1 - probabilities[std::min<std::size_t>(year, 3)];
  }
}

}  // namespace
}  // namespace kavel
