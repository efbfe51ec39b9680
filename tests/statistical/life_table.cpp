#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "textbook_study.hpp"

// US Social Security Administration, Actuarial Study 120, cohort life table of men born in 2000: it prints 80.01 years
// at birth and 20.42 at 65. Standard deviations of remaining life are of the same table.

namespace kavel {
namespace {

struct Row {
  int age;
  Known remaining;
};
constexpr Row rows[] = {{0, {80.01507285219355, 17.290673868668225}}, {65, {20.41970199764712, 9.316377920929662}}};

constexpr double table_rounding = 0.005;  ///< years

void expect_remaining(const Study& study, const Known& known) {
  const Total total = run(study, {}).variants.front().totals.front();
  const double error = known.standard_deviation / std::sqrt(static_cast<double>(law_persons));
  EXPECT_NEAR(total.mean, known.mean, 4 * error + table_rounding);
  EXPECT_NEAR(total.standard_error / error, 1, 0.02);
}

/// The same study in continuous time: hazards constant within a year of age, with the same probabilities.
Study in_continuous_time(Study study) {
  Pack& pack = study.variants.front().pack;
  TransitionSpec& death = pack.attributes.front().transitions.front();
  auto table = std::make_shared<Table>(*death.figure.table);
  for (TableRow& row : table->rows) row.values.front() = -std::log1p(-row.values.front());
  table->build_index();
  pack.cycles_per_year = 0;
  pack.outcomes.front().counting = Counting::integral;
  death.kind = TransitionKind::hazard;
  death.figure.table = table;
  return study;
}

TEST(LifeTable, GivesItsLifeExpectancyInCycles) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.age);
    expect_remaining(textbook_study("ssa-life-table", {"population.age=" + std::to_string(row.age)}), row.remaining);
  }
}

TEST(LifeTable, GivesItsLifeExpectancyInContinuousTime) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.age);
    const Study study = textbook_study("ssa-life-table", {"population.age=" + std::to_string(row.age)});
    expect_remaining(in_continuous_time(study), row.remaining);
  }
}

}  // namespace
}  // namespace kavel
