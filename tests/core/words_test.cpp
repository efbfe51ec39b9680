#include "core/words.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

TEST(InQuotes, ShortensByWholeCharactersAndHidesControls) {
  EXPECT_EQ(in_quotes("a\tb"), "'a b'");
  std::string long_text;
  for (int i = 0; i < 100; ++i) long_text += "é";
  const std::string shortened = in_quotes(long_text);
  EXPECT_EQ(shortened, "'" + long_text.substr(0, 120) + "…'");  // 60 characters of two bytes each
}

TEST(Suggest, IsSilentWhereNothingIsNear) {
  EXPECT_EQ(suggest("yeras", {"years", "seed"}), "years");
  EXPECT_EQ(suggest("entirely different", {"years", "seed"}), "");
  EXPECT_EQ(suggest(std::string(100000, 'a'), {std::string(100000, 'b')}), "");
}

TEST(Suggest, IsSilentAboutAWordOfAnotherKind) {
  EXPECT_EQ(suggest("sex", {"ses", "area"}), "ses");
  EXPECT_EQ(suggest("sex", {"ses", "area"}, {"sex", "age"}), "");
  EXPECT_EQ(suggest("sez", {"ses", "area"}, {"sex", "age"}), "ses");
}

TEST(Listed, IsShortWhereThereAreMany) {
  EXPECT_EQ(listed({"a", "b"}), "a, b");
  EXPECT_EQ(listed(std::vector<std::string>(13, "a")), "a, a, a, a, a, a, a, a, a, a, a, a, … (13 in all)");
}

}  // namespace
}  // namespace kavel
