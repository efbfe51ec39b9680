#include "population/synthesis.hpp"

#include <cmath>
#include <map>
#include <random>

#include <gtest/gtest.h>

namespace kavel {

namespace {

using Key = PopulationKey;

std::size_t at(Key key) { return static_cast<std::size_t>(key); }

MarginRow row(const std::vector<std::pair<Key, Range>>& keys, double value) {
  MarginRow result;
  for (const auto& [key, range] : keys) result.keys[at(key)] = range;
  result.value = value;
  return result;
}

MarginTable table(std::string name, std::vector<Key> keys, bool shares, std::vector<MarginRow> rows) {
  MarginTable result{std::move(name), {}, std::move(keys), shares, std::move(rows)};
  for (std::size_t i = 0; i < result.rows.size(); ++i) result.rows[i].line = static_cast<int>(i) + 2;
  return result;
}

Range one(int value) { return {value, value}; }

/// Two areas, ages 0-9, three SES groups: persons by sex x age x area, SES by sex and two bands of age.
RegionMargins region(unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> persons(0.5, 40), share(0.1, 1);
  RegionMargins result;
  result.areas = {"north", "south"};
  result.ses_groups = {"low", "middle", "high"};
  std::vector<MarginRow> population, education;
  for (int sex = 0; sex < 2; ++sex) {
    for (int age = 0; age < 10; ++age) {
      for (int area = 0; area < 2; ++area) {
        population.push_back(
            row({{Key::sex, one(sex)}, {Key::age, one(age)}, {Key::area, one(area)}}, persons(random)));
      }
    }
    for (const Range ages : {Range{0, 4}, Range{5, Range::open}}) {
      const double low = share(random), middle = share(random), high = share(random);
      const double sum = low + middle + high;
      const double shares[] = {low / sum, middle / sum, high / sum};
      for (int ses = 0; ses < 3; ++ses)
        education.push_back(row({{Key::sex, one(sex)}, {Key::age, ages}, {Key::ses, one(ses)}}, shares[ses]));
    }
  }
  result.margins.push_back(table("population.csv", {Key::sex, Key::age, Key::area}, false, population));
  result.margins.push_back(table("education.csv", {Key::sex, Key::age, Key::ses}, true, education));
  return result;
}

std::string message(const RegionMargins& margins) {
  Problems problems;
  synthesise(margins, problems);
  return problems.empty() ? "" : message_of(problems.all().front());
}

}  // namespace

TEST(Synthesis, GivesEveryMarginItsPersonsWithinOne) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    const RegionMargins margins = region(seed);
    Problems problems;
    const Population population = synthesise(margins, problems);
    ASSERT_TRUE(problems.empty()) << message_of(problems.all().front());
    double total = 0;
    for (const MarginRow& one_row : margins.margins[0].rows) {
      std::int64_t persons = 0;
      for (const PopulationCell& cell : population.cells) {
        if (one_row.keys[at(Key::sex)].holds(static_cast<int>(cell.sex)) &&
            one_row.keys[at(Key::age)].holds(cell.age) && one_row.keys[at(Key::area)].holds(cell.area)) {
          persons += cell.persons;
        }
      }
      EXPECT_NEAR(static_cast<double>(persons), one_row.value, 1 + 1e-6);
      total += one_row.value;
    }
    EXPECT_EQ(population.persons(), std::llround(total));
    EXPECT_EQ(population.age_rule, AgeRule::lexis);
  }
}

TEST(Synthesis, SharesHoldWithinTheirGroups) {
  RegionMargins margins = region(7);
  margins.persons = 1'000'000;
  Problems problems;
  const Population population = synthesise(margins, problems);
  ASSERT_TRUE(problems.empty());
  EXPECT_EQ(population.persons(), 1'000'000);
  for (const MarginRow& share : margins.margins[1].rows) {
    double all = 0, group = 0;
    for (const PopulationCell& cell : population.cells) {
      if (!share.keys[at(Key::sex)].holds(static_cast<int>(cell.sex)) || !share.keys[at(Key::age)].holds(cell.age))
        continue;
      all += static_cast<double>(cell.persons);
      if (share.keys[at(Key::ses)].holds(cell.ses)) group += static_cast<double>(cell.persons);
    }
    EXPECT_NEAR(group / all, share.value, 3 / all);
  }
}

TEST(Synthesis, PatientsOfAPracticeLiveInItsArea) {
  RegionMargins margins = region(3);
  margins.practices = {"linden", "elms", "anywhere"};
  margins.practice_area = {0, 1, -1};
  std::vector<double> persons(2, 0.0);
  for (const MarginRow& cell : margins.margins[0].rows)
    persons[static_cast<std::size_t>(cell.keys[at(Key::area)].from)] += cell.value;
  margins.margins.push_back(table("practices.csv", {Key::area, Key::practice}, false,
                                  {row({{Key::area, one(0)}, {Key::practice, one(0)}}, persons[0] * 0.7),
                                   row({{Key::area, one(0)}, {Key::practice, one(2)}}, persons[0] * 0.3),
                                   row({{Key::area, one(1)}, {Key::practice, one(1)}}, persons[1]),
                                   row({{Key::area, one(1)}, {Key::practice, one(2)}}, 0)}));
  Problems problems;
  const Population population = synthesise(margins, problems);
  ASSERT_TRUE(problems.empty()) << message_of(problems.all().front());
  std::map<std::pair<int, int>, std::int64_t> found;
  for (const PopulationCell& cell : population.cells) {
    found[{cell.area, population.affiliations[static_cast<std::size_t>(cell.affiliation)].practice}] += cell.persons;
  }
  EXPECT_EQ(found.size(), 3U);
  EXPECT_NEAR(static_cast<double>(found[{0, 2}]), persons[0] * 0.3, 1);
  EXPECT_NEAR(static_cast<double>(found[{1, 1}]), persons[1], 1);
}

TEST(Synthesis, TellsByHowMuchAndWhereMarginsDisagree) {
  RegionMargins margins = region(1);
  std::vector<double> persons(2, 0.0);
  for (MarginRow& cell : margins.margins[0].rows) {
    cell.value = 10;
    persons[static_cast<std::size_t>(cell.keys[at(Key::area)].from)] += 10;
  }
  margins.margins.push_back(
      table("areas.csv", {Key::area}, false, {row({{Key::area, one(0)}}, 200), row({{Key::area, one(1)}}, 207.5)}));
  EXPECT_EQ(message(margins),
            "persons: expected the 200 persons of population.csv for area south, got 207.5, 7.5 more");
  margins.margins.back().rows[1].value = 200.9;  // that is rounding
  EXPECT_EQ(message(margins), "");
}

TEST(Synthesis, SharesThatContradictPersonsCannotBeMet) {
  RegionMargins margins = region(1);
  for (MarginRow& cell : margins.margins[0].rows) cell.value = 10;
  margins.margins.push_back(
      table("ses.csv", {Key::ses}, true,
            {row({{Key::ses, one(0)}}, 0.98), row({{Key::ses, one(1)}}, 0.01), row({{Key::ses, one(2)}}, 0.01)}));
  EXPECT_NE(message(margins).find("inhabitants as the other margins have them too"), std::string::npos);
}

}  // namespace kavel
