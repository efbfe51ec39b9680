#include "valuation/cost_levels.hpp"

#include <gtest/gtest.h>

#include "tests/valuation/valuing.hpp"

namespace kavel {
namespace {

ActivitySpec activity(const std::string& name, const std::string& sector, double per_year) {
  ActivitySpec spec;
  spec.name = spec.key = name;
  spec.sector = sector;
  spec.provider = "provider";
  spec.unit = "EUR 2025";
  spec.price.value = 1;
  spec.price_year = 2025;
  spec.per_year.push_back({"health", "ill", support::number(per_year)});
  spec.per_transition.push_back({"health", "well>ill", support::number(10 * per_year)});
  spec.residual = support::number(1);
  return spec;
}

/// A stay in hospital and a visit at home; an outcome that holds both, and pays 5 a year of its own.
Study study_of_care(CostLevelSpec level) {
  Pack pack = health_pack();
  pack.sectors = {{.name = "cure"}, {.name = "care"}};
  pack.providers = {{"provider", "", {}}};
  pack.activities = {activity("stay", "cure", 100), activity("visit", "care", 20)};
  OutcomeSpec cost = support::outcome("cost", OutcomeKind::cost);
  support::pays(cost, "health", "ill", 5);
  cost.activities = {"stay", "visit"};
  pack.outcomes.push_back(cost);
  Study study = support::study_of(pack, 1, 10);
  study.population.areas = {"town", "village", "suburb"};
  study.region.cost_level = std::move(level);
  return study;
}

double annual(const Payoffs& payoffs, int level, int state, int thing) {
  for (std::size_t p = 0; p < payoffs.state_payoffs.size(); ++p) {
    if (payoffs.state_payoffs[p].state == state && payoffs.state_payoffs[p].outcome == thing)
      return payoffs.of_states.amounts({Sex::female, 40, 0, level})[p];
  }
  return 0;
}

double once(const Payoffs& payoffs, int level, int thing) {
  double sum = 0;
  for (std::size_t p = 0; p < payoffs.transition_payoffs.size(); ++p) {
    if (payoffs.transition_payoffs[p].outcome == thing)
      sum += payoffs.of_transitions.amounts({Sex::female, 40, 0, level})[p];
  }
  return sum;
}

constexpr int well = 0, ill = 1;
using Of = CostLevelSpec::Of;

}  // namespace

TEST(CostLevels, AreAFactorOnAllThatIsUsed) {
  const Valued got = valued(
      study_of_care({Of::everything, {{"town", "", 1.5, {}}, {"village", "", 1, {}}, {"suburb", "", 0.5, {}}}, {}}));
  got.problems.raise();
  for (const auto& [area, factor] : std::vector<std::pair<int, double>>{{0, 1.5}, {1, 1.0}, {2, 0.5}}) {
    const int level = got.valuation.level_of(area);
    EXPECT_EQ(annual(got.valuation.volumes, level, ill, 0), factor * 101);
    EXPECT_EQ(annual(got.valuation.volumes, level, well, 0), factor * 1);
    EXPECT_EQ(annual(got.valuation.volumes, level, ill, 1), factor * 21);
    EXPECT_EQ(once(got.valuation.volumes, level, 0), factor * 1000);
    EXPECT_EQ(once(got.valuation.volumes, level, 1), factor * 200);
    EXPECT_EQ(annual(got.valuation, level, ill, 0), 5 + factor * 122);  // what is no care has no level
    EXPECT_EQ(once(got.valuation, level, 0), factor * 1200);
  }
}

TEST(CostLevels, OfASectorOrAnActivityLeaveTheRest) {
  const std::vector<CostFactor> of_cure{{"town", "cure", 2, {}}, {"village", "cure", 1, {}}, {"suburb", "cure", 2, {}}};
  std::vector<CostFactor> of_visits = of_cure;
  for (CostFactor& factor : of_visits) factor.of = "visit";
  for (const auto& [of, factors] : {std::pair(Of::sector, of_cure), std::pair(Of::activity, of_visits)}) {
    const Valued got = valued(study_of_care({of, factors, {}}));
    got.problems.raise();
    const double stay = of == Of::sector ? 2 : 1;
    EXPECT_EQ(annual(got.valuation.volumes, got.valuation.level_of(0), ill, 0), stay * 101);
    EXPECT_EQ(annual(got.valuation.volumes, got.valuation.level_of(0), ill, 1), (3 - stay) * 21);
    EXPECT_EQ(annual(got.valuation.volumes, got.valuation.level_of(1), ill, 0), 101);
    EXPECT_EQ(got.valuation.level_of_area, (std::vector<int>{0, 1, 0}));  // town and suburb are alike
    EXPECT_EQ(got.valuation.volumes.levels, 2);
  }
}

TEST(CostLevels, ThereIsOneWithoutThem) {
  Study study = study_of_care({});
  study.region.cost_level.reset();
  const Valued got = valued(study);
  EXPECT_TRUE(got.valuation.level_of_area.empty());
  EXPECT_EQ(got.valuation.volumes.levels, 1);
  EXPECT_EQ(got.valuation.level_of(2), 0);
}

TEST(CostLevels, TooManyAreRefused) {
  Study study = study_of_care({});
  study.population.areas.clear();
  for (int i = 0; i <= 50; ++i) {
    study.population.areas.push_back("area" + std::to_string(i));
    study.region.cost_level->factors.push_back({study.population.areas.back(), "", 1 + 0.001 * i, {}});
  }
  EXPECT_THROW(valued(study).problems.raise(), InputError);
}

}  // namespace kavel
