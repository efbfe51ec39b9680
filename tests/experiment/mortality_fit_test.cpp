#include "experiment/mortality_fit.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace kavel {
namespace {

constexpr int age = 60;

/// One sex and age with this many persons, some of whom have a hazard of death on one lane.
DeathComposition composition(std::int64_t persons, std::int64_t ill, double hazard, double mean_speed, int at = age,
                             std::size_t lanes = 1, std::size_t lane = 0) {
  DeathComposition result(lanes);
  DeathSums& cell = result.cells[DeathComposition::cell(Sex::female, at)];
  cell.persons = persons;
  cell.speed = static_cast<Int128>(std::llround(static_cast<double>(persons) * mean_speed * speed_in_sums));
  const auto units = std::llround(hazard * hazard_in_sums);
  cell.hazards[lane] = static_cast<Int128>(units) * ill;
  cell.squares[lane] = static_cast<Int128>(units) * units * ill;
  return result;
}

MortalityTask task(double all_cause, std::vector<DeathBudget> budgets, std::vector<int> budget_of, int years = 1) {
  MortalityTask of;
  of.budgets = std::move(budgets);
  of.budget_of = std::move(budget_of);
  of.years = years;
  of.all_cause.assign(rows_by_year(years), all_cause);
  return of;
}

TEST(MortalityFit, TheBackgroundIsWhatTheOthersLeave) {
  const MortalityFit fit(task(0.02, {}, {-1}));
  const MortalityYear year = fit.solve(composition(1'000'000, 100'000, 0.1, 1.25), nullptr, 0);
  const MortalityCell& cell = year.at(Sex::female, age);
  EXPECT_NEAR(cell.explained[0], 0.5, 1e-6);
  EXPECT_NEAR(cell.background, 0.02 * 0.5 / 1.25, 1e-8);
}

TEST(MortalityFit, AYearIsTheMeanOfItsEnds) {
  const MortalityFit fit(task(0.02, {}, {-1}));
  const DeathComposition end = composition(500'000, 100'000, 0.1, 2);
  const MortalityYear year = fit.solve(composition(1'000'000, 100'000, 0.1, 1), &end, 0);
  const MortalityCell& cell = year.at(Sex::female, age);
  EXPECT_EQ(cell.persons, 750'000);
  EXPECT_NEAR(cell.explained[0], 200'000 * 0.1 / 1'500'000 / 0.02, 1e-6);
  EXPECT_NEAR(cell.speed, 2'000'000.0 / 1'500'000, 1e-9);
}

TEST(MortalityFit, ABudgetScalesTheExcess) {
  MortalityFit fit(task(0.02, {{2500, false}}, {0}));
  const DeathComposition start = composition(1'000'000, 100'000, 0.1, 1);  // 10,000 deaths as the pack was read
  EXPECT_NEAR(fit.fit_budgets(start, nullptr), 0.75, 1e-6);
  EXPECT_NEAR(fit.scales()[0], 0.25, 1e-6);
  EXPECT_NEAR(fit.explained_deaths()[0], 2500, 1e-3);
  const MortalityYear year = fit.solve(start, nullptr, 0);
  EXPECT_NEAR(year.at(Sex::female, age).background, 0.02 - 0.0025, 1e-8);
}

TEST(MortalityFit, WhereTheLimitBitesOtherAgesTakeMore) {
  MortalityFit fit(task(0.02, {{25'000, false}}, {0}));
  DeathComposition start = composition(1'000'000, 500'000, 0.1, 1);  // would explain 250 % of 20,000 deaths
  start.add(composition(1'000'000, 50'000, 0.1, 1, age + 20));       // 25 %
  fit.fit_budgets(start, nullptr);
  EXPECT_NEAR(fit.explained_deaths()[0], 25'000, 0.01);
  const MortalityYear year = fit.solve(start, nullptr, 0);
  EXPECT_TRUE(year.at(Sex::female, age).capped);
  EXPECT_NEAR(year.at(Sex::female, age).all_explained(), 0.85, 1e-9);
  EXPECT_FALSE(year.at(Sex::female, age + 20).capped);
  EXPECT_NEAR(year.at(Sex::female, age + 20).all_explained(), 0.4, 1e-6);  // 25,000 - 17,000 of 20,000
}

TEST(MortalityFit, ABudgetBeyondTheLimitIsNotMet) {
  MortalityFit fit(task(0.02, {{18'000, false}}, {0}));
  fit.fit_budgets(composition(1'000'000, 500'000, 0.1, 1), nullptr);
  EXPECT_NEAR(fit.explained_deaths()[0], 17'000, 1);
}

TEST(MortalityFit, UnbudgetedDeathsAreLeftAsTheyAre) {
  MortalityFit fit(task(0.02, {{2'000, false}}, {0, -1}));
  DeathComposition start = composition(1'000'000, 100'000, 0.1, 1, age, 2, 0);
  DeathSums& cell = start.cells[DeathComposition::cell(Sex::female, age)];
  cell.hazards[1] = static_cast<Int128>(std::llround(0.008 * hazard_in_sums)) * 1'000'000;
  fit.fit_budgets(start, nullptr);
  const MortalityYear year = fit.solve(start, nullptr, 0);
  EXPECT_NEAR(year.at(Sex::female, age).explained[0], 0.1, 1e-6);
  EXPECT_NEAR(year.at(Sex::female, age).explained[1], 0.4, 1e-6);
}

TEST(MortalityFit, ExcessThatFollowsFallsAsAllDeathsDo) {
  for (const bool follows : {true, false}) {
    MortalityTask of = task(0.02, {{5'000, follows}}, {0}, 2);
    of.all_cause[sex_age_year(Sex::female, age, 1, 2)] = 0.01;
    MortalityFit fit(of);
    const DeathComposition start = composition(1'000'000, 100'000, 0.1, 1);
    fit.fit_budgets(start, nullptr);
    EXPECT_NEAR(fit.solve(start, nullptr, 0).at(Sex::female, age).all_explained(), 0.25, 1e-6);
    EXPECT_NEAR(fit.solve(start, nullptr, 1).at(Sex::female, age).all_explained(), follows ? 0.25 : 0.5, 1e-6);
  }
}

// 20 ill among 1,000 explain half of 2 % with a standard error of 11 % of all deaths: too much to stand alone.
TEST(MortalityFit, FewPersonsAreTakenWithTheAgesAroundThem) {
  const MortalityFit fit(task(0.02, {}, {-1}));
  DeathComposition start = composition(1'000, 20, 0.5, 1);
  start.add(composition(500'000, 5'000, 0.5, 1, age - 1));
  start.add(composition(500'000, 5'000, 0.5, 1, age + 1));
  const MortalityYear year = fit.solve(start, nullptr, 0);
  EXPECT_NEAR(year.at(Sex::female, age).all_explained(), 10'020 * 0.5 / 1'001'000 / 0.02, 1e-6);
  EXPECT_NEAR(year.at(Sex::female, age - 1).all_explained(), 5'000 * 0.5 / 500'000 / 0.02, 1e-6) << "enough by itself";
  EXPECT_NEAR(year.at(Sex::female, age + 5).all_explained(), 0.25, 1e-6) << "nobody: the nearest";
}

TEST(MortalityFit, FromTheOpenAgeOnAllAreTakenTogether) {
  MortalityTask of = task(0.5, {}, {-1});
  of.open_age = 100;
  const MortalityFit fit(of);
  DeathComposition start = composition(1'000'000, 100'000, 1, 1, 100);
  start.add(composition(1'000'000, 300'000, 1, 1, 110));
  const MortalityYear year = fit.solve(start, nullptr, 0);
  for (const int old : {100, 105, 110, 120}) {
    EXPECT_NEAR(year.at(Sex::female, old).all_explained(), 0.4, 1e-6) << old;
  }
}

TEST(MortalityFit, ThoseBornInTheYearHaveTheScaleOfInfants) {
  MortalityFit fit(task(0.02, {{20'000, false}}, {0}));
  DeathComposition start = composition(1'000'000, 500'000, 0.1, 1, -1);
  start.add(composition(1'000'000, 50'000, 0.1, 1, 0));
  fit.fit_budgets(start, nullptr);
  const MortalityYear year = fit.solve(start, nullptr, 0);
  EXPECT_EQ(year.at(Sex::female, -1).scale[0], year.at(Sex::female, 0).scale[0]);
  EXPECT_LE(year.at(Sex::female, -1).all_explained(), 0.85 + 1e-9);
}

}  // namespace
}  // namespace kavel
