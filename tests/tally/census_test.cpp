#include "tally/census.hpp"

#include <random>

#include <gtest/gtest.h>

#include "tests/tally/counting.hpp"

namespace kavel {

namespace {

/// Adds a whole year for everyone by walking the rows.
void walk(TallyYear& year, const Rows& rows, const Model& model) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t a = 0; a < model.attributes.size(); ++a) {
      year.stay(rows.key(row), model.attributes[a].first_state + rows.states(row)[a], ticks_per_year);
    }
  }
}

/// A cohort in which people come, go and change, with its census.
class Crowd {
 public:
  Crowd() : of_(something_to_count()), rows_(of_.model), census_(of_.model, of_.shape) {}

  void enter() {
    PersonKey key;
    key.id.value = next_++;
    key.area = static_cast<std::uint16_t>(random_() % 3);
    key.ses = static_cast<std::uint8_t>(random_() % 2);
    key.group = static_cast<std::uint8_t>(random_group_of(key.id));
    const std::size_t row = rows_.add(key);
    rows_.states(row)[0] = static_cast<std::uint8_t>(random_() % 3);
    rows_.states(row)[1] = static_cast<std::uint8_t>(random_() % 2);
    census_.enter(key, rows_.states(row));
  }

  void leave() {
    if (rows_.empty()) return;
    const std::size_t row = random_() % rows_.size();
    census_.leave(rows_.key(row), rows_.states(row));
    rows_.remove(row);
  }

  void change() {
    if (rows_.empty()) return;
    const std::size_t row = random_() % rows_.size();
    const int from = rows_.states(row)[0];
    const int to = static_cast<int>(random_() % 3);
    rows_.states(row)[0] = static_cast<std::uint8_t>(to);
    census_.move(rows_.key(row), from, to);
  }

  void expect_a_new_year_is_a_walk() {
    Tally counted(of_.shape), walked(of_.shape);
    TallyYear one(counted, of_.valuation, 0, Sex::female, 40);
    TallyYear two(walked, of_.valuation, 0, Sex::female, 40);
    census_.new_year(one, rows_);
    walk(two, rows_, of_.model);
    for (const auto part : {&Tally::by_sex_age_ses, &Tally::by_area, &Tally::by_group}) {
      ASSERT_EQ((counted.*part).ticks, (walked.*part).ticks) << rows_.size() << " persons";
      ASSERT_TRUE((counted.*part).outcomes == (walked.*part).outcomes) << rows_.size() << " persons";
    }
  }

 private:
  ThingsToCount of_;
  Rows rows_;
  Census census_;
  std::mt19937 random_{3};
  std::uint64_t next_ = 0;
};

}  // namespace

TEST(Census, IsAWalkThroughTheRows) {
  Crowd crowd;
  crowd.expect_a_new_year_is_a_walk();                                       // nobody
  for (const int growth : {5, 60, 300, 900, -400, -700, -140, 800, -900}) {  // few are walked, many are counted
    for (int i = 0; i < std::abs(growth); ++i) {
      if (growth > 0) crowd.enter();
      if (growth < 0) crowd.leave();
      if (i % 3 == 0) crowd.change();
    }
    crowd.expect_a_new_year_is_a_walk();
    crowd.expect_a_new_year_is_a_walk();
  }
}

TEST(Census, KeepsUpWithEventsBetweenNewYears) {
  Crowd crowd;
  for (int i = 0; i < 500; ++i) crowd.enter();
  for (int year = 0; year < 30; ++year) {
    crowd.expect_a_new_year_is_a_walk();
    for (int i = 0; i < 50; ++i) {
      crowd.change();
      crowd.leave();
      crowd.enter();
    }
  }
}

}  // namespace kavel
