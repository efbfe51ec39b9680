#include "io/open_quote.hpp"

#include <string>

#include <gtest/gtest.h>

namespace kavel {
namespace {

/// `line:byte`, with `…` where it is open to the end of the file; nothing where all quotes are closed.
std::string told(const std::string& text) {
  const auto open = open_quote(text);
  if (!open) return "";
  return std::to_string(open->line) + ':' + std::to_string(open->byte) + (open->to_the_end ? "…" : "");
}

TEST(OpenQuote, IsFoundWhereItIsOpened) {
  EXPECT_EQ(told("title: \"x\nyears: 3\nmodel: m\n"), "0:7");
  EXPECT_EQ(told("a:\n  b: 'x\n  c: 'y'\n"), "1:5");
  EXPECT_EQ(told("a:\n  - \"x\n  - \"y\"\n"), "1:4");
  EXPECT_EQ(told("a: {b: \"x, c: 2}\nd: 1\n"), "0:7");
  EXPECT_EQ(told("a: 'x\n"), "0:3…");
  EXPECT_EQ(told("a: &anchor 'x\nb: 1\n"), "0:11");
}

TEST(OpenQuote, IsNoneWhereQuotesAreClosed) {
  EXPECT_EQ(told(""), "");
  EXPECT_EQ(told("a: 'it''s', b\nc: \"say \\\"x\\\"\"\n"), "");
  EXPECT_EQ(told("a: \"a long\n  text: on two lines\"\nb: 1\n"), "");
  EXPECT_EQ(told("a: {b: [\"x\", 'y'], c: \"z\"}\n"), "");
}

TEST(OpenQuote, OtherSignsAreNoQuotes) {
  EXPECT_EQ(told("a: Foo's bar, 'n beetje\nb: 1\n"), "");  // within text
  EXPECT_EQ(told("a: 1  # it's\nb: 1\n"), "");             // in a comment
  EXPECT_EQ(told("a: |\n  \"x\n  y: 'z\nb: 1\n"), "");     // in a block of text
  EXPECT_EQ(told("a: >-\n\n  'x\nb: 1\n"), "");
  EXPECT_EQ(told("healthy>ill: {hazard: 0.1}\nb: 5'\n"), "");
}

}  // namespace
}  // namespace kavel
