#include "io/read_figure.hpp"

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;

class ReadFigure : public testing::Test {
 protected:
  Quantity read(const std::string& yaml, const Meaning& meaning = Meaning::hazard(),
                const std::string& csv = "a\n1\n") {
    problems_ = {};
    sources_ = test::stored({{"s.yaml", yaml}, {"t.csv", csv}});
    const SourceFile* file = sources_.study("s.yaml", problems_);
    root_ = parse_yaml(*file, problems_);
    FigureReader reader(sources_, problems_);
    reader.inherit(*file, {"", "the pack", Status::published});
    return reader.read(*root_, meaning, "h");
  }
  Words words() const { return test::words_of(problems_); }

  Sources sources_{};
  NodePtr root_{};
  Problems problems_{};
};

TEST_F(ReadFigure, TakesOriginFromItselfThenTheTableThenThePack) {
  const std::string csv = "# source: the table\n# unit: 1/year\nx\n1\n";
  EXPECT_EQ(read("0.1").provenance.source, "the pack");
  EXPECT_EQ(read("0.1").provenance.unit, "1/year");
  EXPECT_EQ(read("{value: 0.1, source: me}").provenance.source, "me");
  EXPECT_EQ(read("{value: 0.1, source: me, status: assumed}").provenance.status, Status::assumed);
  EXPECT_EQ(read("{table: t.csv}", Meaning::hazard(), csv).provenance.source, "the table");
  EXPECT_EQ(read("{table: t.csv}", Meaning::hazard(), csv).provenance.status, Status::published);
  EXPECT_EQ(read("{table: t.csv, source: me}", Meaning::hazard(), csv).provenance.source, "me");
  EXPECT_EQ(words(), Words{});
}

TEST_F(ReadFigure, NamesTheColumnOfATable) {
  const std::string csv = "x,y\n1,2\n";
  EXPECT_EQ(read("{table: t.csv, column: y, times: 2, outside: 0}", Meaning::hazard(), csv).column, 1);
  EXPECT_EQ(words(), Words{});
  read("{table: t.csv}", Meaning::hazard(), csv);
  EXPECT_EQ(words(), (Words{"s.yaml:1:9: h.column: expected one of x, y, got no column"}));
  read("{table: t.csv, column: yy}", Meaning::hazard(), csv);
  EXPECT_EQ(words(), (Words{"s.yaml:1:24: h.column: expected one of x, y, got 'yy' (did you mean y?)"}));
}

TEST_F(ReadFigure, AnIntervalHoldsItsValue) {
  const Quantity quantity = read("{value: 0.8, low: 0.7, high: 0.95, times: 2}");
  EXPECT_EQ(words(), Words{});
  ASSERT_TRUE(quantity.interval);
  EXPECT_EQ(quantity.interval->low, 0.7);
  EXPECT_EQ(quantity.interval->high, 0.95);
  EXPECT_FALSE(read("{value: 0.8}").interval);
  read("{value: 0.8, low: 0.85, high: 0.9}");
  EXPECT_EQ(words(), (Words{"s.yaml:1:19: h.low: expected an interval that holds 0.8, got 0.85 to 0.9"}));
  read("{value: 0.8, high: 0.9}");
  EXPECT_EQ(words(), (Words{"s.yaml:1:20: h: expected both low and high, or neither, got high alone"}));
  read("{value: 0.8, low: -0.1, high: 0.9}");
  EXPECT_EQ(words(), (Words{"s.yaml:1:19: h.low: expected a rate of at least 0, got -0.1"}));
  read("{table: t.csv, low: 0, high: 2}");
  EXPECT_EQ(words(), (Words{"s.yaml:1:21: h.low: expected this key only beside value, got no value",
                            "s.yaml:1:30: h.high: expected this key only beside value, got no value"}));
}

