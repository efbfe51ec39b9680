#include "io/read_vektis.hpp"

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;

const std::string header =
    "geslacht;leeftijdsklasse;gemeentenaam;aantal_bsn;aantal_verzekerdejaren;kosten_farmacie;kosten_overig\n";

struct Vektis {
  explicit Vektis(std::string text) : costs(read_vektis_costs({"v.csv", std::move(text), "v.csv", ""}, problems)) {}
  Problems problems{};
  VektisCosts costs;
  Words words() const { return test::words_of(problems); }
};

TEST(Vektis, CategoriesAddUp) {
  const Vektis read(header +
                    ";;;20;19.5;100;200\nV; 0 t/m  4 jaar;AALTEN;51;50.25;1000.5;20\nM;90+;BAARN;12;11;30;-5\n");
  EXPECT_EQ(read.words(), Words{});
  EXPECT_EQ(read.costs.municipalities.names(), (Words{"AALTEN", "BAARN"}));
  EXPECT_EQ(read.costs.strata, (Words{"v 0t/m4jaar", "m 90+"}));
  ASSERT_EQ(read.costs.cells.size(), 2U);
  EXPECT_EQ(read.costs.cells[0].years, 50.25);
  EXPECT_EQ(read.costs.cells[0].cost, 1020.5);
  EXPECT_EQ(read.costs.cells[1].cost, 25);
  EXPECT_EQ(read.costs.unassigned, 300);
}

TEST(Vektis, OldAndNewFilesReadTheSame) {
  const Vektis point(header + "V;0 t/m  4 jaar;AALTEN;51;50.25;1000.5;20\nV;0 t/m  4 jaar;BAARN;1;1;1;1\n");
  const Vektis comma(
      "GESLACHT;LEEFTIJDSKLASSE;GEMEENTENAAM;AANTAL_BSN;AANTAL_VERZEKERDEJAREN;KOSTEN_FARMACIE;KOSTEN_OVERIG\r\n"
      "V;0 t/m 4 jaar;AALTEN;51;50,25;1000,5;20\r\nV;0 t/m 4 jaar;BAARN;1;1;1;1\r\n");
  EXPECT_EQ(comma.words(), Words{});
  EXPECT_EQ(comma.costs.strata, point.costs.strata);
  EXPECT_EQ(comma.costs.cells[0].years, point.costs.cells[0].years);
  EXPECT_EQ(comma.costs.cells[0].cost, point.costs.cells[0].cost);
}

TEST(Vektis, OtherFilesAreTold) {
  EXPECT_EQ(Vektis("geslacht,leeftijdsklasse,gemeentenaam\nV,90+,A\n").words(),
            (Words{"v.csv:1:1: expected semicolons between the columns, got commas"}));
  EXPECT_EQ(Vektis("geslacht;leeftijdsklasse;postcode_3;aantal_verzekerdejaren;kosten_overig\nV;90+;100;1;2\n").words(),
            (Words{"v.csv:1:1: gemeentenaam: expected the file per municipality (gemeente), got that by postcode"}));
  EXPECT_EQ(Vektis("geslacht;leeftijdsklas;gemeentenaam;aantal_verzekerdejaren;kosten\nV;90+;A;1;2\n").words(),
            (Words{"v.csv:1: leeftijdsklasse: expected this column, got none (did you mean leeftijdsklas?)",
                   "v.csv:1: kosten_…: expected columns with the cost by category, got none"}));
}

TEST(Vektis, WrongRowsAreToldWhereTheyStand) {
  EXPECT_EQ(Vektis(header + "X;90+;A;1;1;1;1\nV;old;A;1;1;1;1\nV;90+;A;1;-1;1;1\nV;90+;A;1;1;1;1\nV;90+;B;1;1;1;many\n")
                .words(),
            (Words{"v.csv:2:1: geslacht: expected M or V, got 'X'",
                   "v.csv:3:3: leeftijdsklasse: expected ages as \"5 t/m 9 jaar\" or \"90+\", got 'old'",
                   "v.csv:4:11: aantal_verzekerdejaren: expected a number of at least 0, got '-1'",
                   "v.csv:5:1: expected each combination once, got A, V, 90+ again",
                   "v.csv:6:15: kosten_overig: expected a number, got 'many'"}));
  EXPECT_EQ(Vektis(header + "V;90+;A;1;1;1;1\n").words(),
            (Words{"v.csv:1: gemeentenaam: expected all municipalities of the country, got 1"}));
}

TEST(Vektis, TheYearIsInTheFilesName) {
  EXPECT_EQ(year_in_name("/home/2019/Vektis Open Databestand Zorgverzekeringswet 2023 - gemeente.csv"), 2023);
  EXPECT_FALSE(year_in_name("gemeente.csv"));
  EXPECT_FALSE(year_in_name("2022-2023.csv"));
  EXPECT_FALSE(year_in_name("vektis12023.csv"));
}

}  // namespace
}  // namespace kavel
