#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <Eigen/Dense>
#include <gtest/gtest.h>

#include "population/founders.hpp"
#include "population/starting_state.hpp"
#include "experiment/compiled.hpp"
#include "experiment/run.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "small_study.hpp"

// Risk factors and diseases that hang together: prevalences are kept, odds ratios and rate ratios come back.

namespace kavel {
namespace {

constexpr double incidence = 0.01;
constexpr std::array<double, 3> ratio_by_smoking{1, 3, 1.5};
constexpr std::array<double, 2> ratio_by_bmi{1, 4};
constexpr std::array<double, 2> ratio_by_ses{1.4, 1};

PrevalenceRatioSpec odds(const std::string& by, const std::vector<std::pair<std::string, double>>& by_state,
                         std::vector<std::string> of = {}) {
  PrevalenceRatioSpec spec;
  spec.by = by;
  for (const auto& [state, ratio] : by_state) spec.by_state.emplace_back(state, figure(ratio));
  spec.of = std::move(of);
  return spec;
}

std::vector<AttributeSpec> attributes() {
  AttributeSpec smoking = attribute("smoking", {"never", "current", "former"});
  smoking.prevalence = {{"current", figure(0.25)}, {"former", figure(0.35)}};
  smoking.prevalence_ratios = {odds("ses", {{"low", 2}}, {"current"})};
  AttributeSpec bmi = attribute("bmi", {"normal", "obese"});
  bmi.prevalence = {{"obese", figure(0.15)}};
  bmi.prevalence_ratios = {odds("ses", {{"low", 1.8}}), odds("smoking", {{"current", 0.7}, {"former", 1.3}})};
  TransitionSpec onset = by_hazard("healthy>ill", incidence);
  onset.ratios = {ratios("smoking", {{"current", ratio_by_smoking[1]}, {"former", ratio_by_smoking[2]}}),
                  ratios("bmi", {{"obese", ratio_by_bmi[1]}}), ratios("ses", {{"low", ratio_by_ses[0]}})};
  for (RatioSpec& ratio : onset.ratios) ratio.effect = EffectKind::direct;
  onset.normalise = true;
  AttributeSpec disease = attribute("disease", {"healthy", "ill"}, {onset});
  disease.prevalence = {{"ill", figure(0.1)}};
  disease.prevalence_ratios = {odds("smoking", {{"current", 2.5}}), odds("bmi", {{"obese", 5}}),
                               odds("ses", {{"low", 1.3}})};
  return {smoking, bmi, disease};
}

/// Half of the country has a low SES; of the study's own population this share.
Study study_of(double share_low) {
  Study study = cohort_study(attributes(), 1);
  study.population.ses_groups = {"low", "high"};
  const auto low = static_cast<std::int64_t>(share_low * static_cast<double>(law_persons));
  study.population.cells = {{Sex::female, 30, 0, 0, low}, {Sex::female, 30, 0, 1, law_persons - low}};
  study.variants.front().pack.reference_ses = SharesSpec{{{"low", figure(0.5)}, {"high", figure(0.5)}}, {}, "ses"};
  return study;
}

/// Somebody at the start, and their first year.
struct Person {
  std::size_t ses = 0, smoking = 0, bmi = 0, disease = 0;
  double years_at_risk = 0;
  bool falls_ill = false;

