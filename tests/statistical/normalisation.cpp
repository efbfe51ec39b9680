#include <cmath>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "small_study.hpp"

// A published rate is the population's: with `normalise` those at risk have it in the base year, whatever the ratios.

namespace kavel {
namespace {

AttributeSpec smoking() {
  AttributeSpec spec = attribute("smoking", {"never", "current", "former"}, {by_hazard("current>former", 0.05)});
  spec.prevalence = {{"current", figure(0.25)}, {"former", figure(0.35)}};
  return spec;
}

AttributeSpec frailty() {
  AttributeSpec spec = attribute("frailty", {"robust", "frail", "bedridden"});
  spec.prevalence = {{"frail", figure(0.2)}, {"bedridden", figure(0.05)}};
  return spec;
}

TransitionSpec normalised(TransitionSpec spec) {
  spec.ratios = {ratios("smoking", {{"current", 6}, {"former", 2}}),
                 ratios("frailty", {{"frail", 3}, {"bedridden", 9}})};
  spec.normalise = true;
  return spec;
}

// A recurrent event leaves those at risk as they are: with nobody stopping smoking the rate is exact.
TEST(Normalisation, KeepsThePublishedRateOfAnEvent) {
  AttributeSpec fixed_smoking = smoking();
  fixed_smoking.transitions.clear();
  const Study study =
      cohort_study({fixed_smoking, frailty(), attribute("falls", {"any"}, {normalised(by_hazard("any>any", 0.4))})}, 1);
  const Results results = run(study, {});
  const VariantResults& variant = results.variants.front();
  // Persons differ in their hazards, which adds to the variance of the count: E[rate²] / E[rate]² by either factor.
  const double smoking_mean = 0.4 + 0.25 * 6 + 0.35 * 2;
  const double smoking_square = (0.4 + 0.25 * 36 + 0.35 * 4) / (smoking_mean * smoking_mean);
  const double frailty_mean = 0.75 + 0.2 * 3 + 0.05 * 9;
  const double frailty_square = (0.75 + 0.2 * 9 + 0.05 * 81) / (frailty_mean * frailty_mean);
  const double variance = 0.4 + 0.16 * (smoking_square * frailty_square - 1);
  const auto persons = static_cast<double>(law_persons);
  expect_within(static_cast<double>(events_in(results, variant, "falls.any>any", 0)) / persons, 0.4,
                std::sqrt(variance / persons), "falls a year");
}

// Of an incidence the rate is that of persons at risk; a small one does not use up the susceptible within the year.
TEST(Normalisation, KeepsThePublishedIncidence) {
  const Study study = cohort_study(
      {smoking(), frailty(), attribute("disease", {"healthy", "ill"}, {normalised(by_hazard("healthy>ill", 0.002))})},
      1);
  const Results results = run(study, {});
  const VariantResults& variant = results.variants.front();
  expect_count(events_in(results, variant, "disease.healthy>ill", 0),
               0.002 * person_years(results, variant, "disease.healthy", 0), "incidence");
}

// Who is not let through a gate is not at risk: the bedridden do not fall, and the rate is that of the others.
TEST(Normalisation, IsOverThoseWhomGatesLetThrough) {
  AttributeSpec fixed_smoking = smoking();
  fixed_smoking.transitions.clear();
  TransitionSpec fall = normalised(by_hazard("any>any", 0.01));
  fall.gates = {gate("frailty", {"robust", "frail"})};
  const Study study = cohort_study({fixed_smoking, frailty(), attribute("falls", {"any"}, {fall})}, 1);
  const Results results = run(study, {});
  const VariantResults& variant = results.variants.front();
  const double at_risk =
      person_years(results, variant, "frailty.robust", 0) + person_years(results, variant, "frailty.frail", 0);
  expect_count(events_in(results, variant, "falls.any>any", 0), 0.01 * at_risk, "falls of those who can fall");
}

}  // namespace
}  // namespace kavel
