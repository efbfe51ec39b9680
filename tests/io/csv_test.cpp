#include "io/csv.hpp"

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;

struct Cut {
  explicit Cut(std::string text) : file{"t.csv", std::move(text), "t.csv", ""}, csv(file, problems) {}
  SourceFile file;
  Problems problems{};
  CsvText csv;
  Words words() const { return test::words_of(problems); }
  Words row(std::size_t index) const {
    Words result;
    for (const CsvField& field : csv.row(index)) result.emplace_back(field.text);
    return result;
  }
};

TEST(Csv, CutsFieldsWithAndWithoutQuotes) {
  const Cut cut("a,b,c\n1, x ,\"y, \"\"z\"\"\"\n,,\n");
  EXPECT_TRUE(cut.problems.empty());
  ASSERT_EQ(cut.csv.rows(), 2U);
  EXPECT_EQ(cut.row(0), (Words{"1", "x", "y, \"z\""}));
  EXPECT_EQ(cut.row(1), (Words{"", "", ""}));
  EXPECT_EQ(cut.csv.row(0)[1].column, 4);
}

TEST(Csv, TheSameTextInEveryDialect) {
  const Cut plain("# title: T\na,b\n1,2\n3,4\n");
  for (const char* text : {"\xEF\xBB\xBF# title: T\r\na,b\r\n1,2\r\n3,4\r\n",
                           "# title: T\n\n\"a\",\"b\"\n\"1\",2\n3,\"4\"", "#title: T\n a , b\n 1,2\n3 ,4\n\n\n"}) {
    const Cut cut(text);
    EXPECT_EQ(cut.words(), Words{}) << text;
    EXPECT_EQ(cut.csv.title(), "T");
    EXPECT_EQ(cut.row(0), plain.row(0));
    EXPECT_EQ(cut.row(1), plain.row(1));
  }
}

TEST(Csv, CommentsSayWhereFiguresAreFrom) {
  const Cut cut(
      "# title: T\n# unit: 1/year\n# source: A\n# source: B\n# status: derived\n# note: x: y\n# method: m\n"
      "# https://a.b/c\n# A sentence: with a colon.\na\n1\n");
  EXPECT_EQ(cut.words(), Words{});
  EXPECT_EQ(cut.csv.provenance().unit, "1/year");
  EXPECT_EQ(cut.csv.provenance().source, "A; B");
  EXPECT_EQ(cut.csv.provenance().status, Status::derived);
}

TEST(Csv, ReportsEverythingThatIsNotCsv) {
  EXPECT_EQ(
      Cut("# unti: x\n# status: guess\n# title:\na,b\n1\n1,2,3\n\n# late\n\"x\n\"x\" y,2\n").words(),
      (Words{"t.csv:1:3: unti: expected one of title, unit, source, status, method, note, got an unknown key (did you "
             "mean unit?)",
             "t.csv:2:11: status: expected one of published, derived, assumed, got 'guess'",
             "t.csv:3:3: title: expected text after the colon, got nothing",
             "t.csv:5:1: expected 2 fields, as in the header, got 1",
             "t.csv:6:1: expected 2 fields, as in the header, got 3", "t.csv:7:1: expected a row, got an empty line",
             "t.csv:8:1: expected comments before the header only, got a comment among the rows",
             "t.csv:9:1: expected a closing quote on the same line, got none",
             "t.csv:10:5: expected a comma after the closing quote, got 'y'",
             "t.csv:4: expected rows after the header, got none"}));
  EXPECT_EQ(Cut("a,,a\n1,2,3\n").words(), (Words{"t.csv:1:3: expected the name of a column, got nothing",
                                                 "t.csv:1:4: a: expected each column once, got a second one"}));
  EXPECT_EQ(Cut("# title: T\n").words(), (Words{"t.csv: expected a header with the names of the columns, got none"}));
  EXPECT_EQ(Cut("a;b\n1;2\n").words(), (Words{"t.csv:1:1: expected commas between the columns, got semicolons"}));
}

Range range_of(const std::string& text) {
  const Cut cut("age\n" + text + "\n");
  Problems problems;
  return read_csv_range(cut.csv, cut.csv.row(0)[0], "age", problems).value_or(Range{-1, -1});
}

TEST(Csv, RangesAreSingleClosedOrOpen) {
  EXPECT_EQ(range_of("37").from, 37);
  EXPECT_EQ(range_of("37").to, 37);
  EXPECT_EQ(range_of("35-39").to, 39);
  EXPECT_EQ(range_of("90+").to, Range::open);
  for (const char* bad : {"-5", "5-", "+", "39-35", "1.5", "999999", "35–39", "x", "5-3+", "1e1"}) {
    EXPECT_EQ(range_of(bad).from, -1) << bad;
  }
}

TEST(Csv, SuggestsWhatWasMeant) {
  const Cut cut("a\n35–39\n\"1,5\"\nman\n");
  Problems problems;
  read_csv_range(cut.csv, cut.csv.row(0)[0], "age", problems);
  read_csv_number(cut.csv, cut.csv.row(1)[0], "value", problems);
  read_csv_sex(cut.csv, cut.csv.row(2)[0], problems);
  EXPECT_EQ(
      test::words_of(problems),
      (Words{"t.csv:2:1: age: expected a whole number, a range like 35-39, or 90+, got '35–39' (did you mean 35-39?)",
             "t.csv:3:1: value: expected a number, got '1,5' (did you mean 1.5?)",
             "t.csv:4:1: sex: expected female or male, got 'man' (did you mean male?)"}));
}

TEST(Csv, ADownloadsSeparatorIsASemicolon) {
  const auto words = [](const std::string& text) {
    const SourceFile file{"t.csv", text, "t.csv", ""};
    Problems problems;
    const CsvText csv(file, ';', problems);
    Words result = test::words_of(problems);
    for (std::size_t i = 0; i < csv.rows(); ++i) {
      for (const CsvField& field : csv.row(i)) result.emplace_back(field.text);
    }
    return result;
  };
  EXPECT_EQ(words("a;b\n1,5;\"x;y\"\n"), (Words{"1,5", "x;y"}));
  EXPECT_EQ(words("a\tb\n1\t2\n").front(), "t.csv:1:1: expected semicolons between the columns, got tabs");
  EXPECT_EQ(words("a;b\n\"x\",y;2\n").front(), "t.csv:2:4: expected a semicolon after the closing quote, got ','");
}

}  // namespace
}  // namespace kavel
