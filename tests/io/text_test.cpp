#include "io/text.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

TEST(ParseNumber, TakesDecimalNumbersOnly) {
  EXPECT_EQ(parse_number("1.5").value, 1.5);
  EXPECT_EQ(parse_number("+2e3").value, 2000);
  EXPECT_EQ(parse_number("-.5").value, -0.5);
  for (const char* text : {"", "+", "+-1", "1,5", "0x10", "1e", "1.2.3", "ten", "1 ", "1_000", "--1"}) {
    EXPECT_EQ(parse_number(text).is, NumberText::Is::other) << text;
  }
}

TEST(ParseNumber, TellsWhatIsNotFinite) {
  for (const char* text : {"nan", "NaN", ".nan", "-.inf", "Infinity", "+inf"}) {
    EXPECT_EQ(parse_number(text).is, NumberText::Is::not_finite) << text;
  }
  for (const char* text : {"1e999", "-1e400"}) EXPECT_EQ(parse_number(text).is, NumberText::Is::too_large) << text;
}

TEST(Utf8, FindsTheFirstByteThatIsNone) {
  for (const std::string good : {"", "abc", "é", "€", "𝄞", "\xEF\xBB\xBF"})
    EXPECT_EQ(first_not_utf8(good), good.size());
  EXPECT_EQ(first_not_utf8("ab\xE9"), 2U);
  EXPECT_EQ(first_not_utf8(std::string("a\0b", 3)), 1U);
  EXPECT_EQ(first_not_utf8("\xC0\xAF"), 0U);          // overlong
  EXPECT_EQ(first_not_utf8("\xED\xA0\x80"), 0U);      // surrogate
  EXPECT_EQ(first_not_utf8("\xF4\x90\x80\x80"), 0U);  // beyond Unicode
  EXPECT_EQ(first_not_utf8("\xE2\x82"), 0U);          // cut off
}

TEST(IsName, TakesLettersDigitsAndUnderscores) {
  for (const char* name : {"a", "stroke_2", "65plus", "A"}) EXPECT_TRUE(is_name(name));
  for (const char* name : {"", "a b", "a.b", "a>b", "é", "a-b"}) EXPECT_FALSE(is_name(name));
}

}  // namespace
}  // namespace kavel
