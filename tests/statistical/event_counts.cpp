#include <cmath>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "exact_sum.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "small_study.hpp"

// A recurrent event with a constant hazard happens a Poisson number of times.

namespace kavel {
namespace {

struct Law {
  double hazard;
  int years;
};
constexpr Law laws[] = {{1e-6, 100}, {1e-4, 100}, {1e-2, 50}, {1, 5}, {12, 1}, {50, 1}};

const char* const event_name = "falls.any>any";

Study with_count(Study study) {
  study.variants.front().pack.outcomes = {count_of("falls", "any>any")};
  return study;
}

TEST(EventCounts, ArePoisson) {
  for (const Law& law : laws) {
    const Study study =
        with_count(cohort_study({attribute("falls", {"any"}, {by_hazard("any>any", law.hazard)})}, law.years));
    const Results results = run(study, {});
    const double each = law.hazard * law.years;
    const std::string what = "hazard " + std::to_string(law.hazard);
    expect_count(all_events(results, results.variants.front(), event_name), each * static_cast<double>(law_persons),
                 what);
    if (each >= 0.5) expect_total(results, "only", "falls.any>any", {each, std::sqrt(each)});
  }
}

// While dizzy people fall three times as often: counts are mixed Poisson, with a spread of their own.
TEST(EventCounts, FollowTheirModifier) {
  for (const Law& law : laws) {
    TransitionSpec fall = by_hazard("any>any", law.hazard);
    fall.ratios = {ratios("dizzy", {{"yes", 3}})};
    const Study study = with_count(
        cohort_study({attribute("dizzy", {"no", "yes"}, {by_hazard("no>yes", 0.2), by_hazard("yes>no", 0.3)}),
                      attribute("falls", {"any"}, {fall})},
                     law.years));
    const Results results = run(study, {});
    const Eigen::Matrix2d hazards{{law.hazard, 0.2}, {0.3, 3 * law.hazard}};
    ExactSum exact(Eigen::RowVector2d(1, 0));
    exact.flow(law.years, hazards, Eigen::Vector2d::Zero(), Eigen::Matrix2d::Identity());
    const std::string what = "hazard " + std::to_string(law.hazard);
    if (exact.mean() >= 0.5) {
      expect_total(results, "only", "falls.any>any", {exact.mean(), exact.standard_deviation()});
    } else {
      expect_count(all_events(results, results.variants.front(), event_name),
                   exact.mean() * static_cast<double>(law_persons), what);
    }
  }
}

// A clock is settled on 1 January, when only its base changes.
TEST(EventCounts, FollowTheCalendar) {
  std::vector<std::pair<TableKeys, double>> rows;
  double sum = 0;
  for (int year = 0; year < 6; ++year) {
    TableKeys keys;
    keys.year_of_study = Range{year, year};
    const double hazard = year % 2 == 0 ? 0.3 * year : 2.0 / year;
    rows.emplace_back(keys, hazard);
    sum += hazard;
  }
  const Study study = with_count(cohort_study({attribute("falls", {"any"}, {by_hazard("any>any", figures(rows))})}, 6));
  const Results results = run(study, {});
  expect_total(results, "only", "falls.any>any", {sum, std::sqrt(sum)});
  for (std::size_t year = 0; year < 6; ++year) {
    expect_count(events_in(results, results.variants.front(), event_name, year),
                 rows[year].second * static_cast<double>(law_persons), "year " + std::to_string(year));
  }
}

}  // namespace
}  // namespace kavel
