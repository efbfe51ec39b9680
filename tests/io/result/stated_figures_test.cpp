#include "io/stated_figures.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"
#include "tests/io/result/small_study.hpp"

namespace kavel {
namespace {

TEST(StatedFigures, HaveTheirOwnProvenanceElseThePacks) {
  const Study study = test::small_study();
  const std::vector<StatedFigure> figures = stated_figures(study.variants[0].pack);
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(figures[0].key, "attributes.diabetes.transitions.no>yes.hazard");
  EXPECT_EQ(figures[0].value, 0.01);
  EXPECT_EQ(figures[0].provenance.unit, "1/year");
  EXPECT_EQ(figures[0].provenance.source, "Someone 2020");
  EXPECT_EQ(figures[0].provenance.status, Status::assumed);
}

TEST(StatedFigures, NameTheirTableWithoutItsFolder) {
  Pack pack = test::small_study().variants[0].pack;
  Table table;
  table.mark.file = "some/where/mortality.csv";
  table.columns = {"women", "men"};
  table.provenance.unit = "1/year";
  table.rows = {{{}, {9, 0.5}, {}}, {{}, {9, 0.25}, {}}, {{}, {9, 1}, {}}};
  Quantity quantity;
  quantity.table = std::make_shared<Table>(table);
  quantity.column = 1;
  quantity.times = 2;
  const StatedFigure figure = stated(quantity, pack.provenance, "a");
  EXPECT_EQ(figure.table, "mortality.csv, column men");
  EXPECT_TRUE(std::isnan(figure.value));
  EXPECT_EQ(figure.provenance.unit, "1/year");
  EXPECT_EQ(figure.what, "a");
  EXPECT_EQ(figure.lowest, 0.5);
  EXPECT_EQ(figure.highest, 2);
}

TEST(StatedFigures, AreCountedByStatus) {
  std::vector<StatedFigure> figures(4);
  for (std::size_t i = 0; i < figures.size(); ++i) figures[i].identity = std::to_string(std::min<std::size_t>(i, 2));
  figures[0].provenance.status = Status::assumed;
  figures[1].provenance.status = Status::published;
  const StatusCounts counts = counts_of(figures);
  EXPECT_EQ(counts.assumed, 1);
  EXPECT_EQ(counts.published, 1);
  EXPECT_EQ(counts.unstated, 1);
  EXPECT_EQ(counts.all(), 3);
}

TEST(StatedFigures, AreOneHoweverOftenTheyAreUsed) {
  const std::string text =
      "title: T\nyears: 4\npopulation: {persons: 1, sex: male, age: 0}\nmodel:\n"
      "  attributes:\n"
      "    health: {states: [well, ill, worse], prevalence: {table: t.csv}}\n"
      "  outcomes:\n"
      "    cost: {kind: cost, unit: EUR, per_year: {health: {table: c.csv, column: a, unit: EUR/year}}}\n"
      "    more: {kind: cost, unit: EUR, per_year: {health: {table: c.csv, column: a, unit: EUR/year}}}\n"
      "    rest: {kind: cost, unit: EUR, per_year: {health: {table: c.csv, column: b, unit: EUR/year}}}\n"
      "    fixed: {kind: cost, unit: EUR, per_year: {health: &five 5}}\n"
      "    again: {kind: cost, unit: EUR, per_year: {health: {ill: *five, worse: 5}}}\n";
  const Study study = test::study_of({{"s.yaml", text},
                                      {"t.csv", "state,share\nill,0.1\nworse,0.2\n"},
                                      {"c.csv", "# unit: EUR/year\nstate,a,b\nwell,0,1\nill,5,6\nworse,7,8\n"}});
  std::vector<std::string> all;
  const std::vector<StatedFigure> figures = stated_figures(study.variants[0].pack);
  for (const StatedFigure& figure : figures) all.push_back(figure.what);
  EXPECT_EQ(all, (std::vector<std::string>{"attributes.health.prevalence", "outcomes.cost.per_year.health",
                                           "outcomes.more.per_year.health", "outcomes.rest.per_year.health",
                                           "outcomes.fixed.per_year.health", "outcomes.again.per_year.health.ill",
                                           "outcomes.again.per_year.health.worse"}));
  EXPECT_EQ(counts_of(figures).all(), 5);  // the table by state, its columns a and b, the five, the other five
}

TEST(StatedFigures, AreEqualWhereverTheyStand) {
  StatedFigure a = stated_figures(test::small_study().variants[0].pack)[0];
  StatedFigure b = a;
  b.mark = {"elsewhere", 3, 4};
  EXPECT_TRUE(a == b);
  b.value = 2;
  EXPECT_FALSE(a == b);
}

}  // namespace
}  // namespace kavel
