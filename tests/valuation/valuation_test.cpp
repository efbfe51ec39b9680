#include "valuation/valuation.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/valuation/valuing.hpp"

namespace kavel {

namespace {

OutcomeSpec cost(double discount = 0) {
  OutcomeSpec outcome = support::outcome("cost", OutcomeKind::cost, discount);
  support::pays(outcome, "health", "ill", 1000);
  return outcome;
}

std::vector<double> weights_of(Counting counting, int years, int cycles_per_year, double discount = 0) {
  Pack pack = health_pack(cycles_per_year);
  OutcomeSpec outcome = cost(discount);
  outcome.counting = counting;
  pack.outcomes = {outcome};
  return valued(pack, years).valuation.outcomes.front().weight;
}

Quantity over_years(int first, const std::vector<double>& figures, std::optional<Range> TableKeys::*key,
                    bool Table::*by) {
  auto table = std::make_shared<Table>();
  table->columns = {"value"};
  (*table).*by = true;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    TableRow row;
    const int year = first + static_cast<int>(i);
    row.keys.*key = Range{year, i + 1 < figures.size() ? year : Range::open};
    row.values = {figures[i]};
    table->rows.push_back(row);
  }
  Quantity quantity;
  quantity.table = table;
  return quantity;
}

}  // namespace

TEST(Valuation, CostsAreMoreCoarselyCountedThanEffects) {
  Pack pack = health_pack();
  pack.outcomes = {cost(), support::outcome("qaly", OutcomeKind::effect)};
  const Valued got = valued(pack);
  EXPECT_EQ(got.valuation.outcomes[0].quantum, 1e-3);
  EXPECT_LE(got.valuation.outcomes[1].quantum, 1e-6);
}

TEST(Valuation, ATableByStateGivesEachStateItsOwn) {
  auto table = std::make_shared<Table>();
  table->columns = {"value"};
  table->by_state = true;
  table->state_column = "state";
  for (const auto& [state, value] : std::vector<std::pair<std::string, double>>{{"ill", 30}, {"well", 5}}) {
    TableRow row;
    row.keys.state = state;
    row.values = {value};
    table->rows.push_back(row);
  }
  Quantity quantity;
  quantity.table = table;
  Pack pack = health_pack();
  OutcomeSpec outcome = support::outcome("cost", OutcomeKind::cost);
  outcome.per_year = {{"health", "ill", quantity}, {"health", "well", quantity}};
  pack.outcomes = {outcome};
  const Valued got = valued(pack);
  ASSERT_TRUE(got.problems.empty());
  EXPECT_EQ(got.annual(40, 0, 0), 5);
  EXPECT_EQ(got.annual(40, 0, 1), 30);
}

TEST(Valuation, ValuesAreRoundedToTheNearestQuantum) {
  Pack pack = health_pack();
  OutcomeSpec outcome = support::outcome("cost", OutcomeKind::cost);
  support::pays(outcome, "health", "well", 12.3456);
  support::pays(outcome, "health", "ill", -0.0127);
  pack.outcomes = {outcome};
  const Valued got = valued(pack);
  EXPECT_EQ(got.valuation.of_states.quanta({Sex::female, 40, 0})[0], 12346);
  EXPECT_EQ(got.valuation.of_states.quanta({Sex::female, 40, 0})[1], -13);
}

TEST(Valuation, DiscountsByWholeYearsInContinuousTime) {
  Pack pack = health_pack();
  pack.outcomes = {cost(0.03)};
  const std::vector<double> weight = valued(pack, 40).valuation.outcomes.front().weight;
  for (int year = 0; year < 40; ++year) {
    EXPECT_NEAR(weight[static_cast<std::size_t>(year)], std::pow(1.03, -year), 1e-14);
  }
  EXPECT_EQ(weight.front(), 1.0);
}

TEST(Valuation, DiscountsByCyclesInDiscreteTime) {
  for (const int cycles : {1, 2, 4, 12}) {
    const std::vector<double> weight = weights_of(Counting::every_point, 10, cycles, 0.04);
    ASSERT_EQ(weight.size(), static_cast<std::size_t>(10 * cycles + 1));
    for (std::size_t point = 0; point < weight.size(); ++point) {
      EXPECT_NEAR(weight[point], std::pow(1.04, -static_cast<double>(point) / cycles), 1e-14);
    }
  }
}

TEST(Valuation, CountsAtThePointsAsked) {
  EXPECT_EQ(weights_of(Counting::start, 3, 1), (std::vector<double>{1, 1, 1, 0}));
  EXPECT_EQ(weights_of(Counting::end, 3, 1), (std::vector<double>{0, 1, 1, 1}));
  EXPECT_EQ(weights_of(Counting::every_point, 3, 1), (std::vector<double>{1, 1, 1, 1}));
  EXPECT_EQ(weights_of(Counting::half_cycle, 3, 1), (std::vector<double>{0.5, 1, 1, 0.5}));
}

TEST(Valuation, TakesGivenWeightsAndRefusesAnotherNumberOfThem) {
  Pack pack = health_pack(1);
  pack.outcomes = {cost()};
  pack.outcomes.front().counting = Counting::weights;
  pack.outcomes.front().weights = {1.0 / 3, 4.0 / 3, 1.0 / 3};
  EXPECT_EQ(valued(pack, 2).valuation.outcomes.front().weight, pack.outcomes.front().weights);
  EXPECT_EQ(valued(pack, 3).problems.all().size(), 1u);
}

