#include <cmath>

#include <gtest/gtest.h>

#include "exact_sum.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "textbook_study.hpp"

// scenarios/textbook/illness-death.yaml against the matrix exponential of its hazards.

namespace kavel {
namespace {

using Eigen::Matrix3d;
using Eigen::RowVector3d;
using Eigen::Vector3d;

const Matrix3d hazards{{0, 0.08, 0.01}, {0.3, 0, 0.06}, {0, 0, 0}};  // well, ill, dead
const RowVector3d everyone_well(1, 0, 0);
constexpr int years = 30;

/// What a life adds up to over the study, discounted from year to year.
Known lifetime(const Vector3d& rewards, const Matrix3d& payoffs, double discount) {
  ExactSum sum(everyone_well);
  for (int year = 0; year < years; ++year) {
    const double factor = std::pow(1 + discount, -year);
    sum.flow(1, hazards, rewards * factor, payoffs * factor);
  }
  return {sum.mean(), sum.standard_deviation()};
}

TEST(IllnessDeath, HasTheExactTotals) {
  const Results results = run_textbook("illness-death");
  Matrix3d payoffs = Matrix3d::Zero();
  payoffs(0, 1) = 800;
  payoffs(1, 2) = 5000;
  expect_total(results, "usual_care", "cost", lifetime(Vector3d(0, 3000, 0), payoffs, 0.03));
  expect_total(results, "usual_care", "qaly", lifetime(Vector3d(0.9, 0.6, 0), Matrix3d::Zero(), 0.015));
  expect_total(results, "usual_care", "life_years", lifetime(Vector3d(1, 1, 0), Matrix3d::Zero(), 0));
}

TEST(IllnessDeath, HasTheExactTimeInEachStateByYear) {
  const Results results = run_textbook("illness-death");
  const VariantResults& variant = results.variants.front();
  const auto persons = static_cast<double>(law_persons);
  RowVector3d here = everyone_well;
  for (int year = 0; year < years; ++year) {
    for (int state = 0; state < 2; ++state) {
      ExactSum lived(here);
      lived.flow(1, hazards, Vector3d::Unit(state));
      const std::string name = state == 0 ? "health.well" : "health.ill";
      expect_within(person_years(results, variant, name, static_cast<std::size_t>(year)) / persons, lived.mean(),
                    lived.standard_deviation() / std::sqrt(persons), name + " in year " + std::to_string(year));
    }
    ExactSum through(here);
    through.flow(1, hazards, Vector3d::Zero());
    here = through.probabilities();
  }
}

TEST(IllnessDeath, HasTheExactOccupancyOnEachFirstOfJanuary) {
  const Results results = run_textbook("illness-death");
  const VariantResults& variant = results.variants.front();
  const auto persons = static_cast<double>(law_persons);
  const auto number = [&](const char* transition, int year) {
    return static_cast<double>(events_in(results, variant, transition, static_cast<std::size_t>(year)));
  };
  double well = persons;
  double ill = 0;
  for (int year = 0; year < years; ++year) {
    const double fell_ill = number("health.well>ill", year);
    const double recovered = number("health.ill>well", year);
    well += recovered - fell_ill - number("health.well>dead", year);
    ill += fell_ill - recovered - number("health.ill>dead", year);
    ExactSum exact(everyone_well);
    exact.flow(year + 1, hazards, Vector3d::Zero());
    const std::string when = " after " + std::to_string(year + 1) + " years";
    expect_share(well, persons, exact.probabilities()(0), "well" + when);
    expect_share(ill, persons, exact.probabilities()(1), "ill" + when);
  }
}

}  // namespace
}  // namespace kavel
