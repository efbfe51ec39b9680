#include "population/rows.hpp"

#include <map>
#include <random>

#include <gtest/gtest.h>

#include "tests/model/compiling.hpp"

namespace kavel {

namespace {

/// Three attributes, one of which keeps its time of entry, and more than one group of lanes.
Model busy_model(bool timed) {
  AttributeSpec one = support::attribute("one", {"a", "b", "c", "d"});
  for (const char* from : {"a", "b", "c"}) {
    for (const char* to : {"b", "c", "d"}) {
      if (std::string(from) != to) support::transition(one, from, to, 0.1);
    }
  }
  AttributeSpec two = support::attribute("two", {"x", "y"});
  support::transition(two, "x", "y", 1, timed ? TransitionKind::duration : TransitionKind::hazard);
  AttributeSpec three = support::attribute("three", {"p"});
  return compiled(support::pack_of({one, two, three})).model;
}

/// What a person's row must hold, derived from the id.
void fill(Rows& rows, std::size_t row, const Model& model) {
  const auto mark = static_cast<int>(rows.key(row).id.value);
  for (std::size_t a = 0; a < model.attributes.size(); ++a) {
    rows.states(row)[a] = static_cast<std::uint8_t>((mark + static_cast<int>(a)) % 200);
  }
  for (int lane = 0; lane < model.lanes; ++lane) {
    rows.clocks(row)[lane] = mark * 100 + lane;
    rows.speeds(row)[lane] = static_cast<float>(mark) + static_cast<float>(lane) / 64;
    rows.joint(row)[lane] = static_cast<std::uint16_t>(mark * 3 + lane);
  }
  for (std::size_t lane = 0; lane < model.transitions.size(); ++lane) {
    rows.occurrences(row)[lane] = static_cast<std::uint16_t>(mark + static_cast<int>(lane));
  }
  for (int t = 0; t < model.timed; ++t) {
    rows.entered(row)[t] = mark;
    rows.due(row)[t] = mark + 1;
    rows.step(row)[t] = mark + 2;
    rows.wake(row) = mark + 3;
  }
}

bool holds(Rows& rows, std::size_t row, const Model& model) {
  Rows expected(model);
  const std::size_t other = expected.add(rows.key(row));
  fill(expected, other, model);
  bool same =
      std::equal(rows.states(row), rows.states(row) + model.attributes.size(), expected.states(other)) &&
      std::equal(rows.clocks(row), rows.clocks(row) + model.lanes, expected.clocks(other)) &&
      std::equal(rows.speeds(row), rows.speeds(row) + model.lanes, expected.speeds(other)) &&
      std::equal(rows.joint(row), rows.joint(row) + model.lanes, expected.joint(other)) &&
      std::equal(rows.occurrences(row), rows.occurrences(row) + model.transitions.size(), expected.occurrences(other));
  for (int t = 0; t < model.timed; ++t) {
    same = same && rows.entered(row)[t] == expected.entered(other)[t] && rows.due(row)[t] == expected.due(other)[t] &&
           rows.step(row)[t] == expected.step(other)[t] && rows.wake(row) == expected.wake(other);
  }
  return same;
}

}  // namespace

TEST(Rows, ANewPersonHasNothingWound) {
  const Model model = busy_model(true);
  Rows rows(model);
  EXPECT_TRUE(rows.empty());
  const std::size_t row = rows.add({PersonId{7}, 3, 2, 1, 9});
  EXPECT_EQ(rows.key(row).id, PersonId{7});
  EXPECT_EQ(rows.key(row).lineage, 3);
  for (int lane = 0; lane < model.lanes; ++lane) {
    EXPECT_EQ(rows.clocks(row)[lane], never_wound);
    EXPECT_EQ(rows.speeds(row)[lane], 0.0F);
  }
  EXPECT_EQ(rows.due(row)[0], never_due);
  EXPECT_EQ(rows.step(row)[0], never_due);
  EXPECT_EQ(rows.wake(row), never_due);
}

class RowsOfAModel : public testing::TestWithParam<bool> {};

TEST_P(RowsOfAModel, KeepEveryoneThroughAddingAndRemoving) {
  const Model model = busy_model(GetParam());
  Rows rows(model);
  std::map<std::uint64_t, int> alive;
  std::mt19937 random(5);
  for (std::uint64_t id = 1; id < 3000; ++id) {
    if (random() % 5 < 3 || rows.empty()) {
      fill(rows, rows.add({PersonId{id}}), model);
      alive[id] = 1;
    } else {
      const std::size_t row = random() % rows.size();
      alive.erase(rows.key(row).id.value);
      rows.remove(row);
    }
  }
  ASSERT_EQ(rows.size(), alive.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    EXPECT_EQ(alive.erase(rows.key(row).id.value), 1u);
    EXPECT_TRUE(holds(rows, row, model));
  }
  while (!rows.empty()) rows.remove(0);
  EXPECT_EQ(rows.size(), 0u);
}

TEST_P(RowsOfAModel, KeepEveryoneWhoIsLeftWhenPlaceIsFreed) {
  const Model model = busy_model(GetParam());
  Rows rows(model);
  std::uint64_t id = 1;
  for (; id <= 1000; ++id) fill(rows, rows.add({PersonId{id}}), model);
  while (rows.size() > 100) rows.remove(rows.size() / 3);
  const Clock* const before = rows.clocks(0);
  rows.fit();
  EXPECT_NE(rows.clocks(0), before);
  for (; id <= 1200; ++id) fill(rows, rows.add({PersonId{id}}), model);
  rows.fit();
  ASSERT_EQ(rows.size(), 300u);
  for (std::size_t row = 0; row < rows.size(); ++row) EXPECT_TRUE(holds(rows, row, model));
}

TEST_P(RowsOfAModel, LieInOnePiece) {
  const Model model = busy_model(GetParam());
  Rows rows(model);
  for (std::uint64_t id = 0; id < 10; ++id) rows.add({PersonId{id}});
  for (std::size_t row = 0; row < 10; ++row) {
    EXPECT_EQ(rows.clocks(row), rows.clocks(0) + row * static_cast<std::size_t>(model.lanes));
    EXPECT_EQ(rows.speeds(row), rows.speeds(0) + row * static_cast<std::size_t>(model.lanes));
  }
  EXPECT_EQ(rows.wakes() != nullptr, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Timed, RowsOfAModel, testing::Bool());

TEST(Rows, ArePlainlySmall) {
  AttributeSpec life = support::attribute("life", {"alive", "dead"});
  std::vector<AttributeSpec> attributes;
  for (int disease = 0; disease < 6; ++disease) {
    AttributeSpec one = support::attribute("disease" + std::to_string(disease), {"none", "ill"});
    support::transition(one, "none", "ill", 0.01);
    attributes.push_back(one);
  }
  support::transition(life, "alive", "dead", 0.01);
  attributes.push_back(life);
  EXPECT_LE(Rows(compiled(support::pack_of(attributes)).model).bytes_per_person(), 250u);
}

}  // namespace kavel
