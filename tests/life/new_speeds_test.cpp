// Whatever 1 January leaves alone, every row must then stand at the speeds of its new age, and run the clocks that run.

#include "life/new_speeds.hpp"

#include <gtest/gtest.h>

#include "life/founder_block.hpp"
#include "tests/tally/counting.hpp"

namespace kavel {

namespace {

constexpr int first_age = 40;
constexpr int years = 8;

/// Ratios and hazards that begin, move and end with age, also by 0; figures by year in state; a death of so many
/// factors that not all go into one product.
Pack pack_of_all_ages() {
  std::vector<AttributeSpec> attributes;
  AttributeSpec life = support::attribute("life", {"alive", "dead"});
  TransitionSpec& death = support::transition(life, "alive", "dead", 0.02);
  for (int c = 0; c < 9; ++c) {
    AttributeSpec condition = support::attribute("condition" + std::to_string(c), {"none", "mild", "severe"});
    support::transition(condition, "none", "mild", 0.2).figure = support::by_age({{0, 0.1 * (c % 3)}, {42, 0.2}});
    support::transition(condition, "mild", "severe", 0.3);
    support::transition(condition, "severe", "none", 0.4);
    RatioSpec& ratio = support::ratio(death, condition.name, {{"mild", 1.1}});
    ratio.by_state.emplace_back("severe", support::by_age({{0, 1.5}, {43, 1.3 + 0.07 * c}}));
    attributes.push_back(condition);
  }
  RatioSpec& onset = support::ratio(attributes[1].transitions[0], "condition0", {});
  onset.by_state.emplace_back("mild", support::by_age({{0, 0}, {44, 2}, {46, 0.5}}));
  AttributeSpec cancer = support::attribute("cancer", {"none", "ill", "over"});
  support::transition(cancer, "none", "ill", 0.5);
  TransitionSpec& over = support::transition(cancer, "ill", "over", 0);
  over.figure = support::by_year_in_state({0, 0.1, 0.3, 0});
  support::ratio(over, "condition2", {{"mild", 2}});
  attributes.push_back(cancer);
  attributes.push_back(life);
  return support::pack_of(attributes);
}

/// The product over all factors in canonical order, and the figure by year in state last.
float speed_of(const Model& model, const Cohort& cohort, std::size_t row, int lane, int year_index) {
  const int age = cohort.first_age + year_index;
  float speed = 1;
  for (const Factor& factor : model.factors) {
    const int value = factor.of == Factor::Of::attribute ? cohort.rows.states(row)[factor.attribute] : 0;
    speed *= factor.rows[static_cast<std::size_t>(model.band(factor, cohort.sex, age))]
                        [static_cast<std::size_t>(value * model.lanes + lane)];
  }
  if (static_cast<std::size_t>(lane) >= model.transitions.size()) return speed;
  const Transition& transition = model.transitions[static_cast<std::size_t>(lane)];
  const Attribute& attribute = model.attributes[static_cast<std::size_t>(transition.attribute)];
  if (transition.by_time_in_state < 0 || cohort.rows.states(row)[transition.attribute] != transition.from) return speed;
  const Moment here = moment(year_index, 0) - cohort.rows.entered(row)[attribute.timed];
  const TimeInState& table = model.time_in_state[static_cast<std::size_t>(transition.by_time_in_state)];
  const CohortYear year(model, cohort.books, cohort.sex, age, year_index);
  return speed * year.time_in_state(table, static_cast<int>(here / ticks_per_year));
}

}  // namespace

TEST(NewSpeeds, AreThoseOfTheNewAgeForEveryone) {
  const Valued of = valued(support::study_of(pack_of_all_ages(), years, 500, first_age));
  ASSERT_FALSE(of.model.joint.rest.empty());
  Tally tally(TallyShape(of.model, of.valuation, {0}, 1, 1));
  FounderRun founders;
  founders.persons = 500;
  founders.age = first_age;
  FounderBlock block({&of.model, &of.valuation, key_of(7, 0), &tally}, std::vector<FounderRun>{founders});
  for (int year = 0; year < years; ++year) {
    block.start_year(year);
    for (const Cohort& cohort : block.cohorts()) {
      const float* base = of.model.base_row(cohort.sex, cohort.first_age + year, year);
      Rows rows = cohort.rows;
      for (std::size_t row = 0; row < rows.size(); ++row) {
        for (int lane = 0; lane < of.model.lanes; ++lane) {
          const float speed = speed_of(of.model, cohort, row, lane, year);
          ASSERT_EQ(rows.speeds(row)[lane], speed) << "year " << year << ", lane " << lane;
          if (base[lane] * speed > 0) {
            ASSERT_NE(rows.clocks(row)[lane], never_wound) << "year " << year << ", lane " << lane;
          }
        }
      }
    }
    block.live_year(year);
  }
  EXPECT_GT(tally.end.back(), 100);
}

TEST(NewSpeeds, NothingIsDoneWhereNothingMoves) {
  const Valued of = valued(health_pack(), 5);
  const CohortBooks books(of.model, of.valuation, {Sex::female, 40});
  const CohortYear before(of.model, books, Sex::female, 40, 0);
  NewSpeeds speeds(of.model);
  speeds.find(CohortYear(of.model, books, Sex::female, 41, 1), before);
  EXPECT_TRUE(speeds.none());
  const Valued moving = valued(support::study_of(pack_of_all_ages(), 5, 1, first_age));
  const CohortBooks others(moving.model, moving.valuation, {Sex::female, first_age});
  const CohortYear at_42(moving.model, others, Sex::female, 42, 2);
  NewSpeeds others_speeds(moving.model);
  others_speeds.find(CohortYear(moving.model, others, Sex::female, 43, 3), at_42);
  EXPECT_FALSE(others_speeds.none());
}

}  // namespace kavel
