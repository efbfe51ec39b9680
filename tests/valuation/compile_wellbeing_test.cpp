#include "valuation/compile_wellbeing.hpp"

#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "tests/valuation/valuing.hpp"

namespace kavel {

namespace {

Pack pack_with(WellbeingScale scale, const std::function<void(WellbeingSpec&)>& change = {}) {
  Pack pack = health_pack();
  WellbeingSpec measure;
  measure.name = "utility";
  measure.key = "wellbeing.utility";
  measure.scale = scale;
  measure.baseline = support::number(0.8);
  measure.states = {{"health", "ill", support::number(0.5)}};
  if (change) change(measure);
  pack.wellbeing = {measure};
  return pack;
}

/// What is expected, of the only problem there is.
std::string only_problem(const Pack& pack) {
  const Valued got = valued(pack, 3);
  return got.problems.all().size() == 1 ? got.problems.all().front().expected
                                        : std::to_string(got.problems.all().size()) + " problems";
}

}  // namespace

TEST(CompileWellbeing, ValuesAreIntegersOfAMillionth) {
  const Wellbeing got = valued(pack_with(WellbeingScale::multiply)).valuation.wellbeing;
  const WellbeingRow& row = got.rows_of(Sex::female, 40, 0)[0];
  EXPECT_EQ(row.value(0, 1 << factor_bits), 800000);
  EXPECT_EQ(row.value(0, 1 << (factor_bits - 1)), 400000);
  EXPECT_EQ(row.value(0, 2 << factor_bits), 1000000);
  EXPECT_EQ(got.effects_of(Sex::female, 40).factors[1][0], 0.5);
  EXPECT_EQ(got.effects_of(Sex::female, 40).factors[0][0], 1);
}

TEST(CompileWellbeing, OnlyAttributesWithAnEffectAreKept) {
  Pack pack = pack_with(WellbeingScale::add);
  pack.attributes.push_back(support::attribute("other", {"x", "y"}));
  const Wellbeing got = valued(pack).valuation.wellbeing;
  EXPECT_EQ(got.attributes, std::vector<int>{0});
  EXPECT_EQ(got.affects, (std::vector<std::uint8_t>{1, 0}));
}

TEST(CompileWellbeing, RefusesWhatCannotBe) {
  using Spec = WellbeingSpec;
  const auto multiply = [](const std::function<void(Spec&)>& change) {
    return only_problem(pack_with(WellbeingScale::multiply, change));
  };
  EXPECT_EQ(multiply([](Spec& spec) { spec.states[0].state = "il"; }), "a state of health");
  EXPECT_EQ(multiply([](Spec& spec) { spec.states[0].attribute = "helth"; }), "an attribute");
  EXPECT_EQ(multiply([](Spec& spec) { spec.least = 1; }), "two numbers from -1000 to 1000, the lower first");
  EXPECT_EQ(multiply([](Spec& spec) { spec.baseline = support::number(1.2); }), "a value within the range");
  EXPECT_EQ(multiply([](Spec& spec) { spec.baseline = support::by_age({{41, 0.5}}); }), "a row for age 40");
  EXPECT_EQ(multiply([](Spec& spec) { spec.states[0].per_year = support::number(-0.1); }), "a number of at least 0");
  EXPECT_EQ(multiply([](Spec& spec) { spec.states[0].per_year = support::number(9); }),
            "factors whose product stays below 8");
  EXPECT_EQ(multiply([](Spec& spec) { spec.spread = support::number(1); }), "one number, and only with scale: add");
  EXPECT_EQ(only_problem(pack_with(WellbeingScale::add, [](Spec& spec) { spec.spread = support::number(-1); })),
            "a number of at least 0");
  EXPECT_EQ(only_problem(pack_with(WellbeingScale::add, [](Spec& spec) { spec.spread = support::number(200); })),
            "effects and an offset below 1000 together");
}

TEST(CompileWellbeing, HoldsAtMostEightMeasures) {
  Pack pack = pack_with(WellbeingScale::add);
  for (int m = 0; m < 8; ++m) {
    pack.wellbeing.push_back(pack.wellbeing.front());
    pack.wellbeing.back().name += std::to_string(m);
  }
  EXPECT_EQ(only_problem(pack), "at most 8 measures of wellbeing");
}

TEST(CompileWellbeing, OutcomesCountMeasuresThatExist) {
  Pack pack = pack_with(WellbeingScale::multiply);
  OutcomeSpec qaly = support::outcome("qaly", OutcomeKind::effect, 0.25);
  qaly.wellbeing = "utility";
  pack.outcomes = {qaly};
  const Wellbeing got = valued(pack, 2).valuation.wellbeing;
  ASSERT_EQ(got.outcomes.size(), 1u);
  EXPECT_EQ(got.outcomes[0].weights, (std::vector<std::int64_t>{1073741824, 858993459}));
  pack.outcomes[0].wellbeing = "utilty";
  EXPECT_EQ(only_problem(pack), "a measure of wellbeing");
  pack.outcomes[0].wellbeing = "utility";
  pack.outcomes[0].kind = OutcomeKind::cost;
  EXPECT_EQ(only_problem(pack), "an effect, in a pack without a cycle");
}

}  // namespace kavel
