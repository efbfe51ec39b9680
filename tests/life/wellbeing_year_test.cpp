// Lives simple enough to add up by hand.

#include "life/wellbeing_year.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "random/normal.hpp"
#include "random/stream.hpp"
#include "life/founder_block.hpp"
#include "tests/tally/counting.hpp"

namespace kavel {

namespace {

const Key key = key_of(7, 0);

WellbeingSpec measure(const std::string& name, WellbeingScale scale, double most, Quantity baseline) {
  WellbeingSpec spec;
  spec.name = name;
  spec.key = name;
  spec.scale = scale;
  spec.most = most;
  spec.baseline = std::move(baseline);
  return spec;
}

/// Well for a quarter, ill for a year, well for ever.
AttributeSpec health() {
  AttributeSpec spec = support::attribute("health", {"new", "ill", "over"});
  support::transition(spec, "new", "ill", 0.25, TransitionKind::duration);
  support::transition(spec, "ill", "over", 1, TransitionKind::duration);
  return spec;
}

struct Lived {
  Tally tally;
  std::vector<Int128> totals{};

  std::size_t position(int year, int measure) const {
    return static_cast<std::size_t>(year) * static_cast<std::size_t>(tally.wellbeing.measures) +
           static_cast<std::size_t>(measure);
  }
  double value_years(int year, int measure) const {
    const std::size_t at = position(year, measure);
    return static_cast<double>(tally.wellbeing.by_area.values[at]) / ticks_per_year * wellbeing_quantum;
  }
  double measured(int year, int measure) const {
    const std::size_t at = position(year, measure);
    return static_cast<double>(tally.wellbeing.by_area.measured[at]) / ticks_per_year;
  }
};

Lived live(const Study& study) {
  const Valued of = valued(study);
  of.problems.raise();
  Lived lived{Tally(TallyShape(of.model, of.valuation, study.age_groups, 1, 1)), {}};
  const Founders founders(study.population);
  run_block({&of.model, &of.valuation, key, &lived.tally, nullptr}, founders.between(0, founders.persons()),
            lived.totals);
  return lived;
}

}  // namespace

TEST(WellbeingYear, AFactorHoldsFromTheEventOn) {
  Pack pack = support::pack_of({health()});
  pack.wellbeing = {measure("utility", WellbeingScale::multiply, 1, support::number(0.8))};
  pack.wellbeing[0].states = {{"health", "ill", support::number(0.5)}};
  const Lived lived = live(support::study_of(pack, 3, 1));
  EXPECT_NEAR(lived.value_years(0, 0), 0.25 * 0.8 + 0.75 * 0.4, 1e-12);
  EXPECT_NEAR(lived.value_years(1, 0), 0.25 * 0.4 + 0.75 * 0.8, 1e-12);
  EXPECT_NEAR(lived.value_years(2, 0), 0.8, 1e-12);
  for (int year = 0; year < 3; ++year) EXPECT_EQ(lived.measured(year, 0), 1);
}

TEST(WellbeingYear, FactorsOfAllStatesAreMultipliedAndEffectsAdded) {
  AttributeSpec smoking = support::attribute("smoking", {"current"});
  Pack pack = support::pack_of({health(), smoking});
  pack.wellbeing = {measure("utility", WellbeingScale::multiply, 1, support::number(0.8)),
                    measure("functions", WellbeingScale::add, 10, support::number(7))};
  pack.wellbeing[0].states = {{"health", "ill", support::number(0.5)}, {"smoking", "current", support::number(0.9)}};
  pack.wellbeing[1].states = {{"health", "ill", support::number(-2)}, {"smoking", "current", support::number(0.5)}};
  const Lived lived = live(support::study_of(pack, 1, 1));
  EXPECT_NEAR(lived.value_years(0, 0), 0.8 * 0.9 * (0.25 + 0.75 * 0.5), 1e-6);
  EXPECT_NEAR(lived.value_years(0, 1), 0.25 * 7.5 + 0.75 * 5.5, 1e-12);
}

TEST(WellbeingYear, ValuesStayWithinTheRange) {
  Pack pack = support::pack_of({health()});
  pack.wellbeing = {measure("high", WellbeingScale::add, 10, support::number(9)),
                    measure("low", WellbeingScale::add, 10, support::number(1)),
                    measure("product", WellbeingScale::multiply, 1, support::number(0.9))};
  pack.wellbeing[0].states = {{"health", "ill", support::number(3)}};
  pack.wellbeing[1].states = {{"health", "ill", support::number(-3)}};
  pack.wellbeing[2].states = {{"health", "ill", support::number(2)}};
  const Lived lived = live(support::study_of(pack, 1, 1));
  EXPECT_NEAR(lived.value_years(0, 0), 0.25 * 9 + 0.75 * 10, 1e-12);
  EXPECT_NEAR(lived.value_years(0, 1), 0.25 * 1 + 0.75 * 0, 1e-12);
  EXPECT_NEAR(lived.value_years(0, 2), 0.25 * 0.9 + 0.75 * 1, 1e-12);
}

TEST(WellbeingYear, BaselineIsTheMeanOfTwoAgesInAPopulationAndEffectsGoByAgeOn1January) {
  Pack pack = support::pack_of({health()});
  pack.wellbeing = {measure("utility", WellbeingScale::multiply, 1, support::by_age({{0, 1}, {41, 0.8}}))};
  pack.wellbeing[0].states = {{"health", "ill", support::by_age({{0, 1}, {41, 0.5}})}};
  Study study = support::study_of(pack, 2, 1, 40);
  const Lived exact = live(study);
  EXPECT_NEAR(exact.value_years(0, 0), 1, 1e-12);
  EXPECT_NEAR(exact.value_years(1, 0), 0.25 * 0.4 + 0.75 * 0.8, 1e-12);
  study.population.age_rule = AgeRule::lexis;
  const Lived lexis = live(study);
  EXPECT_NEAR(lexis.value_years(0, 0), 0.9, 1e-12);
  EXPECT_NEAR(lexis.value_years(1, 0), 0.25 * 0.4 + 0.75 * 0.8, 1e-12);
}

TEST(WellbeingYear, TheYoungAreNotMeasured) {
  Pack pack = support::pack_of({health()});
  pack.wellbeing = {measure("adults", WellbeingScale::add, 10, support::by_age({{18, 6}}))};
  pack.wellbeing[0].from_age = 18;
  pack.wellbeing[0].states = {{"health", "over", support::number(-1)}};
  const Lived lived = live(support::study_of(pack, 3, 1, 17));
  EXPECT_EQ(lived.measured(0, 0), 0);
  EXPECT_EQ(lived.value_years(0, 0), 0);
  EXPECT_EQ(lived.measured(1, 0), 1);
  EXPECT_NEAR(lived.value_years(1, 0), 0.25 * 6 + 0.75 * 5, 1e-12);
  EXPECT_NEAR(lived.value_years(2, 0), 5, 1e-12);
}

TEST(WellbeingYear, WhoLeavesTakesTheRestBack) {
  AttributeSpec life = support::attribute("life", {"alive", "dead"});
  support::transition(life, "alive", "dead", 1.25, TransitionKind::duration);
  Pack pack = support::pack_of({life});
  pack.wellbeing = {measure("utility", WellbeingScale::multiply, 1, support::number(0.8))};
  const Lived lived = live(support::study_of(pack, 3, 1));
  EXPECT_NEAR(lived.value_years(1, 0), 0.25 * 0.8, 1e-12);
  EXPECT_EQ(lived.measured(1, 0), 0.25);
  EXPECT_EQ(lived.measured(2, 0), 0);
}

TEST(WellbeingYear, AnOutcomeCountsItDiscounted) {
  Pack pack = support::pack_of({health()});
  pack.wellbeing = {measure("utility", WellbeingScale::multiply, 1, support::number(0.8))};
  pack.wellbeing[0].states = {{"health", "ill", support::number(0.5)}};
  OutcomeSpec qaly = support::outcome("qaly", OutcomeKind::effect, 0.25);
  qaly.wellbeing = "utility";
  pack.outcomes = {qaly};
  const Lived lived = live(support::study_of(pack, 3, 1));
  const double expected = 0.5 + 0.7 * 0.8 + 0.8 * 0.64;
  EXPECT_NEAR(static_cast<double>(lived.totals.at(0)) / ticks_per_year * 1e-6, expected, 2e-6);
}

TEST(WellbeingYear, TheOwnOffsetIsAPersonsForLife) {
  Pack pack = support::pack_of({health()});
  pack.wellbeing = {measure("functions", WellbeingScale::add, 1000, support::number(500))};
  pack.wellbeing[0].spread = support::number(2);
  pack.wellbeing[0].states = {{"health", "ill", support::number(-1)}};
  const double chance = uniform(random_word(key, PersonId{0}, stream_of("wellbeing@functions"), 0));
  const double offset = std::round(2 / wellbeing_quantum * normal_quantile(chance)) * wellbeing_quantum;
  EXPECT_NE(offset, 0);
  const Lived lived = live(support::study_of(pack, 3, 1));
  EXPECT_NEAR(lived.value_years(0, 0), 500 + offset - 0.75, 1e-9);
  EXPECT_NEAR(lived.value_years(2, 0), 500 + offset, 1e-9);
}

}  // namespace kavel
