#include "analysis/labels.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

Labels labels() {
  Study study;
  Variant variant;
  AttributeSpec setting;
  setting.name = "care_setting";
  setting.title = "Where people live";
  setting.states = {"home", "wlz_home"};
  setting.titles = {{"wlz_home", "long-term care at home"}};
  AttributeSpec anxiety;
  anxiety.name = "anxiety";
  anxiety.states = {"none", "anxiety"};
  variant.pack.attributes = {setting, anxiety};
  study.variants = {variant};
  return Labels(study);
}

TEST(Labels, ProgrammesGoByTheirTitlesInLives) {
  Study study;
  study.variants.emplace_back();
  Programme groups;
  groups.name = "groups";
  groups.title = "Smoking groups";
  study.programmes = {groups};
  const Labels of(study);
  EXPECT_EQ(of.in_text("programme.groups", "taking_part"), "Smoking groups: taking part");
  EXPECT_EQ(of.in_text("programme.groups", "taking_part.3"), "Smoking groups: taking part");
  EXPECT_EQ(of.in_text("programme.groups", "after_2.1"), "Smoking groups: year 2 after the course");
  EXPECT_EQ(of.in_text("programme.walks", "ended"), "Walks: ended");
}

TEST(Labels, StatesGoByTheirTitles) {
  EXPECT_EQ(labels().state("care_setting", "wlz_home"), "Where people live: long-term care at home");
  EXPECT_EQ(labels().in_text("care_setting", "wlz_home"), "care setting: long-term care at home");
  EXPECT_EQ(labels().state_alone("care_setting", "wlz_home"), "long-term care at home");
}

TEST(Labels, StatesWithoutTitleGoByTheirNames) {
  EXPECT_EQ(labels().state("care_setting", "home"), "Where people live: home");
  EXPECT_EQ(labels().in_text("care_setting", "home"), "care setting home");
  EXPECT_EQ(Labels().in_text("blood_pressure", "untreated"), "blood pressure untreated");
  EXPECT_EQ(labels().state("anxiety", "anxiety"), "Anxiety");
  EXPECT_EQ(labels().in_text("anxiety", "anxiety"), "anxiety");
}

}  // namespace
}  // namespace kavel
