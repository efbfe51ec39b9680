#include <gtest/gtest.h>

#include "model/compile.hpp"
#include "programme/extend_pack.hpp"
#include "experiment/compiled.hpp"
#include "experiment/setting.hpp"
#include "tests/support/random_programmes.hpp"
#include "tests/support/random_study.hpp"

namespace kavel {

namespace {

void expect_same(const Model& got, const Model& wanted) {
  EXPECT_EQ(got.base_varies_by_year, wanted.base_varies_by_year);
  EXPECT_EQ(got.base, wanted.base);
  EXPECT_EQ(got.arrivals, wanted.arrivals);
  EXPECT_EQ(got.start_streams, wanted.start_streams);
  EXPECT_EQ(got.joint.products, wanted.joint.products);
  EXPECT_EQ(got.joint.first, wanted.joint.first);
  EXPECT_EQ(got.joint.standing, wanted.joint.standing);
  ASSERT_EQ(got.factors.size(), wanted.factors.size());
  for (std::size_t f = 0; f < got.factors.size(); ++f) {
    EXPECT_EQ(got.factors[f].band_of, wanted.factors[f].band_of);
    EXPECT_EQ(got.factors[f].rows, wanted.factors[f].rows);
  }
  ASSERT_EQ(got.time_in_state.size(), wanted.time_in_state.size());
  for (std::size_t i = 0; i < got.time_in_state.size(); ++i) {
    EXPECT_EQ(got.time_in_state[i].lane, wanted.time_in_state[i].lane);
    EXPECT_EQ(got.time_in_state[i].steps, wanted.time_in_state[i].steps);
    EXPECT_EQ(got.time_in_state[i].figures, wanted.time_in_state[i].figures);
  }
  ASSERT_EQ(got.attributes.size(), wanted.attributes.size());
  for (std::size_t a = 0; a < got.attributes.size(); ++a) {
    EXPECT_EQ(*got.attributes[a].cumulative_prevalence, *wanted.attributes[a].cumulative_prevalence);
    EXPECT_EQ(got.attributes[a].odds_by_area, wanted.attributes[a].odds_by_area);
    for (std::size_t s = 0; s < got.attributes[a].entries.size(); ++s)
      EXPECT_EQ(got.attributes[a].entries[s].spent.years, wanted.attributes[a].entries[s].spent.years);
  }
}

void expect_same(const PayoffTable& got, const PayoffTable& wanted, std::size_t payoffs, const PayoffsOf& of) {
  for (std::size_t p = 0; p < payoffs; ++p) {
    ASSERT_EQ(got.amounts(of)[p], wanted.amounts(of)[p]);
    ASSERT_EQ(got.quanta(of)[p], wanted.quanta(of)[p]);
  }
}

void expect_same(const Payoffs& got, const Payoffs& wanted) {
  ASSERT_EQ(got.years, wanted.years);
  ASSERT_EQ(got.levels, wanted.levels);
  EXPECT_EQ(got.first_of_state, wanted.first_of_state);
  ASSERT_EQ(got.state_payoffs.size(), wanted.state_payoffs.size());
  ASSERT_EQ(got.transition_payoffs.size(), wanted.transition_payoffs.size());
  for (std::size_t p = 0; p < got.transition_payoffs.size(); ++p)
    EXPECT_EQ(got.transition_payoffs[p].lane, wanted.transition_payoffs[p].lane);
  PayoffsOf of;
  for (of.level = 0; of.level < got.levels; ++of.level) {
    for (of.sex = Sex::female;; of.sex = Sex::male) {
      for (of.age = -1; of.age <= oldest_age; ++of.age) {
        for (of.year_index = 0; of.year_index < got.years; ++of.year_index) {
          expect_same(got.of_states, wanted.of_states, got.state_payoffs.size(), of);
          expect_same(got.of_transitions, wanted.of_transitions, got.transition_payoffs.size(), of);
        }
      }
      if (of.sex == Sex::male) break;
    }
  }
}

void expect_same(const Wellbeing& got, const Wellbeing& wanted) {
  EXPECT_EQ(got.band_of, wanted.band_of);
  ASSERT_EQ(got.effects.size(), wanted.effects.size());
  for (std::size_t band = 0; band < got.effects.size(); ++band) {
    EXPECT_EQ(got.effects[band].factors, wanted.effects[band].factors);
    EXPECT_EQ(got.effects[band].shifts, wanted.effects[band].shifts);
  }
  ASSERT_EQ(got.rows.size(), wanted.rows.size());
  for (std::size_t row = 0; row < got.rows.size(); ++row) {
    EXPECT_EQ(got.rows[row].base, wanted.rows[row].base);
    EXPECT_EQ(got.rows[row].times, wanted.rows[row].times);
  }
}

/// Compiles every arm by itself; how many there are.
std::size_t expect_as_alone(const Study& study) {
  const std::vector<CompiledVariant> variants = compile_variants(study);
  for (std::size_t arm = 0; arm < study.arms.size(); ++arm) {
    std::vector<const Programme*> programmes;
    for (const int place : study.arms[arm].programmes)
      programmes.push_back(&study.programmes[static_cast<std::size_t>(place)]);
    Problems problems;
    const Pack pack = extended(study.variants.front().pack, programmes, problems);
    const Setting setting = setting_of(study, pack);
    const Model model = compile(pack, setting, problems);
    const Valuation valuation = compile_valuation(pack, setting, model, problems);
    problems.raise();
    const CompiledVariant& compiled = variants[study.variants.size() + arm];
    expect_same(compiled.model, model);
    expect_same(compiled.valuation, valuation);
    expect_same(compiled.valuation.volumes, valuation.volumes);
    expect_same(compiled.valuation.wellbeing, valuation.wellbeing);
  }
  return study.arms.size();
}

}  // namespace

TEST(CompileVariants, TakeOfUsualCareWhatAnArmByItselfWouldHave) {
  std::size_t arms = 0;
  for (std::uint64_t number = 0; number < 120; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    Study study = support::random_study(number);
    if (!support::takes_programmes(study)) continue;
    support::add_random_programmes(study, number);
    arms += expect_as_alone(study);
  }
  EXPECT_GT(arms, 40U);
}

}  // namespace kavel
