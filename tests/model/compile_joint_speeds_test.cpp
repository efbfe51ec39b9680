#include <random>

#include <gtest/gtest.h>

#include "tests/model/compiling.hpp"

namespace kavel {

namespace {

/// A death raised by `conditions` conditions of three states and by age.
Compiled death_by(int conditions) {
  std::vector<AttributeSpec> attributes;
  AttributeSpec life = support::attribute("life", {"alive", "dead"});
  TransitionSpec& death = support::transition(life, "alive", "dead", 0.02);
  for (int c = 0; c < conditions; ++c) {
    AttributeSpec condition = support::attribute("condition" + std::to_string(c), {"none", "mild", "severe"});
    support::transition(condition, "none", "mild", 0.1);
    RatioSpec& ratio = support::ratio(death, condition.name, {{"mild", 1.1 + 0.01 * c}});
    ratio.by_state.emplace_back("severe", support::by_age({{0, 1.5}, {42, 1.3 + 0.07 * c}}));
    attributes.push_back(condition);
  }
  attributes.push_back(life);
  return compiled(support::pack_of(attributes), 5);
}

/// The product over all factors in canonical order.
float canonical_speed(const Model& model, const std::vector<int>& values, int lane, int age) {
  float speed = 1;
  for (std::size_t f = 0; f < model.factors.size(); ++f) {
    const Factor& factor = model.factors[f];
    speed *= factor.rows[static_cast<std::size_t>(model.band(factor, Sex::female, age))]
                        [static_cast<std::size_t>(values[f]) * static_cast<std::size_t>(model.lanes) +
                         static_cast<std::size_t>(lane)];
  }
  return speed;
}

/// The same through the joint value and the factors left.
float joint_speed(const Model& model, const std::vector<int>& values, int lane, int age) {
  int joint = 0;
  for (std::size_t f = 0; f < model.factors.size(); ++f) {
    for (const TouchedLane& touched : model.factors[f].touched) {
      if (touched.lane == lane) joint += touched.stride * values[f];
    }
  }
  float speed = model.joint.products[model.first_products(Sex::female, age)[lane] + static_cast<unsigned>(joint)];
  const std::int32_t* first = model.joint.first_rest.data() + lane;
  for (std::int32_t i = first[0]; i < first[1]; ++i) {
    const LaneFactor of = model.joint.rest[static_cast<std::size_t>(i)];
    const auto f = static_cast<std::size_t>(of.factor);
    const Factor& factor = model.factors[f];
    speed *= factor.columns[static_cast<std::size_t>(model.band(factor, Sex::female, age))]
                           [static_cast<std::size_t>(of.offset) + static_cast<std::size_t>(values[f])];
  }
  return speed;
}

class ManyFactors : public testing::TestWithParam<int> {};

}  // namespace

TEST_P(ManyFactors, MultiplyToTheCanonicalProductToTheLastBit) {
  const Compiled of = death_by(GetParam());
  ASSERT_TRUE(of.problems.empty());
  std::mt19937 random(3);
  for (int trial = 0; trial < 2000; ++trial) {
    std::vector<int> values;
    for (const Factor& factor : of.model.factors)
      values.push_back(static_cast<int>(random() % static_cast<unsigned>(factor.values)));
    const int age = 40 + trial % 5;
    for (int lane = 0; lane < of.model.lanes; ++lane) {
      ASSERT_EQ(joint_speed(of.model, values, lane, age), canonical_speed(of.model, values, lane, age)) << trial;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(JointSpeeds, ManyFactors, testing::Values(0, 1, 5, 7, 8, 12));

TEST(JointSpeeds, AreKeptForAsManyFactorsAsAreFew) {
  EXPECT_TRUE(death_by(6).model.joint.rest.empty());
  const Compiled many = death_by(12);
  EXPECT_GT(many.model.joint.rest.size(), 3u);
  EXPECT_LT(many.model.joint.products.size(), 20000u);
}

TEST(JointSpeeds, SayWhichLanesHaveMoreFactorsThanTheirProducts) {
  EXPECT_TRUE(death_by(6).model.joint.partial.empty());
  EXPECT_EQ(death_by(12).model.joint.partial, std::vector<int>{12});  // the death comes last
}

TEST(JointSpeeds, SayWhereTheSameJointValuesStandStill) {
  AttributeSpec risk = support::attribute("risk", {"low", "high"});
  AttributeSpec health = support::attribute("health", {"well", "ill"});
  RatioSpec& ratio = support::ratio(support::transition(health, "well", "ill", 0.1), "risk", {});
  ratio.by_state.emplace_back("high", support::by_age({{0, 1.5}, {41, 2}, {42, 0}, {43, 3}}));
  const Model model = compiled(support::pack_of({risk, health}), 5).model;
  const auto standing = [&](int age) { return model.standing(Sex::female, age)[0]; };
  EXPECT_NE(model.first_products(Sex::female, 40)[0], model.first_products(Sex::female, 41)[0]);
  EXPECT_EQ(standing(40), standing(41));
  EXPECT_NE(standing(41), standing(42));
  EXPECT_EQ(standing(43), standing(41));
}

}  // namespace kavel
