#include "core/meant.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

using Names = std::vector<std::string>;

const Names activities{"inpatient_day", "district_nursing", "nursing_home_day",
                       "dental_care",   "wlz_care",         "youth_care"};
const Names said{"In-patient days hospital", "District nursing", "Day in a nursing home", "Dental care",
                 "Other long-term care",     "Youth care"};

TEST(Meant, IsFirstWhatIsSpeltAlmostAlike) { EXPECT_EQ(meant("dental_crae", activities, said), Names{"dental_care"}); }

TEST(Meant, IsWhatSharesAWordOfTheNameOrTheTitle) {
  EXPECT_EQ(meant("nursing", activities, said), (Names{"district_nursing", "nursing_home_day"}));
  EXPECT_EQ(meant("patient", activities, said), Names{"inpatient_day"});
  EXPECT_EQ(meant("gibberish", activities, said), Names{});
}

TEST(Meant, RareWordsSayMoreThanCommonOnes) {
  EXPECT_EQ(meant("hospital_care", activities, said), Names{"inpatient_day"});
  EXPECT_EQ(meant("dental_visits_care", activities, said), Names{"dental_care"});
}

TEST(Meant, ManyAreNoSuggestion) {
  const Names alike{"alpha_care", "bravo_care", "charlie_care", "delta_care", "echo_care", "foxtrot_care"};
  EXPECT_EQ(meant("hospital_care", alike), Names{});
}

TEST(ChoiceAmong, NamesAllWhereNothingIsNear) {
  Names names;
  for (char letter = 'a'; letter < 'p'; ++letter) names.emplace_back(4, letter);
  EXPECT_NE(choice_among("elsewhere", names).names.find("oooo"), std::string::npos);
  const Choice near = choice_among("aaab", names);
  EXPECT_EQ(near.suggestion, "aaaa");
  EXPECT_EQ(near.names.find("oooo"), std::string::npos);
}

TEST(EitherOf, ReadsAloud) {
  EXPECT_EQ(either_of({}), "");
  EXPECT_EQ(either_of({"a"}), "a");
  EXPECT_EQ(either_of({"a", "b"}), "a or b");
  EXPECT_EQ(either_of({"a", "b", "c"}), "a, b or c");
}

}  // namespace
}  // namespace kavel
