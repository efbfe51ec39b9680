#include <cmath>

#include <gtest/gtest.h>

#include "persons.hpp"
#include "small_study.hpp"
#include "waiting_times.hpp"

// A transition behind a gate has its hazard while the gate is open, and none while it is closed.

namespace kavel {
namespace {

/// Open from 1.5 to 2.5 years, and from 4.75 years on.
AttributeSpec opening() {
  return attribute("access", {"none", "trial", "pause", "full"},
                   {by_duration("none>trial", 1.5), by_duration("trial>pause", 1), by_duration("pause>full", 2.25)});
}

double open_time(double time) {
  const double trial = std::min(std::max(time - 1.5, 0.0), 1.0);
  return trial + std::max(time - 4.75, 0.0);
}

TEST(Gates, LetThroughOnlyWhileOpen) {
  TransitionSpec use = by_hazard("no>yes", 0.4);
  use.gates = {gate("access", {"trial", "full"})};
  const Study study = cohort_study({opening(), attribute("used", {"no", "yes"}, {use})}, 90);
  const std::vector<double> times = first_times(study, 3);
  EXPECT_EQ(static_cast<std::int64_t>(times.size()), law_persons);
  for (const double time : times) ASSERT_TRUE((time >= 1.5 && time <= 2.5) || time >= 4.75) << time;
  expect_distribution(
      times, [](double time) { return -std::expm1(-0.4 * open_time(time)); }, "one gate");
}

TEST(Gates, MultiplyWithRatios) {
  TransitionSpec use = by_hazard("no>yes", 0.4);
  use.gates = {gate("access", {"trial", "full"})};
  use.ratios = {ratios("access", {{"full", 2}}), ratios("need", {{"high", 1.5}})};
  const Study study = cohort_study({opening(), attribute("need", {"low", "high"}, {by_duration("low>high", 2)}),
                                    attribute("used", {"no", "yes"}, {use})},
                                   60);
  expect_distribution(
      first_times(study, 4),
      [](double time) {
        const double early = std::min(std::max(time - 1.5, 0.0), 0.5);  // trial, low
        const double late = std::min(std::max(time - 2, 0.0), 0.5);     // trial, high
        const double full = std::max(time - 4.75, 0.0);
        return -std::expm1(-0.4 * (early + 1.5 * late + 3 * full));
      },
      "gate and ratios");
}

TEST(Gates, OfSojournsStopTheirTime) {
  TransitionSpec use = by_weibull("no>yes", 2, 3);
  use.gates = {gate("access", {"trial", "full"})};
  const Study study = cohort_study({opening(), attribute("used", {"no", "yes"}, {use})}, 60);
  expect_distribution(
      first_times(study, 3), [](double time) { return -std::expm1(-std::pow(open_time(time) / 3, 2)); }, "sojourn");
}

}  // namespace
}  // namespace kavel
