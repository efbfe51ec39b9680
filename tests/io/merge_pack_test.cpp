#include "io/merge_pack.hpp"

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;
using test::Texts;

const std::string study = "title: T\nyears: 4\npopulation: {persons: 1, sex: male, age: 0}\nmodel: pack\n";

Words names_of(const Pack& pack) {
  Words names;
  for (const AttributeSpec& attribute : pack.attributes) names.push_back(attribute.name);
  return names;
}

TEST(MergePack, WhatIsIncludedComesFirstInOrder) {
  const Study read =
      test::study_of({{"s.yaml", study},
                      {"pack/pack.yaml", "include: [b.yaml, sub/a.yaml]\nattributes: {own: {states: [x]}}\n"},
                      {"pack/b.yaml", "attributes: {b: {states: [x]}}\n"},
                      {"pack/sub/a.yaml", "include: [deep.yaml]\nattributes: {a: {states: [x]}}\n"},
                      {"pack/sub/deep.yaml", "attributes: {deep: {states: [x]}}\n"}});
  EXPECT_EQ(names_of(read.variants.at(0).pack), (Words{"b", "deep", "a", "own"}));
}

TEST(MergePack, AFigureInheritsFromTheFileItStandsIn) {
  const std::string part = "  states: [x, y]\n  transitions: {x>y: {hazard: 1}}\n";
  const Study read = test::study_of(
      {{"s.yaml", study},
       {"pack/pack.yaml", "source: main\nstatus: published\ninclude: [b.yaml]\nattributes:\n a:\n" + part},
       {"pack/b.yaml", "source: other\nstatus: assumed\nattributes:\n b:\n" + part}});
  const Pack& pack = read.variants.at(0).pack;
  EXPECT_EQ(pack.attributes.at(0).transitions.at(0).figure.provenance.source, "other");
  EXPECT_EQ(pack.attributes.at(0).transitions.at(0).figure.provenance.status, Status::assumed);
  EXPECT_EQ(pack.attributes.at(1).transitions.at(0).figure.provenance.source, "main");
}

TEST(MergePack, TablesAreRelativeToTheFileThatNamesThem) {
  EXPECT_EQ(test::problems_of({{"s.yaml", study},
                               {"pack/pack.yaml", "include: [sub/b.yaml]\n"},
                               {"pack/sub/b.yaml",
                                "attributes: {b: {states: [x, y], transitions: {x>y: {hazard: {table: t.csv}}}}}\n"},
                               {"pack/sub/t.csv", "h\n1\n"}}),
            Words{});
}

TEST(MergePack, ACycleIsShown) {
  EXPECT_EQ(
      test::problems_of(
          {{"s.yaml", study}, {"pack/pack.yaml", "include: [b.yaml]\n"}, {"pack/b.yaml", "include: [pack.yaml]\n"}}),
      (Words{"pack/b.yaml:1:11: model.include: expected no file that leads back to itself, got "
             "pack/pack.yaml > pack/b.yaml > pack/pack.yaml"}));
  EXPECT_EQ(test::problems_of({{"s.yaml", study}, {"pack/pack.yaml", "include: [pack.yaml]\n"}}).size(), 1U);
}

TEST(MergePack, ALongChainOfIncludesIsRefused) {
  Texts texts{{"s.yaml", study}, {"pack/pack.yaml", "include: [f0.yaml]\n"}};
  for (int i = 0; i < 200; ++i) {
    texts.emplace_back("pack/f" + std::to_string(i) + ".yaml", "include: [f" + std::to_string(i + 1) + ".yaml]\n");
  }
  EXPECT_EQ(test::problems_of(texts),
            (Words{"pack/f63.yaml:1:11: model.include: expected at most 1000 files, 64 deep, got more"}));
}

TEST(MergePack, APartHasNoCycle) {
  EXPECT_EQ(test::problems_of(
                {{"s.yaml", study}, {"pack/pack.yaml", "include: [b.yaml]\n"}, {"pack/b.yaml", "cycle: 1 year\n"}}),
            (Words{"pack/b.yaml:1:1: model.cycle: expected one of title, source, status, include, attributes, births, "
                   "reference, arrivals, wellbeing, outcomes, sectors, payers, … (17 in all), got an unknown key"}));
}

}  // namespace
}  // namespace kavel
