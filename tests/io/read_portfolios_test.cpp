#include "io/read_portfolios.hpp"

#include <gtest/gtest.h>

#include "tests/io/programme_texts.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;

const std::string two = "  groups: p/groups.yaml\n  more: p/groups.yaml\n";

TEST(ReadPortfolios, TakesCapacitiesThatProgrammesShare) {
  test::Texts texts = test::study_with(
      "  groups: {include: p/groups.yaml, offer: {draws_on: {nurses: {value: 3, status: assumed, source: s}}}}\n"
      "arms: {a: [groups]}\n"
      "capacities:\n"
      "  nurses: {unit: hour, a_year: 1000, source: a register, status: published}\n");
  const Study study = test::study_of(texts);
  ASSERT_EQ(study.capacities.size(), 1U);
  EXPECT_EQ(study.capacities[0].name, "nurses");
  EXPECT_EQ(study.capacities[0].title, "nurses");
  EXPECT_EQ(study.capacities[0].a_year.value, 1000);
  EXPECT_EQ(study.capacities[0].a_year.provenance.unit, "hour per year");
  EXPECT_EQ(study.capacities[0].a_year.provenance.source, "a register");
  const DrawSpec& draw = study.programmes.at(0).offer.draws_on.at(0);
  EXPECT_EQ(draw.capacity, "nurses");
  EXPECT_EQ(draw.a_year.value, 3);
  EXPECT_EQ(draw.a_year.provenance.unit, "hour per year");
}

TEST(ReadPortfolios, TakesACapacityByArea) {
  test::Texts texts = test::study_with(
      "  groups: {include: p/groups.yaml, offer: {draws_on: {nurses: {value: 3, status: assumed, source: s}}}}\n"
      "arms: {a: [groups]}\n"
      "capacities:\n"
      "  nurses: {unit: hour, a_year: {by: area, all: 70}, source: a register, status: published}\n");
  const Study study = test::study_of(texts);
  ASSERT_EQ(study.capacities.at(0).by_area.size(), 1U);
  EXPECT_EQ(study.capacities[0].by_area[0].first, "all");
  EXPECT_EQ(study.capacities[0].by_area[0].second.value, 70);
}

TEST(ReadPortfolios, ArmsNameProgrammesByPosition) {
  const Study study =
      test::study_of(test::study_with(two + "arms: {both: [more, groups], one: [more], nothing: []}\n"));
  ASSERT_EQ(study.programmes.size(), 2U);
  EXPECT_EQ(study.programmes[1].name, "more");
  ASSERT_EQ(study.arms.size(), 3U);
  EXPECT_EQ(study.arms[0].name, "both");
  EXPECT_EQ(study.arms[0].programmes, (std::vector<int>{0, 1}));
  EXPECT_EQ(study.arms[1].programmes, (std::vector<int>{1}));
  EXPECT_TRUE(study.arms[2].programmes.empty());
  ASSERT_EQ(study.variants.size(), 1U);
  EXPECT_EQ(study.variants[0].name, "usual_care");
}

TEST(ReadPortfolios, AStudyMayHaveAnArmWithoutProgrammes) {
  const std::string text = test::study_around(test::small_model) + "arms: {nothing: []}\n";
  const Study study = test::study_of({{"s.yaml", text}});
  EXPECT_EQ(study.arms.size(), 1U);
  EXPECT_TRUE(study.programmes.empty());
}

TEST(ReadPortfolios, AnArmSetFromOutsideMayLeaveAProgrammeUnused) {
  const test::Texts texts = test::study_with(two + "arms: {both: [more, groups]}\n");
  EXPECT_EQ(test::study_of(texts, {"arms.both=[groups]"}).arms.at(0).programmes, (std::vector<int>{0}));
  EXPECT_TRUE(test::study_of(texts, {"arms.both=[]"}).arms.at(0).programmes.empty());
  EXPECT_EQ(test::problems_of(test::study_with(two + "arms: {both: [groups]}\n")),
            (Words{"s.yaml:8:3: programmes.more: expected an arm that uses it, got none"}));
  EXPECT_EQ(test::problems_of(test::study_with(two)),
            (Words{"s.yaml:7:3: programmes.groups: expected an arm that uses it, got a study without arms",
                   "s.yaml:8:3: programmes.more: expected an arm that uses it, got a study without arms"}));
}

TEST(ReadPortfolios, ManyValuesAreRefused) {
  std::string arms;
  std::string programmes;
  for (int i = 0; i < 1001; ++i) {
    const std::string name = "n" + std::to_string(i);
    programmes += "  " + name + ": p/groups.yaml\n";
    arms += (i == 0 ? "" : ", ") + name;
  }
  const Words told = test::problems_of(test::study_with(programmes + "arms: {all: [" + arms + "]}\n"));
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.front(), "s.yaml:7:3: programmes: expected at most 1000 programmes, got 1001");
}

}  // namespace
}  // namespace kavel
