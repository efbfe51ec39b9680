// The standard errors of meerkosten say how much they vary over seeds.

#include "analysis/meerkosten_errors.hpp"

#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "analysis/meerkosten.hpp"
#include "small_study.hpp"

namespace kavel {
namespace {

constexpr int seeds = 100;
constexpr int years = 6;

/// 4,000 people from 40 to 79 who fall ill, recover and die; the ill use more care.
Study ageing_study(std::uint64_t seed) {
  TransitionSpec death = by_hazard("alive>dead", 0.03);
  death.ratios = {ratios("health", {{"ill", 3}})};
  AttributeSpec vital = attribute("vital", {"alive", "dead"}, {death});
  vital.leaves = {{"dead", Leaving::death}};
  AttributeSpec health =
      attribute("health", {"well", "ill"}, {by_hazard("well>ill", 0.06), by_hazard("ill>well", 0.2)});
  health.prevalence = {{"ill", figure(0.15)}};
  Study study = cohort_study({health, vital}, years);
  Pack& pack = study.variants.front().pack;
  SectorSpec sector;
  sector.name = "zvw";
  sector.price_index = figure(0.03);
  pack.sectors = {sector};
  pack.payers = {{"insurer", "", {}}};
  pack.providers = {{"hospital", "", {}}};
  ActivitySpec care;
  care.name = care.key = "care";
  care.sector = "zvw";
  care.payer = "insurer";
  care.provider = "hospital";
  care.unit = "EUR 2025";
  care.price.value = 1;
  care.price_year = study.start;
  care.residual = figure(500);
  care.per_year = {{"health", "ill", figure(9000)}};
  pack.activities = {care};
  study.seed = seed;
  study.population.age_rule = AgeRule::lexis;
  study.population.ses_groups = {"low", "high"};
  study.population.cells.clear();
  for (int age = 40; age < 80; ++age) {
    for (int ses = 0; ses < 2; ++ses) study.population.cells.push_back({Sex::female, age, 0, ses, 50});
  }
  study.age_groups = {0, 60};
  return study;
}

struct Spread {
  double sum = 0, squares = 0, variances = 0;
  void add(double value, double error) {
    sum += value;
    squares += value * value;
    variances += error * error;
  }
  double deviation() const { return std::sqrt((squares - sum * sum / seeds) / (seeds - 1)); }
  double expected() const { return std::sqrt(variances / seeds); }
};

TEST(MeerkostenErrors, AreTheSpreadOverSeeds) {
  std::map<std::string, Spread> spreads;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const Results results = run(ageing_study(seed), {});
    const Meerkosten extra = meerkosten(results, PartOfCare::whole);
    const ExtraCosts errors = meerkosten_errors(results, PartOfCare::whole);
    const std::size_t last = years - 1;
    spreads["demography"].add(extra.demography.values[last], errors.demography.values[last]);
    spreads["volume"].add(extra.volume.values[last], errors.volume.values[last]);
    spreads["price"].add(extra.price.values[last], errors.price.values[last]);
    spreads["real"].add(extra.real.values[last], errors.real.values[last]);
  }
  for (const auto& [part, spread] : spreads) {
    EXPECT_NEAR(spread.expected() / spread.deviation(), 1, 4 / std::sqrt(2.0 * (seeds - 1))) << part;
  }
}

}  // namespace
}  // namespace kavel
