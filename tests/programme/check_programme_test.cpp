#include "programme/check_programme.hpp"

#include <gtest/gtest.h>

#include "tests/support/packs.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;

class CheckProgramme : public testing::Test {
 protected:
  CheckProgramme() {
    AttributeSpec vital = support::attribute("vital", {"alive", "dead"});
    support::transition(vital, "alive", "dead", 0.01);
    AttributeSpec stroke = support::attribute("stroke", {"none", "acute", "chronic"});
    support::transition(stroke, "none", "acute", 0.01);
    support::transition(stroke, "acute", "chronic", 1, TransitionKind::duration);
    support::sojourn(stroke, "chronic", "acute", 0.8, 10);
    pack_ = support::pack_of({vital, stroke});
    WellbeingSpec utility;
    utility.name = "utility";
    pack_.wellbeing = {utility};
    for (const char* name : {"stay", "consult"}) {
      ActivitySpec activity;
      activity.name = name;
      pack_.activities.push_back(activity);
    }
    pack_.payers = {{.name = "insurer"}};
    pack_.providers = {{.name = "hospital"}};
    SectorSpec cure;
    cure.name = "cure";
    pack_.sectors = {cure};
    programme_.name = "groups";
    programme_.key = "p";
  }

  Words told() const {
    Problems problems;
    check_programme(programme_, {pack_, {"low", "high"}, {"Noord", "Zuid"}, delineated_}, problems);
    Words words;
    for (const Problem& problem : problems.all()) words.push_back(message_of(problem));
    return words;
  }

  void affects(const std::string& attribute, const std::string& transition, bool accelerates = false) {
    HazardEffect& effect = programme_.hazards.emplace_back();
    effect.transitions = {{attribute, transition, {}, "t"}};
    effect.accelerates = accelerates;
  }

  void is_for(Predicate::Kind kind, const Words& names, const std::string& attribute = {}) {
    Predicate part;
    part.kind = kind;
    part.names = names;
    part.attribute = attribute;
    part.key = "e";
    Predicate several;
    several.kind = Predicate::Kind::none;
    several.parts = {part};
    programme_.eligible.parts.push_back(several);
  }

  Pack pack_{};
  Programme programme_{};
  bool delineated_ = true;
};

TEST_F(CheckProgramme, WhatFitsIsNotTold) {
  is_for(Predicate::Kind::ses, {"low"});
  is_for(Predicate::Kind::area, {"Zuid", "Noord"});
  is_for(Predicate::Kind::delineated, {});
  is_for(Predicate::Kind::state, {"none", "chronic"}, "stroke");
  affects("stroke", "none>acute");
  affects("vital", "alive>dead");
  affects("stroke", "chronic>acute", true);
  programme_.uptake_by_ses = {{"low", {}}, {"high", {}}};
  programme_.care = {{.activity = "stay", .instead = "consult"}, {.activity = "consult"}};
  programme_.wellbeing = {{.measure = "utility"}};
  programme_.cost = ProgrammeCostSpec{.payer = "", .provider = "hospital", .sector = "cure"};
  EXPECT_EQ(told(), Words{});
}

TEST_F(CheckProgramme, APackWithACycleHasNone) {
  pack_.cycles_per_year = 12;
  EXPECT_EQ(told(), (Words{"p: expected a pack without a cycle, got a programme in discrete time"}));
}

TEST_F(CheckProgramme, ItsNameIsNoAttributes) {
  programme_.name = "stroke";
  EXPECT_EQ(told(), (Words{"p: expected another name than those of the pack's attributes, got 'stroke'"}));
}

TEST_F(CheckProgramme, ATransitionHasAHazard) {
  affects("stroke", "acute>chronic");
  affects("stroke", "chronic>acute");
  affects("vital", "alive>dead", true);
  EXPECT_EQ(told(),
            (Words{"t: expected a transition with a hazard, got 'acute>chronic', which has a fixed duration",
                   "t: expected accelerates: true, as the transition has a Weibull or gamma time, got 'chronic>acute' "
                   "without it",
                   "t: expected a transition with a Weibull or gamma time, as it accelerates, got 'alive>dead'"}));
}

TEST_F(CheckProgramme, ATransitionExistsAndStandsOnce) {
  affects("strok", "none>acute");
  affects("stroke", "none>acut");
  affects("stroke", "none>acute");
  affects("stroke", "none>acute");
  EXPECT_EQ(told(), (Words{"t: expected one of the attributes vital, stroke, got 'strok' (did you mean stroke?)",
                           "t: expected one of the transitions stroke.none>acute, stroke.acute>chronic, "
                           "stroke.chronic>acute, got 'stroke.none>acut' (did you mean stroke.none>acute?)",
                           "t: expected each transition once in a programme, got a second 'stroke.none>acute'"}));
}

