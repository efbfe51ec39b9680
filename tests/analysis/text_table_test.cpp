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
            "a        1 234 ± 24       1\n"
            "longer    1.25 ± 0.59\n");
}

TEST(TextTable, PutsColumnsThatDoNotFitInANextBlock) {
  TextTable table("", std::vector<std::string>(12, "a heading"));
  table.add("row", std::vector<TextCell>(12, TextCell{"1", ""}));
  EXPECT_EQ(table.text().find("\n\n"), table.text().rfind("\n\n"));  // two blocks
  EXPECT_NE(table.text().find("\n\n"), std::string::npos);
}

/// What does not fit beside the title fits under it.
TEST(TextTable, ATitleThatCostsABlockStandsOverTheHeadings) {
  TextTable table(std::string(40, 't'), std::vector<std::string>(6, "a heading"));
  table.add("row", std::vector<TextCell>(6, TextCell{"1", ""}));
  EXPECT_EQ(table.text().find(std::string(40, 't') + '\n'), 0U);
  EXPECT_EQ(table.text().find("\n\n"), std::string::npos);
}

TEST(TextTable, ALongLabelHasALineOfItsOwnWhereItCostsABlock) {
  TextTable table("", std::vector<std::string>(6, "a heading"));
  table.add(std::string(40, 'l'), std::vector<TextCell>(6, TextCell{"1", ""}));
  table.add("row", std::vector<TextCell>(6, TextCell{"2", ""}));
  EXPECT_NE(table.text().find('\n' + std::string(40, 'l') + "\n   "), std::string::npos) << table.text();
  EXPECT_EQ(table.text().find("\n\n"), std::string::npos);
}

TEST(TextTable, AHeadingStandsOverItsRowsOnly) {
  TextTable table("", {"one"});
  table.add_heading("Of these nothing is shown");
  EXPECT_TRUE(table.empty());
  table.add_heading("Some");
  table.add("  a", {{"1", ""}});
  EXPECT_EQ(table.text(), "      one\nSome\n  a     1\n");
}

/// A row of zeros in a block says nothing; a table of one block shows all its rows.
TEST(TextTable, LeavesZerosOutOfBlocksThatHaveNothingElse) {
  const auto text_of = [](std::size_t columns) {
    TextTable table("", std::vector<std::string>(columns, "a heading"), TextTable::Zeros::left_out);
    std::vector<TextCell> late(columns, TextCell{"0", ""});
    table.add("early", std::vector<TextCell>(columns, TextCell{"1", ""}));
    late.back() = {"2", ""};
    table.add("late", std::move(late));
    return table.text();
  };
  const std::string blocks = text_of(12);
  EXPECT_EQ(blocks.find("late"), blocks.rfind("late"));
  EXPECT_GT(blocks.find("late"), blocks.find("\n\n"));
  EXPECT_NE(blocks.find("early"), blocks.rfind("early"));
  EXPECT_NE(text_of(2).find("late"), std::string::npos);
}

}  // namespace
}  // namespace kavel
