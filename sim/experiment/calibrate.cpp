#include "experiment/calibrate.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "model/figures.hpp"
#include "experiment/reference_run.hpp"

namespace kavel {

namespace {

constexpr int most_trials = 12;        ///< of the base year
constexpr double budget_met = 1e-4;    ///< share of a budget that may be missing
constexpr double many_deaths = 100;    ///< expected, from which the second order of a cell is told
constexpr std::size_t most_told = 12;  ///< impossible cells in one message

const BackgroundSpec& background_of(const CalibrationSpec& spec) {
  return present(spec.background, "a calibration has a background");
}

/// Deaths of the pack besides the background, budgeted ones first.
std::vector<std::string> deaths_of(const Study& study) {
  const Pack& pack = study.variants.front().pack;
  const CalibrationSpec& spec = calibration_of(study);
  const BackgroundSpec& background = background_of(spec);
  std::vector<std::string> names;
  for (const AttributableDeathsSpec& budget : spec.attributable_deaths) {
    names.insert(names.end(), budget.transitions.begin(), budget.transitions.end());
  }
  for (const AttributeSpec& attribute : pack.attributes) {
    for (const auto& [state, leaving] : attribute.leaves) {
      for (const TransitionSpec& transition : attribute.transitions) {
        const std::string name = attribute.name + '.' + transition.name;
        const bool other = name != background.transition && std::find(names.begin(), names.end(), name) == names.end();
        if (leaving == Leaving::death && transition.to == state && transition.from != state && other)
          names.push_back(name);
      }
    }
  }
  return names;
}

/// The first age of the table's open row; a table without one is taken to go on.
int open_age_of(const Quantity& all_cause) {
  int open = 100;
  if (!all_cause.table || !all_cause.table->by_age) return open;
  for (const TableRow& row : all_cause.table->rows) {
    if (row.keys.age && row.keys.age->to >= oldest_age) open = row.keys.age->from;
  }
  return std::clamp(open, 1, oldest_age);
}

MortalityTask task_of(const Study& study, const std::vector<std::string>& deaths, Problems& problems) {
  const CalibrationSpec& spec = calibration_of(study);
  MortalityTask task;
  task.years = study.years;
  task.most_explained = background_of(spec).most_explained;
  task.open_age = open_age_of(background_of(spec).all_cause);
  task.budget_of.assign(deaths.size(), -1);
  std::size_t at = 0;
  for (const AttributableDeathsSpec& budget : spec.attributable_deaths) {
    const double per_person =
        budget.deaths.value * budget.deaths.times / (spec.inhabitants->value * spec.inhabitants->times);
    for (std::size_t i = 0; i < budget.transitions.size(); ++i)
      task.budget_of[at++] = static_cast<int>(task.budgets.size());
    task.budgets.push_back({per_person * static_cast<double>(study.population.persons()),
                            budget.follows == AttributableDeathsSpec::Follows::all_cause});
  }
  Figures figures(study.start, problems);
  task.all_cause.resize(rows_by_year(study.years));
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = -1; age <= oldest_age; ++age) {
      for (int year = 0; year < study.years; ++year) {
        task.all_cause[sex_age_year(sex, age, year, study.years)] =
            figures.lived(background_of(spec).all_cause, {sex, age, year, 0, ""}, AgeRule::lexis, Domain::positive);
      }
    }
  }
  return task;
}

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

class Calibrator {
 public:
  Calibrator(const Study& study, const RunOptions& options)
      : study_(study), spec_(calibration_of(study)), options_(options) {
    fitted_.deaths = deaths_of(study);
    Problems problems;
    fitted_.task = task_of(study, fitted_.deaths, problems);
    if (study.population.age_rule != AgeRule::lexis) {
      problems.add(study.population.mark, "population", "a region, for a calibration", "a cohort");
    }
    if (study.region.cost_level || !study.region.prevalences.empty()) {
      problems.add(study.population.mark, "population.region", "the country as the pack has it, for a calibration",
                   "a region with a cost level or prevalences of its own");
    }
    problems.raise();
  }

