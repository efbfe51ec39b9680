#include "io/read_table.hpp"

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;

struct Read {
  explicit Read(std::string text) : file{"t.csv", std::move(text), "t.csv", ""} { table = read_table(file, problems); }
  SourceFile file;
  Problems problems{};
  std::shared_ptr<const Table> table{};
  Words words() const { return test::words_of(problems); }
};

TEST(ReadTable, SplitsKeysFromFigures) {
  const Read read("# title: T\n# unit: EUR\nsex,age,area,cost,volume\nfemale,0-49,North,1,2\nfemale,50+,North,3,4\n");
  ASSERT_NE(read.table, nullptr);
  const Table& table = *read.table;
  EXPECT_EQ(table.title, "T");
  EXPECT_EQ(table.columns, (Words{"cost", "volume"}));
  EXPECT_TRUE(table.by_sex && table.by_age && table.by_state);
  EXPECT_FALSE(table.by_year || table.by_year_of_study || table.by_year_in_state);
  EXPECT_EQ(table.state_column, "area");
  const TableRow* row = table.find(Sex::female, 70, 2030, 5, 0, "North");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->values, (std::vector<double>{3, 4}));
  EXPECT_EQ(row->line, 5);
  EXPECT_EQ(table.find(Sex::male, 70, 2030, 5, 0, "North"), nullptr);
  EXPECT_EQ(table.find(Sex::female, 70, 2030, 5, 0, "South"), nullptr);
}

TEST(ReadTable, ATableWithoutKeysHoldsForEveryone) {
  const Read read("hazard\n0.5\n");
  ASSERT_NE(read.table, nullptr);
  EXPECT_EQ(read.table->find(Sex::male, 12, 1999, 0, 7, "x")->values.front(), 0.5);
  EXPECT_EQ(Read("hazard\n0.5\n0.6\n").words(),
            (Words{"t.csv:3:1: expected each combination once, got a second row (the first is line 2)"}));
}

TEST(ReadTable, EveryCombinationStandsInExactlyOneRow) {
  EXPECT_EQ(Read("sex,age,h\nfemale,0-9,1\nfemale,10+,1\nmale,0-9,1\nmale,0-9,2\nmale,10-19,1\n").words(),
            (Words{"t.csv:5:1: expected each combination once, got sex male, age 0-9, which line 4 gives too",
                   "t.csv:6:6: age: expected a row for sex male, age 20+, got none"}));
  EXPECT_EQ(Read("age,h\n0-10,1\n8-19,1\n5-30,2\n").words(),
            (Words{"t.csv:4:1: age: expected groups that do not overlap, got 5-30, which overlaps 0-10 on line 2",
                   "t.csv:3:1: age: expected groups that do not overlap, got 8-19, which overlaps 5-30 on line 4"}));
  EXPECT_EQ(Read("year,state,h\n2020,a,1\n2021,a,1\n2022,a,1\n2020,b,1\n2022,b,1\n").words(),
            (Words{"t.csv:5:1: year: expected a row for state b, year 2021, got none"}));
  EXPECT_EQ(Read("year_in_state,ses,h\n0,low,1\n1+,low,1\n0,high,1\n1+,high,1\n").words(), Words{});
  EXPECT_EQ(Read("sex,year,state,h\nfemale,2020,a,1\nfemale,2020,b,1\nmale,2020,b,1\n").words(),
            (Words{"t.csv:4:11: state: expected a row for sex male, state a, got none"}));
}

TEST(ReadTable, GroupsMayDifferBetweenTheSexes) {
  EXPECT_EQ(Read("sex,age,h\nfemale,0-9,1\nfemale,10+,1\nmale,0-49,1\nmale,50+,1\n").words(), Words{});
}

TEST(ReadTable, ReportsColumnsThatMakeNoSense) {
  EXPECT_EQ(Read("Age,h\n0+,1\n").words(),
            (Words{"t.csv:1:1: Age: expected keys in lower case, got 'Age' (did you mean age?)"}));
  EXPECT_EQ(Read("age,sex\n0+,male\n").words(),
            (Words{"t.csv:1: expected a column of figures, got only the keys age, sex"}));
  EXPECT_EQ(Read("ses,area,h\na,b,1\n").words(),
            (Words{"t.csv:1:5: area: expected one of the columns state, ses, area, got a second one"}));
  EXPECT_EQ(
      Read("yaer,h\n2020-2021,1\n").words(),
      (Words{"t.csv:1:1: yaer: expected numbers in a column that is no key, got '2020-2021' (did you mean year?)"}));
}

