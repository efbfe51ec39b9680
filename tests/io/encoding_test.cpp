#include "io/encoding.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

TEST(Encoding, Windows1252BecomesUtf8) {
  EXPECT_EQ(utf8_of_windows_1252("S\xFA"
                                 "dwest-Frysl\xE2n \x80 \x92"),
            "Súdwest-Fryslân € ’");
  EXPECT_EQ(utf8_of_windows_1252("plain"), "plain");
}

TEST(Encoding, FiveBytesAreNoCharacters) {
  int missing = 0;
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = std::string("ab") + static_cast<char>(byte);
    if (first_not_windows_1252(text) == 2) ++missing;
  }
  EXPECT_EQ(missing, 6);  // 0x81, 0x8D, 0x8F, 0x90, 0x9D, and zero
}

TEST(Encoding, IsNamedAsElsewhere) {
  EXPECT_EQ(encoding_named("utf-8"), Encoding::utf8);
  EXPECT_EQ(encoding_named("windows-1252"), Encoding::windows_1252);
  EXPECT_FALSE(encoding_named("latin1"));
}

TEST(Encoding, PlainLettersLeaveOutWhatPublishersWriteDifferently) {
  EXPECT_EQ(plain_letters("Súdwest-Fryslân"), "sudwestfryslan");
  EXPECT_EQ(plain_letters("SUDWEST-FRYSLAN"), "sudwestfryslan");
  EXPECT_EQ(plain_letters("'s-Gravenhage"), "sgravenhage");
  EXPECT_EQ(plain_letters("Çà×÷Ÿ"), "ca");  // outside Latin-1: left out
}

}  // namespace
}  // namespace kavel
