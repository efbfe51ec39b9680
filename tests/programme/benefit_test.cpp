// Predicted benefit of single effects in closed form.

#include "programme/benefit.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "core/named.hpp"
#include "experiment/compiled.hpp"
#include "experiment/setting.hpp"
#include "tests/support/packs.hpp"

namespace kavel {
namespace {

using support::number;

constexpr double onset = 0.05;  // of the careless; half of it of the careful
constexpr double death = 0.02;
constexpr int horizon = 5;

class PredictedBenefit : public testing::Test {
 protected:
  /// An illness that costs 300 at its onset and 1000 a year, a habit, a recurrent fall of 70, a fit that is acute for a
  /// year; life-years and QALYs.
  PredictedBenefit() {
    AttributeSpec habit = support::attribute("habit", {"careful", "careless"});
    AttributeSpec illness = support::attribute("illness", {"none", "ill"});
    support::ratio(support::transition(illness, "none", "ill", onset), "habit", {{"careful", 0.5}});
    AttributeSpec fit = support::attribute("fit", {"none", "acute", "after"});
    support::transition(fit, "none", "acute", 0.1);
    support::transition(fit, "acute", "after", 1, TransitionKind::duration);
    AttributeSpec fall = support::attribute("fall", {"possible"});
    support::transition(fall, "possible", "possible", 0.3);
    AttributeSpec life = support::attribute("life", {"alive", "dead"});
    support::transition(life, "alive", "dead", death);
    Pack pack = support::pack_of({habit, illness, fit, fall, life});
    add_outcomes(pack);
    add_care(pack);
    study_ = support::study_of(pack, 10, 100);
    programme_.name = "help";
  }

  static void add_outcomes(Pack& pack) {
    OutcomeSpec cost = support::outcome("cost", OutcomeKind::cost);
    support::pays(cost, "illness", "ill", 1000);
    support::pays_once(cost, "illness", "none>ill", 300);
    support::pays(cost, "fit", "acute", 2000);
    support::pays(cost, "fit", "after", 500);
    support::pays_once(cost, "fall", "possible>possible", 70);
    OutcomeSpec life_years = support::outcome("life_years", OutcomeKind::effect);
    support::pays(life_years, "life", "alive", 1);
    OutcomeSpec qaly = support::outcome("qaly", OutcomeKind::effect);
    qaly.wellbeing = "utility";
    WellbeingSpec utility;
    utility.name = "utility";
    utility.baseline = number(0.8);
    utility.states = {{"illness", "ill", number(0.75)}};
    pack.wellbeing = {utility};
    OutcomeSpec care = support::outcome("care", OutcomeKind::cost);
    care.activities = {"stay", "visit"};
    pack.outcomes = {cost, life_years, qaly, care};
  }

  static void add_care(Pack& pack) {
    SectorSpec cure;
    cure.name = "cure";
    pack.sectors = {cure};
    pack.payers = {{.name = "insurer"}};
    pack.providers = {{.name = "hospital"}};
    for (const auto& [name, residual] : {std::pair("stay", 100.0), {"visit", 10.0}}) {
      ActivitySpec activity;
      activity.name = name;
      activity.sector = "cure";
      activity.payer = "insurer";
      activity.provider = "hospital";
      activity.unit = "EUR 2025";
      activity.price = number(1);
      activity.price_year = 2025;
      activity.residual = number(residual);
      pack.activities.push_back(activity);
    }
    pack.activities.front().per_year = {{"illness", "ill", number(40)}};
  }

  void change(const std::string& attribute, const std::string& transition, double ratio) {
    HazardEffect effect;
    effect.transitions = {{attribute, transition, {}, ""}};
    effect.ratio = number(ratio);
    programme_.hazards.push_back(effect);
  }

