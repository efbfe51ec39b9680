#include "analysis/not_started.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

/// A study of 2025 to 2029 with one programme in one arm.
Study small_study() {
  Study study;
  study.years = 5;
  Programme programme;
  programme.name = "walks";
  programme.offer.start = 2025;
  programme.uptake.value = 0.5;
  study.programmes.push_back(programme);
  study.arms.push_back({"lifestyle", {0}, {}});
  return study;
}

Results results_with(std::int64_t starts) {
  Results results;
  results.transitions = {"programme.walks.outside>taking_part"};
  results.variants.resize(2);
  for (VariantResults& variant : results.variants) variant.by_group.events = {{1, 2, 1}, {0, 0}};
  results.variants.back().by_group.events.values = {0, starts};
  return results;
}

TEST(NotStarted, IsSilentWhereSomeoneStarts) {
  EXPECT_EQ(not_started(small_study(), results_with(1)), "");
  Study unused = small_study();
  unused.arms.clear();
  EXPECT_EQ(not_started(unused, results_with(0)), "");
}

TEST(NotStarted, SaysWhy) {
  const auto said = [](const auto& change) {
    Study study = small_study();
    change(study.programmes.front());
    return not_started(study, results_with(0));
  };
  const std::string start = "Nobody starts in walks: ";
  EXPECT_EQ(said([](Programme& p) { p.offer.start = 2060; }),
            start + "it is offered from 2060, the study ends with 2029.\n");
  EXPECT_EQ(said([](Programme& p) {
              p.offer.start = 2020;
              p.offer.end = 2024;
            }),
            start + "its offer ended with 2024.\n");
  EXPECT_EQ(said([](Programme& p) { p.offer.places = 0; }), start + "it has no places.\n");
  EXPECT_EQ(said([](Programme& p) { p.offer.ramp = {{2025, 0}}; }), start + "nobody is asked: its ramp stays at 0.\n");
  EXPECT_EQ(said([](Programme& p) { p.uptake.value = 0; }), start + "its uptake is 0.\n");
  EXPECT_EQ(said([](Programme& p) { p.coverage.emplace().value = 1; }),
            start + "all who are eligible have it in usual care.\n");
  EXPECT_EQ(said([](Programme&) {}), start + "nobody who is eligible was asked and took part.\n");
}

}  // namespace
}  // namespace kavel
