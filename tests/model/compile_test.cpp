#include "model/compile.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "random/stream.hpp"
#include "tests/model/compiling.hpp"

namespace kavel {

namespace {

using support::attribute;
using support::pack_of;
using support::ratio;
using support::sojourn;
using support::transition;

constexpr double float_share = 0x1p-22;  ///< what rounding to float may change

AttributeSpec life_with(double hazard) {
  AttributeSpec life = attribute("life", {"alive", "dead"});
  transition(life, "alive", "dead", hazard);
  return life;
}

AttributeSpec smoking(double share) {
  AttributeSpec spec = attribute("smoking", {"never", "current"});
  spec.prevalence = {{"current", support::number(share)}};
  return spec;
}

/// A population by SES at one age.
Study with_ses(const Pack& pack, const std::vector<std::int64_t>& persons, int years = 1) {
  Study study = support::study_of(pack, years, 0);
  study.population.ses_groups.clear();
  study.population.cells.clear();
  for (std::size_t group = 0; group < persons.size(); ++group) {
    study.population.ses_groups.push_back("ses" + std::to_string(group));
    PopulationCell cell;
    cell.age = 40;
    cell.ses = static_cast<int>(group);
    cell.persons = persons[group];
    study.population.cells.push_back(cell);
  }
  return study;
}

Study lexis(Study study) {
  study.population.age_rule = AgeRule::lexis;
  return study;
}

std::size_t problems_of(const Pack& pack) { return compiled(pack).problems.all().size(); }

}  // namespace

// ---- hazards

TEST(Compile, AHazardIsItsOwnBase) {
  EXPECT_NEAR(compiled(pack_of({life_with(0.013)})).base("life.alive>dead"), 0.013, 0.013 * float_share);
}

TEST(Compile, ProbabilitiesOfACycleShareTheHazardOfLeaving) {
  for (const int cycles : {1, 2, 4, 12}) {
    AttributeSpec health = attribute("health", {"well", "ill", "dead"});
    transition(health, "well", "ill", 0.15, TransitionKind::probability);
    transition(health, "well", "dead", 0.05, TransitionKind::probability);
    const Compiled got = compiled(pack_of({health}, cycles));
    const double all = -std::log(1 - 0.2) * cycles;
    EXPECT_NEAR(got.base("health.well>ill"), all * 0.75, all * float_share);
    EXPECT_NEAR(got.base("health.well>dead"), all * 0.25, all * float_share);
  }
}

TEST(Compile, ProbabilitiesThatAddUpToOneAreDecidedByTheSmallestRPerP) {
  AttributeSpec health = attribute("health", {"a", "b", "c"});
  transition(health, "a", "b", 0.75, TransitionKind::probability);
  transition(health, "a", "c", 0.25, TransitionKind::probability);
  const Compiled got = compiled(pack_of({health}, 4));
  EXPECT_NEAR(got.base("health.a>b"), 24 * 4, 24 * 4 * float_share);  // reaches -ln(2^-33) = 22.9 within a cycle
  EXPECT_NEAR(got.base("health.a>c"), 8 * 4, 8 * 4 * float_share);
}

TEST(Compile, ARateBecomesItsOwnProbabilityBeforeItCompetes) {
  AttributeSpec health = attribute("health", {"well", "ill", "dead"});
  transition(health, "well", "ill", 0.4, TransitionKind::rate);
  transition(health, "well", "dead", 0.1, TransitionKind::probability);
  const Compiled got = compiled(pack_of({health}, 2));
  const double p = 1 - std::exp(-0.2);
  const double all = -std::log(1 - p - 0.1) * 2;
  EXPECT_NEAR(got.base("health.well>ill"), all * p / (p + 0.1), all * float_share);
  EXPECT_NEAR(got.base("health.well>dead"), all * 0.1 / (p + 0.1), all * float_share);
}

TEST(Compile, AHazardCompetesAsItIs) {
  AttributeSpec health = attribute("health", {"well", "ill", "dead"});
  transition(health, "well", "ill", 0.4, TransitionKind::probability);
  transition(health, "well", "dead", 0.1, TransitionKind::hazard);
  const Compiled got = compiled(pack_of({health}, 2));
  EXPECT_NEAR(got.base("health.well>dead"), 0.1, float_share);
  EXPECT_NEAR(got.base("health.well>ill"), -std::log(0.6) * 2, float_share * 2);
}

TEST(Compile, ATransitionOfOneSexHasNoHazardForTheOther) {
  AttributeSpec life = life_with(0.1);
  life.transitions.front().only = Sex::male;
  Study study = support::study_of(pack_of({life}), 1, 10);
  study.population.cells.push_back(study.population.cells.front());
  study.population.cells.back().sex = Sex::male;
  const Compiled got = compiled(study);
  EXPECT_EQ(got.base("life.alive>dead"), 0);
  EXPECT_GT(got.base("life.alive>dead", 40, 0, Sex::male), 0);
}

TEST(Compile, APopulationLivesTheMeanOfTwoRowsACohortOne) {
  AttributeSpec life = attribute("life", {"alive", "dead"});
  transition(life, "alive", "dead", 0).figure =
      support::by_age({{0, 1.0}, {1, 0.25}, {2, 0.125}, {119, 0.5}, {120, 2}});
  const Study cohort = support::study_of(pack_of({life}), 121, 10, 0);
  const Compiled exact = compiled(cohort);
  EXPECT_EQ(exact.base("life.alive>dead", 0), 1.0);
  EXPECT_EQ(exact.base("life.alive>dead", 1), 0.25);
  EXPECT_EQ(exact.base("life.alive>dead", 119), 0.5);
  const Compiled mean = compiled(lexis(cohort));
  EXPECT_EQ(mean.base("life.alive>dead", -1), 1.0);  // born this year: the row of age 0
  EXPECT_EQ(mean.base("life.alive>dead", 0), 0.625);
  EXPECT_EQ(mean.base("life.alive>dead", 1), 0.1875);
  EXPECT_EQ(mean.base("life.alive>dead", 2), 0.125);
  EXPECT_EQ(mean.base("life.alive>dead", 119), 1.25);
  EXPECT_EQ(mean.base("life.alive>dead", 120), 2.0);  // the open row
  EXPECT_EQ(mean.base("life.alive>dead", 150), 2.0);
}

TEST(Compile, APopulationLivesARowByAgeReachedAsItIsACohortTheMeanOfTwo) {
  AttributeSpec life = attribute("life", {"alive", "dead"});
  Quantity reached = support::by_age({{0, 1.0}, {1, 0.25}, {2, 0.125}, {120, 2}});
  auto table = std::make_shared<Table>(*reached.table);
  table->age_reached = true;
  reached.table = table;
  transition(life, "alive", "dead", 0).figure = reached;
  const Study cohort = support::study_of(pack_of({life}), 121, 10, 0);
  const Compiled square = compiled(lexis(cohort));
  EXPECT_EQ(square.base("life.alive>dead", -1), 1.0);  // born this year: reaches age 0
  EXPECT_EQ(square.base("life.alive>dead", 0), 0.25);
  EXPECT_EQ(square.base("life.alive>dead", 1), 0.125);
  EXPECT_EQ(square.base("life.alive>dead", 119), 2.0);
  EXPECT_EQ(square.base("life.alive>dead", 120), 2.0);
  const Compiled exact = compiled(cohort);
  EXPECT_EQ(exact.base("life.alive>dead", 0), 0.625);
  EXPECT_EQ(exact.base("life.alive>dead", 1), 0.1875);
  EXPECT_EQ(exact.base("life.alive>dead", 119), 1.0625);
}

TEST(Compile, RefusesAgeReachedInDiscreteTime) {
  AttributeSpec life = attribute("life", {"alive", "dead"});
  Quantity reached = support::by_age({{0, 0.1}});
  auto table = std::make_shared<Table>(*reached.table);
  table->age_reached = true;
  reached.table = table;
  transition(life, "alive", "dead", 0).figure = reached;
  EXPECT_EQ(problems_of(pack_of({life}, 1)), 1u);
}

TEST(Compile, TheMeanIsOfHazardsNotOfProbabilities) {
  AttributeSpec life = attribute("life", {"alive", "dead"});
  transition(life, "alive", "dead", 0, TransitionKind::probability).figure = support::by_age({{0, 0.1}, {41, 0.5}});
  const Compiled got = compiled(lexis(support::study_of(pack_of({life}, 1), 1, 10)));
  EXPECT_NEAR(got.base("life.alive>dead"), -(std::log(0.9) + std::log(0.5)) / 2, float_share);
}

TEST(Compile, AFigureByCalendarYearIsTakenInItsYear) {
  auto table = std::make_shared<Table>();
  table->columns = {"value"};
  table->by_year = true;
  for (int year = 2025; year < 2028; ++year) {
    TableRow row;
    row.keys.year = Range{year, year < 2027 ? year : Range::open};
    row.values = {year - 2024.0};
    table->rows.push_back(row);
  }
  AttributeSpec life = life_with(0);
  life.transitions.front().figure.table = table;
  const Compiled got = compiled(pack_of({life}), 5);
  for (const auto& [year, hazard] : std::vector<std::pair<int, double>>{{0, 1}, {1, 2}, {2, 3}, {3, 3}, {4, 3}}) {
    EXPECT_EQ(got.base("life.alive>dead", 40 + year, year), hazard);
  }
}

TEST(Compile, FiguresByYearInStateAreFactorsOfABaseOfOne) {
  AttributeSpec cancer = attribute("cancer", {"ill", "over"});
  transition(cancer, "ill", "over", 0).figure = support::by_year_in_state({0.5, 0.25, 0.125});
  const Compiled got = compiled(pack_of({cancer}), 10);
  EXPECT_EQ(got.base("cancer.ill>over"), 1.0);
  ASSERT_EQ(got.model.time_in_state.size(), 1u);
  const TimeInState& table = got.model.time_in_state.front();
  EXPECT_EQ(table.steps, 3);
  for (int year = 0; year < 10; ++year) {
    const std::size_t row = (static_cast<std::size_t>(age_index(40 + year)) * 10 + static_cast<std::size_t>(year)) * 3;
    EXPECT_EQ(table.figures[row], 0.5F);
    EXPECT_EQ(table.figures[row + 2], 0.125F);
  }
}

TEST(Compile, ASojournHasABaseThatMeasuresTime) {
  AttributeSpec cancer = attribute("cancer", {"ill", "over", "out"});
  sojourn(cancer, "ill", "over", 2, 3);
  sojourn(cancer, "ill", "out", 2, 3, TransitionKind::gamma);
  const Compiled got = compiled(pack_of({cancer}));
  EXPECT_EQ(got.base("cancer.ill>over"), 8388608.0 / clock_unit);
  EXPECT_EQ(got.transition("cancer.ill>over").kind, ClockKind::weibull);
  EXPECT_EQ(got.transition("cancer.ill>out").kind, ClockKind::gamma);
  EXPECT_EQ(got.transition("cancer.ill>out").shape, 2);
  EXPECT_EQ(got.transition("cancer.ill>out").scale, 3);
}

TEST(Compile, ADurationIsInTicksAtLeastOne) {
  for (const auto& [years, ticks] : std::vector<std::pair<double, Moment>>{
           {1, ticks_per_year}, {0.5, ticks_per_year / 2}, {1e-12, 1}, {1000, 1000 * Moment{ticks_per_year}}}) {
    AttributeSpec stay = attribute("stay", {"in", "out"});
    transition(stay, "in", "out", years, TransitionKind::duration);
    EXPECT_EQ(compiled(pack_of({stay})).transition("stay.in>out").duration, ticks);
  }
}

// ---- factors

TEST(Compile, ATransitionRunsOnlyInItsFromState) {
  AttributeSpec health = attribute("health", {"a", "b", "c"});
  transition(health, "b", "c", 1);
  const Compiled got = compiled(pack_of({health}));
  EXPECT_EQ(got.ratio("health", 0, "health.b>c"), 0.0F);
  EXPECT_EQ(got.ratio("health", 1, "health.b>c"), 1.0F);
  EXPECT_EQ(got.ratio("health", 2, "health.b>c"), 0.0F);
}

TEST(Compile, RatiosAndGatesOfOneFactorAreMultipliedBeforeRounding) {
  AttributeSpec life = life_with(0.1);
  ratio(life.transitions.front(), "smoking", {{"current", 1.1}});
  ratio(life.transitions.front(), "smoking", {{"current", 1.3}, {"never", 0.7}});
  support::gate(life.transitions.front(), "smoking", {"current"});
  const Compiled got = compiled(pack_of({smoking(0.5), life}));
  EXPECT_EQ(got.ratio("smoking", 0, "life.alive>dead"), 0.0F);
  EXPECT_EQ(got.ratio("smoking", 1, "life.alive>dead"), static_cast<float>(1.1 * 1.3));
}

TEST(Compile, RatiosByAgeAloneArePartOfTheBase) {
  AttributeSpec life = life_with(0.5);
  RatioSpec& by_age = ratio(life.transitions.front(), "age", {});
  by_age.table = support::by_age({{0, 1}, {41, 4}});
  const Compiled got = compiled(pack_of({life}), 2);
  EXPECT_EQ(got.base("life.alive>dead", 40), 0.5);
  EXPECT_EQ(got.base("life.alive>dead", 41), 2.0);
}

TEST(Compile, RatiosByAgeMayChangeByCalendarYear) {
  AttributeSpec life = life_with(0.5);
  auto by_year = std::make_shared<Table>(*support::by_age({{2025, 1}, {2026, 4}}).table);
  for (TableRow& row : by_year->rows) std::swap(row.keys.age, row.keys.year);
  by_year->by_age = false;
  by_year->by_year = true;
  ratio(life.transitions.front(), "age", {}).table = support::by_age({{0, 3}});
  Quantity yearly = support::by_age({{0, 1}});
  yearly.table = by_year;
  ratio(life.transitions.front(), "age", {}).table = yearly;
  const Compiled got = compiled(pack_of({life}), 3);
  EXPECT_EQ(got.base("life.alive>dead", 40, 0), 1.5);
  EXPECT_EQ(got.base("life.alive>dead", 41, 1), 6.0);
  EXPECT_EQ(got.base("life.alive>dead", 42, 2), 6.0);
}

TEST(Compile, RatiosGoByAgeOnTheFirstOfJanuary) {
  AttributeSpec life = life_with(0.5);
  RatioSpec& by_age = ratio(life.transitions.front(), "age", {});
  by_age.table = support::by_age({{0, 1}, {41, 4}});
  const Compiled got = compiled(lexis(support::study_of(pack_of({life}), 2, 10)));
  EXPECT_EQ(got.base("life.alive>dead", 40), 0.5);
  EXPECT_EQ(got.base("life.alive>dead", 41), 2.0);
}

TEST(Compile, FactorsAreInTheOrderOfTheirStreams) {
  std::vector<AttributeSpec> attributes;
  for (const char* name : {"zeta", "alpha", "mid", "omega", "beta"}) attributes.push_back(attribute(name, {"x", "y"}));
  const Compiled got = compiled(pack_of(attributes));
  EXPECT_EQ(got.model.factors.size(), 7u);  // and SES and area
  for (std::size_t i = 1; i < got.model.factors.size(); ++i) {
    EXPECT_LT(got.model.factors[i - 1].stream, got.model.factors[i].stream);
  }
  for (const Factor& factor : got.model.factors) EXPECT_EQ(factor.stream, stream_of("factor." + factor.name));
}

TEST(Compile, EqualRowsOfRatiosAreKeptOnce) {
  AttributeSpec life = life_with(0.5);
  RatioSpec& by_band = ratio(life.transitions.front(), "smoking", {});
  auto table = std::make_shared<Table>(*support::by_age({{0, 1.5}, {50, 2.5}}).table);
  table->by_state = true;
  std::vector<TableRow> rows;
  for (const char* state : {"never", "current"}) {
    for (TableRow row : table->rows) {
      row.keys.state = state;
      if (row.keys.state == "never") row.values = {1};
      rows.push_back(row);
    }
  }
  table->rows = rows;
  by_band.table = Quantity{};
  by_band.table->table = table;
  Study study = support::study_of(pack_of({smoking(0.5), life}), 60, 10);
  study.population.cells.push_back(study.population.cells.front());
  study.population.cells.back().sex = Sex::male;
  const Compiled got = compiled(study);
  EXPECT_EQ(got.factor("smoking").rows.size(), 2u);
  EXPECT_EQ(got.factor("ses").rows.size(), 1u);
  EXPECT_EQ(got.ratio("smoking", 1, "life.alive>dead", 49), 1.5F);
  EXPECT_EQ(got.ratio("smoking", 1, "life.alive>dead", 50), 2.5F);
  EXPECT_EQ(got.ratio("smoking", 0, "life.alive>dead", 50), 1.0F);
}

// ---- normalisation

TEST(Compile, NormalisationDividesByTheMeanRatio) {
  AttributeSpec life = life_with(0.1);
  life.transitions.front().normalise = true;
  ratio(life.transitions.front(), "smoking", {{"current", 3}});
  const Compiled got = compiled(pack_of({smoking(0.25), life}));
  EXPECT_NEAR(got.base("life.alive>dead"), 0.1 / (0.75 + 0.25 * 3), 0.1 * float_share);
}

TEST(Compile, TheMeanRatioIsOfTheProductOverJointStates) {
  AttributeSpec life = life_with(0.1);
  life.transitions.front().normalise = true;
  ratio(life.transitions.front(), "smoking", {{"current", 3}});
  ratio(life.transitions.front(), "smoking", {{"current", 2}});
  ratio(life.transitions.front(), "ses", {{"ses1", 5}});
  const Compiled got = compiled(with_ses(pack_of({smoking(0.25), life}), {60, 40}));
  EXPECT_NEAR(got.base("life.alive>dead"), 0.1 / ((0.75 + 0.25 * 6) * (0.6 + 0.4 * 5)), 0.1 * float_share);
}

TEST(Compile, TheMeanRatioIsOverThoseAtRisk) {
  AttributeSpec weight = attribute("weight", {"normal", "high", "obese"});
  weight.prevalence = {{"high", support::number(0.4)}, {"obese", support::number(0.1)}};
  AttributeSpec life = life_with(0.1);
  life.transitions.front().normalise = true;
  ratio(life.transitions.front(), "weight", {{"high", 2}, {"obese", 8}});
  support::gate(life.transitions.front(), "weight", {"normal", "high"});
  const Compiled got = compiled(pack_of({weight, life}));
  EXPECT_NEAR(got.base("life.alive>dead"), 0.1 / ((0.5 + 0.4 * 2) / 0.9), 0.1 * float_share);
}

TEST(Compile, WithoutNormaliseTheRateIsThatOfTheReference) {
  AttributeSpec life = life_with(0.1);
  ratio(life.transitions.front(), "smoking", {{"current", 3}});
  EXPECT_NEAR(compiled(pack_of({smoking(0.25), life})).base("life.alive>dead"), 0.1, 0.1 * float_share);
}

TEST(Compile, NormalisationDoesNotChangeWithAgeWherePrevalenceDoesNot) {
  AttributeSpec life = life_with(0.1);
  life.transitions.front().normalise = true;
  ratio(life.transitions.front(), "smoking", {{"current", 3}});
  const Compiled got = compiled(pack_of({smoking(0.25), life}), 30);  // a cohort that grows older than it started
  for (int age = 40; age < 70; ++age)
    EXPECT_EQ(got.base("life.alive>dead", age), got.base("life.alive>dead", 40)) << age;
}

TEST(Compile, NormalisationBySesHoldsAtAgesNobodyStartsAt) {
  AttributeSpec life = life_with(0.1);
  life.transitions.front().normalise = true;
  ratio(life.transitions.front(), "ses", {{"ses1", 3}});
  const Compiled got = compiled(with_ses(pack_of({life}), {90, 10}, 30));
  for (int age = 40; age < 70; ++age)
    EXPECT_EQ(got.base("life.alive>dead", age), got.base("life.alive>dead", 40)) << age;
}

TEST(Compile, NormalisationDoesNotDependOnTheOrderOfAttributes) {
  for (int trial = 0; trial < 200; ++trial) {
    AttributeSpec life = life_with(0.1);
    life.transitions.front().normalise = true;
    std::vector<AttributeSpec> attributes;
    for (int a = 0; a < 4; ++a) {
      AttributeSpec risk = attribute("risk" + std::to_string(a), {"low", "high"});
      risk.prevalence = {{"high", support::number(0.1 + 0.0317 * (a + 1) + 0.001 * trial)}};
      ratio(life.transitions.front(), risk.name, {{"high", 1.1 + 0.37 * a + 0.0013 * trial}});
      attributes.push_back(risk);
    }
    attributes.push_back(life);
    const double forward = compiled(pack_of(attributes)).base("life.alive>dead");
    std::reverse(attributes.begin(), attributes.end());
    ASSERT_EQ(forward, compiled(pack_of(attributes)).base("life.alive>dead")) << trial;
  }
}

// ---- states at the start

TEST(Compile, PrevalenceGivesTheRestToTheStateNotNamed) {
  AttributeSpec spec = attribute("smoking", {"never", "current", "former"});
  spec.prevalence = {{"current", support::number(0.25)}, {"former", support::number(0.125)}};
  const Compiled got = compiled(pack_of({spec}));
  const std::vector<double>& cumulative = *got.model.attributes.front().cumulative_prevalence;
  EXPECT_EQ(cumulative[40 * 3], 0.625);
  EXPECT_EQ(cumulative[40 * 3 + 1], 0.875);
  EXPECT_EQ(cumulative[40 * 3 + 2], 1.0);
}

TEST(Compile, WithoutPrevalenceEverybodyStartsInTheFirstState) {
  const Compiled got = compiled(pack_of({attribute("smoking", {"never", "current"})}));
  EXPECT_EQ(got.model.attributes.front().cumulative_prevalence->at(40 * 2), 1.0);
}

TEST(Compile, RefusesPrevalencesThatDoNotAddUp) {
  AttributeSpec spec = smoking(1.2);
  EXPECT_EQ(problems_of(pack_of({spec})), 1u);
  spec = attribute("smoking", {"never", "current", "former"});
  spec.prevalence = {{"current", support::number(0.7)}, {"former", support::number(0.5)}};
  EXPECT_EQ(problems_of(pack_of({spec})), 1u);
  spec.prevalence = {
      {"never", support::number(0.2)}, {"current", support::number(0.2)}, {"former", support::number(0.5)}};
  EXPECT_EQ(problems_of(pack_of({spec})), 1u);
  spec.prevalence = {{"current", support::number(0.5)}};
  EXPECT_EQ(problems_of(pack_of({spec})), 1u);
}

// ---- what is refused

TEST(Compile, RefusesProbabilitiesThatAddUpToMoreThanOne) {
  AttributeSpec health = attribute("health", {"a", "b", "c"});
  transition(health, "a", "b", 0.7, TransitionKind::probability);
  transition(health, "a", "c", 0.4, TransitionKind::probability);
  const std::string problem = only_problem(compiled(pack_of({health}, 1)));
  EXPECT_NE(problem.find("add up to at most 1"), std::string::npos) << problem;
}

TEST(Compile, RefusesFiguresOutOfRange) {
  EXPECT_EQ(problems_of(pack_of({life_with(-0.1)})), 1u);
  EXPECT_EQ(problems_of(pack_of({life_with(std::nan(""))})), 1u);
  EXPECT_EQ(problems_of(pack_of({life_with(INFINITY)})), 1u);
  AttributeSpec health = attribute("health", {"a", "b"});
  transition(health, "a", "b", 1.1, TransitionKind::probability);
  EXPECT_EQ(problems_of(pack_of({health}, 1)), 1u);
}

TEST(Compile, RefusesAHazardTooLargeForTheClock) {
  EXPECT_EQ(problems_of(pack_of({life_with(1e40)})),
            1u);  // as a float it would be infinite, and 0 x infinity no number
}

TEST(Compile, RefusesRatiosTooLargeForTheClock) {
  AttributeSpec life = life_with(1);
  ratio(life.transitions.front(), "smoking", {{"current", 1e30}});
  ratio(life.transitions.front(), "smoking", {{"current", 1e30}});
  EXPECT_GE(problems_of(pack_of({smoking(0.5), life})), 1u);
}

TEST(Compile, RefusesAMissingRow) {
  AttributeSpec life = life_with(0);
  auto table = std::make_shared<Table>(*support::by_age({{0, 0.1}, {41, 0.2}}).table);
  table->rows.pop_back();
  life.transitions.front().figure.table = table;
  EXPECT_EQ(problems_of(pack_of({life})), 0u);
  const std::string problem = only_problem(compiled(pack_of({life}), 2));
  EXPECT_NE(problem.find("age 41"), std::string::npos) << problem;
}

TEST(Compile, TakesTheValueOutsideATableWhereARowIsMissing) {
  AttributeSpec life = life_with(0);
  auto table = std::make_shared<Table>(*support::by_age({{0, 0.5}, {41, 0.25}}).table);
  table->rows.pop_back();
  life.transitions.front().figure.table = table;
  life.transitions.front().figure.outside = 0.125;
  const Compiled got = compiled(pack_of({life}), 2);
  EXPECT_EQ(got.base("life.alive>dead", 40), 0.5);
  EXPECT_EQ(got.base("life.alive>dead", 41), 0.125);
}

TEST(Compile, RefusesARateRatioOnASojourn) {
  AttributeSpec cancer = attribute("cancer", {"ill", "over"});
  sojourn(cancer, "ill", "over", 2, 3);
  ratio(cancer.transitions.front(), "smoking", {{"current", 2}}).accelerates = false;
  const std::string problem = only_problem(compiled(pack_of({smoking(0.5), cancer})));
  EXPECT_NE(problem.find("accelerates"), std::string::npos) << problem;
}

TEST(Compile, RefusesAccelerationOfAHazardAndAnyRatioOnADuration) {
  AttributeSpec life = life_with(0.1);
  ratio(life.transitions.front(), "smoking", {{"current", 2}}).accelerates = true;
  EXPECT_EQ(problems_of(pack_of({smoking(0.5), life})), 1u);
  AttributeSpec stay = attribute("stay", {"in", "out"});
  transition(stay, "in", "out", 1, TransitionKind::duration);
  ratio(stay.transitions.front(), "smoking", {{"current", 2}});
  EXPECT_EQ(problems_of(pack_of({smoking(0.5), stay})), 1u);
}

TEST(Compile, IgnoresNothingOnASojournOrDuration) {
  AttributeSpec cancer = attribute("cancer", {"ill", "over"});
  sojourn(cancer, "ill", "over", 2, 3).normalise = true;
  EXPECT_EQ(problems_of(pack_of({cancer})), 1u) << "normalise on a sojourn";
  cancer.transitions.front().normalise = false;
  ratio(cancer.transitions.front(), "age", {}).table = support::by_age({{0, 2}});
  const Compiled accelerated = compiled(pack_of({cancer}));
  EXPECT_TRUE(!accelerated.problems.empty() || accelerated.base("cancer.ill>over") == 2 * 8388608.0 / clock_unit)
      << "acceleration by age";
  cancer.transitions.front().ratios.clear();
  cancer.transitions.front().scale = support::by_age({{0, 2}, {41, 3}});
  EXPECT_EQ(problems_of(pack_of({cancer})), 1u) << "a table as scale";

  AttributeSpec stay = attribute("stay", {"in", "out"});
  transition(stay, "in", "out", 1, TransitionKind::duration).only = Sex::male;
  EXPECT_EQ(problems_of(pack_of({stay})), 1u) << "a duration for one sex";
  stay.transitions.front().only.reset();
  stay.transitions.front().normalise = true;
  EXPECT_EQ(problems_of(pack_of({stay})), 1u) << "normalise on a duration";
  stay.transitions.front().normalise = false;
  support::gate(stay.transitions.front(), "smoking", {"current"});
  EXPECT_EQ(problems_of(pack_of({smoking(0.5), stay})), 1u) << "a gate on a duration";
}

TEST(Compile, RefusesRecurrentSojournsAndDurations) {
  AttributeSpec check = attribute("check", {"on"});
  transition(check, "on", "on", 2, TransitionKind::duration);
  EXPECT_EQ(problems_of(pack_of({check})), 1u);
  check.transitions.clear();
  sojourn(check, "on", "on", 2, 2);
  EXPECT_EQ(problems_of(pack_of({check})), 1u);
}

TEST(Compile, RefusesShapesThatGammaCannotInvert) {
  for (const double shape : {0.0, -1.0, 1e-9, 1e9}) {
    AttributeSpec cancer = attribute("cancer", {"ill", "over"});
    sojourn(cancer, "ill", "over", shape, 3, TransitionKind::gamma);
    EXPECT_EQ(problems_of(pack_of({cancer})), 1u) << shape;
  }
}

TEST(Compile, RefusesSojournsAndDurationsInDiscreteTime) {
  AttributeSpec cancer = attribute("cancer", {"ill", "over"});
  sojourn(cancer, "ill", "over", 2, 3);
  EXPECT_EQ(compiled(pack_of({cancer}, 1)).problems.all().size(), 1u);
  cancer.transitions.clear();
  transition(cancer, "ill", "over", 2, TransitionKind::duration);
  EXPECT_EQ(compiled(pack_of({cancer}, 1)).problems.all().size(), 1u);
}

TEST(Compile, RefusesATotalEffectBesideAMediator) {
  AttributeSpec weight = attribute("weight", {"normal", "obese"});
  AttributeSpec diabetes = attribute("diabetes", {"none", "ill"});
  transition(diabetes, "none", "ill", 0.1);
  ratio(diabetes.transitions.front(), "weight", {{"obese", 3}});
  AttributeSpec heart = attribute("heart", {"well", "ill"});
  transition(heart, "well", "ill", 0.1);
  ratio(heart.transitions.front(), "diabetes", {{"ill", 2}});
  RatioSpec& effect = ratio(heart.transitions.front(), "weight", {{"obese", 2}});
  for (const EffectKind kind : {EffectKind::total, EffectKind::unstated}) {
    effect.effect = kind;
    const std::string problem = only_problem(compiled(pack_of({weight, diabetes, heart})));
    EXPECT_NE(problem.find("also acts through diabetes"), std::string::npos) << problem;
  }
  effect.effect = EffectKind::direct;
  EXPECT_EQ(problems_of(pack_of({weight, diabetes, heart})), 0u);
}

TEST(Compile, TakesATotalEffectWhereNothingMediates) {
  AttributeSpec heart = attribute("heart", {"well", "ill"});
  transition(heart, "well", "ill", 0.1);
  ratio(heart.transitions.front(), "smoking", {{"current", 2}}).effect = EffectKind::total;
  EXPECT_EQ(problems_of(pack_of({smoking(0.5), heart, life_with(0.1)})), 0u);
}

TEST(Compile, RefusesTheSameNameTwice) {
  EXPECT_GE(problems_of(pack_of({smoking(0.5), smoking(0.5)})), 1u);
  AttributeSpec life = life_with(0.1);
  transition(life, "alive", "dead", 0.2);
  EXPECT_EQ(problems_of(pack_of({life})), 1u);
}

TEST(Compile, RefusesTwoNamesWithOneStream) {
  ASSERT_EQ(stream_of("n512789"), stream_of("n749192"));  // found by trying n0, n1, …
  const Compiled got = compiled(pack_of({attribute("n512789", {"x"}), attribute("n749192", {"x"})}));
  ASSERT_FALSE(got.problems.empty());
  for (const Problem& problem : got.problems.all()) {
    EXPECT_NE(problem.got.find("the same stream as n512789"), std::string::npos) << problem.got;
  }
}

TEST(Compile, RefusesUnknownNames) {
  AttributeSpec life = life_with(0.1);
  ratio(life.transitions.front(), "smokin", {{"current", 2}});
  EXPECT_NE(only_problem(compiled(pack_of({smoking(0.5), life}))).find("did you mean smoking?"), std::string::npos);
  life.transitions.front().ratios.clear();
  ratio(life.transitions.front(), "smoking", {{"curent", 2}});
  EXPECT_NE(only_problem(compiled(pack_of({smoking(0.5), life}))).find("did you mean current?"), std::string::npos);
  life.transitions.front().ratios.clear();
  support::gate(life.transitions.front(), "smoking", {"curent"});
  EXPECT_NE(only_problem(compiled(pack_of({smoking(0.5), life}))).find("did you mean current?"), std::string::npos);
  life.transitions.front().gates.clear();
  support::gate(life.transitions.front(), "life", {"alive"});
  EXPECT_EQ(problems_of(pack_of({smoking(0.5), life})), 1u);
  life.transitions.front().gates.clear();
  life.transitions.front().to = "deed";
  EXPECT_NE(only_problem(compiled(pack_of({life}))).find("did you mean dead?"), std::string::npos);
}

TEST(Compile, RefusesAWayBackFromAStateThatLeaves) {
  AttributeSpec life = life_with(0.1);
  transition(life, "dead", "alive", 0.1);
  EXPECT_EQ(problems_of(pack_of({life})), 1u);
}

TEST(Compile, RefusesRatiosThatVaryByYearOrTimeInState) {
  AttributeSpec life = life_with(0.1);
  RatioSpec& by_smoking = ratio(life.transitions.front(), "smoking", {});
  auto table = std::make_shared<Table>(*support::by_year_in_state({2, 3}).table);
  by_smoking.table = Quantity{};
  by_smoking.table->table = table;
  EXPECT_GE(problems_of(pack_of({smoking(0.5), life})), 1u) << "by year in state";
  auto by_year = std::make_shared<Table>(*support::by_age({{2025, 2}, {2030, 3}}).table);
  for (TableRow& row : by_year->rows) std::swap(row.keys.age, row.keys.year);
  by_year->by_age = false;
  by_year->by_year = true;
  Quantity yearly;
  yearly.table = by_year;
  life.transitions.front().ratios.front().table = yearly;
  EXPECT_GE(problems_of(pack_of({smoking(0.5), life})), 1u) << "by year";
}

TEST(Compile, RefusesFiguresByTimeInStateForRecurrentEvents) {
  AttributeSpec falls = attribute("falls", {"upright"});
  transition(falls, "upright", "upright", 0).figure = support::by_year_in_state({0.5, 0.25});
  EXPECT_EQ(problems_of(pack_of({falls})), 1u);
}

// ---- births

TEST(Compile, ABirthNeedsABirthsSectionAndTheOtherWayRound) {
  AttributeSpec fertility = attribute("fertility", {"fertile"});
  transition(fertility, "fertile", "fertile", 0.1).birth = true;
  EXPECT_EQ(problems_of(pack_of({fertility})), 1u);
  Pack pack = pack_of({fertility});
  pack.births = BirthsSpec{};
  EXPECT_EQ(problems_of(pack), 0u);
  EXPECT_EQ(compiled(pack).model.birth_lane, 0);
  pack.attributes.front().transitions.front().birth = false;
  EXPECT_EQ(problems_of(pack), 1u);
}

TEST(Compile, ABirthIsOneHazard) {
  Pack pack = pack_of({attribute("fertility", {"a", "b"})});
  pack.births = BirthsSpec{};
  AttributeSpec& fertility = pack.attributes.front();
  transition(fertility, "a", "b", 0.1).birth = true;
  EXPECT_EQ(problems_of(pack), 0u);
  fertility.transitions.front().kind = TransitionKind::duration;
  EXPECT_EQ(problems_of(pack), 1u);
  fertility.transitions.front().kind = TransitionKind::hazard;
  transition(fertility, "b", "b", 0.1).birth = true;
  EXPECT_EQ(problems_of(pack), 1u);
}

// ---- ages

TEST(AgesMet, ArePastAndFutureOfThePopulation) {
  Setting setting;
  setting.years = 10;
  setting.youngest = 40;
  setting.oldest = 60;
  EXPECT_EQ(ages_met(setting), std::pair(40, 69));
  setting.births = true;
  EXPECT_EQ(ages_met(setting), std::pair(0, 69));
  setting.oldest = 118;
  EXPECT_EQ(ages_met(setting), std::pair(0, oldest_age));
  setting.age_rule = AgeRule::lexis;
  setting.oldest = 10;
  EXPECT_EQ(ages_met(setting), std::pair(0, oldest_age));
}

}  // namespace kavel