  /// In the outcome's unit, for someone whose attributes are all in their first state but for these.
  double of(const std::string& outcome, const std::vector<std::pair<std::string, int>>& others = {},
            int years = horizon) const {
    const std::vector<CompiledVariant> variants = compile_variants(study_);
    const CompiledVariant& usual = variants.front();
    Surroundings around;
    around.model = around.usual = &usual.model;
    around.pack = &study_.variants.front().pack;
    around.valuation = &usual.valuation;
    Problems problems;
    const Setting setting = setting_of(study_, *around.pack);
    Figures figures(study_.start, problems);
    BenefitSpec spec;
    spec.outcome = outcome;
    spec.years = years;
    const Benefit benefit(spec, {programme_, around, setting, figures, problems});
    EXPECT_TRUE(problems.empty());
    std::vector<std::uint8_t> states(usual.model.attributes.size(), 0);
    for (const auto& [name, state] : others)
      states[static_cast<std::size_t>(place_named(usual.model.attributes, name))] = static_cast<std::uint8_t>(state);
    const std::vector<float> speeds = speeds_of(usual.model, states);
    const PersonKey key;
    const std::int64_t quanta = benefit.of({Sex::female, 40, 0, &key, states.data(), speeds.data()});
    return static_cast<double>(quanta) / static_cast<double>(benefit.quanta(1));
  }

  static std::vector<float> speeds_of(const Model& model, const std::vector<std::uint8_t>& states) {
    std::vector<float> speeds(static_cast<std::size_t>(model.lanes), 1.0F);
    for (const Factor& factor : model.factors) {
      const std::size_t value = factor.attribute < 0 ? 0 : states[static_cast<std::size_t>(factor.attribute)];
      for (std::size_t lane = 0; lane < speeds.size(); ++lane)
        speeds[lane] *= factor.rows.front()[value * speeds.size() + lane];
    }
    return speeds;
  }

