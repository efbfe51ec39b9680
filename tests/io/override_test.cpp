#include "io/override.hpp"

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;
using test::Texts;

double cost_of(const Study& study, std::size_t variant = 0) {
  return study.variants.at(variant).pack.outcomes.at(0).per_year.at(0).per_year.value;
}

const std::string base = test::study_around(test::small_model);

TEST(Override, ReplacesAValueInEveryVariant) {
  const std::string text = base + "variants:\n  a:\n  b: {model.outcomes.cost.discount: 0.03}\n";
  const Study study =
      test::study_of({{"s.yaml", text}}, {"model.outcomes.cost.per_year.health.sick=5", "years=7", "seed=9"});
  EXPECT_EQ(cost_of(study, 0), 5);
  EXPECT_EQ(cost_of(study, 1), 5);
  EXPECT_EQ(study.years, 7);
  EXPECT_EQ(study.seed, 9U);
  EXPECT_EQ(study.variants.at(1).pack.outcomes.at(0).discount, 0.03);
  EXPECT_EQ(study.variants.at(0).pack.outcomes.at(0).discount, 0);
}

TEST(Override, IsSaidToBeAssumed) {
  const Study study =
      test::study_of({{"s.yaml", base + "variants: {a: {model.outcomes.cost.per_year.health.sick: 2}}\n"}},
                     {"model.attributes.health.transitions.healthy>sick.hazard=0.3"});
  const Provenance& variant = study.variants.at(0).pack.outcomes.at(0).per_year.at(0).per_year.provenance;
  EXPECT_EQ(variant.source, "set by variant a");
  EXPECT_EQ(variant.status, Status::assumed);
  EXPECT_EQ(study.variants.at(0).pack.attributes.at(0).transitions.at(0).figure.provenance.source, "set by --set");
}

TEST(Override, TheSourceOfAReplacedValueIsNotThatOfTheNewOne) {
  std::string model = test::small_model;
  model.replace(model.find("hazard: 0.1"), 11, "hazard: {value: 0.1, source: a trial, status: published}");
  const std::string path = "model.attributes.health.transitions.healthy>sick.hazard.";
  const Study set = test::study_of({{"s.yaml", test::study_around(model)}}, {path + "value=0.2"});
  EXPECT_EQ(set.variants.at(0).pack.attributes.at(0).transitions.at(0).figure.provenance.source, "set by --set");
  const Study both =
      test::study_of({{"s.yaml", test::study_around(model)}}, {path + "value=0.2", path + "source=another"});
  EXPECT_EQ(both.variants.at(0).pack.attributes.at(0).transitions.at(0).figure.provenance.source, "another");
}

TEST(Override, WalksThroughPacksAndTheirIncludes) {
  const Study study =
      test::study_of({{"s.yaml", "title: T\nyears: 4\npopulation: {persons: 1, sex: male, age: 0}\nmodel: pack\n"},
                      {"pack/pack.yaml", "include: [a.yaml]\n"},
                      {"pack/a.yaml", "attributes: {a: {states: [x, y], transitions: {x>y/cause: {hazard: 1}}}}\n"}},
                     {"model.attributes.a.transitions.x>y/cause.hazard=3"});
  EXPECT_EQ(study.variants.at(0).pack.attributes.at(0).transitions.at(0).figure.value, 3);
}

const Texts shared_growth = {
    {"s.yaml", "title: T\nyears: 4\npopulation: {persons: 1, sex: male, age: 0}\nmodel: pack\n"},
    {"pack/pack.yaml", "include: [a.yaml]\n"},
    {"pack/a.yaml",
     "attributes: {a: {states: [x]}}\n"
     "sectors:\n"
     "  zvw: {real_growth: &growth {value: 0.016, source: a trend, status: published}}\n"
     "  wlz: {real_growth: *growth}\n"
     "  wmo: {real_growth: *growth}\n"}};

const Quantity& growth(const std::vector<SectorSpec>& sectors, std::size_t sector) {
  return present(sectors.at(sector).real_growth, "the sector grows");
}

