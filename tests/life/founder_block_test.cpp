#include "life/founder_block.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "random/stream.hpp"
#include "random/winding.hpp"
#include "tests/tally/counting.hpp"

namespace kavel {

namespace {

const Key key = key_of(7, 0);

struct Lived {
  Trace events{};
  std::vector<Int128> totals{};
  std::vector<std::int64_t> end{};
};

Lived live(const Study& study) {
  const Valued of = valued(study);
  Tally tally(TallyShape(of.model, of.valuation, study.age_groups, 1, 1));
  Lived lived;
  const Founders founders(study.population);
  Diary diary;
  run_block({&of.model, &of.valuation, key, &tally, &diary}, founders.between(0, founders.persons()), lived.totals);
  lived.events = diary.events();
  std::sort(lived.events.begin(), lived.events.end());
  lived.end = tally.end;
  return lived;
}

Moment moment_of(const Event& event) { return moment(event.year_index, event.tick); }

}  // namespace

TEST(FounderBlock, AClockFiresWhenItsWindingIsUsedUp) {
  AttributeSpec falls = support::attribute("falls", {"upright"});
  support::transition(falls, "upright", "upright", 0.8);
  const Lived lived = live(support::study_of(support::pack_of({falls}), 50, 1));
  const StreamId stream = stream_of("falls.upright>upright");
  double used = 0;
  for (std::size_t i = 0; i < lived.events.size(); ++i) {
    used += exponential_winding(key, PersonId{0}, stream, static_cast<std::uint32_t>(i)) / clock_unit;
    EXPECT_NEAR(static_cast<double>(moment_of(lived.events[i])) / ticks_per_year, used / 0.8, 1e-5);
  }
  EXPECT_GT(lived.events.size(), 20u);
}

TEST(FounderBlock, ADurationEndsOnItsTick) {
  AttributeSpec stay = support::attribute("stay", {"a", "b", "c"});
  support::transition(stay, "a", "b", 1.25, TransitionKind::duration);
  support::transition(stay, "b", "c", 0.75, TransitionKind::duration);
  support::transition(stay, "c", "a", 1e-12, TransitionKind::duration);
  const Lived lived = live(support::study_of(support::pack_of({stay}), 5, 1));
  ASSERT_GE(lived.events.size(), 5u);
  EXPECT_EQ(moment_of(lived.events[0]), moment(1, ticks_per_year / 4));
  EXPECT_EQ(moment_of(lived.events[1]), moment(1, ticks_per_year));  // the very end of a year belongs to it
  EXPECT_EQ(lived.events[1].year_index, 1);
  EXPECT_EQ(moment_of(lived.events[2]), moment(2, 1));  // at least a tick
  EXPECT_EQ(moment_of(lived.events[3]), moment(3, ticks_per_year / 4 + 1));
}

TEST(FounderBlock, FiguresByYearInStateChangeOnTheAnniversary) {
  AttributeSpec cancer = support::attribute("cancer", {"none", "ill", "over"});
  support::transition(cancer, "none", "ill", 0.3, TransitionKind::duration);
  support::transition(cancer, "ill", "over", 0).figure = support::by_year_in_state({0, 1e7, 0});
  const Lived lived = live(support::study_of(support::pack_of({cancer}), 5, 20));
  for (const Event& event : lived.events) {
    if (event.lane == 1) {
      EXPECT_NEAR(static_cast<double>(moment_of(event)) / ticks_per_year, 1.3, 1e-5);
    }
  }
  EXPECT_EQ(lived.events.size(), 40u);
}

TEST(FounderBlock, InDiscreteTimeTransitionsTakeEffectAtTheEndOfACycle) {
  for (const int cycles : {1, 2, 4, 12}) {
    AttributeSpec health = support::attribute("health", {"well", "ill"});
    support::transition(health, "well", "ill", 0.4, TransitionKind::probability);
    support::transition(health, "ill", "well", 1.0, TransitionKind::probability);
    const Lived lived = live(support::study_of(support::pack_of({health}, cycles), 6, 50));
    EXPECT_GT(lived.events.size(), 100u);
    for (const Event& event : lived.events) EXPECT_EQ(event.tick % (ticks_per_year / cycles), 0);
  }
}

TEST(FounderBlock, AFiringOnTheLastTickOfACycleBelongsToIt) {
  // Somebody whose first winding is exact in a float, and a hazard that uses it up in a quarter of a year to the tick.
  const StreamId stream = stream_of("health.well>ill");
  PersonId person{0};
  Clock winding = 0;
  for (; winding < 1 << 21 || winding > 1 << 24; ++person.value) winding = exponential_winding(key, person, stream, 0);
  --person.value;
  ASSERT_EQ(ticks_to_zero(winding, static_cast<float>(winding) * 4, ticks_per_year), ticks_per_year / 4);
  AttributeSpec health = support::attribute("health", {"well", "ill"});
  support::transition(health, "well", "ill", winding * 4 / clock_unit);
  const Lived lived = live(support::study_of(support::pack_of({health}, 4), 1, 1 + static_cast<int>(person.value)));
  const auto found = std::find_if(lived.events.begin(), lived.events.end(),
                                  [&](const Event& event) { return event.person == person; });
  ASSERT_NE(found, lived.events.end());
  EXPECT_EQ(found->tick, ticks_per_year / 4);
}

TEST(FounderBlock, WhereDeathFiresTooNothingElseHappensInThatCycle) {
  AttributeSpec life = support::attribute("life", {"alive", "dead"});
  support::transition(life, "alive", "dead", 1.0, TransitionKind::probability);
  AttributeSpec health = support::attribute("health", {"well", "ill"});
  support::transition(health, "well", "ill", 1.0, TransitionKind::probability);
  Pack pack = support::pack_of({health, life}, 1);
  OutcomeSpec cost = support::outcome("cost", OutcomeKind::cost);
  cost.counting = Counting::every_point;
  support::pays_once(cost, "health", "well>ill", 1000);
  support::pays_once(cost, "life", "alive>dead", 1);
  pack.outcomes = {cost};
  const Lived lived = live(support::study_of(pack, 3, 100));
  EXPECT_EQ(lived.events.size(), 100u);
  for (const Event& event : lived.events) EXPECT_EQ(event.lane, 1);
  for (const Int128 total : lived.totals) EXPECT_TRUE(total == Int128{1000} * ticks_per_year);
}

TEST(FounderBlock, AChildIsItsMothersAndLivesFromItsBirth) {
  AttributeSpec fertility = support::attribute("fertility", {"fertile"});
  TransitionSpec& birth = support::transition(fertility, "fertile", "fertile", 0);
  birth.figure = support::by_age({{0, 0}, {15, 0.3}});
  birth.birth = true;
  birth.only = Sex::female;
  AttributeSpec childhood = support::attribute("childhood", {"over", "toddler"});
  childhood.newborn = "toddler";
  support::transition(childhood, "toddler", "over", 1.5, TransitionKind::duration);
  Pack pack = support::pack_of({fertility, childhood});
  pack.births = BirthsSpec{};
  OutcomeSpec toddling = support::outcome("toddling", OutcomeKind::effect);
  support::pays(toddling, "childhood", "toddler", 1);
  pack.outcomes = {toddling};
  Study study = support::study_of(pack, 10, 40, 20);
  study.population.age_rule = AgeRule::lexis;
  const Lived lived = live(study);
  std::map<std::uint64_t, Moment> born;
  std::map<std::uint64_t, std::uint32_t> children;
  for (const Event& event : lived.events) {
    if (event.lane == 0) born[child_of(event.person, children[event.person.value]++).value] = moment_of(event);
  }
  EXPECT_GT(born.size(), 80u);
  EXPECT_EQ(lived.end.back(), 40 + static_cast<std::int64_t>(born.size()));
  Int128 expected = 0;
  std::size_t grown = 0;
  for (const auto& [child, moment_born] : born) {
    expected += std::min<Moment>(moment(10, 0) - moment_born, ticks_per_year * 3 / 2);
  }
  for (const Event& event : lived.events) {
    if (event.lane == 1) {
      EXPECT_EQ(moment_of(event), born.at(event.person.value) + ticks_per_year * 3 / 2);
      ++grown;
    }
  }
  EXPECT_GT(grown, 50u);
  Int128 got = 0;
  for (const Int128 total : lived.totals) got += total;
  const double quantum = valued(study).valuation.outcomes.front().quantum;
  EXPECT_TRUE(got == expected * std::llround(1 / quantum));
}

TEST(FounderBlock, OfEqualTicksTheLowerStreamGoesFirst) {
  // Each ends the other's wait on the same tick: only the first of the two can happen.
  for (const auto& [one, other] :
       std::vector<std::pair<std::string, std::string>>{{"aa", "bb"}, {"bb", "cc"}, {"cc", "aa"}}) {
    std::vector<AttributeSpec> attributes;
    for (const auto& [name, gate] : {std::pair(one, other), std::pair(other, one)}) {
      AttributeSpec waiting = support::attribute(name, {"wait", "done"});
      support::gate(support::transition(waiting, "wait", "done", 1e12), gate, {"wait"});  // on the first tick
      attributes.push_back(waiting);
    }
    const Lived lived = live(support::study_of(support::pack_of(attributes), 1, 1));
    ASSERT_EQ(lived.events.size(), 1u);
    const bool first = stream_of(one + ".wait>done") < stream_of(other + ".wait>done");
    EXPECT_EQ(lived.events.front().lane, first ? 0 : 1);
    EXPECT_EQ(lived.events.front().tick, 1);
  }
}

}  // namespace kavel
