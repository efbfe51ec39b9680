#include <cmath>

#include <gtest/gtest.h>

#include "core/age.hpp"
#include "experiment/run.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "small_study.hpp"

namespace kavel {
namespace {

constexpr double fertility = 0.11;  ///< births a woman and year, from 15 to 49
constexpr double boys_per_girl = 1.05;
constexpr int years = 10;

/// Women of 30 who have children for ten years; nobody dies, and no child is old enough to have its own.
Study mothers() {
  TableKeys fertile;
  fertile.age = Range{15, 49};
  Quantity hazard = figures({{fertile, fertility}});
  hazard.outside = 0;
  TransitionSpec birth = by_hazard("any>any", hazard);
  birth.birth = true;
  birth.only = Sex::female;
  Study study = cohort_study({attribute("mother", {"any"}, {birth})}, years);
  BirthsSpec births;
  births.boys_per_girl = boys_per_girl;
  study.variants.front().pack.births = births;
  study.variants.front().pack.outcomes = {count_of("mother", "any>any")};
  return study;
}

/// Children of one sex who live the whole of the last year.
double children(const VariantResults& variant, Sex sex) {
  double persons = 0;
  for (int age = 0; age < 15; ++age) {
    const std::size_t row = static_cast<std::size_t>((years - 1) * sexes + static_cast<int>(sex)) * age_rows;
    persons += variant.alive.values[row + static_cast<std::size_t>(age_index(age))];
  }
  return persons;
}

TEST(Births, ArePoissonInNumber) {
  const Results results = run(mothers(), {});
  const double each = fertility * years;
  expect_total(results, "only", "mother.any>any", {each, std::sqrt(each)});
  const Conservation& conservation = results.variants.front().conservation;
  for (std::size_t year = 0; year < years; ++year) {
    expect_count(conservation.births[year], fertility * static_cast<double>(law_persons), "births");
  }
}

TEST(Births, HaveTheSexRatio) {
  const Results results = run(mothers(), {});
  const VariantResults& variant = results.variants.front();
  const double boys = children(variant, Sex::male);
  const double all = boys + children(variant, Sex::female);
  EXPECT_EQ(all, static_cast<double>(variant.conservation.end[years - 2] - law_persons));
  expect_share(boys, all, boys_per_girl / (1 + boys_per_girl), "boys");
}

}  // namespace
}  // namespace kavel