TEST(Override, OfAnAliasLeavesWhatElseIsCalledSo) {
  const std::vector<SectorSpec> sectors =
      test::study_of(shared_growth, {"model.sectors.wlz.real_growth.value=0.5"}).variants.at(0).pack.sectors;
  EXPECT_EQ(growth(sectors, 0).value, 0.016);
  EXPECT_EQ(growth(sectors, 0).provenance.source, "a trend");
  EXPECT_EQ(growth(sectors, 1).value, 0.5);
  EXPECT_EQ(growth(sectors, 1).provenance.source, "set by --set");
  EXPECT_EQ(growth(sectors, 2).value, 0.016);
  const std::vector<SectorSpec> anchor =
      test::study_of(shared_growth, {"model.sectors.zvw.real_growth.value=0.5"}).variants.at(0).pack.sectors;
  EXPECT_EQ(growth(anchor, 0).value, 0.5);
  EXPECT_EQ(growth(anchor, 1).value, 0.016);
}

TEST(Override, MayTakeAwayMoreThanStandsInThePacksOwnFile) {
  const std::vector<SectorSpec> sectors =
      test::study_of(shared_growth, {"model.sectors.zvw.real_growth=0", "model.sectors.wlz.real_growth=0"})
          .variants.at(0)
          .pack.sectors;
  EXPECT_EQ(growth(sectors, 0).value, 0);
  EXPECT_EQ(growth(sectors, 1).value, 0);
  EXPECT_EQ(growth(sectors, 2).value, 0.016);
}

TEST(Override, ReplacesTheModelItself) {
  const Study study =
      test::study_of({{"s.yaml", base}, {"other.yaml", "title: Other\nattributes: {a: {states: [x]}}\n"}},
                     {"model=other.yaml", "model.title=Mine"});
  EXPECT_EQ(study.variants.at(0).pack.title, "Mine");
  EXPECT_EQ(study.variants.at(0).pack.attributes.at(0).name, "a");
}

TEST(Override, TakesPositionsInLists) {
  std::string model = test::small_model;
  model.replace(model.find("{hazard: 0.1}"), 13, "{hazard: 0.1, ratios: [{by: ses, all: 1}, {by: area, all: 1}]}");
  const std::string path = "model.attributes.health.transitions.healthy>sick.ratios.";
  const Study study = test::study_of({{"s.yaml", test::study_around(model)}}, {path + "1.all=2"});
  EXPECT_EQ(study.variants.at(0).pack.attributes.at(0).transitions.at(0).ratios.at(1).by_state.at(0).second.value, 2);
  EXPECT_EQ(test::problems_of({{"s.yaml", test::study_around(model)}}, {path + "2.all=2"}),
            (Words{"--set " + path + "2.all=2: " + path + "2: expected a position from 0 to 1, got '2'"}));
}

TEST(Override, TheIntervalOfAReplacedValueIsNotThatOfTheNewOne) {
  std::string model = test::small_model;
  model.replace(model.find("{hazard: 0.1}"), 13, "{hazard: {value: 0.1, low: 0.05, high: 0.2}}");
  const Texts texts{{"s.yaml", test::study_around(model)}};
  const std::string path = "model.attributes.health.transitions.healthy>sick.hazard.";
  const auto hazard = [](const Study& study) {
    return study.variants.at(0).pack.attributes.at(0).transitions.at(0).figure;
  };
  EXPECT_TRUE(hazard(test::study_of(texts)).interval);
  EXPECT_FALSE(hazard(test::study_of(texts, {path + "value=0.3"})).interval);
  EXPECT_TRUE(hazard(test::study_of(texts, {path + "value=0.3", path + "low=0.2", path + "high=0.4"})).interval);
}

TEST(Override, BeginsAnOptionalMapping) {
  std::string model = test::small_model;
  model.replace(model.find("{hazard: 0.1}"), 13, "{hazard: 0.1}\n        healthy>healthy: {hazard: 1, birth: true}");
  const Study study = test::study_of({{"s.yaml", test::study_around(model)}},
                                     {"model.births.boys_per_girl=1.05", "model.births.source=me"});
  ASSERT_TRUE(study.variants.at(0).pack.births);
  EXPECT_EQ(study.variants.at(0).pack.births->boys_per_girl, 1.05);
}

