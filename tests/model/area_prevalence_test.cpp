#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "tests/model/compiling.hpp"

namespace kavel {
namespace {

using Shares = std::vector<std::pair<std::string, double>>;

Quantity by_area(const Shares& shares) {
  auto table = std::make_shared<Table>();
  table->columns = {"share"};
  table->by_state = true;
  table->state_column = "area";
  for (const auto& [area, share] : shares) {
    TableRow row;
    row.keys.state = area;
    row.values = {share};
    table->rows.push_back(row);
  }
  Quantity quantity;
  quantity.table = table;
  quantity.key = "shares of " + shares.front().first;
  return quantity;
}

AreaPrevalenceSpec known(const std::string& attribute, std::vector<std::pair<std::string, Quantity>> shares,
                         int from_age = 0) {
  AreaPrevalenceSpec spec;
  spec.attribute = spec.key = attribute;
  spec.from_age = from_age;
  spec.shares = std::move(shares);
  return spec;
}

/// Smoking by age and SES, and lungs that suffer by it; three areas with people of all ages and two SES groups.
Study lungs_study(std::vector<AreaPrevalenceSpec> prevalences) {
  AttributeSpec smoking = support::attribute("smoking", {"never", "current", "former"});
  smoking.prevalence = {{"current", support::by_age({{0, 0.0}, {15, 0.3}, {60, 0.1}})},
                        {"former", support::by_age({{0, 0.0}, {15, 0.1}, {60, 0.5}})}};
  PrevalenceRatioSpec by_ses;
  by_ses.by = "ses";
  by_ses.of = {"current"};
  by_ses.by_state = {{"low", support::number(2.5)}};
  smoking.prevalence_ratios = {by_ses};
  AttributeSpec lungs = support::attribute("lungs", {"well", "ill"});
  lungs.prevalence = {{"ill", support::number(0.1)}};
  PrevalenceRatioSpec by_smoking;
  by_smoking.by = "smoking";
  by_smoking.by_state = {{"current", support::number(4)}, {"former", support::number(2)}};
  lungs.prevalence_ratios = {by_smoking};
  Study study = support::study_of(support::pack_of({smoking, lungs}), 1, 10);
  Population& people = study.population;
  people.age_rule = AgeRule::lexis;
  people.areas = {"town", "village", "suburb"};
  people.ses_groups = {"low", "high"};
  people.cells.clear();
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = 0; age < 90; age += 3) {
      for (int area = 0; area < 3; ++area) {
        for (int ses = 0; ses < 2; ++ses)
          people.cells.push_back({sex, age, area, ses, 5 + (age + 7 * area + ses) % 11});
      }
    }
  }
  study.region.prevalences = std::move(prevalences);
  return study;
}

/// P(state | what comes before, area), by the formula of sim/README.md.
std::vector<double> chances(const Attribute& attribute, const PopulationCell& cell, const std::vector<int>& earlier) {
  const double* cumulative = attribute.prevalence(cell.sex, cell.age, cell.ses, earlier);
  std::vector<double> result;
  double sum = 0;
  for (std::size_t s = 0; s < attribute.states.size(); ++s) {
    const double share = s == 0 ? cumulative[0] : cumulative[s] - cumulative[s - 1];
    const double* odds = attribute.odds_in(cell.area);
    result.push_back(odds == nullptr ? share : share * odds[s]);
    sum += result.back();
  }
  for (double& chance : result) chance /= sum;
  return result;
}

/// Expected share of each state, `attribute.state`, among the founders of an area.
std::map<std::string, double> expected(const Study& study, const Model& model, int area, int from_age) {
  std::map<std::string, double> shares;
  double persons = 0;
  for (const PopulationCell& cell : study.population.cells) {
    if (cell.area != area || cell.age < from_age) continue;
    persons += static_cast<double>(cell.persons);
    const std::vector<double> smoking = chances(model.attributes[0], cell, {});
    for (int s = 0; s < 3; ++s) {
      const double here = static_cast<double>(cell.persons) * smoking[static_cast<std::size_t>(s)];
      shares[model.attributes[0].states[static_cast<std::size_t>(s)]] += here;
      shares["ill"] += here * chances(model.attributes[1], cell, {s})[1];
    }
  }
  for (auto& [state, share] : shares) share /= persons;
  return shares;
}

}  // namespace

