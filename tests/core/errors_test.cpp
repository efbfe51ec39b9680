#include "core/errors.hpp"

#include <gtest/gtest.h>

namespace kavel {

TEST(MessageOf, SaysWhereWhatExpectedAndGot) {
  EXPECT_EQ(message_of({{"a.yaml", 14, 11}, "uptake", "a probability between 0 and 1", "1.4", ""}),
            "a.yaml:14:11: uptake: expected a probability between 0 and 1, got 1.4");
}

TEST(MessageOf, AddsASuggestion) {
  EXPECT_EQ(message_of({{"a.yaml", 2, 1}, "popluation", "a known key", "popluation", "population"}),
            "a.yaml:2:1: popluation: expected a known key, got popluation (did you mean population?)");
}

TEST(MessageOf, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(message_of({{}, "--threads", "a number", "x", ""}), "--threads: expected a number, got x");
  EXPECT_EQ(message_of({{"a.csv", 0, 0}, "", "a row", "none", ""}), "a.csv: expected a row, got none");
  EXPECT_EQ(message_of({{"a.csv", 3, 0}, "", "a row", "none", ""}), "a.csv:3: expected a row, got none");
}

TEST(MessageOf, DoesNotRepeatAKeyThatThePlaceNames) {
  EXPECT_EQ(message_of({{"--set years=0", 0, 0}, "years", "a number", "0", ""}),
            "--set years=0: expected a number, got 0");
  EXPECT_EQ(message_of({{"--set a.b={c: 0}", 0, 0}, "a.b.c", "a number above 0", "0", ""}),
            "--set a.b={c: 0}: a.b.c: expected a number above 0, got 0");
}

TEST(Problems, AreTakenToBeToldOtherwise) {
  Problems problems;
  problems.add({}, "one", "this", "that");
  problems.add({}, "two", "this", "that");
  const std::vector<Problem> taken = problems.take_from(1);
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken.front().key, "two");
  EXPECT_EQ(problems.all().size(), 1U);
}

TEST(Problems, AreRaisedTogether) {
  Problems problems;
  EXPECT_TRUE(problems.empty());
  EXPECT_NO_THROW(problems.raise());
  problems.add({"a.yaml", 1, 2}, "one", "this", "that");
  problems.add({"a.yaml", 3, 4}, "two", "this", "that");
  try {
    problems.raise();
    FAIL() << "nothing raised";
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 2u);
    EXPECT_STREQ(error.what(), "a.yaml:1:2: one: expected this, got that\na.yaml:3:4: two: expected this, got that");
  }
}

TEST(Expects, ThrowsOnlyWhenBroken) {
  EXPECT_NO_THROW(expects(true, "holds"));
  EXPECT_THROW(expects(false, "does not hold"), BrokenPromise);
}

TEST(Nearest, FindsWhatWasMeant) {
  const std::vector<std::string> names{"population", "years", "title", "variants"};
  EXPECT_EQ(nearest("popluation", names), "population");
  EXPECT_EQ(nearest("Years", names), "years");
  EXPECT_EQ(nearest("titel", names), "title");  // two neighbours swapped are one edit
  EXPECT_EQ(nearest("variant", names), "variants");
}

TEST(Nearest, DoesNotGuessWildly) {
  const std::vector<std::string> names{"population", "years"};
  EXPECT_EQ(nearest("smoking", names), "");
  EXPECT_EQ(nearest("x", names), "");
  EXPECT_EQ(nearest("", names), "");
  EXPECT_EQ(nearest("years", {}), "");
  EXPECT_EQ(nearest("%", {"1", "share"}), "") << "nothing in common";
}

TEST(Nearest, ComparesNamesOfSeveralPartsPartByPart) {
  const std::vector<std::string> names{"vital.alive>dead/heart", "vital.alive>gone"};
  EXPECT_EQ(nearest("vital.alive>ded/heart", names), "vital.alive>dead/heart");
  EXPECT_EQ(nearest("vital.alive>away", names), "");
  EXPECT_EQ(nearest("vital.alive>deadheart", names), "vital.alive>dead/heart");
}

TEST(Nearest, TakesTheFirstOfEquallyNear) { EXPECT_EQ(nearest("bat", {"cat", "hat"}), "cat"); }

}  // namespace kavel
