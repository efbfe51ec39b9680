#include "tally/census.hpp"

#include <algorithm>
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

  /// A year in which a number of persons enter, or one in which some leave; every third of them, someone changes.
  void live_year(int entering, int leaving) {
    Tally counted(of_.shape);
    {
      TallyYear year(counted, of_.valuation, 0, Sex::female, 40);
      census_.new_year(year, rows_);
    }
    expect_the_walk(counted);
    Tally events(of_.shape);
    TallyYear year(events, of_.valuation, 0, Sex::female, 40);
    for (int i = 0; i < std::max(entering, leaving); ++i) {
      if (i < entering) enter(year);
      if (i < leaving) leave(year);
      if (i % 3 == 0) change(year);
    }
    census_.end_year(year);
  }

 private:
  void enter(TallyYear& year) {
    PersonKey key;
    key.id.value = next_++;
    key.zone = static_cast<std::uint16_t>(random_() % 3);
    key.ses = static_cast<std::uint8_t>(random_() % 2);
    key.group = static_cast<std::uint8_t>(random_group_of(key.id));
    const std::size_t row = rows_.add(key);
    rows_.states(row)[0] = static_cast<std::uint8_t>(random_() % 3);
    rows_.states(row)[1] = static_cast<std::uint8_t>(random_() % 2);
    census_.enter(year, key, rows_.states(row));
  }

  void leave(TallyYear& year) {
    if (rows_.empty()) return;
    const std::size_t row = random_() % rows_.size();
    census_.leave(year, rows_.key(row), rows_.states(row));
    rows_.remove(row);
  }

  /// Someone makes whatever transition there is out of the state of one of two attributes.
  void change(TallyYear& year) {
    if (rows_.empty()) return;
    const std::size_t row = random_() % rows_.size();
    const std::size_t attribute = random_() % 2;
    for (std::size_t lane = 0; lane < of_.model.transitions.size(); ++lane) {
      const Transition& transition = of_.model.transitions[lane];
      std::uint8_t& state = rows_.states(row)[attribute];
      if (static_cast<std::size_t>(transition.attribute) != attribute || transition.from != state) continue;
      state = static_cast<std::uint8_t>(transition.to);
      year.event(rows_.key(row), static_cast<int>(lane), 1000);
      return;
    }
  }

  void expect_the_walk(const Tally& counted) {
    Tally walked(of_.shape);
    {
      TallyYear year(walked, of_.valuation, 0, Sex::female, 40);
      walk(year, rows_, of_.model);
    }
    for (const auto part : {&Tally::by_sex_age_ses, &Tally::by_area, &Tally::by_group}) {
      ASSERT_EQ((counted.*part).ticks, (walked.*part).ticks) << rows_.size() << " persons";
      ASSERT_TRUE((counted.*part).outcomes == (walked.*part).outcomes) << rows_.size() << " persons";
    }
  }

  ThingsToCount of_;
  Rows rows_;
  Census census_;
  std::mt19937 random_{3};
  std::uint64_t next_ = 0;
};

}  // namespace

TEST(Census, IsAWalkThroughTheRows) {
  Crowd crowd;
  for (const int growth : {0, 5, 60, 300, 900, -400, -700, -140, 800, -900}) {  // few are walked, many are counted
    crowd.live_year(std::max(growth, 0), std::max(-growth, 0));
    crowd.live_year(0, 0);
  }
}

TEST(Census, KeepsUpWithEventsBetweenNewYears) {
  Crowd crowd;
  crowd.live_year(500, 0);
  for (int year = 0; year < 30; ++year) crowd.live_year(50, 50);
}

}  // namespace kavel
