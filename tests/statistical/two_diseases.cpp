#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "exact_sum.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "textbook_study.hpp"

// scenarios/textbook/two-diseases.yaml against the matrix exponential on the product of its states: 3 x 2 x 2 living
// ones, and death.

namespace kavel {
namespace {

using Eigen::MatrixXd;
using Eigen::RowVectorXd;
using Eigen::VectorXd;

constexpr int years = 40;
constexpr int dead = 12;
constexpr int size = 13;
constexpr std::array smoking_names{"never", "current", "former"};
constexpr std::array<double, 3> smoking_share{0.45, 0.25, 0.30};
constexpr std::array<double, 3> on_diabetes{1, 1.4, 1.15};
constexpr std::array<double, 3> on_heart{1, 2.5, 1.4};
constexpr std::array<double, 3> on_death{1, 2, 1.3};

struct Place {
  int smoking, diabetes, heart;
  int index() const { return (smoking * 2 + diabetes) * 2 + heart; }
};

/// Calls take(place) for every living state.
template <class Take>
void over_places(const Take& take) {
  for (int smoking = 0; smoking < 3; ++smoking) {
    for (int diabetes = 0; diabetes < 2; ++diabetes) {
      for (int heart = 0; heart < 2; ++heart) take(Place{smoking, diabetes, heart});
    }
  }
}

RowVectorXd start() {
  RowVectorXd share = RowVectorXd::Zero(size);
  over_places([&](Place p) {
    const double diabetes = p.diabetes == 1 ? 0.04 : 0.96;
    if (p.heart == 0) share(p.index()) = smoking_share[static_cast<std::size_t>(p.smoking)] * diabetes;
  });
  return share;
}

double other_mortality(int age) { return age < 50 ? 0.002 : age < 60 ? 0.005 : age < 70 ? 0.012 : 0.03; }

double from_other(Place p, int age) {
  return other_mortality(age) * on_death[static_cast<std::size_t>(p.smoking)] * (p.diabetes == 1 ? 1.5 : 1);
}

MatrixXd hazards(int age, bool starts_again) {
  double mean_on_diabetes = 0;
  for (std::size_t s = 0; s < 3; ++s) mean_on_diabetes += smoking_share[s] * on_diabetes[s];
  MatrixXd rates = MatrixXd::Zero(size, size);
  over_places([&](Place p) {
    const auto s = static_cast<std::size_t>(p.smoking);
    if (p.smoking == 1) rates(p.index(), Place{2, p.diabetes, p.heart}.index()) = 0.05;
    if (p.smoking == 2 && starts_again) rates(p.index(), Place{1, p.diabetes, p.heart}.index()) = 0.02;
    if (p.diabetes == 0)
      rates(p.index(), Place{p.smoking, 1, p.heart}.index()) = 0.01 * on_diabetes[s] / mean_on_diabetes;
    if (p.heart == 0) {
      rates(p.index(), Place{p.smoking, p.diabetes, 1}.index()) = 0.006 * on_heart[s] * (p.diabetes == 1 ? 2 : 1);
    }
    rates(p.index(), dead) = (p.heart == 1 ? 0.04 : 0) + from_other(p, age);
  });
  return rates;
}

/// A value a year for each living state.
template <class Value>
VectorXd by_place(const Value& value) {
  VectorXd values = VectorXd::Zero(size);
  over_places([&](Place p) { values(p.index()) = value(p); });
  return values;
}

Known lifetime(const VectorXd& rewards, const MatrixXd& payoffs, double discount, bool starts_again) {
  ExactSum sum(start());
  for (int year = 0; year < years; ++year) {
    const double factor = std::pow(1 + discount, -year);
    sum.flow(1, hazards(40 + year, starts_again), rewards * factor, payoffs * factor);
  }
  return {sum.mean(), sum.standard_deviation()};
}

TEST(TwoDiseases, HaveTheExactTotals) {
  const Results results = run_textbook("two-diseases");
  const VectorXd cost = by_place([](Place p) { return 1500.0 * p.diabetes + 2500.0 * p.heart; });
  const VectorXd quality = by_place([](Place p) { return 0.9 - 0.06 * p.diabetes - 0.15 * p.heart; });
  MatrixXd payoffs = MatrixXd::Zero(size, size);
  over_places([&](Place p) {
    if (p.heart == 0) payoffs(p.index(), Place{p.smoking, p.diabetes, 1}.index()) = 12000;
  });
  for (const bool starts_again : {true, false}) {
    const std::string variant = starts_again ? "as_now" : "nobody_starts_again";
    expect_total(results, variant, "cost", lifetime(cost, payoffs, 0.03, starts_again));
    expect_total(results, variant, "qaly", lifetime(quality, MatrixXd::Zero(size, size), 0.015, starts_again));
  }
}

struct Marginal {
  std::string state;
  VectorXd indicator;
};

std::vector<Marginal> marginals() {
  std::vector<Marginal> all;
  for (int s = 0; s < 3; ++s) {
    all.push_back({std::string("smoking.") + smoking_names[static_cast<std::size_t>(s)],
                   by_place([&](Place p) { return p.smoking == s ? 1.0 : 0.0; })});
  }
  all.push_back({"diabetes.with", by_place([](Place p) { return double(p.diabetes); })});
  all.push_back({"heart.diseased", by_place([](Place p) { return double(p.heart); })});
  all.push_back({"vital.alive", by_place([](Place) { return 1.0; })});
  return all;
}

TEST(TwoDiseases, HaveTheExactTimeInEachStateByYear) {
  const Results results = run_textbook("two-diseases");
  const VariantResults& variant = variant_of(results, "as_now");
  const auto persons = static_cast<double>(law_persons);
  RowVectorXd here = start();
  for (std::size_t year = 0; year < years; ++year) {
    const MatrixXd rates = hazards(40 + static_cast<int>(year), true);
    for (const Marginal& marginal : marginals()) {
      ExactSum lived(here);
      lived.flow(1, rates, marginal.indicator);
      expect_within(person_years(results, variant, marginal.state, year) / persons, lived.mean(),
                    lived.standard_deviation() / std::sqrt(persons),
                    marginal.state + " in year " + std::to_string(year));
    }
    expect_share(static_cast<double>(variant.conservation.start[year]), persons, 1 - here(dead), "alive");
    ExactSum through(here);
    through.flow(1, rates, VectorXd::Zero(size));
    here = through.probabilities();
  }
}

// Causes share the state of death, so each is counted as what it is: an event whose hazard is an occupancy times a
// rate.
TEST(TwoDiseases, HaveTheExactDeathsByCause) {
  const Results results = run_textbook("two-diseases");
  const VariantResults& variant = variant_of(results, "as_now");
  double of_heart = 0;
  double of_other = 0;
  RowVectorXd here = start();
  for (int year = 0; year < years; ++year) {
    ExactSum heart(here);
    heart.flow(1, hazards(40 + year, true), by_place([](Place p) { return 0.04 * p.heart; }));
    ExactSum other(here);
    other.flow(1, hazards(40 + year, true), by_place([&](Place p) { return from_other(p, 40 + year); }));
    of_heart += heart.mean();
    of_other += other.mean();
    here = other.probabilities();
  }
  const auto persons = static_cast<double>(law_persons);
  expect_share(static_cast<double>(all_events(results, variant, "vital.alive>dead/heart")), persons, of_heart, "heart");
  expect_share(static_cast<double>(all_events(results, variant, "vital.alive>dead/other")), persons, of_other, "other");
}

}  // namespace
}  // namespace kavel
