// An arm of which only those who diverged are lived is the arm lived in full, also where what a programme does shows
// late.

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "tests/support/packs.hpp"
#include "tests/support/same_results.hpp"

namespace kavel {

namespace {

/// Coma, of which people wake, makes utility 0; a programme for everyone raises it by a fifth.
Study study_of_coma() {
  AttributeSpec mind = support::attribute("mind", {"coma", "awake"});
  support::transition(mind, "coma", "awake", 0.5);
  support::transition(mind, "awake", "coma", 0.3);
  AttributeSpec life = support::attribute("life", {"alive", "dead"});
  support::transition(life, "alive", "dead", 0.02);
  Pack pack = support::pack_of({mind, life});
  WellbeingSpec utility;
  utility.name = "utility";
  utility.key = "utility";
  utility.baseline = support::number(0.7);
  utility.states.push_back({"mind", "coma", support::number(0)});
  pack.wellbeing.push_back(utility);

  Study study = support::study_of(pack, 5, 500);
  Programme programme;
  programme.name = "music";
  programme.title = "Music";
  programme.uptake = support::number(1);
  programme.offer.start = study.start;
  WellbeingEffect& effect = programme.wellbeing.emplace_back();
  effect.measure = "utility";
  effect.effect = support::number(1.2);
  study.programmes.push_back(programme);
  study.arms.push_back({"music", {0}, {}});
  return study;
}

}  // namespace

TEST(Divergence, SeesWhatAFactorOfZeroHidesOnTheFirstOfJanuary) {
  const Study study = study_of_coma();
  RunOptions in_full;
  in_full.full_arms = true;
  const Results results = run(study, {});
  EXPECT_TRUE(support::same_results(run(study, in_full), results));
  EXPECT_GT(results.variants[1].wellbeing_by_area.values.values.front(),
            results.variants[0].wellbeing_by_area.values.values.front());
}

}  // namespace kavel