  FittedMortality run() {
    report(0);
    ReferenceRun reference(study_, options_, background_of(spec_).transition, fitted_.deaths);
    MortalityFit fit(fitted_.task);
    fitted_.start = study_.start;
    fitted_.years = study_.years;
    fitted_.open_age = fitted_.task.open_age;
    fitted_.persons = reference.persons();
    fitted_.background.assign(rows_by_year(study_.years), 0.0);
    for (int year = 0; year < study_.years; ++year) {
      fitted_.fitted.push_back(fit_year(reference, fit, year));
      reference.live_year(year);
      report(year + 1);
    }
    take_budgets(fit);
    take_tally(reference);
    return std::move(fitted_);
  }

 private:
  FittedYear fit_year(ReferenceRun& reference, MortalityFit& fit, int year) {
    apply_last(reference, year);
    const DeathComposition start = reference.start_year(year);
    if (year == 0) fit.fit_budgets(start, nullptr);
    const MortalityYear first = fit.solve(start, nullptr, year);
    apply(reference, first, year);
    DeathComposition end = reference.try_year(year);
    if (year == 0) fit_budgets(reference, fit, start, end);
    FittedYear result;
    result.mortality = fit.solve(start, &end, year);
    expect_possible(fit.task(), result.mortality, year);
    apply(reference, result.mortality, year);
    take_background(reference, result.mortality, year);
    tell_second_order(fit.task(), first, result, year);
    return result;
  }

  /// The base year is lived again until what the excess explains agrees with how it is scaled.
  void fit_budgets(ReferenceRun& reference, MortalityFit& fit, const DeathComposition& start, DeathComposition& end) {
    for (int trial = 0; fit.fit_budgets(start, &end) > budget_met && trial < most_trials; ++trial) {
      expect_met(fit);
      apply(reference, fit.solve(start, &end, 0), 0);
      end = reference.try_year(0);
    }
    expect_met(fit);
  }

  /// Before a year is known, its excess is scaled as in the year before: clocks must run to be wound.
  void apply_last(ReferenceRun& reference, int year) {
    if (year > 0) apply(reference, fitted_.fitted.back().mortality, year);
  }

