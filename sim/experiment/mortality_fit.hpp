#pragma once

#include <vector>

#include "core/person.hpp"
#include "experiment/reference_run.hpp"

namespace kavel {

/// Deaths that some death lanes together are to explain in the base year.
struct DeathBudget {
  double wanted = 0;     ///< deaths a year in the reference run
  bool follows = false;  ///< the excess changes as all-cause mortality does
};

/// What is fitted, for all years.
struct MortalityTask {
  std::vector<DeathBudget> budgets{};
  std::vector<int> budget_of{};  ///< [death lane]: its budget, or -1
  double most_explained = 0.85;  ///< of all-cause mortality, where budgets have a part in it
  int open_age = 100;            ///< from here on all ages are taken together
  int years = 1;
  std::vector<double> all_cause{};  ///< as lived, 1/year [sex x age + 1 x year]

  double all_cause_at(Sex sex, int age, int year) const { return all_cause[sex_age_year(sex, age, year, years)]; }
};

/// What follows for one sex and age in one year.
struct MortalityCell {
  double persons = 0;               ///< mean of the start and the end of the year
  double speed = 1;                 ///< mean on the background
  std::vector<double> explained{};  ///< [death lane]: share of all-cause mortality, scaled
  std::vector<double> scale{};      ///< [budget]: factor on the excess
  double background = 0;            ///< 1/year at speed 1
  bool capped = false;              ///< budgeted deaths would explain more than they may
  double all_explained() const;
};

/// The fit of one year.
struct MortalityYear {
  std::vector<MortalityCell> cells{};  ///< [sex x age on 1 January + 1]
  const MortalityCell& at(Sex sex, int age) const { return cells[DeathComposition::cell(sex, age)]; }
};

/// Solves the equations of sim/README.md, "The reference run", from sums over persons.
class MortalityFit {
 public:
  explicit MortalityFit(MortalityTask task);

  /// Finds the scale of every budget in the base year. `end` may be null. Returns the largest relative change of a
  /// scale.
  double fit_budgets(const DeathComposition& start, const DeathComposition* end);
  /// Solves a year with the scales found. `end` may be null: only the composition of 1 January counts then.
  MortalityYear solve(const DeathComposition& start, const DeathComposition* end, int year) const;

  /// Deaths in the base year that each budget explains with the scales found.
  const std::vector<double>& explained_deaths() const { return explained_deaths_; }
  const std::vector<double>& scales() const { return scales_; }
  const MortalityTask& task() const { return task_; }

 private:
  struct Means;
  class Ages;
  Means means_of(const DeathComposition& start, const DeathComposition* end, int year) const;
  std::vector<double> scale_of(const Means& means, std::size_t cell, Sex sex, int age, int year, bool& capped) const;
  std::vector<double> deaths_of(const Means& means) const;
  void share_infancy(MortalityYear& year) const;
  double trend(std::size_t budget, Sex sex, int age, int year) const;

  MortalityTask task_;
  std::vector<double> scales_{};  ///< [budget]
  std::vector<double> explained_deaths_{};
};

}  // namespace kavel
