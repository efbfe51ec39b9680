#include "io/read_statline.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;

const std::string header =
    "\"Geslacht\";\"Leeftijd\";\"Burgerlijke staat\";\"Perioden\";\"Regio's\";\"Bevolking op 1 januari (aantal)\"\n";

std::string row(const std::string& sex, const std::string& age, const std::string& year, const std::string& region,
                const std::string& persons, const std::string& state = "Totaal burgerlijke staat") {
  return fmt::format("\"{}\";\"{}\";\"{}\";\"{}\";\"{}\";\"{}\"\n", sex, age, state, year, region, persons);
}

/// Ages 0, 1 and 2 or older of both sexes: 10, 20, 30 women, 11, 21, 31 men, times a factor.
std::string people(const std::string& year, const std::string& region, int times = 1) {
  std::string text;
  const char* ages[] = {"0 jaar", "1 jaar", "2 jaar of ouder"};
  for (int age = 0; age < 3; ++age) {
    text += row("Vrouwen", ages[age], year, region, std::to_string(times * (10 + 10 * age)));
    text += row("Mannen", ages[age], year, region, std::to_string(times * (11 + 10 * age)));
  }
  return text;
}

struct Statline {
  explicit Statline(std::string text, int year = 2023)
      : population(read_statline_population({"s.csv", std::move(text), "s.csv", ""}, year, problems)) {}
  Problems problems{};
  StatlinePopulation population;
  Words words() const { return test::words_of(problems); }
};

TEST(Statline, InhabitantsBySexAndAge) {
  const Statline read(header + people("2023", "Aalten") + people("2023", "Baarn", 10));
  EXPECT_EQ(read.words(), Words{});
  EXPECT_EQ(read.population.oldest, 2);
  EXPECT_EQ(read.population.regions.names(), (Words{"Aalten", "Baarn"}));
  EXPECT_EQ(read.population.at(0, Sex::female, 2), 30);
  EXPECT_EQ(read.population.at(1, Sex::male, 1), 210);
}

TEST(Statline, TotalsClassesOtherYearsAndOtherDimensionsDoNotCountTwice) {
  const Statline plain(header + people("2023", "Aalten"));
  const Statline more("\xEF\xBB\xBF" + header + row("Totaal mannen en vrouwen", "0 jaar", "2023", "Aalten", "21") +
                      row("Mannen", "Totaal leeftijd", "2023", "Aalten", "63") +
                      row("Mannen", "0 tot 5 jaar", "2023", "Aalten", "63") + people("2022", "Aalten", 7) +
                      row("Mannen", "0 jaar", "2023", "Aalten", "3", "Ongehuwd") + people("2023*", "Aalten") +
                      "\"Bron: CBS\"\r\n");
  EXPECT_EQ(more.words(), Words{});
  EXPECT_EQ(more.population.persons, plain.population.persons);
}

TEST(Statline, AWrongYearIsToldWithThoseThereAre) {
  EXPECT_EQ(Statline(header + people("2022", "Aalten"), 2023).words(),
            (Words{"s.csv:2:47: Perioden: expected 2023, got 2022 (did you mean --year 2022?)"}));
}

TEST(Statline, AnotherDownloadOrSeparatorIsTold) {
  EXPECT_EQ(
      Statline("Geslacht,Leeftijd,Perioden,Regio's,Bevolking op 1 januari (aantal)\nMannen,0 jaar,2023,Aalten,1\n")
          .words(),
      (Words{"s.csv:1:1: expected semicolons between the columns, got commas"}));
  const Words wide = Statline("\"Bevolking op 1 januari en gemiddeld\"\n\n\"Geslacht\";\"Mannen\"\n").words();
  ASSERT_EQ(wide.size(), 1U);
  EXPECT_NE(wide[0].find("expected these columns of StatLine's download \"CSV zonder statistische symbolen\""),
            std::string::npos);
  const Words coded = Statline(
                          "\"ID\";\"Geslacht\";\"Leeftijd\";\"RegioS\";\"Perioden\";\"BevolkingOp1Januari_1\"\n0;"
                          "\"3000\";\"10010\";\"GM0197\";\"2023JJ00\";5\n")
                          .words();
  ASSERT_EQ(coded.size(), 1U);
  EXPECT_NE(coded[0].find("expected names of municipalities"), std::string::npos);
}

TEST(Statline, WrongRowsAreToldWhereTheyStand) {
  const Words words = Statline(header + people("2023", "Aalten") + row("Manen", "0 jaar", "2023", "B", "1") +
                               row("Mannen", "nul", "2023", "B", "1") + row("Mannen", "0 jaar", "2023", "Aalten", "1") +
                               row("Mannen", "1 jaar", "2023", "B", "een") + row("Mannen", "1 jaar", "nu", "B", "1"))
                          .words();
  ASSERT_EQ(words.size(), 5U);
  EXPECT_EQ(words[0], "s.csv:8:1: Geslacht: expected Mannen, Vrouwen or Totaal …, got 'Manen' (did you mean mannen?)");
  EXPECT_EQ(words[1], "s.csv:9:10: Leeftijd: expected an age as \"37 jaar\" or \"95 jaar of ouder\", got 'nul'");
  EXPECT_EQ(words[2], "s.csv:10:1: expected each combination once, got Aalten, Mannen, 0 jaar again");
  EXPECT_NE(words[3].find("s.csv:11:"), std::string::npos);
  EXPECT_NE(words[4].find("Perioden: expected a year, got 'nu'"), std::string::npos);
}

TEST(Statline, SingleYearsAreNeeded) {
  const Words words = Statline(header + row("Mannen", "0 tot 5 jaar", "2023", "Aalten", "63")).words();
  ASSERT_EQ(words.size(), 1U);
  EXPECT_NE(words[0].find("expected single years of age"), std::string::npos);
  const Words gaps =
      Statline(header + row("Mannen", "0 jaar", "2023", "A", "6") + row("Mannen", "2 jaar of ouder", "2023", "A", "6"))
          .words();
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_NE(gaps[0].find("got gaps"), std::string::npos);
}

TEST(Statline, AMissingFigureIsUnknownNotZero) {
  const Statline read(header + people("2023", "Aalten") + row("Mannen", "0 jaar", "2023", "B", ".") +
                      row("Mannen", "1 jaar", "2023", "B", "4"));
  EXPECT_EQ(read.words(), Words{});
  EXPECT_EQ(read.population.at(1, Sex::male, 0), StatlinePopulation::unknown);
  EXPECT_EQ(read.population.at(1, Sex::male, 1), 4);
  EXPECT_EQ(read.population.at(1, Sex::female, 1), StatlinePopulation::unknown);
}

}  // namespace
}  // namespace kavel
