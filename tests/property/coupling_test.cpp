// Arms are coupled: a lower hazard path never brings a clock's next firing forward.

#include <map>

#include <gtest/gtest.h>

#include "tests/support/named_events.hpp"
#include "tests/support/packs.hpp"

namespace kavel {

namespace {

/// A risk that comes and goes, a shock that both run from, death apart from all; `ratio` acts on the illness alone.
Pack pack_with(double ratio, int cycles_per_year) {
  const bool discrete = cycles_per_year > 0;
  const TransitionKind kind = discrete ? TransitionKind::probability : TransitionKind::hazard;
  AttributeSpec risk = support::attribute("risk", {"low", "middle", "high"});
  risk.prevalence = {{"middle", support::number(0.3)}, {"high", support::number(0.2)}};
  support::transition(risk, "low", "middle", 0.3, kind);
  support::transition(risk, "middle", "high", 0.2, kind);
  support::transition(risk, "high", "low", 0.4, kind);
  AttributeSpec illness = support::attribute("illness", {"none", "ill", "over"});
  TransitionSpec& onset = support::transition(illness, "none", "ill", discrete ? 0.1 : 0.2, kind);
  support::ratio(onset, "risk", {{"middle", 1.7}, {"high", 3.0 * ratio}});
  support::ratio(onset, "ses", {{"poor", 1.4}});
  if (discrete) {
    support::transition(illness, "ill", "over", 0.05, kind);
  } else {
    TransitionSpec& end = support::sojourn(illness, "ill", "over", 1.5, 4);
    support::ratio(end, "risk", {{"high", 2.0 * ratio}});
  }
  AttributeSpec life = support::attribute("life", {"alive", "dead"});
  TransitionSpec& death = support::transition(life, "alive", "dead", 0.01, kind);
  support::ratio(death, "risk", {{"high", 2}});
  return support::pack_of({risk, illness, life}, cycles_per_year);
}

Study two_variants(double lower_ratio, int cycles_per_year) {
  Study study = support::study_of(pack_with(1, cycles_per_year), 25, 2000);
  study.population.ses_groups = {"rich", "poor"};
  study.population.cells.push_back(study.population.cells.front());
  study.population.cells.back().ses = 1;
  study.variants.push_back({"lower", pack_with(lower_ratio, cycles_per_year)});
  return study;
}

using FirstMoments = std::map<std::uint64_t, Moment>;

FirstMoments first_moments(const Study& study, std::size_t variant, const std::string& transition) {
  FirstMoments first;
  const auto wanted = [&](const std::string& name) { return name == transition; };
  for (const support::NamedEvent& event : support::named_events(study, variant, wanted)) {
    first.emplace(event.person, event.moment);
  }
  return first;
}

}  // namespace

class Coupling : public testing::TestWithParam<int> {};

TEST_P(Coupling, ALowerHazardNeverBringsTheNextFiringForward) {
  for (const double ratio : {0.999999, 0.9, 0.5, 0.01, 0.0}) {
    SCOPED_TRACE(ratio);
    const Study study = two_variants(ratio, GetParam());
    const FirstMoments usual = first_moments(study, 0, "illness.none>ill");
    const FirstMoments lower = first_moments(study, 1, "illness.none>ill");
    for (const auto& [person, moment] : lower) {
      ASSERT_TRUE(usual.contains(person));
      EXPECT_LE(usual.at(person), moment);
    }
    EXPECT_LE(lower.size(), usual.size());
    if (ratio < 0.95) {
      EXPECT_LT(lower.size(), usual.size());
    }
  }
}

TEST_P(Coupling, WhatTheRatioDoesNotActOnIsTheSame) {
  const Study study = two_variants(0.4, GetParam());
  const auto apart = [](const std::string& name) { return name.rfind("illness", 0) != 0; };
  EXPECT_EQ("",
            support::first_difference(support::named_events(study, 0, apart), support::named_events(study, 1, apart)));
}

INSTANTIATE_TEST_SUITE_P(CyclesPerYear, Coupling, testing::Values(0, 1, 4, 12));

TEST(Coupling, AnIncidentThatRecursComesNoMoreOften) {
  const auto study_with = [](double hazard) {
    AttributeSpec falls = support::attribute("falls", {"upright"});
    support::transition(falls, "upright", "upright", hazard);
    return support::study_of(support::pack_of({falls}), 20, 500);
  };
  std::map<std::uint64_t, std::vector<Moment>> usual, lower;
  for (const auto& event : support::named_events(study_with(2))) usual[event.person].push_back(event.moment);
  for (const auto& event : support::named_events(study_with(1.9))) lower[event.person].push_back(event.moment);
  for (const auto& [person, moments] : lower) {
    ASSERT_LE(moments.size(), usual[person].size());
    for (std::size_t i = 0; i < moments.size(); ++i) EXPECT_LE(usual[person][i], moments[i]);
  }
}

}  // namespace kavel
