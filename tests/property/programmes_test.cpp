// What a programme may not do: change anything without acting, take a place from who had one, touch what it has no path
// to.

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "tests/support/named_events.hpp"
#include "tests/support/packs.hpp"
#include "tests/support/random_programmes.hpp"
#include "tests/support/random_study.hpp"

namespace kavel {

namespace {

constexpr std::size_t usual_care = 0;
constexpr std::size_t arm = 1;

bool is_of_usual_care(const std::string& transition) { return transition.rfind("programme.", 0) != 0; }
bool is_start(const std::string& transition) { return transition.find(".outside>taking_part") != std::string::npos; }

// ---- programmes that do nothing

/// Rate ratios of 1 and nothing else: they take part, and that is all.
void without_effects(Programme& programme, const Study& study) {
  for (HazardEffect& effect : programme.hazards) effect.ratio = support::number(1);
  for (StateEffect& effect : programme.states) effect.probability = support::number(0);
  for (WellbeingEffect& effect : programme.wellbeing) {
    for (const WellbeingSpec& measure : study.variants.front().pack.wellbeing) {
      if (measure.name == effect.measure)
        effect.effect = support::number(measure.scale == WellbeingScale::multiply ? 1 : 0);
    }
  }
}

void without_uptake(Programme& programme, const Study&) {
  programme.uptake = support::number(0);
  programme.uptake_by_ses.clear();
}

void without_places(Programme& programme, const Study&) { programme.offer.places = 0; }

void after_the_study(Programme& programme, const Study& study) {
  programme.offer = {};
  programme.offer.start = study.start + study.years;
}

/// Every arm of random studies, its programmes changed so, lives as usual care does.
void expect_usual_care(void (*change)(Programme&, const Study&), bool someone_starts) {
  int studies = 0;
  std::size_t starts = 0;
  for (std::uint64_t number = 0; studies < 20; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    Study study = support::random_study(number);
    if (!support::takes_programmes(study)) continue;
    support::add_random_programmes(study, number);
    for (Programme& programme : study.programmes) change(programme, study);
    ++studies;
    const auto usual = support::named_events(study, usual_care);
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
      starts += support::named_events(study, arm + a, is_start).size();
      ASSERT_EQ("", support::first_difference(usual, support::named_events(study, arm + a, is_of_usual_care)));
    }
    const Results results = run(study, {});
    for (const VariantResults& one : results.variants) {
      ASSERT_EQ(one.deaths.values, results.variants.front().deaths.values);
      ASSERT_EQ(one.alive.values, results.variants.front().alive.values);
      ASSERT_EQ(one.wellbeing_by_area.values.values, results.variants.front().wellbeing_by_area.values.values);
    }
  }
  EXPECT_EQ(starts > 50, someone_starts);
}

// ---- a made-up region

NamedTransition named(const std::string& attribute, const std::string& transition) {
  NamedTransition made;
  made.attribute = attribute;
  made.transition = transition;
  return made;
}

/// A risk that comes and goes by itself, an illness that it raises and that kills, and help against the illness.
Study with_help() {
  AttributeSpec risk = support::attribute("risk", {"low", "high"});
  risk.prevalence = {{"high", support::number(0.4)}};
  support::transition(risk, "low", "high", 0.2);
  support::transition(risk, "high", "low", 0.3);
  AttributeSpec illness = support::attribute("illness", {"none", "ill"});
  support::ratio(support::transition(illness, "none", "ill", 0.1), "risk", {{"high", 2.5}});
  support::transition(illness, "ill", "none", 0.2);
  AttributeSpec life = support::attribute("life", {"alive", "dead"});
  support::ratio(support::transition(life, "alive", "dead", 0.02), "illness", {{"ill", 4}});
  Pack pack = support::pack_of({risk, illness, life});
  pack.outcomes.push_back(support::outcome("cost", OutcomeKind::cost));
  support::pays(pack.outcomes.back(), "illness", "ill", 1000);
  Study study = support::study_of(pack, 20, 3000);
  Programme help;
  help.name = "help";
  help.uptake = support::number(0.6);
  help.lasts = support::number(5);
  help.offer.start = study.start;
  HazardEffect effect;
  effect.transitions.push_back(named("illness", "none>ill"));
  effect.ratio = support::number(0.3);
  help.hazards.push_back(effect);
  study.programmes.push_back(help);
  study.arms.push_back({"helped", {0}, {}});
  return study;
}

using FirstMoments = std::map<std::uint64_t, Moment>;

FirstMoments first_moments(const Study& study, std::size_t variant,
                           const std::function<bool(const std::string&)>& wanted) {
  FirstMoments first;
  for (const support::NamedEvent& event : support::named_events(study, variant, wanted)) {
    first.emplace(event.person, event.moment);
  }
  return first;
}

/// Events up to when a person has died in usual care or in the arm.
std::vector<support::NamedEvent> while_alive_in_both(const Study& study, std::size_t variant,
                                                     const std::function<bool(const std::string&)>& wanted) {
  const auto is_death = [](const std::string& name) { return name == "life.alive>dead"; };
  std::vector<support::NamedEvent> events = support::named_events(study, variant, wanted);
  for (const std::size_t each : {usual_care, arm}) {
    const FirstMoments deaths = first_moments(study, each, is_death);
    std::erase_if(events, [&](const support::NamedEvent& event) {
      const auto death = deaths.find(event.person);
      return death != deaths.end() && event.moment >= death->second;
    });
  }
  return events;
}

}  // namespace

