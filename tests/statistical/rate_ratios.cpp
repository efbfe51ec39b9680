#include <cmath>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "small_study.hpp"
#include "waiting_times.hpp"

// Counting events and person-years by the state of a factor gives back the ratios that were put in.

namespace kavel {
namespace {

/// Events and person-years at risk by exposure, as a cohort study would count them.
struct Incidence {
  double events[2]{};
  double person_years[2]{};
  double ratio() const { return events[1] / person_years[1] / (events[0] / person_years[0]); }
  double standard_error_of_log() const { return std::sqrt(1 / events[0] + 1 / events[1]); }
};

TEST(RateRatios, AreRecoveredByExposure) {
  constexpr int years = 15;
  TransitionSpec disease = by_hazard("healthy>ill", 0.02);
  disease.ratios = {ratios("exposure", {{"yes", 2.4}})};
  const Study study = cohort_study({attribute("exposure", {"no", "yes"}, {by_hazard("no>yes", 0.1)}),
                                    attribute("disease", {"healthy", "ill"}, {disease})},
                                   years);
  Incidence incidence;
  for (const std::vector<TimedEvent>& life : lives(study)) {
    double exposed = years;
    double ill = years;
    for (const TimedEvent& event : life) (event.transition == 0 ? exposed : ill) = event.time;
    const bool was_exposed = exposed < ill;
    incidence.person_years[0] += std::min(exposed, ill);
    incidence.person_years[1] += std::max(0.0, ill - exposed);
    if (ill < years) incidence.events[was_exposed ? 1 : 0] += 1;
  }
  expect_within(std::log(incidence.ratio()), std::log(2.4), incidence.standard_error_of_log(), "log rate ratio");
  expect_within(std::log(incidence.events[0] / incidence.person_years[0]), std::log(0.02),
                std::sqrt(1 / incidence.events[0]), "log rate of the unexposed");
}

/// Ratios by sex, age band and SES group.
double ratio_of(Sex sex, int age, const std::string& ses) {
  if (ses == "high") return 1;
  return (ses == "low" ? 2.2 : 1.4) * (age < 60 ? 1 : 0.75) + (sex == Sex::male ? 0.3 : 0);
}

RatioSpec ratios_by_sex_age_ses() {
  std::vector<std::pair<TableKeys, double>> rows;
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (const int age : {0, 60}) {
      for (const char* ses : {"low", "middle", "high"}) {
        TableKeys keys;
        keys.sex = sex;
        keys.age = Range{age, age == 0 ? 59 : Range::open};
        keys.state = ses;
        rows.emplace_back(keys, ratio_of(sex, age, ses));
      }
    }
  }
  RatioSpec spec;
  spec.by = "ses";
  spec.table = figures(rows);
  return spec;
}

TEST(RateRatios, AreRecoveredBySexAgeAndSes) {
  TransitionSpec fall = by_hazard("any>any", 0.3);
  fall.ratios = {ratios_by_sex_age_ses()};
  Study study = cohort_study({attribute("falls", {"any"}, {fall})}, 4);
  study.population.ses_groups = {"low", "middle", "high"};
  study.population.cells.clear();
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (const int age : {40, 58}) {  // the second cohort crosses the bound
      for (int ses = 0; ses < 3; ++ses) study.population.cells.push_back({sex, age, 0, ses, law_persons / 12});
    }
  }
  study.age_groups = {0, 60};
  const Results results = run(study, {});
  const Trajectories& lived = results.variants.front().by_sex_age_ses;
  for (std::size_t year = 0; year < 4; ++year) {
    for (std::size_t cell = 0; cell < 12; ++cell) {  // sex x age group x SES
      const auto sex = static_cast<Sex>(cell / 6);
      const int age = cell / 3 % 2 == 0 ? 40 : 60;
      const std::string& ses = study.population.ses_groups[cell % 3];
      const double hazard = 0.3 * ratio_of(sex, age, ses);
      expect_count(lived.events.values[year * 12 + cell], lived.person_years.values[year * 12 + cell] * hazard,
                   ses + ", age " + std::to_string(age) + ", year " + std::to_string(year));
    }
  }
}

// In cycles a ratio multiplies the hazard that the probability stands for.
TEST(RateRatios, ActOnHazardsInCycles) {
  TransitionSpec death = by_probability("alive>gone", figure(0.1));
  death.ratios = {ratios("care", {{"without", 3}})};
  Study study = cohort_study({attribute("care", {"without"}), attribute("vital", {"alive", "gone"}, {death})}, 1);
  study.variants.front().pack.cycles_per_year = 4;
  const Results results = run(study, {});
  expect_share(static_cast<double>(all_events(results, results.variants.front(), "vital.alive>gone")),
               static_cast<double>(law_persons), 1 - std::pow(0.9, 12), "gone");
}

}  // namespace
}  // namespace kavel
