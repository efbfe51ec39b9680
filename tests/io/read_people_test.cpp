#include "io/read_people.hpp"

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;

Study people(const std::string& csv, const std::string& region = "", const std::string& more = "") {
  return test::study_of({{"s.yaml", "title: T\nyears: 4\npopulation: {region: r" + more +
                                        "}\nmodel: {attributes: {a: {states: [x, y, z]}, b: {states: [u, v]}}}\n"},
                         {"r/region.yaml", "title: R\nsource: S\nstatus: derived\n" + region + "persons: p.csv\n"},
                         {"r/p.csv", csv}});
}

TEST(ReadPeople, CountsThoseAlikeAndKeepsTheOrderOfNames) {
  const Population population =
      people(
          "age,sex,area,ses,practice,insurer\n40,male,S,low,P,I\n40,female,N,high,Q,I\n40,male,S,low,P,I\n"
          "95+,female,N,high,Q,J\n")
          .population;
  EXPECT_EQ(population.age_rule, AgeRule::lexis);
  EXPECT_EQ(population.areas, (Words{"S", "N"}));
  EXPECT_EQ(population.practices, (Words{"P", "Q"}));
  ASSERT_EQ(population.cells.size(), 3U);
  EXPECT_EQ(population.cells[2].persons, 2);
  EXPECT_EQ(population.cells[2].sex, Sex::male);
  const auto affiliation = population.affiliations[static_cast<std::size_t>(population.cells[1].affiliation)];
  EXPECT_EQ(affiliation.practice, 1);
  EXPECT_EQ(affiliation.insurer, 1);
  EXPECT_TRUE(population.given.empty());
}

TEST(ReadPeople, StatesAreThoseOfThePackAndEmptyOnesAreDrawn) {
  const Population population = people("sex,age,b,persons\nmale,1,v,3\nmale,1,,4\nmale,1,u,0\nmale,1,v,1\n").population;
  ASSERT_EQ(population.cells.size(), 2U);
  std::int64_t drawn = 0, given = 0;
  for (const PopulationCell& cell : population.cells) {
    const std::vector<std::int16_t>& states = population.given[static_cast<std::size_t>(cell.given)];
    EXPECT_EQ(states[0], -1);
    (states[1] < 0 ? drawn : given) += cell.persons;
    EXPECT_NE(states[1], 0);
  }
  EXPECT_EQ(drawn, 4);
  EXPECT_EQ(given, 4);
}

TEST(ReadPeople, MayBeRescaled) {
  EXPECT_EQ(people("sex,age\nmale,1\nfemale,2\n", "", ", persons: 1000").population.persons(), 1000);
}

TEST(ReadPeople, DeclaredNamesAreTheOnlyOnes) {
  EXPECT_NO_THROW(people("sex,age,area\nmale,1,N\nmale,1,S\n", "areas: [N, S]\n"));
  EXPECT_THROW(people("sex,age,area\nmale,1,N\nmale,1,X\n", "areas: [N, S]\n"), InputError);
  EXPECT_THROW(people("sex,age,area\nmale,1,N\n", "areas: [N, S]\n"), InputError);
}

TEST(ReadPeople, AMistypedColumnIsOneProblem) {
  const auto words = [](const std::string& csv) {
    try {
      people(csv);
    } catch (const InputError& error) {
      return test::words_of(error);
    }
    return Words{};
  };
  EXPECT_EQ(words("sex,agee\nmale,1\n"),
            (Words{"r/p.csv:1:5: agee: expected one of the columns sex, age, area, ses, practice, insurer, persons, or "
                   "an attribute of the model, got another (did you mean age?)"}));
  EXPECT_EQ(words("sex,age,insurerr\nmale,1,I\n"),
            (Words{"r/p.csv:1:9: insurerr: expected one of the attributes a, b, got an unknown column (did you mean "
                   "insurer?)"}));
}

}  // namespace
}  // namespace kavel
