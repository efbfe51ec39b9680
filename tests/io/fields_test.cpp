#include "io/fields.hpp"

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

/// A kind of mapping with a key of every type.
class FieldsTest : public testing::Test {
 protected:
  FieldsTest() {
    number_.is = Shape::Is::number;
    number_.least = 0;
    number_.most = 1;
    whole_.is = Shape::Is::whole;
    whole_.least = 1;
    whole_.most = 200;
    flag_.is = Shape::Is::flag;
    text_.is = Shape::Is::text;
    choice_.is = Shape::Is::choice;
    choice_.choices = {"cost", "effect"};
    list_.is = Shape::Is::list;
    list_.of = {&text_};
    kind_ = {"thing",
             "a thing",
             {{"number", Need::optional, &number_, "", "", ""},
              {"whole", Need::required, &whole_, "", "", ""},
              {"flag", Need::optional, &flag_, "", "", ""},
              {"text", Need::optional, &text_, "", "", ""},
              {"choice", Need::optional, &choice_, "", "", ""},
              {"list", Need::optional, &list_, "", "", ""}},
             nullptr,
             KeyForm::name,
             ""};
  }

  Fields fields(std::string text) {
    file_ = {"f.yaml", std::move(text), "f.yaml", ""};
    problems_ = {};
    root_ = parse_yaml(file_, problems_);
    return {*root_, kind_, "thing", problems_};
  }
  std::vector<std::string> words() const { return test::words_of(problems_); }

  Shape number_, whole_, flag_, text_, choice_, list_;
  ObjectKind kind_;
  SourceFile file_{};
  NodePtr root_{};
  Problems problems_{};
};

using Words = std::vector<std::string>;

TEST_F(FieldsTest, GivesTypedValues) {
  Fields all = fields("{number: 0.5, whole: 2e2, flag: true, text: abc, choice: effect, list: [a, b]}");
  EXPECT_EQ(all.number("number"), 0.5);
  EXPECT_EQ(all.whole("whole"), 200U);
  EXPECT_EQ(all.flag("flag"), true);
  EXPECT_EQ(all.text("text"), "abc");
  EXPECT_EQ(all.choice("choice"), 1U);
  EXPECT_EQ(all.list("list").size(), 2U);
  all.done();
  EXPECT_TRUE(problems_.empty());
}

TEST_F(FieldsTest, CollectsEveryProblem) {
  Fields all = fields("{number: 1.5, whole: 1.5, flag: yes, text: [], choice: efect, lst: [a]}");
  all.number("number");
  all.whole("whole");
  all.flag("flag");
  all.text("text");
  all.choice("choice");
  EXPECT_EQ(
      words(),
      (Words{"f.yaml:1:63: thing.lst: expected one of number, whole, flag, text, choice, list, got an unknown key (did "
             "you mean list?)",
             "f.yaml:1:10: thing.number: expected a number from 0 to 1, got 1.5",
             "f.yaml:1:22: thing.whole: expected a whole number from 1 to 200, got 1.5",
             "f.yaml:1:33: thing.flag: expected true or false, got text 'yes' (did you mean true?)",
             "f.yaml:1:44: thing.text: expected text, got a list",
             "f.yaml:1:56: thing.choice: expected one of cost, effect, got text 'efect' (did you mean effect?)"}));
}

TEST_F(FieldsTest, RefusesWhatIsNotFinite) {
  Fields all = fields("{number: .nan, whole: 1e400}");
  EXPECT_FALSE(all.number("number"));
  EXPECT_FALSE(all.whole("whole"));
  EXPECT_EQ(words(), (Words{"f.yaml:1:10: thing.number: expected a finite number from 0 to 1, got .nan",
                            "f.yaml:1:23: thing.whole: expected a whole number from 1 to 200, got 1e400"}));
}

TEST_F(FieldsTest, SuggestsTheNumberThatWasMeant) {
  Fields all = fields("{number: '0.5', whole: 1}");
  EXPECT_FALSE(all.number("number"));
  EXPECT_EQ(words(),
            (Words{"f.yaml:1:10: thing.number: expected a number from 0 to 1, got text '0.5' (did you mean 0.5?)"}));
}

/// In braces a comma begins the next key, so that a number with a decimal comma is followed by a key of digits.
TEST_F(FieldsTest, KnowsADecimalComma) {
  fields("{number: 0,2, whole: 1}");
  EXPECT_EQ(words(), (Words{"f.yaml:1:10: thing.number: expected a decimal point, not a comma, got 0,2 (did you mean "
                            "0.2?)"}));
  fields("{whole: 1.234,56}");
  EXPECT_EQ(words(),
            (Words{"f.yaml:1:9: thing.whole: expected a decimal point, not a comma, got 1.234,56 (did you mean "
                   "1234.56?)"}));
  for (const char* other : {"{whole: 1, 2: 3}", "{whole: '1',2}", "{text: a,2, whole: 1}"}) {
    fields(other);
    const Words said = words();
    ASSERT_EQ(said.size(), 1U) << other;
    EXPECT_NE(said.front().find("got an unknown key"), std::string::npos) << said.front();
  }
}

TEST_F(FieldsTest, TellsWhatIsMissingOrNoMapping) {
  fields("{}");
  EXPECT_EQ(words(),
            (Words{"f.yaml:1:1: thing.whole: expected a whole number from 1 to 200, got nothing: the key is missing"}));
  fields("[1]");
  EXPECT_EQ(words(), (Words{"f.yaml:1:1: thing: expected a mapping (a thing), got a list"}));
}

TEST_F(FieldsTest, AMistypedRequiredKeyIsOneProblem) {
  fields("{whoel: 3}");
  EXPECT_EQ(problems_.all().size(), 1U);
}

TEST_F(FieldsTest, AKeyWithoutValueIsNotTheDefault) {
  Fields all = fields("number:\nwhole: 1\n");
  EXPECT_FALSE(all.number("number"));
  EXPECT_EQ(words(), (Words{"f.yaml:1:1: thing.number: expected a number from 0 to 1, got nothing"}));
}

TEST_F(FieldsTest, ReaderAndDeclarationCannotDrift) {
  Fields all = fields("{whole: 1}");
  EXPECT_THROW(all.find("undeclared"), BrokenPromise);
  EXPECT_THROW(all.number("whole"), BrokenPromise);
  EXPECT_THROW(all.done(), BrokenPromise);
}

TEST_F(FieldsTest, SeedsKeepAllTheirBits) {
  const Shape& seed = schema().seed;
  file_ = {"f.yaml", "18446744073709551615", "f.yaml", ""};
  root_ = parse_yaml(file_, problems_);
  EXPECT_EQ(read_whole(*root_, seed, "seed", problems_), 18446744073709551615ULL);
}

}  // namespace
}  // namespace kavel