TEST(Valuation, APopulationLivesTheMeanOfTwoRowsACohortOne) {
  Pack pack = health_pack();
  OutcomeSpec outcome = support::outcome("cost", OutcomeKind::cost);
  support::pays(outcome, "health", "ill", 0);
  outcome.per_year.front().per_year = support::by_age({{0, 8}, {1, 4}, {2, 2}, {120, 10}});
  pack.outcomes = {outcome};
  Study study = support::study_of(pack, 121, 10, 0);
  const Valued exact = valued(study);
  EXPECT_EQ(exact.annual(0), 8);
  EXPECT_EQ(exact.annual(1), 4);
  study.population.age_rule = AgeRule::lexis;
  const Valued mean = valued(study);
  EXPECT_EQ(mean.annual(-1), 8);
  EXPECT_EQ(mean.annual(0), 6);
  EXPECT_EQ(mean.annual(1), 3);
  EXPECT_EQ(mean.annual(119), 6);
  EXPECT_EQ(mean.annual(120), 10);
}

TEST(Valuation, VariesByCalendarYearAndYearOfStudy) {
  Pack pack = health_pack();
  OutcomeSpec outcome = support::outcome("cost", OutcomeKind::cost);
  support::pays(outcome, "health", "ill", 0);
  support::pays_once(outcome, "health", "well>ill", 0);
  outcome.per_year.front().per_year = over_years(2025, {1, 2, 3}, &TableKeys::year, &Table::by_year);
  outcome.per_transition.front().amount = over_years(0, {5, 6}, &TableKeys::year_of_study, &Table::by_year_of_study);
  pack.outcomes = {outcome};
  const Valued got = valued(pack, 5);
  for (int year = 0; year < 5; ++year) {
    EXPECT_EQ(got.annual(40 + year, year), std::min(1 + year, 3));
    EXPECT_EQ(got.valuation.of_transitions.amounts({Sex::female, 40 + year, year})[0], std::min(5 + year, 6));
  }
}

TEST(Valuation, PayoffsAreFoundByStateAndByTransition) {
  AttributeSpec one = support::attribute("one", {"a", "b"});
  support::transition(one, "a", "b", 1);
  AttributeSpec two = support::attribute("two", {"c", "d"});
  support::transition(two, "c", "d", 1);
  Pack pack = support::pack_of({one, two});
  OutcomeSpec cost = support::outcome("cost", OutcomeKind::cost);
  OutcomeSpec qaly = support::outcome("qaly", OutcomeKind::effect);
  support::pays(cost, "two", "d", 4);
  support::pays(cost, "one", "a", 1);
  support::pays(qaly, "two", "d", 0.5);
  support::pays_once(qaly, "two", "c>d", 7);
  pack.outcomes = {cost, qaly};
  const Valuation got = valued(pack).valuation;
  EXPECT_EQ(got.first_of_state, (std::vector<int>{0, 1, 1, 1, 3}));
  EXPECT_EQ(got.first_of_lane, (std::vector<int>{0, 0, 1}));
  EXPECT_EQ(got.state_payoffs[0].outcome, 0);
  EXPECT_EQ(got.state_payoffs[1].outcome, 0);
  EXPECT_EQ(got.state_payoffs[2].outcome, 1);
  EXPECT_EQ(got.state_payoffs[2].state, 3);
}

TEST(Valuation, RefusesUnknownNames) {
  const auto suggestion = [](const std::string& attribute, const std::string& state, const std::string& transition) {
    Pack pack = health_pack();
    OutcomeSpec outcome = support::outcome("cost", OutcomeKind::cost);
    if (!state.empty()) support::pays(outcome, attribute, state, 1);
    if (!transition.empty()) support::pays_once(outcome, attribute, transition, 1);
    pack.outcomes = {outcome};
    const Valued got = valued(pack);
    return got.problems.all().size() == 1 ? got.problems.all().front().suggestion : "nothing";
  };
  EXPECT_EQ(suggestion("helth", "ill", ""), "health");
  EXPECT_EQ(suggestion("health", "il", ""), "ill");
  EXPECT_EQ(suggestion("health", "", "well>il"), "health.well>ill");
}

TEST(Valuation, RefusesAmountsTooLargeToAddUp) {
  for (const double amount : {1e17, -1e17, 1e300}) {
    Pack pack = health_pack();
    OutcomeSpec per_year = support::outcome("cost", OutcomeKind::cost);
    support::pays(per_year, "health", "ill", amount);
    pack.outcomes = {per_year};
    EXPECT_EQ(valued(pack, 100).problems.all().size(), 1u) << amount;
    OutcomeSpec once = support::outcome("cost", OutcomeKind::cost);
    support::pays_once(once, "health", "well>ill", amount);
    pack.outcomes = {once};
    EXPECT_EQ(valued(pack, 100).problems.all().size(), 1u) << amount << " per transition";
  }
}

TEST(Valuation, RefusesPayoffsByTimeInState) {
  Pack pack = health_pack();
  OutcomeSpec outcome = support::outcome("cost", OutcomeKind::cost);
  support::pays(outcome, "health", "ill", 0);
  outcome.per_year.front().per_year = support::by_year_in_state({2, 3});
  pack.outcomes = {outcome};
  EXPECT_EQ(valued(pack).problems.all().size(), 1u);
}

}  // namespace kavel