TEST_F(CheckProgramme, ARiskIsOfHazards) {
  programme_.offer.priority_risk.of = {{"stroke", "chronic>acute", {}, "r"}, {"stroke", "none>acute", {}, "r"}};
  EXPECT_EQ(told(), (Words{"r: expected a transition by hazard, got 'chronic>acute', which is not"}));
}

TEST_F(CheckProgramme, GroupsAndStatesOfPeopleExist) {
  delineated_ = false;
  is_for(Predicate::Kind::ses, {"middle"});
  is_for(Predicate::Kind::area, {"Noort"});
  is_for(Predicate::Kind::delineated, {});
  is_for(Predicate::Kind::state, {"cronic"}, "stroke");
  is_for(Predicate::Kind::state, {"dead"}, "vital");
  EXPECT_EQ(told(), (Words{"e: expected one of the SES groups low, high, got 'middle'",
                           "e: expected one of the areas Noord, Zuid, got 'Noort' (did you mean Noord?)",
                           "e: expected a study with a delineation, got none",
                           "e: expected one of the states none, acute, chronic, got 'cronic' (did you mean chronic?)",
                           "e: expected a state within the population, got 'dead', which leaves it"}));
}

TEST_F(CheckProgramme, UptakeByGroupIsOfAllGroups) {
  Quantity uptake;
  uptake.key = "u.middle";
  programme_.uptake.key = "u";
  programme_.uptake_by_ses = {{"low", {}}, {"middle", uptake}};
  EXPECT_EQ(told(), (Words{"u.middle: expected one of the SES groups low, high, got 'middle'",
                           "u: expected a probability for each of the SES groups low, high, got none for high"}));
}

TEST_F(CheckProgramme, NoMoreLeaveAStateThanAll) {
  programme_.states = {
      {.attribute = "stroke", .from = "none", .to = "acute", .probability = {.value = 0.6}, .key = "s0"},
      {.attribute = "stroke", .from = "acute", .to = "none", .probability = {.value = 0.6}, .key = "s1"},
      {.attribute = "stroke", .from = "none", .to = "chronic", .probability = {.value = 0.4}, .key = "s2"}};
  EXPECT_EQ(told(), Words{});
  programme_.states[2].probability.value = 0.5;
  EXPECT_EQ(told(), (Words{"s2: expected probabilities of leaving none that add up to at most 1, got more"}));
  programme_.states[2].to = "acute";
  programme_.states[2].probability.value = 0.1;
  EXPECT_EQ(told(), (Words{"s2: expected each change of state once, got a second one"}));
}

TEST_F(CheckProgramme, CareMeasuresAndPartiesExist) {
  programme_.care = {
      {.activity = "stays", .instead = "consults", .key = "c"}, {.activity = "stay"}, {.activity = "stay", .key = "c"}};
  programme_.wellbeing = {{.measure = "utilty", .key = "w"}};
  programme_.cost = ProgrammeCostSpec{.payer = "insurers", .provider = "hospitl", .sector = "care", .key = "m"};
  EXPECT_EQ(told(),
            (Words{"c.activity: expected one of the activities stay, consult, got 'stays' (did you mean stay?)",
                   "c.instead: expected one of the activities stay, consult, got 'consults' (did you mean consult?)",
                   "c: expected each activity once in a programme, got a second 'stay'",
                   "w: expected one of the measures utility, got 'utilty' (did you mean utility?)",
                   "m.payer: expected one of the payers insurer, got 'insurers' (did you mean insurer?)",
                   "m.provider: expected one of the providers hospital, got 'hospitl' (did you mean hospital?)",
                   "m.sector: expected one of the sectors cure, got 'care' (did you mean cure?)"}));
}

TEST_F(CheckProgramme, WhatThePackHasNoneOfIsSaidSo) {
  pack_.activities.clear();
  programme_.care = {{.activity = "stay", .key = "c"}};
  EXPECT_EQ(told(), (Words{"c.activity: expected activities in the pack, which has none, got 'stay'"}));
}

TEST_F(CheckProgramme, AModifierIsByStatesOfAnAttribute) {
  Quantity times;
  times.key = "x.cronic";
  programme_.modifiers = {{.by = "strok", .key = "x"}, {.by = "stroke", .by_state = {{"cronic", times}}, .key = "x"}};
  EXPECT_EQ(told(),
            (Words{"x.by: expected one of the attributes vital, stroke, got 'strok' (did you mean stroke?)",
                   "x.cronic: expected one of the states none, acute, chronic, got 'cronic' (did you mean chronic?)"}));
}

}  // namespace
}  // namespace kavel
