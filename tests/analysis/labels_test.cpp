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
