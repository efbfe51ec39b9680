#include <cmath>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "small_study.hpp"

// People arrive evenly over the year, leave at a constant hazard, and have states as those who start.

namespace kavel {
namespace {

constexpr int years = 3;
constexpr double departure = 0.3;
const auto inhabitants = static_cast<double>(law_persons);

/// A tenth of the inhabitants arrive each year, aged 20 to 39.
Study study_with_arrivals(std::vector<AttributeSpec> attributes) {
  Study study = cohort_study(std::move(attributes), years);
  study.population.age_rule = AgeRule::lexis;
  TableKeys keys;
  keys.age = Range{20, 39};
  ArrivalsSpec flow;
  flow.name = "moves";
  flow.per_inhabitant = figures({{keys, 0.0025}});
  flow.per_inhabitant.outside = 0;
  study.variants.front().pack.arrivals = {flow};
  return study;
}

/// The chance still to be here at the end of the study for who arrives in a year of it.
double here_at_end(int year) {
  return (1 - std::exp(-departure)) / departure * std::exp(-departure * (years - 1 - year));
}

TEST(Arrivals, AreHereAccordingToWhenTheyCame) {
  AttributeSpec residence = attribute("residence", {"here", "gone"}, {by_hazard("here>gone", departure)});
  residence.leaves = {{"gone", Leaving::emigration}};
  const Results results = run(study_with_arrivals({residence}), {});
  const Conservation& persons = results.variants.front().conservation;
  double expected = inhabitants * std::exp(-departure * years);
  double variance = expected * (1 - std::exp(-departure * years));
  for (int year = 0; year < years; ++year) {
    const auto arrived = static_cast<double>(persons.arrivals[static_cast<std::size_t>(year)]);
    EXPECT_LE(std::fabs(arrived - inhabitants / 10), 1.5);
    expected += arrived * here_at_end(year);
    variance += arrived * here_at_end(year) * (1 - here_at_end(year));
  }
  expect_within(static_cast<double>(persons.end.back()), expected, std::sqrt(variance), "here at the end");
}

TEST(Arrivals, HaveStatesAsThoseWhoStart) {
  AttributeSpec smoking = attribute("smoking", {"never", "current"});
  smoking.prevalence = {{"current", figure(0.3)}};
  const Results results = run(study_with_arrivals({smoking}), {});
  const VariantResults& variant = results.variants.front();
  for (std::size_t year = 0; year < years; ++year) {
    const double all =
        person_years(results, variant, "smoking.never", year) + person_years(results, variant, "smoking.current", year);
    const double persons = inhabitants * (1 + 0.1 * static_cast<double>(year));
    expect_within(all / persons, 1 + 0.05 / (1 + 0.1 * static_cast<double>(year)), std::sqrt(0.1 / 12 / persons),
                  "person-years");
    expect_within(person_years(results, variant, "smoking.current", year) / all, 0.3, std::sqrt(0.21 / persons),
                  "smokers");
  }
}

// Children of those who arrived are born here, and a lineage's total is that of everyone in it.
TEST(Arrivals, HaveChildren) {
  TransitionSpec birth = by_hazard("any>any", 0.5);
  birth.birth = true;
  Study study = study_with_arrivals({attribute("fertility", {"any"}, {birth})});
  Pack& pack = study.variants.front().pack;
  pack.births = BirthsSpec{};
  OutcomeSpec lived;
  lived.name = "years";
  lived.unit = "year";
  lived.per_year = {{"fertility", "any", figure(1)}};
  pack.outcomes = {lived};
  const Results results = run(study, {});
  const VariantResults& variant = results.variants.front();
  double all = 0;
  for (std::size_t year = 0; year < years; ++year) all += person_years(results, variant, "fertility.any", year);
  EXPECT_NEAR(variant.totals.front().sum / all, 1, 1e-5);
  EXPECT_NEAR(variant.totals.front().mean * inhabitants / all, 1, 1e-5);
  std::int64_t births = 0;
  for (const std::int64_t count : variant.conservation.births) births += count;
  expect_count(births, 0.5 * all, "births by everyone");
}

}  // namespace
}  // namespace kavel
