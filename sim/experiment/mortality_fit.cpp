#include "experiment/mortality_fit.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

constexpr double widest_error = 0.02;  ///< standard error of the share explained, from which ages are taken together
constexpr std::size_t widest_window = 10;  ///< years of age to either side
constexpr double enough_for_speed = 2000;
constexpr int most_rounds = 20000;
constexpr double greatest_scale = 1e9;
constexpr double converged = 1e-10;

double number(Int128 sum, double unit) { return static_cast<double>(sum) / unit; }

/// Sums of start and end of a year, as numbers.
struct Sums {
  double persons = 0;
  double speed = 0;
  std::vector<double> hazards{};
  std::vector<double> squares{};

  void add(const DeathSums& cell) {
    persons += static_cast<double>(cell.persons);
    speed += number(cell.speed, speed_in_sums);
    hazards.resize(cell.hazards.size());
    squares.resize(cell.squares.size());
    for (std::size_t d = 0; d < hazards.size(); ++d) {
      hazards[d] += number(cell.hazards[d], hazard_in_sums);
      squares[d] += number(cell.squares[d], hazard_in_sums) / hazard_in_sums;
    }
  }
};

}  // namespace

double MortalityCell::all_explained() const {
  double sum = 0;
  for (const double share : explained) sum += share;
  return sum;
}

/// Means over persons of each sex and age, over a window of ages where one is too few.
struct MortalityFit::Means {
  std::vector<double> persons{};              ///< [cell]
  std::vector<double> speed{};                ///< [cell]
  std::vector<std::vector<double>> shares{};  ///< [cell][death lane]: of all-cause mortality, as the pack was read
};

MortalityFit::MortalityFit(MortalityTask task)
    : task_(std::move(task)), scales_(task_.budgets.size(), 1.0), explained_deaths_(task_.budgets.size(), 0.0) {}

double MortalityFit::trend(std::size_t budget, Sex sex, int age, int year) const {
  if (!task_.budgets[budget].follows) return 1;
  const int of = std::max(age, 0);  // ratios by age count those born in the year as age 0
  return task_.all_cause_at(sex, of, year) / task_.all_cause_at(sex, of, 0);
}

/// Sums of one sex by age, and their means over windows of ages. Position 0 is those born in the year; the last, all
/// from the open age on.
class MortalityFit::Ages {
 public:
  Ages(const MortalityFit& fit, const DeathComposition& start, const DeathComposition* end, Sex sex, int year)
      : twice_(end != nullptr), sums_(static_cast<std::size_t>(age_index(fit.task_.open_age)) + 1) {
    const MortalityTask& task = fit.task_;
    for (int age = -1; age <= oldest_age; ++age) {
      Sums& into = sums_[position(age)];
      into.add(start.cells[DeathComposition::cell(sex, age)]);
      if (end != nullptr) into.add(end->cells[DeathComposition::cell(sex, age)]);
    }
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      const int age = static_cast<int>(i) - 1;
      rates_.push_back(task.all_cause_at(sex, age, year));
      double variance = 0;
      for (std::size_t d = 0; d < task.budget_of.size(); ++d) {
        const int budget = task.budget_of[d];
        const auto b = static_cast<std::size_t>(budget);
        const double scale = budget < 0 ? 1.0 : fit.scales_[b] * fit.trend(b, sex, age, year);
        variance += sums_[i].squares[d] * scale * scale / (rates_[i] * rates_[i]);
      }
      variances_.push_back(variance);
    }
  }

  std::size_t position(int age) const { return std::min(static_cast<std::size_t>(age_index(age)), sums_.size() - 1); }

  /// Share of all-cause mortality that each death lane explains; zeros where nobody is of any age.
  std::vector<double> shares(std::size_t i) const {
    std::size_t k = 0;
    while (k < sums_.size() && (persons(i, k) == 0 || (k < widest_window && error(i, k) > widest_error))) ++k;
    std::vector<double> result(sums_[i].hazards.size(), 0.0);
    const double all = persons(i, k);
    for (std::size_t d = 0; d < result.size() && all > 0; ++d) {
      result[d] = over(i, k, [&](std::size_t j) { return sums_[j].hazards[d] / rates_[j]; }) / all;
    }
    return result;
  }

  double speed(std::size_t i) const {
    std::size_t k = 0;
    while (k < sums_.size() && persons(i, k) < enough_for_speed) ++k;
    const double all = persons(i, k);
    return all > 0 ? over(i, k, [&](std::size_t j) { return sums_[j].speed; }) / all : 1.0;
  }

 private:
  template <class Of>
  double over(std::size_t i, std::size_t k, const Of& of) const {
    double sum = 0;
    for (std::size_t j = i < k ? 0 : i - k; j <= std::min(i + k, sums_.size() - 1); ++j) sum += of(j);
    return sum;
  }
  double persons(std::size_t i, std::size_t k) const {
    return over(i, k, [&](std::size_t j) { return sums_[j].persons; });
  }
  /// Standard error of all that is explained. Start and end of a year are the same persons, not twice as many.
  double error(std::size_t i, std::size_t k) const {
    const double variance = over(i, k, [&](std::size_t j) { return variances_[j]; });
    return std::sqrt((twice_ ? 2.0 : 1.0) * variance) / persons(i, k);
  }

  bool twice_;
  std::vector<Sums> sums_;
  std::vector<double> rates_{}, variances_{};
};

