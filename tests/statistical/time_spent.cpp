#include <cmath>

#include <boost/math/distributions/gamma.hpp>
#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "small_study.hpp"

// Those who start in a state have spent time in it: what is left follows the survival given that time.

namespace kavel {
namespace {

TimeBeforeSpec spent(const std::string& state, TimeBeforeSpec::Kind kind, double years) {
  TimeBeforeSpec spec;
  spec.state = state;
  spec.kind = kind;
  spec.years = figure(years);
  return spec;
}

Study starting_in_first(TransitionSpec transition, TimeBeforeSpec time, int age = 60) {
  AttributeSpec spec = attribute("disease", {"acute", "chronic"}, {std::move(transition)});
  spec.time_in_state = {std::move(time)};
  return cohort_study({spec}, 1, age);
}

double share_that_left(const Study& study) {
  const Results results = run(study, {});
  return static_cast<double>(all_events(results, results.variants.front(), "disease.acute>chronic"));
}

/// The mean of f over 0 … 1 (midpoint rule).
template <class Function>
double mean_over(const Function& f) {
  constexpr int points = 100000;
  double sum = 0;
  for (int i = 0; i < points; ++i) sum += f((i + 0.5) / points);
  return sum / points;
}

const auto persons = static_cast<double>(law_persons);

TEST(TimeBefore, AFirstYearThatHasPartlyPassedEndsEvenlyOverTheYear) {
  const Study study =
      starting_in_first(by_duration("acute>chronic", 1), spent("acute", TimeBeforeSpec::Kind::uniform, 1));
  const Results results = run(study, {});
  EXPECT_EQ(all_events(results, results.variants.front(), "disease.acute>chronic"), law_persons);
  expect_within(person_years(results, results.variants.front(), "disease.acute", 0) / persons, 0.5,
                std::sqrt(1.0 / 12 / persons), "years left of the first");
}

TEST(TimeBefore, AWeibullSojournGoesOn) {
  constexpr double shape = 2.5;
  constexpr double scale = 4;
  const auto survival = [](double years) { return std::exp(-std::pow(years / scale, shape)); };
  const double left = mean_over([&](double u) { return 1 - survival(3 * u + 1) / survival(3 * u); });
  expect_share(share_that_left(starting_in_first(by_weibull("acute>chronic", shape, scale),
                                                 spent("acute", TimeBeforeSpec::Kind::uniform, 3))),
               persons, left, "Weibull sojourns that end in the first year");
}

TEST(TimeBefore, AGammaSojournGoesOn) {
  const boost::math::gamma_distribution<double> sojourn(3, 1.5);
  const auto survival = [&](double years) { return cdf(complement(sojourn, years)); };
  const double left = mean_over([&](double u) {
    const double years = std::min(-std::log(u) * 2, 60.0);  // exponential with mean 2, at most the age
    return 1 - survival(years + 1) / survival(years);
  });
  expect_share(share_that_left(starting_in_first(by_gamma("acute>chronic", 3, 1.5),
                                                 spent("acute", TimeBeforeSpec::Kind::exponential, 2))),
               persons, left, "gamma sojourns that end in the first year");
}

TEST(TimeBefore, FiguresByYearInStateGoOn) {
  TableKeys first;
  first.year_in_state = Range{0, 0};
  TableKeys second;
  second.year_in_state = Range{1, 1};
  TableKeys later;
  later.year_in_state = Range{2, Range::open};
  constexpr double hazards[] = {0.5, 0.2, 0.05};
  const auto left = [&](double years) {
    const int whole = std::min(2, static_cast<int>(years));
    const double until_next = whole < 2 ? whole + 1 - years : 1;
    return 1 - std::exp(-hazards[whole] * until_next - hazards[std::min(2, whole + 1)] * (1 - until_next));
  };
  TransitionSpec transition =
      by_hazard("acute>chronic", figures({{first, hazards[0]}, {second, hazards[1]}, {later, hazards[2]}}));
  expect_share(share_that_left(starting_in_first(transition, spent("acute", TimeBeforeSpec::Kind::uniform, 4))),
               persons, mean_over([&](double u) { return left(4 * u); }), "events by year in state");
}

// Nobody has been in a state for longer than they have lived.
TEST(TimeBefore, IsAtMostTheAge) {
  constexpr double shape = 3;
  constexpr double scale = 4;
  const auto survival = [](double years) { return std::exp(-std::pow(years / scale, shape)); };
  const double left = mean_over([&](double u) {
    const double years = std::min(-std::log(u) * 5, 2.0);
    return 1 - survival(years + 1) / survival(years);
  });
  expect_share(share_that_left(starting_in_first(by_weibull("acute>chronic", shape, scale),
                                                 spent("acute", TimeBeforeSpec::Kind::exponential, 5), 2)),
               persons, left, "sojourns of two-year-olds");
}

}  // namespace
}  // namespace kavel