  Study study_{};
  Programme programme_{};
};

/// How many are spared up to t, of one that comes with one hazard or another.
double spared(double usual, double with, double t) { return t <= 0 ? 0 : std::exp(-with * t) - std::exp(-usual * t); }

/// Years in what they are spared, from `lag` after the event on: by the trapezium rule.
double years_spared(double usual, double with, double lag = 0) {
  double sum = 0;
  for (int year = 0; year < horizon; ++year)
    sum += (spared(usual, with, year - lag) + spared(usual, with, year + 1 - lag)) / 2;
  return sum;
}

constexpr double cent = 0.01;

TEST_F(PredictedBenefit, OfARateRatioIsTheEventsAndTheStatesAfterThem) {
  change("illness", "none>ill", 0.4);
  const double careless = 300 * spared(onset, 0.4 * onset, horizon) + 1000 * years_spared(onset, 0.4 * onset);
  EXPECT_NEAR(of("cost", {{"habit", 1}}), careless, cent);
  EXPECT_NEAR(of("qaly", {{"habit", 1}}), 0.2 * years_spared(onset, 0.4 * onset), 1e-5);
  EXPECT_LT(of("cost"), careless / 1.5);
  EXPECT_EQ(of("cost", {{"illness", 1}}), 0) << "who is ill is spared nothing";
}

TEST_F(PredictedBenefit, OfAHarmIsBelowZero) {
  change("illness", "none>ill", 2);
  EXPECT_LT(of("cost"), 0);
  EXPECT_LT(of("qaly"), 0);
}

TEST_F(PredictedBenefit, OfADeathSparedIsTheLifeAndItsCost) {
  change("life", "alive>dead", 0.5);
  EXPECT_NEAR(of("life_years"), years_spared(death, death / 2), 1e-5);
  EXPECT_NEAR(of("qaly"), 0.8 * years_spared(death, death / 2), 1e-5);
  EXPECT_NEAR(of("cost", {{"illness", 1}}), -1000 * years_spared(death, death / 2), cent);
}

TEST_F(PredictedBenefit, FollowsTheStatesAfterFixedDurations) {
  change("fit", "none>acute", 0.3);
  const double all = years_spared(0.1, 0.03);
  const double after = years_spared(0.1, 0.03, 1);
  EXPECT_NEAR(of("cost"), 2000 * (all - after) + 500 * after, cent);
}

TEST_F(PredictedBenefit, OfRecurrentEventsIsTheirNumber) {
  change("fall", "possible>possible", 0.5);
  EXPECT_NEAR(of("cost"), 70 * 0.3 * 0.5 * horizon, cent);
}

TEST_F(PredictedBenefit, LastsAsLongAsPeopleTakePartAndWanes) {
  change("fall", "possible>possible", 0.25);
  programme_.lasts = number(1.5);
  programme_.dropout = number(0.4);
  programme_.waning = {0.5, 0};
  const double taking_part = (1 - std::exp(-0.4 * 1.5)) / 0.4;
  const double after = std::exp(-0.4 * 1.5);
  EXPECT_NEAR(of("cost"), 70 * 0.3 * (0.75 * taking_part + 0.5 * after), cent);
  EXPECT_NEAR(of("cost", {}, 2), 70 * 0.3 * (0.75 * taking_part + 0.5 * after / 2), cent);
}

TEST_F(PredictedBenefit, OfAMoveIsWhatTheStateDoesToHazards) {
  StateEffect move;
  move.attribute = "habit";
  move.from = "careless";
  move.to = "careful";
  move.probability = number(0.3);
  programme_.states = {move};
  const double with = onset * (1 - 0.3 * 0.5);
  EXPECT_NEAR(of("cost", {{"habit", 1}}), 300 * spared(onset, with, horizon) + 1000 * years_spared(onset, with), cent);
  EXPECT_EQ(of("cost"), 0) << "the careful are not moved";
}

TEST_F(PredictedBenefit, OfAMoveOutOfACostlyStateIsItsCost) {
  StateEffect move;
  move.attribute = "illness";
  move.from = "ill";
  move.to = "none";
  move.probability = number(0.1);
  programme_.states = {move};
  EXPECT_NEAR(of("cost", {{"illness", 1}}), 0.1 * 1000 * horizon, cent);
  EXPECT_NEAR(of("qaly", {{"illness", 1}}), 0.1 * 0.2 * horizon, 1e-5);
}

TEST_F(PredictedBenefit, OfCareIsWhatIsDroppedLessWhatComesInstead) {
  CareEffect effect;
  effect.activity = "stay";
  effect.share = number(0.2);
  effect.instead = "visit";
  effect.ratio = number(0.5);
  effect.refill = number(0.9);  // used by others
  programme_.care = {effect};
  EXPECT_NEAR(of("care"), 100 * 0.2 * 0.5 * horizon, cent);
  EXPECT_NEAR(of("care", {{"illness", 1}}), 140 * 0.2 * 0.5 * horizon, cent);
  EXPECT_EQ(of("cost"), 0) << "an outcome that does not hold the activities";
}

TEST_F(PredictedBenefit, OfWellbeingIsWhatTheRangeLeavesOfIt) {
  programme_.wellbeing = {{"utility", number(1.5), {}, ""}};
  EXPECT_NEAR(of("qaly"), (1 - 0.8) * horizon, 1e-5);
  EXPECT_NEAR(of("qaly", {{"illness", 1}}), 0.6 * 0.5 * horizon, 1e-5);
}

TEST_F(PredictedBenefit, OfWhatIsAddedToAnOutcomeIsThat) {
  programme_.outcomes = {{"cost", number(80), {}, ""}};
  programme_.lasts = number(2);
  EXPECT_NEAR(of("cost"), -80 * 2, cent);
  EXPECT_EQ(of("life_years"), 0);
}

TEST_F(PredictedBenefit, OfCareInAnotherPlaceIsTheDifferenceOfItsPrice) {
  CareEffect effect;
  effect.activity = effect.instead.emplace() = "stay";
  effect.share = number(0.2);
  effect.ratio = number(0.9);
  programme_.care = {effect};
  EXPECT_NEAR(of("care"), 100 * 0.2 * 0.1 * horizon, cent);
}

TEST_F(PredictedBenefit, KnowsTheModifiersAndNotTheOwnResponse) {
  change("fall", "possible>possible", 0.25);
  programme_.modifiers = {{"habit", {{"careless", number(0.5)}}, {}, ""}};
  programme_.response = number(0.8);
  EXPECT_NEAR(of("cost"), 70 * 0.3 * 0.75 * horizon, cent);
  EXPECT_NEAR(of("cost", {{"habit", 1}}), 70 * 0.3 * 0.5 * horizon, cent);
}

TEST_F(PredictedBenefit, GoesOnBeyondTheStudyWithItsLastFigures) {
  change("fall", "possible>possible", 0.5);
  const double within = of("cost");
  study_.years = 2;
  EXPECT_EQ(of("cost"), within);
}

}  // namespace
}  // namespace kavel
