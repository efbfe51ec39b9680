#include "io/vary_figure.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "io/stated_figures.hpp"
#include "tests/io/programme_texts.hpp"

namespace kavel {
namespace {

const std::string model =
    "  source: made up\n"
    "  status: assumed\n"
    "  attributes:\n"
    "    smoking: {states: [no, yes], prevalence: {yes: 0.2}}\n"
    "    health:\n"
    "      states: [healthy, sick, dead]\n"
    "      leaves: {dead: death}\n"
    "      prevalence_ratios: [{by: smoking, yes: 1.5}]\n"
    "      prevalence: {sick: 0.1}\n"
    "      transitions:\n"
    "        healthy>sick: {hazard: {table: t.csv, column: onset}, ratios: [{by: smoking, effect: direct, table: "
    "r.csv}]}\n"
    "        sick>dead: {hazard: {value: 0.2, times: 0.5}}\n"
    "  wellbeing:\n"
    "    utility: {scale: multiply, range: [0, 1], baseline: 0.9, states: {health: {sick: 0.8}}}\n"
    "    score: {scale: add, range: [0, 10], baseline: 7, states: {health: {sick: -2}}}\n"
    "  sectors: {cure: {price_index: &growth 0.02, real_growth: *growth}}\n"
    "  payers: {insurer: Insurer}\n"
    "  providers: {hospital: Hospital}\n"
    "  activities:\n"
    "    stay: {sector: cure, payer: insurer, provider: hospital, unit: EUR 2025, marginal_share: 0.7, per_year: "
    "{health: {sick: 900}}, residual: 50}\n"
    "  outcomes:\n"
    "    cost: {kind: cost, unit: EUR, per_year: {health: {value: 7}}}\n";

Study study() {
  return test::study_of({{"s.yaml", test::study_around(model)},
                         {"t.csv", "age,onset\n0-39,0.01\n40+,0.03\n"},
                         {"r.csv", "state,ratio\nno,1\nyes,3\n"}});
}

std::vector<StatedFigure> figures_of(const Study& from) { return stated_figures(from.variants.front().pack); }

const StatedFigure& figure(const std::vector<StatedFigure>& all, const std::string& what) {
  for (const StatedFigure& one : all) {
    if (one.what == what) return one;
  }
  throw std::logic_error(what);
}

/// The lowest and highest value of a figure once `varied` is `factor` times as high.
std::pair<double, double> range_after(const std::string& varied, double factor, const std::string& of) {
  const Study before = study();
  const std::optional<Study> after = with_figure_times(before, figure(figures_of(before), varied).identity, factor);
  if (!after) return {NAN, NAN};
  const std::vector<StatedFigure> all = figures_of(*after);
  return {figure(all, of).lowest, figure(all, of).highest};
}

using Pair = std::pair<double, double>;

TEST(VaryFigure, EveryFigureOfAPackCanBeVariedAndNothingElseChanges) {
  const Study before = study();
  const std::vector<StatedFigure> all = figures_of(before);
  EXPECT_GE(all.size(), 15U);
  for (const StatedFigure& varied : all) {
    const std::optional<Study> after = with_figure_times(before, varied.identity, 1.1);
    ASSERT_TRUE(after) << varied.what;
    const std::vector<StatedFigure> now = figures_of(*after);
    ASSERT_EQ(now.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool alike = now[i].lowest == all[i].lowest && now[i].highest == all[i].highest;
      EXPECT_EQ(alike, all[i].identity != varied.identity) << all[i].what << " when varying " << varied.what;
    }
  }
}

TEST(VaryFigure, AFigureIsMultiplied) {
  EXPECT_EQ(range_after("attributes.health.transitions.sick>dead.hazard", 1.5,
                        "attributes.health.transitions.sick>dead.hazard"),
            Pair(0.2 * 0.75, 0.2 * 0.75));
  EXPECT_EQ(range_after("attributes.health.transitions.healthy>sick.hazard", 2,
                        "attributes.health.transitions.healthy>sick.hazard"),
            Pair(0.02, 0.06));
  EXPECT_EQ(range_after("wellbeing.score.states.health.sick", 0.5, "wellbeing.score.states.health.sick"), Pair(-1, -1));
}

TEST(VaryFigure, OfARatioTheLogarithmIs) {
  const auto [least, most] = range_after("attributes.health.transitions.healthy>sick.ratios.smoking", 2,
                                         "attributes.health.transitions.healthy>sick.ratios.smoking");
  EXPECT_DOUBLE_EQ(least, 1);
  EXPECT_DOUBLE_EQ(most, 9);
  EXPECT_DOUBLE_EQ(range_after("wellbeing.utility.states.health.sick", 2, "wellbeing.utility.states.health.sick").first,
                   0.64);
  EXPECT_DOUBLE_EQ(range_after("attributes.health.prevalence_ratios.smoking.yes", 2,
                               "attributes.health.prevalence_ratios.smoking.yes")
                       .first,
                   2.25);
}

TEST(VaryFigure, AFigureUsedTwiceIsVariedTwice) {
  EXPECT_EQ(range_after("sectors.cure.price_index", 2, "sectors.cure.real_growth"), Pair(0.04, 0.04));
}

/// A programme with every key, alone in one arm; another in a second arm.
Study study_with_arms() {
  return test::study_of(test::study_with(
      "  groups: p/groups.yaml\n"
      "  other: {title: O, source: s, status: assumed, uptake: 0.5, lasts: 1, effects: {hazard: [{transitions: "
      "stroke.none>acute, ratio: 0.9}]}}\n"
      "arms: {a: [groups], b: [other]}\n"));
}

TEST(VaryFigure, EveryFigureOfAProgrammeCanBeVariedAndNothingElseChanges) {
  const Study before = study_with_arms();
  const std::vector<StatedFigure> all = stated_figures(before.programmes.at(0));
  EXPECT_GE(all.size(), 18U);
  for (const StatedFigure& varied : all) {
    const std::optional<Study> after = with_programme_figure_times(before, varied.identity, 1.1);
    if (varied.what.find(".waning.") != std::string::npos) {
      EXPECT_FALSE(after) << "shares left after the course are not figures";
      continue;
    }
    ASSERT_TRUE(after) << varied.what;
    ASSERT_EQ(after->arms.size(), 1U) << "only the arm that has the programme";
    EXPECT_EQ(after->arms.front().name, "a");
    const std::vector<StatedFigure> now = stated_figures(after->programmes.at(0));
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool alike = now[i].lowest == all[i].lowest && now[i].highest == all[i].highest;
      EXPECT_EQ(alike, all[i].identity != varied.identity) << all[i].what << " when varying " << varied.what;
    }
  }
}

TEST(VaryFigure, OfAProgrammesRatiosTheLogarithmIs) {
  const Study before = study_with_arms();
  const auto after = [&](const std::string& what) {
    const std::vector<StatedFigure> all = stated_figures(before.programmes.at(0));
    const Study varied = present(with_programme_figure_times(before, figure(all, what).identity, 2), "it is there");
    return figure(stated_figures(varied.programmes.at(0)), what).lowest;
  };
  EXPECT_DOUBLE_EQ(after("programmes.groups.effects.hazard.stroke.none>acute, vital.alive>dead"), 0.64);
  EXPECT_DOUBLE_EQ(after("programmes.groups.effects.wellbeing.utility"), 1.01 * 1.01);
  EXPECT_DOUBLE_EQ(after("programmes.groups.effects.wellbeing.meaning"), 0.4);
  EXPECT_DOUBLE_EQ(after("programmes.groups.cost.per_participant"), 900);
}

TEST(VaryFigure, WhatTheStudyDoesNotHaveIsNotVaried) {
  EXPECT_FALSE(with_programme_figure_times(study_with_arms(), "elsewhere", 2));
  EXPECT_FALSE(with_figure_times(study(), "elsewhere", 2));
  EXPECT_FALSE(with_figure_times(study(), "", 2));
}

}  // namespace
}  // namespace kavel
