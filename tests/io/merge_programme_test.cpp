#include "io/merge_programme.hpp"

#include <gtest/gtest.h>

#include "tests/io/programme_texts.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;

Study read(const std::string& programme, const Words& overrides = {}) {
  return test::study_of(test::study_with("  groups: " + programme + "\narms: {a: [groups]}\n"), overrides);
}

Programme programme_of(const std::string& programme, const Words& overrides = {}) {
  return read(programme, overrides).programmes.at(0);
}

TEST(MergeProgramme, ChangesGoKeyByKeyThroughMappings) {
  const Programme programme = programme_of("{include: p/groups.yaml, offer: {places: 7}, eligible: {age: {from: 40}}}");
  EXPECT_EQ(programme.offer.places, 7);
  EXPECT_EQ(programme.offer.start, 2026);
  EXPECT_EQ(programme.eligible.parts.at(0).age.from, 40);
  EXPECT_EQ(programme.eligible.parts.at(0).age.to, 79);
}

TEST(MergeProgramme, FiguresAndListsAreReplacedAsAWhole) {
  const Programme programme = programme_of(
      "{include: p/groups.yaml, uptake: 0.6, waning: [0.9], effects: {state: [{attribute: smoking, from: former, to: "
      "never, probability: {value: 0.1, source: me}}]}}");
  EXPECT_TRUE(programme.uptake_by_ses.empty());
  EXPECT_EQ(programme.uptake.value, 0.6);
  EXPECT_EQ(programme.waning, (std::vector<double>{0.9}));
  ASSERT_EQ(programme.states.size(), 1U);
  EXPECT_EQ(programme.states[0].from, "former");
  EXPECT_EQ(programme.hazards.size(), 1U);
}

TEST(MergeProgramme, WhatTheStudyChangesIsAssumedUnlessItSaysOtherwise) {
  const Programme programme = programme_of(
      "{include: p/groups.yaml, uptake: 0.6, lasts: {value: 3, source: me, status: derived}, waning: [0.9]}");
  EXPECT_EQ(programme.uptake.provenance.source, "set by the study");
  EXPECT_EQ(programme.uptake.provenance.status, Status::assumed);
  EXPECT_EQ(programme.lasts->provenance.source, "me");
  EXPECT_EQ(programme.lasts->provenance.status, Status::derived);
  EXPECT_EQ(programme.waning_origin.source, "set by the study");
  EXPECT_EQ(programme.dropout->provenance.source, "a trial 2020");
}

TEST(MergeProgramme, SourceAndStatusOfChangesAreThoseOfTheirOwnFigures) {
  const Programme programme = programme_of("{include: p/groups.yaml, use: optimistic, source: the board, lasts: 3}");
  EXPECT_EQ(programme.wellbeing.at(0).effect.value, 1.05);
  EXPECT_EQ(programme.wellbeing.at(0).effect.provenance.source, "a plan");
  EXPECT_EQ(programme.wellbeing.at(0).effect.provenance.status, Status::derived);
  EXPECT_EQ(programme.wellbeing.at(1).effect.provenance.source, "a trial 2020");
  EXPECT_EQ(programme.uptake_by_ses.at(0).second.provenance.source, "a hope");
  EXPECT_EQ(programme.lasts->provenance.source, "the board");
  EXPECT_EQ(programme.lasts->provenance.status, Status::assumed);
  EXPECT_EQ(programme.provenance.source, "a trial 2020");
}

TEST(MergeProgramme, AVariantMayBelongToAProgrammeOfTheStudy) {
  const std::string text =
      "{title: G, source: s, status: assumed, uptake: 0.5, effects: {wellbeing: {utility: 1}}, use: more, variants: "
      "{more: {uptake: 0.7}}}";
  EXPECT_EQ(programme_of(text).uptake.value, 0.7);
  EXPECT_EQ(programme_of(text).uptake.provenance.source, "set by variant more");
}

TEST(MergeProgramme, SettingsGoIntoItsFile) {
  const Programme programme =
      programme_of("p/groups.yaml", {"programmes.groups.offer.places=3", "programmes.groups.effects.hazard.0.ratio=0.5",
                                     "programmes.groups.cost.per_year=1"});
  EXPECT_EQ(programme.offer.places, 3);
  EXPECT_EQ(programme.hazards.at(0).ratio.value, 0.5);
  EXPECT_FALSE(programme.hazards.at(0).ratio.interval);
  EXPECT_EQ(programme.hazards.at(0).ratio.provenance.source, "set by --set");
  EXPECT_EQ(programme.cost->per_year->provenance.source, "set by --set");
  EXPECT_EQ(programme.cost->per_year->provenance.status, Status::assumed);
}

TEST(MergeProgramme, SettingsChooseTheFileAndTheVariant) {
  EXPECT_EQ(programme_of("p/groups.yaml", {"programmes.groups.use=optimistic"}).wellbeing.at(0).effect.value, 1.05);
  EXPECT_EQ(programme_of("{include: p/none.yaml, lasts: 3}", {"programmes.groups.include=p/groups.yaml"}).lasts->value,
            3);
  const Programme programme = programme_of(
      "p/none.yaml", {"programmes.groups={include: p/groups.yaml, source: you, lasts: 5}", "arms={b: [groups]}"});
  EXPECT_EQ(programme.lasts->value, 5);
  EXPECT_EQ(programme.lasts->provenance.source, "you");
  EXPECT_EQ(programme.dropout->provenance.source, "a trial 2020");
}

TEST(MergeProgramme, TheSourceOfAProgrammeMayBeSet) {
  const Programme programme = programme_of("p/groups.yaml", {"programmes.groups.source=a better trial"});
  EXPECT_EQ(programme.dropout->provenance.source, "a better trial");
}

TEST(MergeProgramme, VariantsThatAreNotUsedMustBeRightToo) {
  std::string file = test::whole_programme;
  file.replace(file.find("{value: 100"), 11, "{value: 999");
  EXPECT_EQ(test::problems_of(test::study_with("  groups: p/groups.yaml\narms: {a: [groups]}\n", file)),
            (Words{"p/groups.yaml:36:32: programmes.groups.variants.without_end.lasts.value: expected a number of "
                   "years above 0 and at most 200, "
                   "got 999"}));
}

TEST(MergeProgramme, TheFilesAreAmongTheSources) {
  Sources sources = test::stored(test::study_with("  groups: p/groups.yaml\narms: {a: [groups]}\n"));
  read_study("s.yaml", {}, sources);
  Words paths;
  for (const SourceFile& file : sources.files()) paths.push_back(file.path);
  EXPECT_EQ(paths, (Words{"s.yaml", "pack/pack.yaml", "p/groups.yaml"}));
}

}  // namespace
}  // namespace kavel
