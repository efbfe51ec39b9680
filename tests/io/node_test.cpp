#include "io/node.hpp"

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

/// The tree of a text, and what was wrong with it.
struct Parsed {
  explicit Parsed(std::string text) : file{"f.yaml", std::move(text), "f.yaml", ""} {
    root = parse_yaml(file, problems);
  }
  SourceFile file;
  Problems problems{};
  NodePtr root{};
  std::string problem() const { return problems.all().size() == 1 ? message_of(problems.all()[0]) : "none or several"; }
};

TEST(ParseYaml, MarksKeysAndValues) {
  const Parsed parsed("a: 1\nb:\n  - x\n  - {c: 'y'}\n");
  ASSERT_NE(parsed.root, nullptr);
  const Entry& b = parsed.root->entries.at(1);
  EXPECT_EQ(b.line, 2);
  EXPECT_EQ(b.column, 1);
  EXPECT_EQ(b.value->items.at(0)->line, 3);
  EXPECT_EQ(b.value->items.at(0)->column, 5);
  const YamlNode& c = *b.value->items.at(1)->find("c");
  EXPECT_EQ(c.line, 4);
  EXPECT_EQ(c.column, 9);
  EXPECT_TRUE(c.in_quotes);
  EXPECT_EQ(describe(c), "text 'y'");
  EXPECT_EQ(parsed.root->size, 6U);
}

TEST(ParseYaml, CountsColumnsInCharacters) {
  const Parsed parsed("\xEF\xBB\xBF{é€: 1, b: 2}\n{x");
  EXPECT_TRUE(parsed.problem().starts_with("f.yaml:2:"));
  const Parsed good("{é€: 1, b: 2}\n");
  EXPECT_EQ(good.root->entries.at(1).column, 9);
}

TEST(ParseYaml, MarksWhatIsEmptyAtItsKey) {
  const Parsed parsed("a:\nb: 1\n");
  EXPECT_EQ(parsed.root->find("a")->line, 1);
  EXPECT_EQ(describe(*parsed.root->find("a")), "nothing");
}

TEST(ParseYaml, ReportsEveryDuplicateKeyAndGoesOn) {
  const Parsed parsed("a: 1\na: 2\nb: {c: 1, c: 2}\n");
  EXPECT_EQ(
      test::words_of(parsed.problems),
      (std::vector<std::string>{"f.yaml:2:1: a: expected each key once, got a second one (the first is on line 1)",
                                "f.yaml:3:11: c: expected each key once, got a second one (the first is on line 3)"}));
  ASSERT_NE(parsed.root, nullptr);
  EXPECT_EQ(parsed.root->find("a")->text, "1");
}

TEST(ParseYaml, SharesWhatAliasesStandFor) {
  const Parsed parsed("a: &x [1, 2]\nb: *x\n");
  EXPECT_EQ(parsed.root->entries.at(0).value, parsed.root->entries.at(1).value);
}

TEST(ParseYaml, RefusesAliasesThatUnfoldWithoutEnd) {
  std::string text = "a0: &a0 [x, x]\n";
  for (int i = 1; i < 60; ++i) {
    const std::string last = std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + last + ", *a" + last + "]\n";
  }
  EXPECT_NE(Parsed(text).problem().find("expected aliases that unfold to at most 1000000 values, got more"),
            std::string::npos);
  EXPECT_EQ(Parsed("a: &x [*x]\n").root, nullptr);
}

TEST(ParseYaml, RefusesWhatItDoesNotMean) {
  for (const auto& [text, problem] : std::vector<std::pair<std::string, std::string>>{
           {"a: 1\n---\nb: 2\n", "f.yaml:2:1: expected one document in a file, got a second one"},
           {"a: !x 1\n", "f.yaml:1:4: expected a value without a tag, got the tag '!x'"},
           {"[a]: 1\n", "f.yaml:1:1: expected a name before the colon, got a list (or a [ left open)"},
           {"~: 1\n", "f.yaml:1:1: expected a name before the colon, got nothing"},
           {"a: [1\n", "f.yaml:2:1: expected a comma or ] in this list, got something else"},
           {"# only a comment\n", "f.yaml: expected YAML, got no content"},
           {"a:\n\tb: 1\n", "f.yaml:2:3: expected blanks at the start of a line, got a tab"}}) {
    const Parsed parsed(text);
    EXPECT_EQ(parsed.root, nullptr) << text;
    EXPECT_EQ(parsed.problem(), problem);
  }
}

TEST(ParseYaml, RefusesDepthInsteadOfOverflowing) {
  for (const std::size_t depth : {65U, 1000U, 100000U}) {
    const Parsed parsed(std::string(depth, '['));
    EXPECT_EQ(parsed.root, nullptr);
    EXPECT_EQ(parsed.problems.all().size(), 1U);
  }
  std::string blocks;
  for (int i = 0; i < 200; ++i) blocks += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_EQ(Parsed(blocks).root, nullptr);
}

TEST(Describe, SaysWhatCame) {
  const Parsed parsed("[[], {}, 1.5, abc, '1.5', true, .nan, ~]");
  std::vector<std::string> words;
  for (const NodePtr& item : parsed.root->items) words.push_back(describe(*item));
  EXPECT_EQ(words, (std::vector<std::string>{"a list", "a mapping", "1.5", "text 'abc'", "text '1.5'", "true", ".nan",
                                             "nothing"}));
}

}  // namespace
}  // namespace kavel
