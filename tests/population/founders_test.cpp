#include "population/founders.hpp"

#include <map>
#include <random>
#include <tuple>

#include <gtest/gtest.h>

namespace kavel {

namespace {

Population population_of(std::vector<PopulationCell> cells) {
  Population population;
  population.areas = {"a", "b", "c"};
  population.ses_groups = {"low", "high"};
  population.cells = std::move(cells);
  return population;
}

Population random_population(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<PopulationCell> cells;
  for (int i = 0; i < 40; ++i) {
    PopulationCell cell;
    cell.sex = static_cast<Sex>(random() % 2);
    cell.age = static_cast<int>(random() % 6) - 1;
    cell.area = static_cast<int>(random() % 3);
    cell.ses = static_cast<int>(random() % 2);
    cell.persons = random() % 4 == 0 ? 0 : static_cast<std::int64_t>(random() % 50);
    cells.push_back(cell);
  }
  return population_of(cells);
}

auto place(const FounderRun& run) { return std::tuple(run.sex, run.age, run.area, run.ses); }

}  // namespace

TEST(Founders, AreNumberedBySexAgeAreaSes) {
  const Founders founders(random_population(1));
  const std::vector<FounderRun> runs = founders.between(0, founders.persons());
  std::uint64_t next = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    EXPECT_EQ(runs[i].first.value, next);
    EXPECT_GT(runs[i].persons, 0);
    if (i > 0) {
      EXPECT_LE(place(runs[i - 1]), place(runs[i]));
    }
    next += static_cast<std::uint64_t>(runs[i].persons);
  }
  EXPECT_EQ(static_cast<std::int64_t>(next), founders.persons());
}

TEST(Founders, KeepEverybodyOfThePopulation) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const Population population = random_population(seed);
    const Founders founders(population);
    EXPECT_EQ(founders.persons(), population.persons());
    std::map<std::tuple<Sex, int, int, int>, std::int64_t> expected, got;
    for (const PopulationCell& cell : population.cells) {
      if (cell.persons > 0) expected[{cell.sex, cell.age, cell.area, cell.ses}] += cell.persons;
    }
    for (const FounderRun& run : founders.between(0, founders.persons())) got[place(run)] += run.persons;
    EXPECT_EQ(expected, got);
  }
}

TEST(Founders, LoseNobodyInAnySplit) {
  const Founders founders(random_population(2));
  const std::vector<FounderRun> all = founders.between(0, founders.persons());
  std::vector<std::tuple<Sex, int, int, int>> expected;
  for (const FounderRun& run : all) expected.insert(expected.end(), static_cast<std::size_t>(run.persons), place(run));
  for (const std::int64_t block : {1, 2, 3, 7, 64, 100, 1000, 100000}) {
    std::vector<std::tuple<Sex, int, int, int>> got;
    for (std::int64_t first = 0; first < founders.persons(); first += block) {
      for (const FounderRun& run : founders.between(first, block)) {
        EXPECT_EQ(run.first.value, got.size());
        got.insert(got.end(), static_cast<std::size_t>(run.persons), place(run));
      }
    }
    EXPECT_EQ(got, expected) << block;
  }
}

TEST(Founders, OfOneSexAndAgeAreACohort) {
  const Founders founders(random_population(3));
  std::map<int, std::pair<Sex, int>> who;
  std::vector<std::int64_t> sizes(static_cast<std::size_t>(founders.cohorts()), 0);
  for (const FounderRun& run : founders.between(0, founders.persons())) {
    const auto [known, fresh] = who.emplace(run.cohort, std::pair(run.sex, run.age));
    EXPECT_EQ(known->second, std::pair(run.sex, run.age));
    sizes[static_cast<std::size_t>(run.cohort)] += run.persons;
  }
  EXPECT_EQ(sizes, founders.cohort_sizes());
  EXPECT_EQ(static_cast<int>(who.size()), founders.cohorts());
}

TEST(Founders, BeyondTheLastAreNobody) {
  const Founders founders(random_population(4));
  EXPECT_TRUE(founders.between(founders.persons(), 10).empty());
  EXPECT_TRUE(Founders(population_of({})).between(0, 5).empty());
}

TEST(RandomGroup, IsFilledEvenlyInEveryCohort) {
  std::vector<int> counts(random_groups, 0);
  for (std::uint64_t id = 1000; id < 1000 + 10 * random_groups; ++id) {
    ++counts[static_cast<std::size_t>(random_group_of(PersonId{id}))];
  }
  for (const int count : counts) EXPECT_EQ(count, 10);
}

TEST(Founders, AreCutByCostLevelAndKeepTheirNumbers) {
  const Population population = random_population(5);
  const Founders plain(population);
  const Founders founders(population, {1, 0, 1});
  std::map<std::uint64_t, std::tuple<Sex, int, int, int>> by_id, known;
  for (const FounderRun& run : plain.between(0, plain.persons())) {
    for (std::int64_t i = 0; i < run.persons; ++i) known[run.first.value + static_cast<std::uint64_t>(i)] = place(run);
  }
  for (const std::int64_t block : {1, 7, 64, 100000}) {
    by_id.clear();
    bool beyond = false;  // the level of the first area comes last
    for (std::int64_t first = 0; first < founders.persons(); first += block) {
      for (const FounderRun& run : founders.between(first, block)) {
        EXPECT_FALSE(beyond && run.area == 1);
        beyond = run.area != 1;
        for (std::int64_t i = 0; i < run.persons; ++i) {
          EXPECT_TRUE(by_id.emplace(run.first.value + static_cast<std::uint64_t>(i), place(run)).second);
        }
      }
    }
    EXPECT_EQ(by_id, known);
  }
}

}  // namespace kavel
