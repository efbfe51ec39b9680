#include "analysis/text_table.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

TEST(TextTable, AlignsNumbersAndErrorsApart) {
  TextTable table("", {"one", "two"});
  table.add("a", {cell_of(1234.5, 12, 2), cell_of(1, 0, 0)});
  table.add("longer", {cell_of(1.25, 0.3, 2), {}});
  EXPECT_EQ(table.text(),
            "           one          two\n"
            "a        1 234 ± 12       1\n"
            "longer    1.25 ± 0.30\n");
}

TEST(TextTable, PutsColumnsThatDoNotFitInANextBlock) {
  TextTable table("", std::vector<std::string>(12, "a heading"));
  table.add("row", std::vector<TextCell>(12, TextCell{"1", ""}));
  EXPECT_EQ(table.text().find("\n\n"), table.text().rfind("\n\n"));  // two blocks
  EXPECT_NE(table.text().find("\n\n"), std::string::npos);
}

}  // namespace
}  // namespace kavel