TEST(ReadTable, AMistypedKeyIsOneProblem) {
  EXPECT_EQ(Read("sex,agee,h\nfemale,0,1\nfemale,1-9,1\nfemale,10+,2\n").words(),
            (Words{"t.csv:1:5: agee: expected numbers in a column that is no key, got '1-9' (did you mean age?)"}));
  EXPECT_EQ(Read("yaer,sex,h\n2020,female,1\n2020,male,1\n2021,female,1\n2021,male,1\n").words(),
            (Words{"t.csv:1:1: yaer: expected each combination of the keys once, got rows that differ in this column "
                   "only, which is no key (did you mean year?)"}));
  EXPECT_EQ(Read("age,agee,h\n0-9,x,1\n10+,3,1\n").words(), (Words{"t.csv:2:5: agee: expected a number, got 'x'"}));
  EXPECT_EQ(Read("sex,ages\nfemale,x\n").words(), (Words{"t.csv:2:8: ages: expected a number, got 'x'"}));
}

TEST(ReadTable, ABadNumberDoesNotHideThatItsRowIsThereTwice) {
  EXPECT_EQ(Read("age,h\n0-9,1\n10+,1\n10+,x\n").words(),
            (Words{"t.csv:4:5: h: expected a number, got 'x'",
                   "t.csv:4:1: expected each combination once, got age 10+, which line 3 gives too"}));
  EXPECT_EQ(Read("age,h\n0-9,1\n10+,1\n1o+,x\n").words().size(), 2U);  // whose row it is is not known
  EXPECT_EQ(Read("age,h\n0-9,1,7\n10+,x\n").words(), (Words{"t.csv:2:1: expected 2 fields, as in the header, got 3",
                                                            "t.csv:3:5: h: expected a number, got 'x'"}));
}

TEST(ReadTable, ManyProblemsAreCounted) {
  std::string text = "age,h\n";
  for (int age = 0; age < 120; ++age) text += std::to_string(age) + ",x\n";
  const Read read(text);
  ASSERT_EQ(read.problems.all().size(), 51U);
  EXPECT_EQ(read.words().back(), "t.csv: expected no more problems in this table, got at least 70 more");
}

/// Rows for two sexes, ages in bands of `width`, `years` years and three states, in an order that is not sorted.
std::string large(int width, int years) {
  std::string text = "state,year,age,sex,h\n";
  int value = 0;
  for (const char* state : {"c", "a", "b"}) {
    for (int year = 2000 + years - 1; year >= 2000; --year) {
      for (int age = 0; age < 100; age += width) {
        for (const char* sex : {"male", "female"}) {
          const std::string ages = age + width >= 100 ? std::to_string(age) + "+"
                                                      : std::to_string(age) + "-" + std::to_string(age + width - 1);
          text += std::string(state) + ',' + std::to_string(year) + ',' + ages + ',' + sex + ',' +
                  std::to_string(++value) + '\n';
        }
      }
    }
  }
  return text;
}

TEST(ReadTable, TheIndexFindsWhatLookingAtEveryRowFinds) {
  for (const int width : {1, 5, 7}) {
    const Read read(large(width, 4));
    ASSERT_EQ(read.words(), Words{});
    Table plain = *read.table;
    plain.index = nullptr;
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = -1; age < 130; age += 3) {
        for (int year = 1999; year < 2006; ++year) {
          for (const char* state : {"a", "b", "c", "d"}) {
            const TableRow* quick = read.table->find(sex, age, year, 0, 0, state);
            const TableRow* slow = plain.find(sex, age, year, 0, 0, state);
            ASSERT_EQ(quick == nullptr, slow == nullptr);
            if (quick != nullptr) {
              ASSERT_EQ(quick->values, slow->values);
            }
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace kavel
