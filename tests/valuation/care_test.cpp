#include "valuation/care.hpp"

#include <gtest/gtest.h>

#include "tests/valuation/valuing.hpp"

namespace kavel {

namespace {

SectorSpec sector(double price_index, double real_growth) {
  SectorSpec spec;
  spec.name = "cure";
  spec.price_index = support::number(price_index);
  spec.real_growth = support::number(real_growth);
  return spec;
}

ActivitySpec activity(const std::string& name, double price, int price_year) {
  ActivitySpec spec;
  spec.name = name;
  spec.key = "activities." + name;
  spec.sector = "cure";
  spec.payer = "insurer";
  spec.provider = "hospital";
  spec.unit = "day";
  spec.price = support::number(price);
  spec.price_year = price_year;
  return spec;
}

void asks(ActivitySpec& activity, const std::string& state, double per_year) {
  activity.per_year.push_back({"health", state, support::number(per_year)});
}

Pack pack_with(std::vector<ActivitySpec> activities, double price_index = 0, double real_growth = 0) {
  Pack pack = health_pack();
  pack.sectors = {sector(price_index, real_growth)};
  pack.payers = {{"insurer", "Health insurer", {}}};
  pack.providers = {{"hospital", "Hospital", {}}};
  pack.activities = std::move(activities);
  return pack;
}

OutcomeSpec cost_of(std::vector<std::string> activities, int price_year = 0) {
  OutcomeSpec cost = support::outcome("cost", OutcomeKind::cost);
  cost.activities = std::move(activities);
  cost.price_year = price_year;
  return cost;
}

}  // namespace

TEST(Care, PricesAreCarriedFromTheirYearToEachYearOfTheStudy) {
  Pack pack = pack_with({activity("stay", 100, 2023)}, 0.5);
  const Valued got = valued(pack, 3);  // starts in 2025
  ASSERT_TRUE(got.problems.empty());
  const Activity& stay = got.valuation.care.activities.front();
  EXPECT_EQ(stay.price, (std::vector<double>{225, 337.5, 506.25}));
  EXPECT_EQ(stay.real_price, (std::vector<double>{225, 225, 225}));
}

TEST(Care, PricesOfALaterYearAreBroughtBack) {
  const Valued got = valued(pack_with({activity("stay", 300, 2026)}, 0.5), 3);
  EXPECT_EQ(got.valuation.care.activities.front().price, (std::vector<double>{200, 300, 450}));
}

TEST(Care, VolumesInMoneyGrowFromTheFirstYearOn) {
  ActivitySpec euros = activity("pharmacy", 1, 2025);
  euros.unit = "EUR 2025";
  const Valued got = valued(pack_with({euros}, 0, 0.25), 3);
  EXPECT_EQ(got.valuation.care.activities.front().growth, (std::vector<double>{1, 1.25, 1.5625}));
  EXPECT_EQ(got.valuation.care.activities.front().real_price, (std::vector<double>{1, 1, 1}));
}

TEST(Care, WhatAUnitTakesGrowsNotHowManyThereAre) {  // a year has no more days than it has
  const Valued got = valued(pack_with({activity("stay", 100, 2025)}, 0.5, 0.25), 3);
  const Activity& stay = got.valuation.care.activities.front();
  EXPECT_EQ(stay.growth, (std::vector<double>{1, 1, 1}));
  EXPECT_EQ(stay.real_price, (std::vector<double>{100, 125, 156.25}));
  EXPECT_EQ(stay.price, (std::vector<double>{100, 187.5, 351.5625}));
}

TEST(Care, CareThatComesInsteadCostsWhatItsRatioSaysInEveryYear) {
  ActivitySpec euros = activity("operations", 1, 2025);
  euros.unit = "EUR 2025";
  ActivitySpec nursing = activity("nursing", 50, 2025);
  ActivitySpec stay = activity("stay", 100, 2025);
  nursing.sector = "home";
  Pack pack = pack_with({euros, nursing, stay}, 0, 0.25);
  pack.sectors.push_back(sector(0, 0.5));
  pack.sectors.back().name = "home";
  const Valued got = valued(pack, 2);
  const std::vector<Activity>& of = got.valuation.care.activities;
  const auto cost = [](const Activity& activity, double tallied) {
    return tallied * activity.growth[1] * activity.real_price[1];
  };
  // An hour at home for 50 euros of operations: as dear, though what an hour takes grows faster than operations do.
  EXPECT_DOUBLE_EQ(cost(of[1], 100.0 / 50 * substituted(of[0], of[1], 1)), cost(of[0], 100));
  EXPECT_DOUBLE_EQ(cost(of[0], 50 * substituted(of[1], of[0], 1)), cost(of[1], 1));
  EXPECT_EQ(substituted(of[2], of[1], 1), 1);  // two hours for a day remain two hours
}

TEST(Care, MarginalShareScalesWhatStatesAskForButNotTheResidual) {
  ActivitySpec stay = activity("stay", 1, 2025);
  asks(stay, "ill", 8);
  stay.per_transition.push_back({"health", "well>ill", support::number(4)});
  stay.marginal_share = support::number(0.75);
  stay.residual = support::number(2);
  const Valued got = valued(pack_with({stay}));
  const Payoffs& volumes = got.valuation.volumes;
  ASSERT_EQ(volumes.state_payoffs.size(), 2U);  // well: the residual; ill: both in one
  EXPECT_EQ(volumes.of_states.amounts({Sex::female, 40, 0})[0], 2);
  EXPECT_EQ(volumes.of_states.amounts({Sex::female, 40, 0})[1], 8);
  EXPECT_EQ(volumes.of_transitions.amounts({Sex::female, 40, 0})[0], 3);
}

TEST(Care, TheResidualIsThatOfEveryInhabitantOnce) {
  Pack pack = pack_with({activity("stay", 1, 2025)});
  pack.activities.front().residual = support::number(2);
  pack.attributes.push_back(support::attribute("vital", {"alive", "dead"}));
  const Valued got = valued(pack);
  const Payoffs& volumes = got.valuation.volumes;
  ASSERT_EQ(volumes.state_payoffs.size(), 1U);  // of the attribute with one state that stays
  EXPECT_EQ(volumes.state_payoffs.front().state, 2);
}

TEST(Care, AnOutcomeAddsUpWhatItsActivitiesCostInPricesOfItsYear) {
  ActivitySpec stay = activity("stay", 100, 2025);
  asks(stay, "ill", 2);
  ActivitySpec visit = activity("visit", 10, 2025);
  asks(visit, "ill", 3);
  visit.per_transition.push_back({"health", "well>ill", support::number(1)});
  Pack pack = pack_with({stay, visit}, 0.5, 0.25);
  pack.outcomes = {cost_of({"stay", "visit"}), cost_of({"visit"}, 2026)};
  pack.outcomes[1].name = "visits";
  const Valued got = valued(pack, 3);
  ASSERT_TRUE(got.problems.empty());
  ASSERT_EQ(got.valuation.state_payoffs.size(), 2U);
  EXPECT_EQ(got.annual(40, 0, 0), 230);
  EXPECT_EQ(got.annual(41, 1, 0), 287.5);
  EXPECT_EQ(got.annual(42, 2, 1), 70.3125);  // 3 x 10 x 1.5 in prices of 2026, grown twice
  EXPECT_EQ(got.valuation.of_transitions.amounts({Sex::female, 41, 1})[0], 12.5);
}

TEST(Care, AnOutcomesOwnFiguresAndItsActivitiesAddUp) {
  ActivitySpec stay = activity("stay", 100, 2025);
  asks(stay, "ill", 2);
  Pack pack = pack_with({stay});
  pack.outcomes = {cost_of({"stay"})};
  support::pays(pack.outcomes.front(), "health", "ill", 7);
  const Valued got = valued(pack);
  ASSERT_EQ(got.valuation.state_payoffs.size(), 1U);
  EXPECT_EQ(got.annual(40), 207);
}

TEST(Care, TellsOfNamesThatDoNotExist) {
  Pack pack = pack_with({activity("stay", 100, 2025)});
  pack.activities.front().payer = "insurrer";
  pack.activities.front().sector = "curre";
  pack.activities.front().provider = "hospitals";
  pack.outcomes = {cost_of({"stays"})};
  const Valued got = valued(pack);
  ASSERT_EQ(got.problems.all().size(), 4U);
  EXPECT_EQ(got.problems.all()[0].suggestion, "cure");
  EXPECT_EQ(got.problems.all()[1].suggestion, "insurer");
  EXPECT_EQ(got.problems.all()[2].suggestion, "hospital");
  EXPECT_EQ(got.problems.all()[3].suggestion, "stay");
}

}  // namespace kavel