TEST(Programmes, WithRatiosOfOneChangeNothing) { expect_usual_care(without_effects, true); }

TEST(Programmes, WithoutUptakeChangeNothing) { expect_usual_care(without_uptake, false); }

TEST(Programmes, WithoutPlacesChangeNothing) { expect_usual_care(without_places, false); }

TEST(Programmes, AfterTheStudyChangeNothing) { expect_usual_care(after_the_study, false); }

TEST(Programmes, MorePlacesKeepEveryoneWhoHadOne) {
  for (const Priority priority : {Priority::chance, Priority::risk, Priority::benefit}) {
    Study study = with_help();
    OfferSpec& offer = study.programmes.front().offer;
    offer.priority_benefit = {OutcomeKind::cost, "cost", 5, {}, ""};
    offer.priority = priority;
    offer.priority_risk.of = {named("life", "alive>dead")};
    offer.priority_risk.years = 5;
    FirstMoments fewer;
    for (const std::int64_t places : {1, 20, 50, 51, 400, 5000}) {
      offer.places = places;
      const FirstMoments starts = first_moments(study, arm, is_start);
      EXPECT_GT(starts.size(), fewer.size());
      for (const auto& [person, moment] : fewer) {
        ASSERT_TRUE(starts.contains(person)) << person << " lost the place with " << places;
        EXPECT_LE(starts.at(person), moment);
      }
      fewer = starts;
    }
  }
}

/// In five years help spares who is at high risk 1303 of the cost, at low risk 706, and who is ill nothing.
TEST(Programmes, ThoseWhoSaveEnoughAreThoseWhoseStatesSayIt) {
  Study by_saving = with_help();
  Study by_states = by_saving;
  Predicate saving;
  saving.kind = Predicate::Kind::benefit;
  saving.benefit = {OutcomeKind::cost, "cost", 5, {}, ""};
  saving.at_least = 1000;
  by_saving.programmes.front().eligible.parts = {saving};
  for (const auto& [attribute, state] : {std::pair("risk", "high"), {"illness", "none"}}) {
    Predicate in_state;
    in_state.kind = Predicate::Kind::state;
    in_state.attribute = attribute;
    in_state.names = {state};
    by_states.programmes.front().eligible.parts.push_back(in_state);
  }
  EXPECT_GT(first_moments(by_saving, arm, is_start).size(), 500U);
  EXPECT_EQ("",
            support::first_difference(support::named_events(by_states, arm), support::named_events(by_saving, arm)));
  by_saving.programmes.front().eligible.parts.front().at_least = 1400;
  EXPECT_EQ(first_moments(by_saving, arm, is_start).size(), 0U);
}

/// Twelve sessions a year cost what they add up to, as long as people take part.
TEST(Programmes, SessionsAreCountedWhilePeopleTakePart) {
  Study study = with_help();
  Pack& pack = study.variants.front().pack;
  SectorSpec cure;
  cure.name = "cure";
  pack.sectors = {cure};
  pack.payers = {{.name = "insurer"}};
  pack.providers = {{.name = "hospital"}};
  Programme& help = study.programmes.front();
  help.dropout = support::number(0.4);
  ProgrammeCostSpec cost;
  cost.payer = "insurer";
  cost.provider = "hospital";
  cost.sector = "cure";
  cost.price_year = study.start;
  cost.per_session = support::number(25);
  cost.sessions_a_year = support::number(12);
  help.cost = cost;
  const Array<double> sessions = run(study, {}).variants[arm].by_area.volumes;
  help.cost->per_session.reset();
  help.cost->sessions_a_year.reset();
  help.cost->per_year = support::number(300);
  EXPECT_EQ(run(study, {}).variants[arm].by_area.volumes.values, sessions.values);
  help.cost->per_year = support::number(301);
  EXPECT_NE(run(study, {}).variants[arm].by_area.volumes.values, sessions.values);
}

TEST(Programmes, WhatTheyHaveNoPathToIsTheSameInWhoeverIsAliveInBoth) {
  const Study study = with_help();
  const auto is_risk = [](const std::string& name) { return name.rfind("risk.", 0) == 0; };
  const auto is_onset = [](const std::string& name) { return name == "illness.none>ill"; };
  const auto usual = while_alive_in_both(study, usual_care, is_risk);
  EXPECT_GT(usual.size(), 5000U);
  EXPECT_EQ("", support::first_difference(usual, while_alive_in_both(study, arm, is_risk)));
  EXPECT_NE("", support::first_difference(while_alive_in_both(study, usual_care, is_onset),
                                          while_alive_in_both(study, arm, is_onset)));
}

}  // namespace kavel
