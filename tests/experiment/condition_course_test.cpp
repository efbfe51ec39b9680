#include "experiment/condition_course.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace kavel {
namespace {

struct Hazards {
  double onset = 0, remission = 0, excess = 0, fatal_onset = 0, background = 0.01;
  double start = 0;  ///< share who have it
  double all_cause = -1;
};

/// Healthy and ill people with the same hazards at all ages and in both sexes; deaths: of the ill, and at onset.
CourseFigures figures(const Hazards& hazards) {
  CourseFigures of;
  of.shape.is_case = {false, true};
  of.shape.flows = {{0, 1, true}, {1, 0, false}};
  of.shape.deaths = {{false, true}, {true, true}};
  CourseAge age;
  age.persons = 1000;
  age.share = {1 - hazards.start, hazards.start};
  age.flow = {hazards.onset, hazards.remission};
  age.death = {0, hazards.fatal_onset, hazards.excess, 0};
  age.background = {hazards.background, hazards.background};
  age.all_cause = hazards.all_cause;
  of.ages.assign(rows_by_sex_age, age);
  return of;
}

CourseFactors factors(double onset = 1, double odds = 1, double excess = 1) {
  return {std::vector<double>(oldest_age + 1, onset), std::vector<double>(oldest_age + 1, odds), excess};
}

CourseResult at(int age, const Hazards& hazards, const CourseFactors& of = factors()) {
  return course_of(figures(hazards), Sex::male, of)[static_cast<std::size_t>(age)];
}

/// Share ill after t years of an illness that is for life: n_H = (1 - p) e^-ht, n_D = p e^-et + (1 - p) h (e^-ht -
/// e^-et)/(e - h); background mortality is everyone's.
double ill_after(double t, double p, double onset, double excess) {
  const double healthy = (1 - p) * std::exp(-onset * t);
  const double ill =
      p * std::exp(-excess * t) + (1 - p) * onset * (std::exp(-onset * t) - std::exp(-excess * t)) / (excess - onset);
  return ill / (healthy + ill);
}

TEST(ConditionCourse, ALifelongIllnessFollowsItsClosedForm) {
  const Hazards hazards{.onset = 0.02, .excess = 0.05, .start = 0.1};
  EXPECT_NEAR(at(50, hazards).start, 0.1, 1e-15);
  EXPECT_NEAR(at(50, hazards).later, ill_after(10, 0.1, 0.02, 0.05), 1e-12);
  EXPECT_NEAR(at(3, hazards).later, ill_after(3, 0.1, 0.02, 0.05), 1e-12);
  EXPECT_NEAR(at(50, hazards).steady, ill_after(50, 0.1, 0.02, 0.05), 1e-12);
}

TEST(ConditionCourse, HazardsManyTimesAYearAreExact) {
  const Hazards hazards{.onset = 3, .remission = 5, .background = 0.02, .start = 0.1};
  EXPECT_NEAR(at(50, hazards).later, 3.0 / 8, 1e-12);
}

TEST(ConditionCourse, WhatComesAndGoesAlikeIsSteady) {
  const Hazards hazards{.onset = 0.1, .remission = 0.3, .start = 0.25};
  EXPECT_NEAR(at(50, hazards).later, 0.25, 1e-12);
  EXPECT_NEAR(at(90, hazards).steady, 0.25, 1e-12);
}

TEST(ConditionCourse, CountsNewCasesAndDeathsOfTheBaseYear) {
  const Hazards hazards{.onset = 0.02, .excess = 0.05, .fatal_onset = 0.004, .start = 0.1};
  const double healthy = 0.9 * (1 + std::exp(-0.034)) / 2;
  const CourseResult year = at(50, hazards);
  EXPECT_NEAR(year.new_cases, healthy * 0.024, 1e-12);
  EXPECT_NEAR(year.deaths, healthy * 0.004 + (year.lived - healthy) * 0.05, 1e-12);
}

TEST(ConditionCourse, TheBackgroundMakesUpToAllCauses) {
  const Hazards hazards{.excess = 0.05, .background = 1, .start = 0.1, .all_cause = 0.03};
  const double left = 0.03 - 0.1 * 0.05;  // all that is known of the background is its shape
  EXPECT_NEAR(at(50, hazards).lived, (1 + 0.9 * std::exp(-left) + 0.1 * std::exp(-left - 0.05)) / 2, 1e-12);
  const Hazards beyond{.excess = 0.5, .background = 1, .start = 0.1, .all_cause = 0.03};  // more than all deaths
  EXPECT_NEAR(at(50, beyond).lived, (1 + 0.9 + 0.1 * std::exp(-0.5)) / 2, 1e-12);
}

TEST(ConditionCourse, FactorsScaleOnsetOddsAndExcess) {
  const Hazards before{.onset = 0.02, .excess = 0.05, .fatal_onset = 0.004, .start = 0.1};
  const Hazards after{.onset = 0.03, .excess = 0.1, .fatal_onset = 0.012, .start = 0.2 / 1.1};
  const CourseResult scaled = at(50, before, factors(1.5, 2, 2));
  const CourseResult wanted = at(50, after);
  EXPECT_NEAR(scaled.start, wanted.start, 1e-14);
  EXPECT_NEAR(scaled.later, wanted.later, 1e-14);
  EXPECT_NEAR(scaled.new_cases, wanted.new_cases, 1e-14);
  EXPECT_NEAR(scaled.deaths, wanted.deaths, 1e-14);
}

}  // namespace
}  // namespace kavel
