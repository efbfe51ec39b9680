#include <array>

#include <gtest/gtest.h>

#include "outcome.hpp"
#include "persons.hpp"
#include "textbook_study.hpp"

// Exact figures of the cohort model of Krijkamp et al. 2020 (Medical Decision Making 40(2):242-248), which prints a
// cost of 19,881.31 and 6.637024 QALYs.

namespace kavel {
namespace {

/// Shares healthy and sick at points 0 … 30.
constexpr std::array<std::array<double, 2>, 31> trace{{
    {1, 0},
    {0.65, 0.3},
    {0.4675, 0.39},
    {0.362375, 0.39375},
    {0.29460625, 0.36465},
    {0.2461915625, 0.325404375},
    {0.2088351719, 0.2853703125},
    {0.1785484086, 0.2481412547},
    {0.1532776538, 0.2148563381},
    {0.1318589257, 0.1856399159},
    {0.1135542891, 0.1602236231},
    {0.09784383136, 0.1382116417},
    {0.08433023664, 0.1191907165},
    {0.07269326129, 0.1027730367},
    {0.06266657535, 0.08861045226},
    {0.05402484182, 0.07639676658},
    {0.04657566217, 0.06586535082},
    {0.04015398303, 0.05678517668},
    {0.03461786547, 0.04895655975},
    {0.02984509652, 0.04220712348},
    {0.02573038126, 0.03638815922},
    {0.0221829717, 0.03137141787},
    {0.01912464429, 0.02704631313},
    {0.01648796576, 0.02331749682},
    {0.01421480226, 0.02010276266},
    {0.01225503587, 0.01733123641},
    {0.01056545878, 0.01494181443},
    {0.009108820369, 0.01288181701},
    {0.007853005791, 0.01110582717},
    {0.006770327839, 0.009574689396},
    {0.005836916505, 0.008254646459},
}};

TEST(ThreeStateRewards, HaveThePublishedTotals) {
  const Results results = run_textbook("three-state-rewards");
  expect_total(results, "usual_care", "cost", {19881.30916683777, 13367.108717471141});
  expect_total(results, "usual_care", "qaly", {6.637024479341367, 5.164444015472188});
}

TEST(ThreeStateRewards, HaveThePublishedTrace) {
  const Results results = run_textbook("three-state-rewards", {"years=31"});
  const VariantResults& variant = results.variants.front();
  const auto persons = static_cast<double>(law_persons);
  for (std::size_t point = 0; point < trace.size(); ++point) {
    const std::string when = " at " + std::to_string(point);
    expect_share(person_years(results, variant, "health.healthy", point), persons, trace[point][0], "healthy" + when);
    expect_share(person_years(results, variant, "health.sick", point), persons, trace[point][1], "sick" + when);
  }
}

}  // namespace
}  // namespace kavel
