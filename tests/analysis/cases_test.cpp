#include "analysis/cases.hpp"

#include <gtest/gtest.h>

namespace kavel {
namespace {

using Names = std::vector<std::string>;

Results results_of(Names states, Names transitions, const std::vector<Role>& roles = {}) {
  Results results;
  results.states = std::move(states);
  results.transitions = std::move(transitions);
  results.roles = roles.empty() ? std::vector<Role>(results.transitions.size(), Role::change) : roles;
  return results;
}

/// `state: transition, transition` of each kind of case.
Names told(const Results& results) {
  Names all;
  for (const Cases& cases : cases_of(results)) {
    std::string text = cases.attribute + '.' + cases.state + ':';
    for (const std::size_t transition : cases.transitions) text += ' ' + results.transitions[transition];
    all.push_back(std::move(text));
  }
  return all;
}

TEST(Cases, OfWhatStaysAreTheFirstAndEveryFurtherOne) {
  const Results results = results_of({"stroke.none", "stroke.acute", "stroke.chronic"},
                                     {"stroke.none>acute", "stroke.acute>chronic", "stroke.chronic>acute"});
  EXPECT_EQ(told(results), Names{"stroke.acute: stroke.none>acute stroke.chronic>acute"});
  EXPECT_TRUE(states_by_years(results).empty());
}

TEST(Cases, WorseForGoodIsACaseOfItsOwn) {
  const Results results = results_of({"dementia.none", "dementia.mild", "dementia.full_time_care"},
                                     {"dementia.none>mild", "dementia.mild>full_time_care"});
  EXPECT_EQ(told(results),
            (Names{"dementia.mild: dementia.none>mild", "dementia.full_time_care: dementia.mild>full_time_care"}));
}

TEST(Cases, OfWhatComesAndGoesAreItsBeginnings) {
  const Results results = results_of(
      {"weight.normal", "weight.overweight", "weight.obese"},
      {"weight.normal>overweight", "weight.overweight>obese", "weight.overweight>normal", "weight.obese>overweight"});
  EXPECT_EQ(told(results), Names{"weight.overweight: weight.normal>overweight"});
  EXPECT_EQ(states_by_years(results), (std::vector<std::size_t>{1, 2}));
}

TEST(Cases, EventsThatChangeNoStateCount) {
  EXPECT_EQ(told(results_of({"fall.possible"}, {"fall.possible>possible"})),
            Names{"fall.possible: fall.possible>possible"});
}

TEST(Cases, BirthsDeathsAndDeparturesAreNone) {
  const Results results = results_of({"vital.alive", "vital.dead", "childbearing.able", "childbearing.pause"},
                                     {"vital.alive>dead", "childbearing.able>pause", "childbearing.pause>able"},
                                     {Role::death, Role::birth, Role::change});
  EXPECT_TRUE(cases_of(results).empty());
  EXPECT_TRUE(states_by_years(results).empty());
}

TEST(Cases, WhereAProgrammeMovesPeopleYearsAreShownInstead) {
  const Results results = results_of(
      {"smoking.never", "smoking.current", "smoking.former", "programme.groups.outside", "programme.groups.ended"},
      {"smoking.never>current", "smoking.current>former", "smoking.former>current", "smoking.current>former/groups",
       "programme.groups.outside>ended"});
  EXPECT_TRUE(cases_of(results).empty());
  EXPECT_EQ(states_by_years(results), (std::vector<std::size_t>{1, 2}));
}

}  // namespace
}  // namespace kavel