TEST(Override, APathMustExist) {
  const std::string no_key = "expected a key that exists, got no such key";
  const std::string in_model = "model.attributes.health.transition";
  EXPECT_EQ(
      test::problems_of({{"s.yaml", base}},
                        {in_model + ".x=1", "yeers=3", "model.outcomes.cost.unit.x=1",
                         "model.outcomes.cost.per_year.health.healthy=1", "model.outcomes.cost.discont=0.1"}),
      (Words{
          "--set yeers=3: " + no_key + " (did you mean years, at s.yaml:2?)",
          "--set " + in_model + ".x=1: " + in_model + ": " + no_key +
              " in model.attributes.health, at s.yaml:7 (did you mean " + in_model + "s, at s.yaml:9?)",
          "--set model.outcomes.cost.unit.x=1: expected a mapping in model.outcomes.cost.unit, got text 'EUR'",
          "--set model.outcomes.cost.per_year.health.healthy=1: expected a key that exists: sick, got no such key in "
          "model.outcomes.cost.per_year.health, at s.yaml:13",
          "--set model.outcomes.cost.discont=0.1: " + no_key +
              " in model.outcomes.cost, at s.yaml:13 (did you mean model.outcomes.cost.discount?)"}));
}

TEST(Override, SuggestsOnlyWhatCouldBeSet) {
  EXPECT_EQ(
      test::problems_of({{"s.yaml", base}}, {"model.outcomes.cost.per_transition.health.healthy>sick=1"}),
      (Words{"--set model.outcomes.cost.per_transition.health.healthy>sick=1: model.outcomes.cost.per_transition: "
             "expected a key that exists, got no such key in model.outcomes.cost, at s.yaml:13: set it as a "
             "whole"}));  // there is none yet, so nothing can be in it
  EXPECT_EQ(test::problems_of({{"s.yaml", base}}, {"model.outcomes.cost.per_yaer.health.sick=1"}).front(),
            "--set model.outcomes.cost.per_yaer.health.sick=1: model.outcomes.cost.per_yaer: expected a key that "
            "exists, got no such key in model.outcomes.cost, at s.yaml:13 (did you mean model.outcomes.cost.per_year, "
            "at s.yaml:13?)");
}

TEST(Override, ItsPlaceIsTheArgument) {
  EXPECT_EQ(test::problems_of({{"s.yaml", base}}, {"years=[1]", "seed={a: 1, b", "start=", "title", ".x=1"}),
            (Words{"--set seed={a: 1, b: expected a name before the colon, got a mapping (or a { left open)",
                   "--set start=: expected YAML, got no content", "--set title: expected dotted.key=value, got no =",
                   "--set .x=1: expected dotted.key=value, got an empty key",
                   "--set years=[1]: expected a whole number from 1 to 200, got a list"}));
  EXPECT_EQ(test::problems_of({{"s.yaml", base}},
                              {"model.outcomes.cost={kind: cost, unit: EUR, discont: 0.03, per_year: {}}"}),
            (Words{"--set model.outcomes.cost={kind: cost, unit: EUR, discont: 0.03, p…: model.outcomes.cost.discont: "
                   "expected one of kind, unit, discount, counting, per_year, per_transition, wellbeing, activities, "
                   "includes, got an unknown key (did you mean discount?)"}));
  EXPECT_EQ(test::problems_of({{"s.yaml", base}}, {"years=\xff"}),
            (Words{"--set: expected text in UTF-8, got other bytes"}));
}

TEST(Override, EachKeyIsSetOnce) {
  EXPECT_EQ(test::problems_of({{"s.yaml", base}}, {"seed=1", "seed=2"}),
            (Words{"--set seed=2: expected each key set once, got a second value (after --set seed=1)"}));
  const std::string text = base + "variants: {a: {model.outcomes.cost.discount: 0.1}}\n";
  EXPECT_EQ(test::problems_of({{"s.yaml", text}}, {"model.outcomes.cost={kind: cost, unit: EUR}"}).size(), 1U);
}

TEST(Override, WhatWouldDoNothingIsRefused) {
  const std::string text = base + "variants: {a: {years: 3, model.include: [x]}}\n";
  EXPECT_EQ(test::problems_of({{"s.yaml", text}}, {"variants.a=1"}),
            (Words{"--set variants.a=1: expected a key of the study or its model, got one of a variant",
                   "s.yaml:14:16: variants.a.years: expected a path under model: variants share all else, got 'years'",
                   "s.yaml:14:26: model.include: expected a key of the model as a whole, got a list of files, which "
                   "are part of it"}));
}

}  // namespace
}  // namespace kavel
