#include "tally/tally.hpp"

#include <array>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/tally/counting.hpp"

namespace kavel {

namespace {

const PersonKey person{PersonId{70}, 0, 2, 1, 6, 2};  // area and zone 2, SES 1, random group 6

std::size_t index(std::initializer_list<std::pair<int, int>> place) {  // position and size of each dimension
  std::size_t at = 0;
  for (const auto& [position, size] : place)
    at = at * static_cast<std::size_t>(size) + static_cast<std::size_t>(position);
  return at;
}

/// gtest cannot print 128 bits.
std::int64_t narrow(Int128 value) { return static_cast<std::int64_t>(value); }

template <class Value>
Int128 sum(const std::vector<Value>& values) {
  return std::accumulate(values.begin(), values.end(), Int128{0});
}

}  // namespace

TEST(TallyShape, PutsEveryAgeInItsGroup) {
  const TallyShape shape = something_to_count().shape;
  for (const auto& [age, group] :
       std::vector<std::pair<int, int>>{{-1, 0}, {0, 0}, {17, 0}, {18, 1}, {64, 1}, {65, 2}, {120, 2}}) {
    EXPECT_EQ(shape.group_of_age[static_cast<std::size_t>(age_index(age))], group) << age;
  }
}

TEST(TallyYear, AStayCountsOnceInEachTable) {
  const ThingsToCount of = something_to_count();
  Tally tally(of.shape);
  TallyYear(tally, of.valuation, 1, Sex::female, 40).stay(person, 1, 1000);  // one.b
  EXPECT_EQ(tally.by_sex_age_ses.ticks[index({{1, 3}, {0, 2}, {1, 3}, {1, 2}, {1, 5}})], 1000);
  EXPECT_EQ(tally.by_area.ticks[index({{1, 3}, {2, 3}, {1, 5}})], 1000);
  EXPECT_EQ(tally.by_group.ticks[index({{1, 3}, {6, random_groups}, {1, 5}})], 1000);
  for (const Cells* cells : {&tally.by_sex_age_ses, &tally.by_area, &tally.by_group}) {
    EXPECT_EQ(narrow(sum(cells->ticks)), 1000);
    EXPECT_EQ(narrow(sum(cells->events)), 0);
  }
  EXPECT_EQ(narrow(tally.by_area.outcomes[index({{1, 3}, {2, 3}, {0, 2}})]), 1000 * 10000);
  EXPECT_EQ(narrow(tally.by_area.outcomes[index({{1, 3}, {2, 3}, {1, 2}})]),
            1000 * std::llround(0.5 / of.valuation.outcomes[1].quantum));
}

TEST(TallyYear, AnEventMovesTheRestOfTheYearFromOneStateToAnother) {
  const ThingsToCount of = something_to_count();
  Tally moved(of.shape), stayed(of.shape);
  {
    TallyYear one(moved, of.valuation, 0, Sex::male, 70);
    one.stay(person, 3, ticks_per_year);
    one.event(person, 2, 400);  // two.x>y
    TallyYear two(stayed, of.valuation, 0, Sex::male, 70);
    two.stay(person, 3, ticks_per_year - 400);
    two.stay(person, 4, 400);
  }
  EXPECT_EQ(moved.by_sex_age_ses.ticks, stayed.by_sex_age_ses.ticks);
  EXPECT_EQ(moved.by_group.ticks, stayed.by_group.ticks);
  EXPECT_TRUE(moved.by_area.outcomes == stayed.by_area.outcomes);
}

TEST(TallyYear, StaysAndEventsReachTheTallyWhenItCloses) {
  const ThingsToCount of = something_to_count();
  Tally tally(of.shape);
  {
    TallyYear year(tally, of.valuation, 0, Sex::male, 70);
    year.stay(person, 0, ticks_per_year);
    EXPECT_THROW(TallyYear(tally, of.valuation, 0, Sex::male, 71), BrokenPromise);  // its values are those of 70
  }
  const std::vector<std::int64_t> ticks = tally.by_area.ticks;
  { const TallyYear nothing_is_left_open(tally, of.valuation, 0, Sex::male, 71); }
  EXPECT_EQ(tally.by_area.ticks, ticks);
  EXPECT_EQ(narrow(sum(ticks)), ticks_per_year);
}

TEST(TallyYear, AnEventCountsAndPaysAWholeYearsTicks) {
  const ThingsToCount of = something_to_count();
  Tally tally(of.shape);
  TallyYear(tally, of.valuation, 2, Sex::female, 42).event(person, 0, 0);
  EXPECT_EQ(tally.by_sex_age_ses.events[index({{2, 3}, {0, 2}, {1, 3}, {1, 2}, {0, 3}})], 1);
  EXPECT_EQ(narrow(sum(tally.by_group.events)), 1);
  for (const Cells* cells : {&tally.by_sex_age_ses, &tally.by_area, &tally.by_group}) {
    EXPECT_EQ(narrow(sum(cells->outcomes)), std::int64_t{7000} * ticks_per_year);
  }
}

TEST(TallyYear, CountsTheLivingTheDeadAndTheDepartedByYear) {
  const ThingsToCount of = something_to_count();
  Tally tally(of.shape);
  TallyYear year(tally, of.valuation, 1, Sex::male, 121);  // stays in the row of 120
  year.alive(500);
  year.death();
  year.departure();
  year.birth();
  EXPECT_EQ(tally.alive[index({{1, 3}, {1, 2}, {121, age_rows}})], 500);
  EXPECT_EQ(tally.deaths[index({{1, 3}, {1, 2}, {121, age_rows}})], 1);
  EXPECT_EQ(tally.person_ticks, 500);
  EXPECT_EQ(tally.dead, (std::vector<std::int64_t>{0, 1, 0}));
  EXPECT_EQ(tally.departures, (std::vector<std::int64_t>{0, 1, 0}));
  EXPECT_EQ(tally.births, (std::vector<std::int64_t>{0, 1, 0}));
}

TEST(TallyYear, AWholeYearForMoreIsThatManyStays) {
  const ThingsToCount of = something_to_count();
  Tally whole(of.shape), one_by_one(of.shape);
  {
    TallyYear one(whole, of.valuation, 0, Sex::female, 40);
    one.each_cell(person, [&](int cell) { one.whole_year(cell, std::array{0, 0, 0, 0, 5}.data()); });
    TallyYear two(one_by_one, of.valuation, 0, Sex::female, 40);
    for (int i = 0; i < 5; ++i) two.stay(person, 4, ticks_per_year);
  }
  for (const auto part : {&Tally::by_sex_age_ses, &Tally::by_area, &Tally::by_group}) {
    EXPECT_EQ((whole.*part).ticks, (one_by_one.*part).ticks);
    EXPECT_TRUE((whole.*part).outcomes == (one_by_one.*part).outcomes);
  }
}

TEST(Tally, AddsUpWhateverTheOrder) {
  const ThingsToCount of = something_to_count();
  std::vector<Tally> parts(3, Tally(of.shape));
  Tally all(of.shape);
  for (int i = 0; i < 30; ++i) {
    PersonKey key = person;
    key.ses = static_cast<std::uint8_t>(i % 2);
    key.zone = static_cast<std::uint16_t>(i % 3);
    for (Tally* tally : {&parts[static_cast<std::size_t>(i % 3)], &all}) {
      TallyYear year(*tally, of.valuation, i % 3, static_cast<Sex>(i % 2), i);
      year.stay(key, i % 5, 1000 + i);
      year.event(key, i % 3, 10 * i);
      year.alive(1000 + i);
    }
  }
  Tally forward(of.shape), backward(of.shape);
  for (int i = 0; i < 3; ++i) forward.add(parts[static_cast<std::size_t>(i)]);
  for (int i = 2; i >= 0; --i) backward.add(parts[static_cast<std::size_t>(i)]);
  for (const Tally* tally : {&forward, &backward}) {
    EXPECT_EQ(tally->by_sex_age_ses.ticks, all.by_sex_age_ses.ticks);
    EXPECT_EQ(tally->by_area.events, all.by_area.events);
    EXPECT_TRUE(tally->by_group.outcomes == all.by_group.outcomes);
    EXPECT_EQ(tally->alive, all.alive);
    EXPECT_EQ(tally->person_ticks, all.person_ticks);
  }
}

TEST(Tally, OfAnotherShapeCannotBeAdded) {
  Tally three(something_to_count(3).shape);
  EXPECT_THROW(three.add(Tally(something_to_count(4).shape)), BrokenPromise);
}

TEST(Cells, AreAddedUpToGroupsYearByYear) {
  Cells cells;
  for (int i = 0; i < 2 * 3 * 2; ++i) cells.ticks.push_back(1 << i);  // [year x cell x state]
  cells.events = {1, 2, 3, 10, 20, 30};
  cells.outcomes.assign(6, 7);
  const Cells groups = cells.grouped({1, 0, 1}, 2, 2);
  EXPECT_EQ(groups.ticks, (std::vector<std::int64_t>{4, 8, 1 + 16, 2 + 32, 256, 512, 64 + 1024, 128 + 2048}));
  EXPECT_EQ(groups.events, (std::vector<std::int64_t>{2, 4, 20, 40}));
  EXPECT_EQ(groups.outcomes, (std::vector<Int128>{7, 14, 7, 14}));
}

/// Anything, as often as wanted, for whoever comes.
void book(Tally& tally, const Valuation& valuation) {
  std::uint64_t luck = 1;
  const auto below = [&](std::uint64_t limit) {
    luck = luck * 6364136223846793005U + 1442695040888963407U;
    return static_cast<int>((luck >> 33U) % limit);
  };
  for (int year = 0; year < 3; ++year) {
    for (const int age : {3, 40, 41, 90}) {  // of whom women of 40 and 41 cost something
      TallyYear books(tally, valuation, year, age == 3 ? Sex::male : Sex::female, age);
      for (int i = 0; i < 50; ++i) {
        PersonKey key = person;
        key.ses = static_cast<std::uint8_t>(below(2));
        key.zone = static_cast<std::uint16_t>(below(3));
        key.group = static_cast<std::uint8_t>(below(random_groups));
        books.stay(key, below(5), below(ticks_per_year));
        books.event(key, below(3), below(ticks_per_year));
      }
    }
  }
}

void expect_equal(const Cells& a, const Cells& b) {
  EXPECT_EQ(a.ticks, b.ticks);
  EXPECT_EQ(a.events, b.events);
  EXPECT_TRUE(a.outcomes == b.outcomes);
  EXPECT_TRUE(a.volumes == b.volumes);
}

TEST(TallyShape, AFullCrossAddsUpToStrataAndToZonesExactly) {
  const ThingsToCount of = something_to_count();
  const TallyShape crossed(of.model, of.valuation, {0, 18, 65}, 2, 3, FullCross::yes);
  Tally plain(of.shape), cross(crossed);
  book(plain, of.valuation);
  book(cross, of.valuation);
  EXPECT_NE(narrow(sum(plain.by_area.outcomes)), 0);
  const int rows = 3 * sexes * 3 * 2;  // years, sexes, age groups, SES groups
  expect_equal(cross.by_sex_age_ses.grouped({0, 0, 0}, 1, rows), plain.by_sex_age_ses);
  std::vector<int> zone_of_cell;
  for (int cell = 0; cell < sexes * 3 * 2 * 3; ++cell) zone_of_cell.push_back(cell % 3);
  expect_equal(cross.by_sex_age_ses.grouped(zone_of_cell, 3, 3), plain.by_area);
  expect_equal(cross.by_area, plain.by_area);
  expect_equal(cross.by_group, plain.by_group);
}

}  // namespace kavel
