#include "programme/extend_pack.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/packs.hpp"

namespace kavel {
namespace {

using support::number;

class ExtendPack : public testing::Test {
 protected:
  ExtendPack() {
    pack_ = support::pack_of({support::attribute("illness", {"none", "ill"})});
    ActivitySpec stay;
    stay.name = "stay";
    stay.title = "Hospital";
    stay.sector = "cure";
    stay.payer = "insurer";
    stay.provider = "hospital";
    stay.unit = "EUR 2025";
    stay.price = number(1);
    stay.deductible = "own_risk";
    stay.spread = "hospital";
    stay.residual = number(100);
    stay.per_year = {{"illness", "ill", number(40)}};
    pack_.activities = {stay};
    OutcomeSpec cost = support::outcome("cost", OutcomeKind::cost);
    cost.activities = {"stay"};
    pack_.outcomes = {cost, support::outcome("informal_care", OutcomeKind::cost)};
    programme_.name = "home";
  }

  void moves(const std::string& instead, double refill) {
    CareEffect effect;
    effect.activity = "stay";
    effect.share = number(0.2);
    effect.instead = instead;
    effect.ratio = number(0.9);
    effect.refill = number(refill);
    programme_.care = {effect};
  }

  Pack extended_pack() const {
    Problems problems;
    Pack pack = extended(pack_, {&programme_}, problems);
    EXPECT_TRUE(problems.empty());
    return pack;
  }

  static const ActivitySpec* activity(const Pack& pack, const std::string& name) {
    const auto found = std::find_if(pack.activities.begin(), pack.activities.end(),
                                    [&](const ActivitySpec& one) { return one.name == name; });
    return found == pack.activities.end() ? nullptr : &*found;
  }

  Pack pack_{};
  Programme programme_{};
};

TEST_F(ExtendPack, CareInAnotherPlaceKeepsItsContract) {
  moves("stay", 0);
  const Pack pack = extended_pack();
  const ActivitySpec* elsewhere = activity(pack, "elsewhere.stay");
  ASSERT_NE(elsewhere, nullptr);
  EXPECT_EQ(elsewhere->title, "Hospital, elsewhere");
  EXPECT_EQ(elsewhere->payer, "insurer");
  EXPECT_EQ(elsewhere->provider, "hospital");
  EXPECT_EQ(elsewhere->deductible, "own_risk");
  EXPECT_EQ(elsewhere->spread, "hospital");
  EXPECT_FALSE(elsewhere->residual) << "only programmes ask for it";
  EXPECT_TRUE(elsewhere->per_year.empty());
  EXPECT_EQ(pack.outcomes.front().activities, (std::vector<std::string>{"stay", "elsewhere.stay"}));
  EXPECT_EQ(pack.care_shifts.front().instead.front().first, "elsewhere.stay");
  EXPECT_EQ(activity(pack, "refill.stay"), nullptr);
}

TEST_F(ExtendPack, NobodyPaysADeductibleOnWhatIsFilledAgain) {
  moves("stay", 0.5);
  const Pack pack = extended_pack();
  const ActivitySpec* refill = activity(pack, "refill.stay");
  ASSERT_NE(refill, nullptr);
  EXPECT_EQ(refill->payer, "insurer");
  EXPECT_EQ(refill->deductible, "");
  EXPECT_EQ(refill->spread, "");
  EXPECT_EQ(activity(pack, "elsewhere.stay")->deductible, "own_risk");
  EXPECT_EQ(activity(pack, "stay")->deductible, "own_risk");
}

/// On a 1 January in the second year after, one whole year is over.
TEST_F(ExtendPack, WhoMayStartAgainHasAWayBack) {
  programme_.lasts = number(1);
  programme_.waning = {0.4, 0.2, 0.1};
  const auto ways_back = [this] {
    const Pack pack = extended_pack();
    std::vector<std::string> names;
    for (const TransitionSpec& one : pack.attributes.back().transitions) {
      if (one.to == "outside" && one.on_enrolment) names.push_back(one.name);
    }
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(ways_back(), Names{});
  programme_.offer.again_after_taking_part = 1;
  EXPECT_EQ(ways_back(), (Names{"after_2>outside", "after_3>outside", "ended>outside"}));
  programme_.offer.again_after_taking_part = 3;
  EXPECT_EQ(ways_back(), (Names{"ended>outside"}));
}

TEST_F(ExtendPack, WhatIsAddedToAnOutcomeWanesAsOtherEffects) {
  programme_.outcomes = {{"informal_care", number(1000), {}, ""}};
  programme_.lasts = number(1);
  programme_.waning = {0.4};
  programme_.modifiers = {{"illness", {{"ill", number(2)}}, {}, ""}};
  const Pack pack = extended_pack();
  std::vector<std::pair<std::string, double>> paid;
  for (const StatePayoffSpec& payoff : pack.outcomes.back().per_year) {
    EXPECT_EQ(payoff.attribute, "programme.home");
    paid.emplace_back(payoff.state, payoff.per_year.value);
  }
  EXPECT_EQ(paid, (std::vector<std::pair<std::string, double>>{
                      {"taking_part.0", 1000}, {"after_1.0", 400}, {"taking_part.1", 2000}, {"after_1.1", 800}}));
  EXPECT_TRUE(pack.outcomes.front().per_year.empty());
}

}  // namespace
}  // namespace kavel
