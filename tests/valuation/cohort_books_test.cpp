#include "valuation/cohort_books.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/valuation/valuing.hpp"

namespace kavel {

namespace {

constexpr int years = 12;
constexpr int start_age = 40;

/// Payoffs that vary with age, some negative.
Valued books_of(int cycles_per_year, Counting counting, double discount) {
  Pack pack = health_pack(cycles_per_year);
  OutcomeSpec cost = support::outcome("cost", OutcomeKind::cost, discount);
  support::pays(cost, "health", "ill", 0);
  cost.per_year.front().per_year = support::by_age({{0, 100.5}, {45, 333.333}, {50, -77.7}});
  support::pays(cost, "health", "well", 12.25);
  support::pays_once(cost, "health", "well>ill", 0);
  cost.per_transition.front().amount = support::by_age({{0, 10}, {44, 1000.0004}});
  cost.counting = counting;
  if (counting == Counting::weights) {
    for (int point = 0; point <= years * cycles_per_year; ++point) cost.weights.push_back(0.25 + 0.01 * point);
  }
  pack.outcomes = {cost};
  return valued(pack, years, start_age);
}

std::int64_t rate_at(const Valued& of, int payoff, std::size_t point, int year) {
  const Outcome& outcome = of.valuation.outcomes.front();
  const int lived = std::min(year, years - 1);
  return std::llround(of.annual(start_age + lived, lived, static_cast<std::size_t>(payoff)) * outcome.weight[point] /
                      outcome.quantum);
}

/// What being in the state from one moment up to another pays in continuous time, year by year.
std::int64_t direct(const Valued& of, int payoff, Moment from, Moment to) {
  std::int64_t sum = 0;
  for (int year = 0; year < years; ++year) {
    const Moment lived = std::min(to, moment(year + 1, 0)) - std::max(from, moment(year, 0));
    if (lived > 0) sum += rate_at(of, payoff, static_cast<std::size_t>(year), year) * lived;
  }
  return sum;
}

/// The same in discrete time, point by point.
std::int64_t direct_points(const Valued& of, int payoff, int from_point, int to_point) {
  std::int64_t sum = 0;
  for (int point = from_point; point < to_point; ++point) {
    sum += rate_at(of, payoff, static_cast<std::size_t>(point), point / of.model.cycles_per_year) * of.model.cycle();
  }
  return sum;
}

}  // namespace

TEST(CohortBooks, AreTheDirectSumInContinuousTime) {
  for (const double discount : {0.0, 0.03, 0.1}) {
    const Valued of = books_of(0, Counting::integral, discount);
    const CohortBooks books(of.model, of.valuation, {Sex::female, start_age});
    for (int payoff = 0; payoff < 2; ++payoff) {
      for (int year = 0; year < years; ++year) {
        for (const Ticks tick : {0, 1, 12345, ticks_per_year / 3, ticks_per_year}) {
          EXPECT_EQ(books.before(payoff, year, tick), direct(of, payoff, 0, moment(year, tick)));
        }
      }
      EXPECT_EQ(books.in_all(payoff), direct(of, payoff, 0, moment(years, 0)));
    }
  }
}

TEST(CohortBooks, AreTheDirectSumInDiscreteTimeForEveryCounting) {
  for (const Counting counting :
       {Counting::start, Counting::end, Counting::every_point, Counting::half_cycle, Counting::weights}) {
    for (const int cycles : {1, 2, 4, 12}) {
      const Valued of = books_of(cycles, counting, 0.04);
      const CohortBooks books(of.model, of.valuation, {Sex::female, start_age});
      for (int payoff = 0; payoff < 2; ++payoff) {
        for (int point = 0; point <= years * cycles; ++point) {
          const int year = std::min(point / cycles, years - 1);
          const Ticks tick = (point - year * cycles) * of.model.cycle();
          EXPECT_EQ(books.before(payoff, year, tick), direct_points(of, payoff, 0, point));
        }
        EXPECT_EQ(books.in_all(payoff), direct_points(of, payoff, 0, years * cycles + 1));
      }
    }
  }
}

TEST(CohortBooks, TheEndOfAYearIsTheStartOfTheNext) {
  for (const int cycles : {0, 1, 4}) {
    const Valued of = books_of(cycles, cycles == 0 ? Counting::integral : Counting::half_cycle, 0.03);
    const CohortBooks books(of.model, of.valuation, {Sex::female, start_age});
    for (int year = 0; year + 1 < years; ++year) {
      EXPECT_EQ(books.before(0, year, ticks_per_year), books.before(0, year + 1, 0));
    }
  }
}

TEST(CohortBooks, PayATransitionInItsYearOrPoint) {
  for (const int cycles : {0, 1, 4}) {
    const Valued of = books_of(cycles, cycles == 0 ? Counting::integral : Counting::every_point, 0.03);
    const CohortBooks books(of.model, of.valuation, {Sex::female, start_age});
    for (int year = 0; year < years; ++year) {
      const double amount = start_age + year < 44 ? 10 : 1000.0004;
      const std::size_t point =
          static_cast<std::size_t>(cycles == 0 ? year : (year + 1) * cycles);  // at the end of the year's last cycle
      const double weight = of.valuation.outcomes.front().weight[point];
      EXPECT_EQ(books.paid(0, year, ticks_per_year), std::llround(amount * weight / 1e-3) * ticks_per_year);
    }
  }
}

TEST(CohortBooks, OfThoseBornLaterStartAtBirth) {
  Pack pack = health_pack();
  OutcomeSpec cost = support::outcome("cost", OutcomeKind::cost, 0.03);
  support::pays(cost, "health", "well", 0);
  cost.per_year.front().per_year = support::by_age({{0, 100}, {1, 200}, {2, 300}});
  pack.outcomes = {cost};
  Study study = support::study_of(pack, 6, 10);
  study.population.age_rule = AgeRule::lexis;
  const Valued of = valued(study);
  const CohortBooks books(of.model, of.valuation, {Sex::female, -1 - 2});  // born in the third year
  const double d = 1 / 1.03;
  EXPECT_EQ(books.before(0, 2, 0), 0);
  EXPECT_EQ(books.before(0, 2, ticks_per_year), std::llround(100e3 * d * d) * ticks_per_year);
  EXPECT_EQ(books.before(0, 3, ticks_per_year) - books.before(0, 3, 0),
            std::llround(150e3 * d * d * d) * ticks_per_year);
}

}  // namespace kavel