MortalityFit::Means MortalityFit::means_of(const DeathComposition& start, const DeathComposition* end, int year) const {
  Means means;
  means.persons.resize(start.cells.size());
  means.speed.resize(start.cells.size());
  means.shares.resize(start.cells.size());
  for (const Sex sex : {Sex::female, Sex::male}) {
    const Ages ages(*this, start, end, sex, year);
    for (int age = -1; age <= oldest_age; ++age) {
      const std::size_t cell = DeathComposition::cell(sex, age);
      const auto at_start = static_cast<double>(start.cells[cell].persons);
      means.persons[cell] = end == nullptr ? at_start : (at_start + static_cast<double>(end->cells[cell].persons)) / 2;
      means.shares[cell] = ages.shares(ages.position(age));
      means.speed[cell] = ages.speed(ages.position(age));
    }
  }
  return means;
}

/// Factor on the excess of each budget: its scale, the trend, and what keeps the cell within its limit.
std::vector<double> MortalityFit::scale_of(const Means& means, std::size_t cell, Sex sex, int age, int year,
                                           bool& capped) const {
  std::vector<double> scale(scales_.size());
  for (std::size_t b = 0; b < scale.size(); ++b) scale[b] = scales_[b] * trend(b, sex, age, year);
  double budgeted = 0;
  double other = 0;
  for (std::size_t d = 0; d < task_.budget_of.size(); ++d) {
    const int budget = task_.budget_of[d];
    const double share = means.shares[cell][d];
    if (budget < 0) {
      other += share;
    } else {
      budgeted += share * scale[static_cast<std::size_t>(budget)];
    }
  }
  capped = budgeted > 0 && budgeted + other > task_.most_explained;
  if (capped) {
    const double within = std::max(task_.most_explained - other, 0.0) / budgeted;
    for (double& one : scale) one *= within;
  }
  return scale;
}

/// Deaths that each budget explains in the base year with the present scales.
std::vector<double> MortalityFit::deaths_of(const Means& means) const {
  std::vector<double> deaths(scales_.size(), 0.0);
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = -1; age <= oldest_age; ++age) {
      const std::size_t cell = DeathComposition::cell(sex, age);
      bool capped = false;
      const std::vector<double> scale = scale_of(means, cell, sex, age, 0, capped);
      const double all = means.persons[cell] * task_.all_cause_at(sex, age, 0);
      for (std::size_t d = 0; d < task_.budget_of.size(); ++d) {
        if (task_.budget_of[d] < 0) continue;
        const auto budget = static_cast<std::size_t>(task_.budget_of[d]);
        deaths[budget] += all * scale[budget] * means.shares[cell][d];
      }
    }
  }
  return deaths;
}

double MortalityFit::fit_budgets(const DeathComposition& start, const DeathComposition* end) {
  const std::vector<double> before = scales_;
  const Means means = means_of(start, end, 0);
  double change = 1;
  for (int round = 0; round < most_rounds && change > converged; ++round) {
    explained_deaths_ = deaths_of(means);
    change = 0;
    for (std::size_t b = 0; b < scales_.size(); ++b) {
      if (!(explained_deaths_[b] > 0) || scales_[b] > greatest_scale) continue;
      const double factor = task_.budgets[b].wanted / explained_deaths_[b];
      scales_[b] *= factor;
      change = std::max(change, std::fabs(factor - 1));
    }
  }
  double moved = 0;
  for (std::size_t b = 0; b < scales_.size(); ++b) moved = std::max(moved, std::fabs(scales_[b] / before[b] - 1));
  return moved;
}

/// A table by age on 1 January has one row for those born in the year and those of age 0.
void MortalityFit::share_infancy(MortalityYear& year) const {
  for (const Sex sex : {Sex::female, Sex::male}) {
    MortalityCell& born = year.cells[DeathComposition::cell(sex, -1)];
    MortalityCell& infant = year.cells[DeathComposition::cell(sex, 0)];
    for (std::size_t b = 0; b < scales_.size(); ++b) {
      born.scale[b] = infant.scale[b] = std::min(born.scale[b], infant.scale[b]);
    }
    born.capped = infant.capped = born.capped || infant.capped;
  }
}

MortalityYear MortalityFit::solve(const DeathComposition& start, const DeathComposition* end, int year) const {
  const Means means = means_of(start, end, year);
  MortalityYear result;
  result.cells.resize(start.cells.size());
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = -1; age <= oldest_age; ++age) {
      const std::size_t cell = DeathComposition::cell(sex, age);
      result.cells[cell].scale = scale_of(means, cell, sex, age, year, result.cells[cell].capped);
    }
  }
  share_infancy(result);
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = -1; age <= oldest_age; ++age) {
      const std::size_t at = DeathComposition::cell(sex, age);
      MortalityCell& cell = result.cells[at];
      cell.persons = means.persons[at];
      cell.speed = means.speed[at];
      cell.explained = means.shares[at];
      for (std::size_t d = 0; d < cell.explained.size(); ++d) {
        if (task_.budget_of[d] >= 0) cell.explained[d] *= cell.scale[static_cast<std::size_t>(task_.budget_of[d])];
      }
      const double all = task_.all_cause_at(sex, age, year);
      cell.background = cell.speed > 0 ? all * (1 - cell.all_explained()) / cell.speed : 0;
    }
  }
  return result;
}

}  // namespace kavel
