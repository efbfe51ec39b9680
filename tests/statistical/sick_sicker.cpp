#include <gtest/gtest.h>

#include "outcome.hpp"
#include "persons.hpp"
#include "textbook_study.hpp"

// Exact figures of the cohort model of Krijkamp et al. 2018 (Medical Decision Making 38(3):400-422); its Appendix C
// prints 75,976 USD and 15.839 QALYs without, 141,623 and 16.400 with treatment.

namespace kavel {
namespace {

TEST(SickSicker, HasThePublishedTotals) {
  const Results results = run_textbook("sick-sicker");
  expect_total(results, "no_treatment", "cost", {75976.14914014252, 57903.06958402034});
  expect_total(results, "no_treatment", "qaly", {15.838847814542657, 4.948906260506324});
  expect_total(results, "no_treatment", "life_years", {26.007186616639746, 8.27353672015808});
  expect_total(results, "treatment", "cost", {141623.02818834377, 108371.26834122863});
  expect_total(results, "treatment", "qaly", {16.4004055892414, 5.097815596536998});
  expect_total(results, "treatment", "life_years", {26.007186616639746, 8.27353672015808});
}

// The two variants differ in what states are worth only: each person's difference is that of one life.
TEST(SickSicker, HasThePublishedPairedDifferences) {
  const Results results = run_textbook("sick-sicker");
  expect_difference(results, "treatment", "cost", {65646.87904820126, 51857.092810871785});
  expect_difference(results, "treatment", "qaly", {0.5615577746987448, 0.3562800134958182});
  EXPECT_EQ(total_of(results, "treatment", "life_years").difference, 0);
}

TEST(SickSicker, HasThePublishedTraceAfterThirtyCycles) {
  const Results results = run_textbook("sick-sicker", {"years=31"});  // who lives in year 30 is alive at point 30
  const VariantResults& variant = variant_of(results, "no_treatment");
  const auto persons = static_cast<double>(law_persons);
  expect_share(person_years(results, variant, "health.healthy", 30), persons, 0.34868357164743047, "healthy");
  expect_share(person_years(results, variant, "health.sick", 30), persons, 0.08839631149723567, "sick");
  expect_share(person_years(results, variant, "health.sicker", 30), persons, 0.2065287629319083, "sicker");
}

}  // namespace
}  // namespace kavel