TEST_F(ReadFigure, ChecksUnits) {
  for (const char* unit : {"1/year", "per year", "Per Year", "per person-year", "1/year (mean of three)",
                           "deaths per person-year", "1/year per person without diabetes", "1/year, added to x"}) {
    read(std::string("{value: 1, unit: '") + unit + "'}");
    EXPECT_EQ(words(), Words{}) << unit;
  }
  read("{value: 1, unit: 1/month}");
  EXPECT_EQ(words(),
            (Words{"s.yaml:1:18: h.unit: expected 1/year (or /year, per year, 1/y, 1/person-year, …), got '1/month'"}));
  read("{value: 1, unit: USD}", Meaning::per_year("EUR"));
  EXPECT_EQ(words(), (Words{"s.yaml:1:18: h.unit: expected EUR/year (or EUR per year, EUR per person-year, "
                            "EUR/person-year, EUR per person per year, …), got 'USD'"}));
}

TEST_F(ReadFigure, AFactorMayConvertTheUnitOfATable) {
  const std::string csv = "# unit: per 1000\nx\n5\n";
  read("{table: t.csv}", Meaning::hazard(), csv);
  EXPECT_EQ(words(),
            (Words{"s.yaml:1:1: h.unit: expected 1/year (or /year, per year, 1/y, 1/person-year, …), got 'per 1000', "
                   "the unit of t.csv"}));
  read("{table: t.csv, unit: 1/year}", Meaning::hazard(), csv);
  EXPECT_EQ(words(), (Words{"s.yaml:1:22: h.unit: expected the table's unit, or a factor `times` that converts it, got "
                            "'1/year' for a table in 'per 1000'"}));
  EXPECT_EQ(read("{table: t.csv, unit: 1/year, times: 0.001}", Meaning::hazard(), csv).times, 0.001);
  EXPECT_EQ(words(), Words{});
}

TEST_F(ReadFigure, ChecksValuesWhereTheyStand) {
  read("-1");
  EXPECT_EQ(words(), (Words{"s.yaml:1:1: h: expected a rate of at least 0, got -1"}));
  read("{value: 0.6, times: 2}", Meaning::probability());
  EXPECT_EQ(words(), (Words{"s.yaml:1:9: h.value: expected a probability between 0 and 1, got 1.2"}));
  read("{table: t.csv, column: y, outside: -2}", Meaning::hazard(), "age,x,y\n0-9,0,0\n10+,0,-5\n");
  EXPECT_EQ(words(), (Words{"s.yaml:1:36: h.outside: expected a rate of at least 0, got -2",
                            "t.csv:3:7: h (column y): expected a rate of at least 0, got -5 (age 10+)"}));
  read("{value: 0}", Meaning::years());
  EXPECT_EQ(words(), (Words{"s.yaml:1:9: h.value: expected a number of years above 0, got 0"}));
}

TEST_F(ReadFigure, RefusesWhatHasNoEffect) {
  read("{value: 1, column: x, outside: 1}");
  EXPECT_EQ(problems_.all().size(), 2U);
  read("{source: me}");
  EXPECT_EQ(words(), (Words{"s.yaml:1:1: h: expected either value or table, got neither"}));
  read("{value: 1, table: t.csv}");
  EXPECT_EQ(words(), (Words{"s.yaml:1:1: h: expected either value or table, got both"}));
  read("{table: t.csv}", Meaning::hazard(), "state,h\na,1\n");
  EXPECT_EQ(
      words(),
      (Words{
          "s.yaml:1:1: h.table: expected a table with no column state, ses or area, got one with the column 'state'"}));
}

TEST_F(ReadFigure, ReadsATableOnce) {
  sources_ = test::stored({{"s.yaml", "[{table: t.csv}, {table: ./t.csv}]"}, {"t.csv", "x\n1\n"}});
  root_ = parse_yaml(*sources_.study("", problems_), problems_);
  FigureReader reader(sources_, problems_);
  const Quantity first = reader.read(*root_->items[0], Meaning::hazard(), "a");
  const Quantity second = reader.read(*root_->items[1], Meaning::hazard(), "b");
  EXPECT_NE(first.table, nullptr);
  EXPECT_EQ(first.table, second.table);
}

}  // namespace
}  // namespace kavel
