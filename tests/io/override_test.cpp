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

TEST(Override, OfAnAliasLeavesWhatElseIsCalledSo) {
  const std::vector<SectorSpec> sectors =
      test::study_of(shared_growth, {"model.sectors.wlz.real_growth.value=0.5"}).variants.at(0).pack.sectors;
  EXPECT_EQ(sectors.at(0).real_growth->value, 0.016);
  EXPECT_EQ(sectors.at(0).real_growth->provenance.source, "a trend");
  EXPECT_EQ(sectors.at(1).real_growth->value, 0.5);
  EXPECT_EQ(sectors.at(1).real_growth->provenance.source, "set by --set");
  EXPECT_EQ(sectors.at(2).real_growth->value, 0.016);
  const std::vector<SectorSpec> anchor =
      test::study_of(shared_growth, {"model.sectors.zvw.real_growth.value=0.5"}).variants.at(0).pack.sectors;
  EXPECT_EQ(anchor.at(0).real_growth->value, 0.5);
  EXPECT_EQ(anchor.at(1).real_growth->value, 0.016);
}

TEST(Override, MayTakeAwayMoreThanStandsInThePacksOwnFile) {
  const std::vector<SectorSpec> sectors =
      test::study_of(shared_growth, {"model.sectors.zvw.real_growth=0", "model.sectors.wlz.real_growth=0"})
          .variants.at(0)
          .pack.sectors;
  EXPECT_EQ(sectors.at(0).real_growth->value, 0);
  EXPECT_EQ(sectors.at(1).real_growth->value, 0);
  EXPECT_EQ(sectors.at(2).real_growth->value, 0.016);
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
            (Words{"--set: " + path + "2: expected a position from 0 to 1, got '2'"}));
}

TEST(Override, APathMustExist) {
  EXPECT_EQ(test::problems_of({{"s.yaml", base}},
                              {"model.attributes.health.transitons.x=1", "yeers=3", "model.outcomes.cost.unit.x=1",
                               "model.outcomes.cost.per_year.health.healthy=1"}),
            (Words{"--set: yeers: expected a key that exists, got no such key (did you mean years?)",
                   "--set: model.attributes.health.transitons: expected a key that exists, got no such key"
                   " (did you mean model.attributes.health.transitions?)",
                   "--set: model.outcomes.cost.unit.x: expected a mapping in model.outcomes.cost.unit, got text 'EUR'",
                   "--set: model.outcomes.cost.per_year.health.healthy: expected a key that exists, got no such key"}));
}

TEST(Override, ItsValueIsCheckedAtItsColumn) {
  EXPECT_EQ(test::problems_of({{"s.yaml", base}}, {"years=[1]", "seed={a: 1, b", "start=", "title"}),
            (Words{"--set: expected dotted.key=value, got 'title'",
                   "--set:6: seed: expected a name before the colon, got a mapping (or a { left open)",
                   "--set:6: start: expected YAML, got no content",
                   "--set:7: years: expected a whole number from 1 to 200, got a list"}));
}

TEST(Override, EachKeyIsSetOnce) {
  EXPECT_EQ(test::problems_of({{"s.yaml", base}}, {"seed=1", "seed=1"}),
            (Words{"--set: seed: expected each key set once, got a second value (--set sets seed)"}));
  const std::string text = base + "variants: {a: {model.outcomes.cost.discount: 0.1}}\n";
  EXPECT_EQ(test::problems_of({{"s.yaml", text}}, {"model.outcomes.cost={kind: cost, unit: EUR}"}).size(), 1U);
}

TEST(Override, WhatWouldDoNothingIsRefused) {
  const std::string text = base + "variants: {a: {years: 3, model.include: [x]}}\n";
  EXPECT_EQ(test::problems_of({{"s.yaml", text}}, {"variants.a=1"}),
            (Words{"--set: variants.a: expected a key of the study or its model, got one of a variant",
                   "s.yaml:14:16: variants.a.years: expected a path under model: variants share all else, got 'years'",
                   "s.yaml:14:26: model.include: expected a key of the model as a whole, got a list of files, which "
                   "are part of it"}));
}

}  // namespace
}  // namespace kavel
