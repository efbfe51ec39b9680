#include <cmath>

#include <gtest/gtest.h>

#include "experiment/calibrate.hpp"
#include "experiment/compiled.hpp"
#include "experiment/fit_base_year.hpp"
#include "io/calibrated_tables.hpp"
#include "io/read_study.hpp"
#include "made_up_country.hpp"

// A country is calibrated; an ordinary run of other persons that reads the tables has the deaths that were wanted.

namespace kavel {
namespace {

using Overrides = std::vector<std::string>;

Study read(const StudyTexts& texts, const Overrides& overrides, Purpose purpose,
           const std::vector<WrittenTable>& given = {}) {
  std::vector<SourceFile> files;
  for (const auto& [path, text] : texts) files.push_back({path, text, {}, {}});
  Sources sources = Sources::stored(std::move(files));
  for (const WrittenTable& table : given) sources.substitute("calibrated/" + table.name, table.text);
  return read_study(texts.front().first, overrides, sources, purpose);
}

struct Fit {
  FittedMortality mortality{};
  FittedBaseYear base_year{};
  std::vector<WrittenTable> tables{};
};

Fit fit_of(const StudyTexts& texts, const RunOptions& options = {},
           const Overrides& overrides = {"population.persons=200000"}) {
  const Study study = read(texts, overrides, Purpose::calibrate);
  Fit fit;
  fit.mortality = fit_mortality(study, options);
  fit.tables = calibrated_tables(study, fit.mortality);
  fit.base_year = fit_base_year(study, options, [&](const FittedBaseYear& baselines) {
    std::vector<WrittenTable> given = fit.tables;
    for (WrittenTable& table : calibrated_tables(study, baselines)) given.push_back(std::move(table));
    return read(texts, overrides, Purpose::calibrate, given);
  });
  for (WrittenTable& table : calibrated_tables(study, fit.base_year)) fit.tables.push_back(std::move(table));
  return fit;
}

const Fit& fit() {
  static const Fit once = fit_of(made_up_country());
  return once;
}

StudyTexts with_tables(const Fit& of) {
  StudyTexts texts = made_up_country();
  for (const WrittenTable& table : of.tables) texts.emplace_back("calibrated/" + table.name, table.text);
  return texts;
}

const Results& ordinary_run() {
  static const Results once = run(read(with_tables(fit()), {"population.persons=400000", "seed=7"}, Purpose::run), {});
  return once;
}

std::size_t at(std::size_t year, int sex, int age) {
  return (year * sexes + static_cast<std::size_t>(sex)) * age_rows + static_cast<std::size_t>(age_index(age));
}

/// Of all causes as lived by those of an age on 1 January.
double wanted_rate(int sex, int age, int year) {
  const auto row = [&](int of) { return made_up_mortality(sex == 1, std::clamp(of, 0, 105), 2023 + year); };
  return age < 0 ? row(0) : (row(age) + row(age + 1)) / 2;
}

void expect_deaths_of_year(std::size_t year) {
  const VariantResults& got = ordinary_run().variants.front();
  double all_wanted = 0;
  double all_deaths = 0;
  for (int sex = 0; sex < sexes; ++sex) {
    for (int first = 0; first < 100; first += 5) {
      double wanted = 0;
      double deaths = 0;
      for (int age = first == 0 ? -1 : first; age <= (first == 95 ? oldest_age : first + 4); ++age) {
        wanted += got.alive.values[at(year, sex, age)] * wanted_rate(sex, age, static_cast<int>(year));
        deaths += static_cast<double>(got.deaths.values[at(year, sex, age)]);
      }
      EXPECT_LE(std::fabs(deaths - wanted), 4 * std::sqrt(wanted) + 1)
          << deaths << " of " << wanted << ", " << sex_names[static_cast<std::size_t>(sex)] << " from " << first;
      all_wanted += wanted;
      all_deaths += deaths;
    }
  }
  EXPECT_LE(std::fabs(all_deaths - all_wanted), 4 * std::sqrt(all_wanted)) << all_deaths << " of " << all_wanted;
}

std::string failure_of(const Overrides& overrides) {
  try {
    fit_of(made_up_country(), {}, overrides);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Calibration, DeathsOfTheBaseYearAreThoseWanted) { expect_deaths_of_year(0); }
TEST(Calibration, DeathsTenYearsOnAreThoseWanted) { expect_deaths_of_year(10); }
TEST(Calibration, DeathsTwentyYearsOnAreThoseWanted) { expect_deaths_of_year(20); }

TEST(Calibration, DeathsOfAllYearsHaveTheSpreadOfChance) {
  const VariantResults& got = ordinary_run().variants.front();
  double squares = 0;
  int cells = 0;
  for (std::size_t year = 0; year < 21; ++year) {
    for (int sex = 0; sex < sexes; ++sex) {
      for (int age = 50; age < 95; ++age) {
        const double wanted = got.alive.values[at(year, sex, age)] * wanted_rate(sex, age, static_cast<int>(year));
        const double off = static_cast<double>(got.deaths.values[at(year, sex, age)]) - wanted;
        squares += off * off / wanted;
        ++cells;
      }
    }
  }
  EXPECT_NEAR(squares / cells, 1, 4 * std::sqrt(2.0 / cells)) << cells;
}

TEST(Calibration, AttributableDeathsAreOnBudget) {
  const Results& results = ordinary_run();
  double deaths = 0;
  for (std::size_t lane = 0; lane < results.transitions.size(); ++lane) {
    if (results.transitions[lane].find(">dead/heart") == std::string::npos) continue;
    deaths += static_cast<double>(results.variants.front().by_area.events.values[lane]);
  }
  const double wanted = 2500.0 / 1e6 * 400'000;
  EXPECT_LE(std::fabs(deaths - wanted), 4 * std::sqrt(wanted));
  EXPECT_NEAR(fit().mortality.budgets.front().explained, fit().mortality.budgets.front().wanted, 0.1);
}

/// Calls take(sex, age group, lowest age) for what an ordinary run tells apart.
template <class Take>
void over_groups(const Take& take) {
  for (std::size_t sex = 0; sex < sexes; ++sex) {
    for (std::size_t group = 0; group < ordinary_run().age_groups.size(); ++group) take(sex, group);
  }
}

/// Position in arrays [year x sex x age group x SES] of the first year.
std::size_t cell(std::size_t sex, std::size_t group, std::size_t ses) {
  return (sex * ordinary_run().age_groups.size() + group) * ordinary_run().ses_groups.size() + ses;
}

/// Standard deviation between persons of what states and transitions ask for, at most. The reference run has half as
/// many persons as the ordinary one, so the difference has three times the variance of the latter's mean.
double spread(std::size_t activity, int age) {
  const double diabetes = std::min(0.2, 4e-4 * std::exp(0.07 * age));
  const double chronic = age < 25 ? 0 : std::min(0.3, 9e-4 * std::exp(0.062 * age));
  const double onset = age < 20 ? 0 : 2e-5 * std::exp(0.075 * age);
  return activity == 1 ? 600 * std::sqrt(diabetes) : 3000 * std::sqrt(chronic) + 14000 * std::sqrt(onset);
}

TEST(Calibration, CareOfTheBaseYearIsThatPublished) {
  const Results& results = ordinary_run();
  const VariantResults& got = results.variants.front();
  for (std::size_t activity = 0; activity < 2; ++activity) {
    over_groups([&](std::size_t sex, std::size_t group) {
      const int first = results.age_groups[group];
      if (first >= 90) return;
      double wanted = 0;
      double persons = 0;
      for (int age = first == 0 ? -1 : first; age < first + 5; ++age) {
        persons += got.alive.values[at(0, static_cast<int>(sex), age)];
        const auto row = [&](int of) { return activity == 0 ? 200 + 0.03 * std::pow(of, 2.5) : 50 + 2.2 * of; };
        const double lived = age < 0 ? row(0) : (row(age) + row(age + 1)) / 2;
        wanted += got.alive.values[at(0, static_cast<int>(sex), age)] * lived;
      }
      double volume = 0;
      for (std::size_t ses = 0; ses < 2; ++ses) {
        volume += got.by_sex_age_ses.volumes.values[cell(sex, group, ses) * 2 + activity];
      }
      EXPECT_NEAR(volume / persons, wanted / persons, 4 * spread(activity, first + 5) * std::sqrt(3 / persons) + 0.01)
          << activity << ' ' << sex_names[sex] << " from " << first;
    });
  }
}

TEST(Calibration, WellbeingOfTheBaseYearIsTheNorm) {
  const Results& results = ordinary_run();
  const WellbeingTrajectories& got = results.variants.front().wellbeing_by_sex_age_ses;
  over_groups([&](std::size_t sex, std::size_t group) {
    const int first = results.age_groups[group];
    if (first >= 85) return;
    double measured = 0;
    double value = 0;
    for (std::size_t ses = 0; ses < 2; ++ses) {
      measured += got.measured.values[cell(sex, group, ses) * 2];
      value += got.values.values[cell(sex, group, ses) * 2];
      if (first < 20) continue;  // function is measured from 18
      const std::size_t function = cell(sex, group, ses) * 2 + 1;
      EXPECT_NEAR(got.values.values[function] / got.measured.values[function], ses == 0 ? 8.1 : 8.8, 0.1)
          << sex_names[sex] << " from " << first;
    }
    const double middle = first == 0 ? 2.5 : first + 3;  // of the age reached, among equal ages
    EXPECT_NEAR(value / measured, 0.94 - 0.002 * middle, 0.003) << sex_names[sex] << " from " << first;
  });
  for (const FittedBaseline& baseline : fit().base_year.baselines) EXPECT_LE(baseline.last_change, 1e-3);
}

TEST(Calibration, ANegativeResidualIsAnErrorWithBothAmounts) {
  const std::string told =
      failure_of({"model.activities.drugs.per_year.diabetes.diabetes=9000", "years=1", "population.persons=200000"});
  EXPECT_NE(told.find("calibration.residuals.care.published.drugs: expected a published volume of at least what states "
                      "and transitions explain"),
            std::string::npos)
      << told;
  EXPECT_NE(told.find("female, age 64: 191.9 published"), std::string::npos) << told;
}

TEST(Calibration, ANormBeyondReachIsAnError) {
  const std::string told =
      failure_of({"model.wellbeing.utility.states.smoking.current=0.1", "years=1", "population.persons=200000"});
  EXPECT_NE(told.find("calibration.baselines.utility.norm: expected a norm that utility can have as its mean"),
            std::string::npos)
      << told;
}

// What the pack makes of the tables is what the reference run had: no mean of two rows comes between.
TEST(Calibration, TheTablesReadBackAreTheHazardsFitted) {
  const Study study = read(with_tables(fit()), {"population.persons=200000"}, Purpose::run);
  const Model model = compile_variants(study).front().model;
  const MortalityTask& task = fit().mortality.task;
  std::size_t background = 0;
  while (model.transitions[background].name != "vital.alive>dead/background") ++background;
  for (int year = 0; year < 21; ++year) {
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = -1; age <= 110; ++age) {
        const MortalityCell& cell = fit().mortality.fitted[static_cast<std::size_t>(year)].mortality.at(sex, age);
        const double got = static_cast<double>(model.base_row(sex, age, year)[background]) / clock_unit;
        EXPECT_NEAR(got, cell.background, 1e-6 * cell.background) << age << ' ' << year;
        EXPECT_NEAR(got * cell.speed, task.all_cause_at(sex, age, year) * (1 - cell.all_explained()), 1e-6 * got);
      }
    }
  }
}

TEST(Calibration, IsTheSameForAnyThreadsAndBlocks) {
  for (const auto& [threads, block] : {std::pair{1, 0}, {3, 5000}, {2, 100'000}}) {
    RunOptions options;
    options.threads = threads;
    options.block_size = block;
    const Fit other = fit_of(made_up_country(), options);
    ASSERT_EQ(other.tables.size(), fit().tables.size());
    for (std::size_t i = 0; i < other.tables.size(); ++i) EXPECT_EQ(other.tables[i].text, fit().tables[i].text);
  }
}

TEST(Calibration, AnEarlierFitHasNoInfluence) {
  const Fit again = fit_of(with_tables(fit()));
  for (std::size_t i = 0; i < again.tables.size(); ++i) EXPECT_EQ(again.tables[i].text, fit().tables[i].text);
}

TEST(Calibration, ABudgetThatCannotBeMetIsAnError) {
  const std::string told =
      failure_of({"model.calibration.attributable_deaths.heart.deaths=20000", "years=1", "population.persons=200000"});
  EXPECT_NE(
      told.find("calibration.attributable_deaths.heart.deaths=20000: expected deaths that heart can explain: at most"),
      std::string::npos)
      << told;
  EXPECT_NE(told.find("got 20000"), std::string::npos) << told;
}

TEST(Calibration, AnImpossibleCellIsAnErrorThatNamesIt) {
  const std::string told = failure_of({"model.attributes.vital.transitions.alive>dead/diabetes.hazard.times=9",
                                       "years=1", "population.persons=200000"});
  EXPECT_NE(told.find("calibration.background: expected deaths left for vital.alive>dead/background in 2023"),
            std::string::npos)
      << told;
  EXPECT_NE(told.find("female, age 9"), std::string::npos) << told;
  EXPECT_NE(told.find("vital.alive>dead/diabetes 1"), std::string::npos) << told;
}

TEST(Calibration, NeedsARegion) {
  const std::string told = failure_of({"population={persons: 1000, sex: female, age: 40}", "years=1"});
  EXPECT_NE(told.find("a region, for a calibration"), std::string::npos) << told;
}

}  // namespace
}  // namespace kavel