TEST(AreaPrevalence, ComesOutAmongTheFounders) {
  const Study study = lungs_study({known("smoking", {{"current", by_area({{"town", 0.31}, {"suburb", 0.05}})}}, 18),
                                   known("lungs", {{"ill", by_area({{"town", 0.2}})}}, 40)});
  const Model model = compiled(study).model;
  EXPECT_NEAR(expected(study, model, 0, 18)["current"], 0.31, 1e-9);
  EXPECT_NEAR(expected(study, model, 2, 18)["current"], 0.05, 1e-9);
  EXPECT_NEAR(expected(study, model, 0, 40)["ill"], 0.2, 1e-9);  // with the smokers the town has
}

TEST(AreaPrevalence, OfSeveralStatesComesOutTogether) {
  const Study study = lungs_study(
      {known("smoking", {{"current", by_area({{"village", 0.25}})}, {"former", by_area({{"village", 0.4}})}}, 18)});
  const Model model = compiled(study).model;
  std::map<std::string, double> shares = expected(study, model, 1, 18);
  EXPECT_NEAR(shares["current"], 0.25, 1e-9);
  EXPECT_NEAR(shares["former"], 0.4, 1e-9);
}

TEST(AreaPrevalence, MultipliesTheOddsOfEveryoneAlike) {
  const Study study = lungs_study({known("smoking", {{"current", by_area({{"town", 0.31}})}}, 18)});
  const Model model = compiled(study).model;
  const Attribute& smoking = model.attributes[0];
  double factor = 0;
  for (const int age : {15, 30, 60}) {
    for (int ses = 0; ses < 2; ++ses) {
      const std::vector<double> town = chances(smoking, {Sex::female, age, 0, ses}, {});
      const std::vector<double> village = chances(smoking, {Sex::female, age, 1, ses}, {});
      const double odds = town[1] / town[0] / (village[1] / village[0]);
      if (factor == 0) factor = odds;
      EXPECT_NEAR(odds, factor, 1e-9);
      EXPECT_NEAR(town[2] / town[0], village[2] / village[0], 1e-9);  // not named: among themselves as in the pack
    }
  }
  EXPECT_GT(factor, 1.2);
  EXPECT_EQ(chances(smoking, {Sex::female, 3, 0, 0}, {})[0], 1);  // no child smokes
}

TEST(AreaPrevalence, LeavesTheReferencePopulation) {
  const Study shifted = lungs_study({known("smoking", {{"current", by_area({{"town", 0.31}})}}, 18)});
  const Study plain = lungs_study({});
  for (std::size_t a = 0; a < 2; ++a) {
    EXPECT_EQ(*compiled(shifted).model.attributes[a].cumulative_prevalence,
              *compiled(plain).model.attributes[a].cumulative_prevalence);
  }
  EXPECT_EQ(compiled(shifted).model.attributes[0].odds_in(1), nullptr);
  EXPECT_EQ(compiled(plain).model.attributes[0].odds_in(0), nullptr);
}

TEST(AreaPrevalence, MayBeNobodyOrEverybodyWhoCan) {
  const Study nobody = lungs_study({known("smoking", {{"current", support::number(0)}})});
  EXPECT_EQ(expected(nobody, compiled(nobody).model, 0, 0)["current"], 0);
  const Study all = lungs_study({known("lungs", {{"ill", support::number(1)}})});
  EXPECT_NEAR(expected(all, compiled(all).model, 0, 0)["ill"], 1, 1e-12);
}

TEST(AreaPrevalence, ThatCannotBeIsRefused) {
  const auto refused = [](AreaPrevalenceSpec spec) {
    return !compiled(lungs_study({std::move(spec)})).problems.empty();
  };
  EXPECT_TRUE(refused(known("smoking", {{"current", support::number(0.9)}})));  // children do not smoke
  EXPECT_TRUE(refused(known("smoking", {{"current", support::number(1)}})));
  EXPECT_FALSE(refused(known("smoking", {{"current", support::number(0.7)}})));
  EXPECT_TRUE(refused(known("smoking", {{"current", support::number(0.1)}}, 90)));  // nobody is that old
  EXPECT_TRUE(refused(known("smoking", {{"current", support::number(0.6)}, {"former", support::number(0.5)}}, 18)));
  EXPECT_TRUE(refused(known("lungs", {{"ill", support::number(0.6)}, {"well", support::number(0.3)}})));
  EXPECT_TRUE(
      refused(known("smoking", {{"current", by_area({{"town", 0.2}})}, {"former", by_area({{"suburb", 0.2}})}}, 18)));
}

}  // namespace kavel
