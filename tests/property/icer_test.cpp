// The standard error of a cost-effectiveness ratio is how far it strays from seed to seed.

#include "analysis/icer.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "tests/support/packs.hpp"

namespace kavel {
namespace {

Study treated_or_not() {
  AttributeSpec health = support::attribute("health", {"well", "ill", "dead"});
  support::transition(health, "well", "ill", 0.1);
  support::transition(health, "ill", "dead", 0.2);
  OutcomeSpec cost = support::outcome("cost", OutcomeKind::cost);
  support::pays(cost, "health", "well", 100);
  support::pays(cost, "health", "ill", 3000);
  OutcomeSpec life = support::outcome("life", OutcomeKind::effect);
  support::pays(life, "health", "well", 1);
  support::pays(life, "health", "ill", 1);
  Pack pack = support::pack_of({health});
  pack.outcomes = {cost, life};
  Study study = support::study_of(pack, 20, 400);
  study.variants.push_back({"treatment", pack});
  study.variants[1].pack.attributes[0].transitions[1].figure.value = 0.12;
  study.variants[1].pack.outcomes[0].per_year[1].per_year.value = 4000;
  return study;
}

}  // namespace

TEST(IcerOfARun, StraysAsItsStandardErrorSays) {
  constexpr int seeds = 100;
  Study study = treated_or_not();
  std::vector<double> ratios;
  double error = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    study.seed = static_cast<std::uint64_t>(seed);
    const Icer icer = icer_of(run(study, {}).variants[1], 0, 1);
    ratios.push_back(icer.ratio);
    error += icer.standard_error / seeds;
  }
  double mean = 0;
  for (const double ratio : ratios) mean += ratio / seeds;
  double squares = 0;
  for (const double ratio : ratios) squares += (ratio - mean) * (ratio - mean);
  const double strays = std::sqrt(squares / (seeds - 1));
  EXPECT_NEAR(error, strays, 4 * strays / std::sqrt(2.0 * seeds));
  EXPECT_GT(mean / strays, 10);  // and it is a ratio worth the name
}

}  // namespace kavel