  void apply(ReferenceRun& reference, const MortalityYear& mortality, int year) const {
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = -1; age <= oldest_age; ++age) {
        const MortalityCell& cell = mortality.at(sex, age);
        reference.set_base(reference.background(), sex, age, year, std::max(cell.background, 0.0));
        for (std::size_t d = 0; d < fitted_.task.budget_of.size(); ++d) {
          if (fitted_.task.budget_of[d] < 0) continue;
          const int lane = reference.deaths()[d];
          const double scale = cell.scale[static_cast<std::size_t>(fitted_.task.budget_of[d])];
          reference.set_base(lane, sex, age, year, reference.base_as_read(lane, sex, age, year) * scale);
        }
      }
    }
  }

  void expect_met(const MortalityFit& fit) const {
    Problems problems;
    for (std::size_t b = 0; b < spec_.attributable_deaths.size(); ++b) {
      const double wanted = fit.task().budgets[b].wanted;
      const double explained = fit.explained_deaths()[b];
      if (std::fabs(explained - wanted) <= budget_met * wanted) continue;
      const AttributableDeathsSpec& budget = spec_.attributable_deaths[b];
      const Quantity& of = present(spec_.inhabitants, "budgets are of the deaths among inhabitants");
      const double inhabitants = of.value * of.times;
      problems.add(
          budget.deaths.mark, budget.key + ".deaths",
          fmt::format("deaths that {} can explain: at most {:.0f} of {:.0f} inhabitants while no sex and age has "
                      "more than {} of its deaths explained",
                      budget.name, explained / static_cast<double>(fitted_.persons) * inhabitants, inhabitants,
                      percent(background_of(spec_).most_explained)),
          fmt::format("{:.0f}", budget.deaths.value * budget.deaths.times));
    }
    problems.raise();
  }

  /// All sexes and ages of a year in which nothing is left for the background.
  void expect_possible(const MortalityTask& task, const MortalityYear& mortality, int year) const {
    std::vector<std::string> told;
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = -1; age <= task.open_age; ++age) {
        const MortalityCell& cell = mortality.at(sex, age);
        if (cell.all_explained() < 1 && cell.speed > 0) continue;
        told.push_back(words_of(cell, sex, age));
      }
    }
    if (told.empty()) return;
    std::string got;
    for (std::size_t i = 0; i < std::min(told.size(), most_told); ++i) got += (i == 0 ? "" : "; ") + told[i];
    if (told.size() > most_told) got += fmt::format("; and {} more", told.size() - most_told);
    throw InputError(background_of(spec_).mark, background_of(spec_).key,
                     fmt::format("deaths left for {} in {}", background_of(spec_).transition, study_.start + year),
                     got);
  }

  std::string words_of(const MortalityCell& cell, Sex sex, int age) const {
    const std::string who = fmt::format("{}, {}", sex_names[static_cast<std::size_t>(sex)],
                                        age < 0 ? std::string("born in the year") : fmt::format("age {}", age));
    if (!(cell.speed > 0)) return who + ": nobody at risk";
    std::string causes;
    for (std::size_t d = 0; d < fitted_.deaths.size(); ++d) {
      if (cell.explained[d] < 0.005) continue;
      causes += fmt::format("{}{} {}", causes.empty() ? "" : ", ", fitted_.deaths[d], percent(cell.explained[d]));
    }
    return fmt::format("{}: {} of deaths explained ({})", who, percent(cell.all_explained()), causes);
  }

  /// The hazard that the pack's table must have, so that what the pack makes of it is the one fitted.
  void take_background(const ReferenceRun& reference, const MortalityYear& mortality, int year) {
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = -1; age <= oldest_age; ++age) {
        const double of_one = reference.base_as_read(reference.background(), sex, age, year);  // of a table of ones
        const std::size_t at = sex_age_year(sex, age, year, study_.years);
        fitted_.background[at] = of_one > 0 ? mortality.at(sex, age).background / of_one : 0;
      }
    }
  }

  static void tell_second_order(const MortalityTask& task, const MortalityYear& first, FittedYear& result, int year) {
    double deaths = 0;
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = 0; age <= oldest_age; ++age) {
        const double expected = result.mortality.at(sex, age).persons * task.all_cause_at(sex, age, year);
        const double before = first.at(sex, age).background;
        if (!(before > 0)) continue;
        const double change = std::fabs(result.mortality.at(sex, age).background / before - 1);
        deaths += expected;
        result.second_order += expected * change;
        if (expected >= many_deaths) result.greatest_second_order = std::max(result.greatest_second_order, change);
      }
    }
    if (deaths > 0) result.second_order /= deaths;
  }

  void take_budgets(const MortalityFit& fit) {
    for (std::size_t b = 0; b < spec_.attributable_deaths.size(); ++b) {
      fitted_.budgets.push_back({spec_.attributable_deaths[b].name, fit.task().budgets[b].wanted,
                                 fit.explained_deaths()[b], fit.scales()[b],
                                 std::vector<std::int64_t>(static_cast<std::size_t>(study_.years), 0)});
    }
  }

  void take_tally(const ReferenceRun& reference) {
    const Tally tally = reference.tally();
    fitted_.died = tally.deaths;
    fitted_.alive.reserve(tally.alive.size());
    for (const std::int64_t ticks : tally.alive) fitted_.alive.push_back(static_cast<double>(ticks) / ticks_per_year);
    const auto transitions = static_cast<std::size_t>(tally.shape.transitions);
    const std::size_t cells = tally.by_area.events.size() / transitions;  // [year x area]
    for (std::size_t d = 0; d < fitted_.task.budget_of.size(); ++d) {
      if (fitted_.task.budget_of[d] < 0) continue;
      FittedBudget& budget = fitted_.budgets[static_cast<std::size_t>(fitted_.task.budget_of[d])];
      for (std::size_t cell = 0; cell < cells; ++cell) {
        budget.happened[cell / static_cast<std::size_t>(tally.shape.areas)] +=
            tally.by_area.events[cell * transitions + static_cast<std::size_t>(reference.deaths()[d])];
      }
    }
  }

  void report(int years) const {
    if (options_.progress) options_.progress(static_cast<double>(years) / study_.years, 0);
  }

  const Study& study_;
  const CalibrationSpec& spec_;
  RunOptions options_;
  FittedMortality fitted_{};
};

}  // namespace

FittedMortality fit_mortality(const Study& study, const RunOptions& options) {
  return Calibrator(study, options).run();
}

}  // namespace kavel
