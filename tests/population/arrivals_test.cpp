#include "population/arrivals.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/model/compiling.hpp"

namespace kavel {

namespace {

const Key key = key_of(3, 0);

/// Two areas; so many persons per inhabitant of each sex and age from 20 to 39.
Study study_with(double per_inhabitant) {
  auto table = std::make_shared<Table>();
  table->columns = {"persons"};
  table->by_age = true;
  TableRow row;
  row.keys.age = Range{20, 39};
  row.values = {per_inhabitant};
  table->rows = {row};
  ArrivalsSpec flow;
  flow.name = "moves";
  flow.per_inhabitant.table = table;
  flow.per_inhabitant.outside = 0;
  Pack pack = support::pack_of({support::attribute("health", {"well", "ill"})});
  pack.arrivals = {flow};
  Study study = support::study_of(pack, 5, 700);
  study.population.age_rule = AgeRule::lexis;
  study.population.areas = {"north", "south"};
  study.population.ses_groups = {"low", "high"};
  study.population.cells.push_back({Sex::male, 50, 1, 1, 300});
  return study;
}

struct Made {
  Model model{};
  Arrivals arrivals{};
};

Made made(const Study& study) {
  Made result;
  result.model = compiled(study).model;
  result.arrivals = Arrivals(study.population, result.model, key);
  return result;
}

std::vector<ArrivalRun> all_runs(const Arrivals& arrivals) { return arrivals.between(0, arrivals.persons()); }

TEST(Arrivals, AreAsManyAsExpectedInEveryYearAndArea) {
  const Made of = made(study_with(0.00061));
  std::map<std::pair<int, int>, std::int64_t> persons;
  for (const ArrivalRun& run : all_runs(of.arrivals)) persons[{run.year_index, run.area}] += run.persons;
  for (int year = 0; year < 5; ++year) {
    EXPECT_LT(std::fabs(static_cast<double>(persons[{year, 0}]) - 700 * 40 * 0.00061), 1) << year;
    EXPECT_LT(std::fabs(static_cast<double>(persons[{year, 1}]) - 300 * 40 * 0.00061), 1) << year;
  }
}

TEST(Arrivals, AreHalfAYearYoungerOnAverageOnTheirFirstOfJanuary) {
  Study study = study_with(0.01);
  for (PopulationCell& cell : study.population.cells) cell.persons *= 100;
  const Made of = made(study);
  std::map<int, double> by_age;
  for (const ArrivalRun& run : all_runs(of.arrivals)) by_age[run.age()] += run.persons;
  EXPECT_EQ(by_age.begin()->first, 19);  // those who turn 20 in the year
  EXPECT_EQ(by_age.rbegin()->first, 39);
  EXPECT_NEAR(by_age[19] / by_age[30], 0.5, 0.02);
  EXPECT_NEAR(by_age[39] / by_age[30], 0.5, 0.02);
}

TEST(Arrivals, DoNotDependOnAnotherArea) {
  const Study study = study_with(0.00061);
  Study more = study;
  more.population.cells.back().persons = 900;
  const auto ids_in_north = [](const Made& of) {
    std::set<std::uint64_t> ids;
    for (const ArrivalRun& run : all_runs(of.arrivals)) {
      for (int i = 0; i < run.persons && run.area == 0; ++i) ids.insert(run.id(of.model.start, i).value);
    }
    return ids;
  };
  Pack& pack = more.variants.front().pack;
  pack.reference_ses = SharesSpec{{{"low", support::number(1)}, {"high", support::number(0)}}, {}, "reference.ses"};
  Study same = study;
  same.variants.front().pack.reference_ses = pack.reference_ses;
  EXPECT_EQ(ids_in_north(made(same)), ids_in_north(made(more)));
}

TEST(Arrivals, HaveIdsOfTheirOwn) {
  const Made of = made(study_with(0.02));
  std::set<std::uint64_t> ids;
  for (const ArrivalRun& run : all_runs(of.arrivals)) {
    for (int i = 0; i < run.persons; ++i) {
      const std::uint64_t id = run.id(of.model.start, i).value;
      EXPECT_GE(id, founder_limit);
      EXPECT_EQ(id & newborn_mark, 0u);
      ids.insert(id);
    }
  }
  EXPECT_EQ(static_cast<std::int64_t>(ids.size()), of.arrivals.persons());
  EXPECT_GT(ids.size(), 3000u);
}

TEST(Arrivals, AreTheSameHoweverTheyAreCut) {
  const Made of = made(study_with(0.02));
  const auto ids = [&](std::int64_t size) {
    std::vector<std::uint64_t> result;
    for (std::int64_t first = 0; first < of.arrivals.persons(); first += size) {
      for (const ArrivalRun& run : of.arrivals.between(first, size)) {
        for (int i = 0; i < run.persons; ++i) result.push_back(run.id(of.model.start, i).value);
      }
    }
    return result;
  };
  EXPECT_EQ(ids(1), ids(of.arrivals.persons()));
  EXPECT_EQ(ids(7), ids(64));
}

TEST(Arrivals, ComeAtAnyMomentOfTheYear) {
  const Made of = made(study_with(0.02));
  double sum = 0;
  for (const ArrivalRun& run : all_runs(of.arrivals)) {
    for (int i = 0; i < run.persons; ++i) {
      const Ticks tick = arrival_tick(of.model, run.flow, key, run.id(of.model.start, i));
      ASSERT_GT(tick, 0);
      ASSERT_LE(tick, ticks_per_year);
      sum += share_of_year(tick);
    }
  }
  const auto persons = static_cast<double>(of.arrivals.persons());
  EXPECT_NEAR(sum / persons, 0.5, 4 * std::sqrt(1.0 / 12 / persons));
}

TEST(Arrivals, DoNotJoinACohortOfExactAge) {
  Study study = study_with(0.02);
  study.population.age_rule = AgeRule::exact;
  EXPECT_EQ(made(study).arrivals.persons(), 0);
}

}  // namespace

}  // namespace kavel
