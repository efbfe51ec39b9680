#include <numeric>

#include <gtest/gtest.h>

#include "io/read_inhabitants.hpp"
#include "tests/io/reading.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;

Study region(const std::string& csv, const std::string& more = "") {
  return test::study_of(
      {{"s.yaml", "title: T\nyears: 4\npopulation: {region: r" + more + "}\nmodel: {attributes: {a: {states: [x]}}}\n"},
       {"r/region.yaml", "title: R\nsource: S\nstatus: derived\npopulation: p.csv\n"},
       {"r/p.csv", csv}});
}

TEST(ReadPopulation, ACohortHasOneExactAge) {
  const Population population = test::study_of({{"s.yaml", test::study_around(test::small_model)}}).population;
  EXPECT_EQ(population.age_rule, AgeRule::exact);
  ASSERT_EQ(population.cells.size(), 1U);
  EXPECT_EQ(population.cells[0].age, 40);
  EXPECT_EQ(population.cells[0].persons, 10);
  EXPECT_EQ(population.areas, (Words{"all"}));
}

TEST(ReadPopulation, StatesOfACohortReplaceThePrevalence) {
  std::string text = test::study_around(test::small_model);
  text.replace(text.find("age: 40"), 7, "age: 40, states: {health: {sick: 0.25}}");
  const Study study = test::study_of({{"s.yaml", text + "variants: {a: , b: {model.outcomes.cost.discount: 0.1}}\n"}});
  for (const Variant& variant : study.variants) {
    ASSERT_EQ(variant.pack.attributes[0].prevalence.size(), 1U);
    EXPECT_EQ(variant.pack.attributes[0].prevalence[0].first, "sick");
    EXPECT_EQ(variant.pack.attributes[0].prevalence[0].second.value, 0.25);
  }
}

TEST(ReadPopulation, ARegionIsSortedAndKeepsTheOrderOfItsNames) {
  const Population population =
      region(
          "sex,age,area,ses,persons\nmale,1,South,high,3\nmale,0,South,high,4\n"
          "female,0,North,low,1\nfemale,1,North,low,0\nmale,0,North,low,5\nmale,1,North,low,6\n"
          "female,0,South,high,1\nfemale,1,South,high,1\nfemale,0,South,low,1\nfemale,1,South,low,1\n"
          "male,0,South,low,1\nmale,1,South,low,1\nfemale,0,North,high,1\nfemale,1,North,high,1\n"
          "male,0,North,high,1\nmale,1,North,high,1\n")
          .population;
  EXPECT_EQ(population.age_rule, AgeRule::lexis);
  EXPECT_EQ(population.areas, (Words{"South", "North"}));
  EXPECT_EQ(population.ses_groups, (Words{"high", "low"}));
  EXPECT_EQ(population.cells.size(), 15U);  // without the empty one
  EXPECT_EQ(population.cells.front().sex, Sex::female);
  EXPECT_EQ(population.persons(), 29);
}

TEST(ReadPopulation, RescalingLosesNobody) {
  for (const std::int64_t total : {1, 7, 100, 999983, 1000000000}) {
    std::vector<PopulationCell> cells;
    for (int age = 0; age < 100; ++age) cells.push_back({Sex::female, age, 0, 0, 1 + (age * 7919) % 100});
    const std::int64_t before =
        std::accumulate(cells.begin(), cells.end(), std::int64_t{0},
                        [](std::int64_t sum, const PopulationCell& c) { return sum + c.persons; });
    const std::vector<PopulationCell> original = cells;
    rescale(cells, total);
    std::int64_t sum = 0;
    for (const PopulationCell& cell : cells) {
      sum += cell.persons;
      const double exact = static_cast<double>(original[static_cast<std::size_t>(cell.age)].persons) *
                           static_cast<double>(total) / static_cast<double>(before);
      EXPECT_LT(std::abs(static_cast<double>(cell.persons) - exact), 1);
    }
    EXPECT_EQ(sum, total);
  }
}

TEST(ReadPopulation, ALastOpenGroupCountsAsItsFirstAge) {
  std::string csv = "sex,age,area,persons\n";
  for (int age = 0; age < 105; ++age) csv += "male," + std::to_string(age) + ",A,1\n";
  const Population population = region(csv + "male,105+,A,3\n").population;
  EXPECT_EQ(population.cells.back().age, 105);
  EXPECT_EQ(population.cells.back().persons, 3);
  EXPECT_THROW(region(csv + "male,105+,A,3\nmale,106,A,1\n"), InputError);
}

TEST(ReadPopulation, PersonsRescaleARegion) {
  EXPECT_EQ(region("sex,age,area,persons\nfemale,0,A,10\nfemale,1,A,20\n", ", persons: 100").population.persons(), 100);
}

TEST(ReadPopulation, RefusesWhatIsNoInhabitant) {
  const auto words = [](const std::string& csv, const std::string& more = "") {
    try {
      region(csv, more);
    } catch (const InputError& error) {
      return error.problems().size();
    }
    return std::size_t{0};
  };
  EXPECT_EQ(
      words("sex,age,area,persons\nfemale,0,A,-1\nfemale,1,A,1.5\nfemale,2-4,A,1\nfemale,90+,A,1\nfemale,121,A,1\n"),
      5U);
  EXPECT_EQ(words("sex,age,area,persons\nfemale,0,A,0\n"), 1U);
  EXPECT_EQ(words("sex,age,persons\nfemale,0,0\n"), 1U);
  EXPECT_EQ(words("sex,age,area,persons,x\nfemale,0,A,1,1\n"), 1U);
  EXPECT_EQ(words("sex,age,area,persons\nfemale,0,A,1\nfemale,0,A,1\n"), 1U);
  EXPECT_EQ(words("sex,age,area,persons\nfemale,0,A,1\nfemale,2,A,1\n"), 1U);
  EXPECT_EQ(words("sex,age,area,persons\nfemale,0,A,1\n", ", sex: female"), 1U);
}

Words told_of(const std::string& csv, const std::string& key = "population") {
  return test::problems_of(
      {{"s.yaml", "title: T\nyears: 4\npopulation: {region: r}\nmodel: {attributes: {a: {states: [x]}}}\n"},
       {"r/region.yaml", "title: R\nsource: S\nstatus: derived\n" + key + ": p.csv\n"},
       {"r/p.csv", csv}});
}

TEST(ReadPopulation, AMistypedColumnIsOneProblem) {
  EXPECT_EQ(told_of("sex,agee,area,persons\nfemale,0,A,1\n"),
            (Words{"r/p.csv:1:5: agee: expected one of the columns sex, age, area, ses, persons, got an unknown column "
                   "(did you mean age?)"}));
  EXPECT_EQ(
      told_of("sex,age,agee,area,persons\nfemale,0,0,A,1\n"),
      (Words{"r/p.csv:1:9: agee: expected one of the columns sex, age, area, ses, persons, got an unknown column"}));
}

TEST(ReadPopulation, ABadNumberDoesNotHideThatItsRowIsThereTwice) {
  EXPECT_EQ(told_of("sex,age,area,persons\nfemale,0,A,1\nfemale,0,A,x\n"),
            (Words{"r/p.csv:3:1: expected each combination once, got a second row for sex female, age 0, area A (the "
                   "first is line 2)",
                   "r/p.csv:3:12: persons: expected a number, got 'x'"}));
}

}  // namespace
}  // namespace kavel