  double ratio() const { return ratio_by_smoking[smoking] * ratio_by_bmi[bmi] * ratio_by_ses[ses]; }
};

std::vector<Person> persons_of(const Study& study) {
  const Model model = compile_variants(study).front().model;
  const Founders founders(study.population);
  std::vector<Person> persons;
  for (const FounderRun& run : founders.between(0, founders.persons())) {
    for (std::int64_t i = 0; i < run.persons; ++i) {
      std::array<std::uint8_t, 3> states{};
      const PersonId id{run.first.value + static_cast<std::uint64_t>(i)};
      for (std::size_t a = 0; a < states.size(); ++a) {
        states[a] = static_cast<std::uint8_t>(starting_state(model.attributes[a], key_of(study.seed, 0), id, run.sex,
                                                             run.age, run.ses, run.area, states.data()));
      }
      const bool healthy = states[2] == 0;
      persons.push_back(
          {static_cast<std::size_t>(run.ses), states[0], states[1], states[2], healthy ? 1.0 : 0.0, false});
    }
  }
  for (const Event& onset : trace(study, 0, {})) {
    Person& person = persons[onset.person.value];
    EXPECT_EQ(person.disease, 0u) << "only the healthy fall ill";
    person.falls_ill = true;
    person.years_at_risk = static_cast<double>(onset.tick) / ticks_per_year;
  }
  return persons;
}

template <class Which>
double count(const std::vector<Person>& persons, const Which& which) {
  return static_cast<double>(std::count_if(persons.begin(), persons.end(), which));
}

/// Odds of `is` among those of `one` against those of `other`, with the standard error of its logarithm (Woolf).
template <class Is, class One, class Other>
void expect_odds_ratio(const std::vector<Person>& persons, const Is& is, const One& one, const Other& other,
                       const Is& is_not, double ratio, const std::string& what) {
  const double a = count(persons, [&](const Person& p) { return one(p) && is(p); });
  const double b = count(persons, [&](const Person& p) { return one(p) && is_not(p); });
  const double c = count(persons, [&](const Person& p) { return other(p) && is(p); });
  const double d = count(persons, [&](const Person& p) { return other(p) && is_not(p); });
  expect_within(std::log(a * d / (b * c)), std::log(ratio), std::sqrt(1 / a + 1 / b + 1 / c + 1 / d), what);
}

using Which = std::function<bool(const Person&)>;
Which smoked(std::size_t state) {
  return [state](const Person& p) { return p.smoking == state; };
}
Which weighed(std::size_t state) {
  return [state](const Person& p) { return p.bmi == state; };
}
Which ailed(std::size_t state) {
  return [state](const Person& p) { return p.disease == state; };
}
Which had(std::size_t ses) {
  return [ses](const Person& p) { return p.ses == ses; };
}
Which both(const Which& one, const Which& other) {
  return [=](const Person& p) { return one(p) && other(p); };
}

TEST(Association, KeepsThePrevalencesOfTheReferencePopulation) {
  const std::vector<Person> persons = persons_of(study_of(0.5));
  const auto all = static_cast<double>(persons.size());
  expect_share(count(persons, smoked(1)), all, 0.25, "smokers");
  expect_share(count(persons, smoked(2)), all, 0.35, "former smokers");
  expect_share(count(persons, weighed(1)), all, 0.15, "obese");
  expect_share(count(persons, ailed(1)), all, 0.10, "ill");
}

TEST(Association, GivesBackTheOddsRatios) {
  const std::vector<Person> persons = persons_of(study_of(0.3));  // also where SES is not that of the country
  const auto expect_odds = [&](const Which& is, const Which& is_not, const Which& one, const Which& other, double ratio,
                               const std::string& what) {
    expect_odds_ratio<Which>(persons, is, one, other, is_not, ratio, what);
  };
  expect_odds(smoked(1), smoked(0), had(0), had(1), 2, "smoking by SES");
  expect_odds(smoked(2), smoked(0), had(0), had(1), 1, "former smoking by SES");
  for (std::size_t ses = 0; ses < 2; ++ses) {
    expect_odds(weighed(1), weighed(0), both(had(ses), smoked(1)), both(had(ses), smoked(0)), 0.7,
                "obesity by smoking");
    expect_odds(weighed(1), weighed(0), both(had(ses), smoked(2)), both(had(ses), smoked(0)), 1.3,
                "obesity by former smoking");
    const Which thin = both(had(ses), weighed(0));
    expect_odds(ailed(1), ailed(0), both(thin, smoked(1)), both(thin, smoked(0)), 2.5, "disease by smoking");
    expect_odds(ailed(1), ailed(0), both(thin, smoked(2)), both(thin, smoked(0)), 1, "disease by former smoking");
  }
  for (std::size_t state = 0; state < 3; ++state) {
    expect_odds(weighed(1), weighed(0), both(smoked(state), had(0)), both(smoked(state), had(1)), 1.8,
                "obesity by SES");
    expect_odds(ailed(1), ailed(0), both(smoked(state), both(weighed(0), had(0))),
                both(smoked(state), both(weighed(0), had(1))), 1.3, "disease by SES");
    for (std::size_t ses = 0; ses < 2; ++ses) {
      const Which alike = both(smoked(state), had(ses));
      expect_odds(ailed(1), ailed(0), both(alike, weighed(1)), both(alike, weighed(0)), 5, "disease by obesity");
    }
  }
}

struct Onsets {
  double cases = 0;
  double years = 0;
  double rate() const { return cases / years; }
};

Onsets onsets_of(const std::vector<Person>& persons) {
  Onsets onsets;
  for (const Person& person : persons) {
    onsets.cases += person.falls_ill ? 1 : 0;
    onsets.years += person.years_at_risk;
  }
  return onsets;
}

double mean_ratio_at_risk(const std::vector<Person>& persons) {
  double healthy = 0;
  double ratio = 0;
  for (const Person& person : persons) {
    if (person.disease != 0) continue;
    healthy += 1;
    ratio += person.ratio();
  }
  return ratio / healthy;
}

// The published incidence is that of the country, whose healthy have fewer risk factors than all its people.
TEST(Association, TheCountryHasThePublishedIncidence) {
  const Onsets onsets = onsets_of(persons_of(study_of(0.5)));
  expect_count(static_cast<std::int64_t>(onsets.cases), incidence * onsets.years, "onsets in the country");
}

TEST(Association, ARegionWithMoreRiskHasMoreDisease) {
  const std::vector<Person> region = persons_of(study_of(0.9));
  const Onsets onsets = onsets_of(region);
  const double more = mean_ratio_at_risk(region) / mean_ratio_at_risk(persons_of(study_of(0.5)));
  EXPECT_GT(more, 1.1);
  expect_count(static_cast<std::int64_t>(onsets.cases), incidence * more * onsets.years, "onsets in the region");
}

// Poisson regression of onsets on what was there at the start gives back the rate ratios (log link, Newton's method).
TEST(Association, RegressionGivesBackTheRateRatios) {
  const std::vector<Person> persons = persons_of(study_of(0.5));
  constexpr int terms = 5;
  const auto row = [](const Person& p) {
    return Eigen::Matrix<double, terms, 1>{1.0, p.smoking == 1 ? 1.0 : 0.0, p.smoking == 2 ? 1.0 : 0.0,
                                           static_cast<double>(p.bmi), p.ses == 0 ? 1.0 : 0.0};
  };
  Eigen::Matrix<double, terms, 1> logs = Eigen::Matrix<double, terms, 1>::Zero();
  logs[0] = std::log(onsets_of(persons).rate());
  Eigen::Matrix<double, terms, terms> information;
  for (int step = 0; step < 20; ++step) {
    information.setZero();
    Eigen::Matrix<double, terms, 1> score = Eigen::Matrix<double, terms, 1>::Zero();
    for (const Person& person : persons) {
      const auto x = row(person);
      const double expected = person.years_at_risk * std::exp(x.dot(logs));
      score += x * ((person.falls_ill ? 1.0 : 0.0) - expected);
      information += x * x.transpose() * expected;
    }
    logs += information.ldlt().solve(score);
  }
  const Eigen::Matrix<double, terms, terms> covariance = information.inverse();
  const std::array<double, terms> put_in{0, ratio_by_smoking[1], ratio_by_smoking[2], ratio_by_bmi[1], ratio_by_ses[0]};
  for (int term = 1; term < terms; ++term) {
    expect_within(logs[term], std::log(put_in[static_cast<std::size_t>(term)]), std::sqrt(covariance(term, term)),
                  "log rate ratio " + std::to_string(term));
  }
}

// The share of cases that would not be there without smoking: among those at risk 1 - mean ratio without ÷ with it;
// among cases the mean of 1 - 1/ratio (Bruzzi et al. 1985).
TEST(Association, AttributableFractionsAreThoseOfTheFormula) {
  const std::vector<Person> persons = persons_of(study_of(0.5));
  double with = 0;
  double without = 0;
  double cases = 0;
  double sum = 0;
  double squares = 0;
  for (const Person& person : persons) {
    if (person.disease == 0) {
      with += person.ratio();
      without += person.ratio() / ratio_by_smoking[person.smoking];
    }
    if (!person.falls_ill) continue;
    const double attributable = 1 - 1 / ratio_by_smoking[person.smoking];
    cases += 1;
    sum += attributable;
    squares += attributable * attributable;
  }
  const double mean = sum / cases;
  expect_within(mean, 1 - without / with, std::sqrt((squares / cases - mean * mean) / cases), "attributable fraction");
}

}  // namespace
}  // namespace kavel
