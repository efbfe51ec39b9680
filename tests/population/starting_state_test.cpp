#include "population/starting_state.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "core/age.hpp"
#include "tests/model/compiling.hpp"

namespace kavel {

namespace {

constexpr int persons = 100000;
const Key key = key_of(1, 0);

Attribute attribute_with(std::vector<std::pair<std::string, Quantity>> prevalence) {
  AttributeSpec spec = support::attribute("smoking", {"never", "current", "former"});
  spec.prevalence = std::move(prevalence);
  return compiled(support::pack_of({spec}), 100, 0).model.attributes.front();
}

std::vector<int> counts(const Attribute& attribute, int age, std::uint64_t first = 0) {
  std::vector<int> result(attribute.states.size(), 0);
  for (std::uint64_t id = first; id < first + persons; ++id) {
    ++result[static_cast<std::size_t>(starting_state(attribute, key, PersonId{id}, Sex::female, age, 0, 0, nullptr))];
  }
  return result;
}

void expect_share(int count, double share) {
  EXPECT_NEAR(count, share * persons, 4 * std::sqrt(persons * share * (1 - share)) + 1e-9);
}

}  // namespace

TEST(StartingState, ComesAsOftenAsItsPrevalence) {
  const std::vector<int> got =
      counts(attribute_with({{"current", support::number(0.25)}, {"former", support::number(0.01)}}), 0);
  expect_share(got[0], 0.74);
  expect_share(got[1], 0.25);
  expect_share(got[2], 0.01);
}

TEST(StartingState, OfNoPrevalenceIsTheFirst) {
  EXPECT_EQ(counts(attribute_with({}), 0), (std::vector<int>{persons, 0, 0}));
}

TEST(StartingState, OfCertainPrevalenceIsThatState) {
  EXPECT_EQ(counts(attribute_with({{"former", support::number(1)}, {"current", support::number(0)}}), 0),
            (std::vector<int>{0, 0, persons}));
}

TEST(StartingState, GoesByAgeWithTheLastRowForTheOldest) {
  AttributeSpec spec = support::attribute("smoking", {"never", "current"});
  spec.prevalence = {{"current", support::by_age({{0, 0}, {60, 1}})}};
  Study study = support::study_of(support::pack_of({spec}), 1, 10);
  study.population.age_rule = AgeRule::lexis;
  const Attribute attribute = compiled(study).model.attributes.front();
  for (const auto& [age, state] :
       std::vector<std::pair<int, int>>{{-1, 0}, {0, 0}, {59, 0}, {60, 1}, {120, 1}, {130, 1}}) {
    EXPECT_EQ(starting_state(attribute, key, PersonId{5}, Sex::female, age, 0, 0, nullptr), state) << age;
  }
}

TEST(StartingState, MovesOnlyWhoMustWhenPrevalenceRises) {
  const Attribute low = attribute_with({{"current", support::number(0.2)}, {"former", support::number(0.3)}});
  const Attribute high = attribute_with({{"current", support::number(0.25)}, {"former", support::number(0.3)}});
  int moved = 0;
  for (std::uint64_t id = 0; id < persons; ++id) {
    const int before = starting_state(low, key, PersonId{id}, Sex::female, 0, 0, 0, nullptr);
    const int after = starting_state(high, key, PersonId{id}, Sex::female, 0, 0, 0, nullptr);
    moved += before != after ? 1 : 0;
  }
  expect_share(moved, 0.05);
}

TEST(StartingState, IsTheSamePersonsLuckInEveryModel) {
  const Attribute attribute = attribute_with({{"current", support::number(0.3)}, {"former", support::number(0)}});
  EXPECT_EQ(starting_state(attribute, key, PersonId{42}, Sex::female, 0, 0, 0, nullptr),
            starting_state(attribute, key, PersonId{42}, Sex::female, 0, 0, 0, nullptr));
  int differ = 0;
  for (std::uint64_t id = 0; id < 1000; ++id) {
    differ += starting_state(attribute, key, PersonId{id}, Sex::female, 0, 0, 0, nullptr) !=
                      starting_state(attribute, key_of(2, 0), PersonId{id}, Sex::female, 0, 0, 0, nullptr)
                  ? 1
                  : 0;
  }
  EXPECT_GT(differ, 300);  // 2 x 0.3 x 0.7 = 42 %
}

TEST(StartingState, GoesByTheOddsOfTheArea) {
  Attribute attribute = attribute_with({{"current", support::number(0.2)}, {"former", support::number(0.3)}});
  attribute.odds_by_area = {{}, {1, 2.5, 1}, {0, 1, 0}};
  std::array<std::array<int, 3>, 3> counts{};
  for (std::uint64_t id = 0; id < persons; ++id) {
    for (int area = 0; area < 3; ++area) {
      const int state = starting_state(attribute, key, PersonId{id}, Sex::female, 0, 0, area, nullptr);
      ++counts[static_cast<std::size_t>(area)][static_cast<std::size_t>(state)];
    }
  }
  expect_share(counts[0][1], 0.2);
  expect_share(counts[1][1], 0.5 / 1.3);
  expect_share(counts[1][2], 0.3 / 1.3);
  EXPECT_EQ(counts[2][1], static_cast<int>(persons));
}

}  // namespace kavel
