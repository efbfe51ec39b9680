#include "tests/reference/lineages.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace kavel::reference {

namespace {

template <class Int>
std::size_t at(Int index) {
  return static_cast<std::size_t>(index);
}

/// Sum over lineages per founder, its standard error with only the spread within cohorts (sex and age), in quanta.
struct Mean {
  double sum = 0;
  double standard_error = 0;
  double variance = 0;  ///< of the sum
};

Mean mean_of(const std::vector<std::vector<Int128>>& cohorts, double persons) {
  Int128 sum = 0;
  double variance = 0;
  for (const std::vector<Int128>& totals : cohorts) {
    Int128 here = 0;
    Int128 squares = 0;
    for (const Int128 total : totals) {
      const Int128 coarse = total >= 0 ? total / 1048576 : -((1048575 - total) / 1048576);  // rounded down
      here += total;
      squares += coarse * coarse;
    }
    sum += here;
    const auto n = static_cast<double>(totals.size());
    if (totals.size() < 2) continue;
    const double unit = 1048576.0 / ticks_per_year;
    const double mean = static_cast<double>(here) / ticks_per_year / n;
    variance += std::max(0.0, static_cast<double>(squares) * unit * unit - n * mean * mean) * n / (n - 1);
  }
  return {static_cast<double>(sum) / ticks_per_year, std::sqrt(variance) / persons, variance};
}

/// Covariance of two sums per person over lineages, within cohorts.
double covariance_of(const std::vector<std::vector<Int128>>& one, const std::vector<std::vector<Int128>>& other,
                     double persons) {
  const double unit = 1048576.0 / ticks_per_year;
  const auto coarse = [](Int128 total) { return total >= 0 ? total / 1048576 : -((1048575 - total) / 1048576); };
  double covariance = 0;
  for (std::size_t cohort = 0; cohort < one.size(); ++cohort) {
    const auto n = static_cast<double>(one[cohort].size());
    if (n < 2) continue;
    Int128 products = 0;
    Int128 sum = 0;
    Int128 other_sum = 0;
    for (std::size_t i = 0; i < one[cohort].size(); ++i) {
      products += coarse(one[cohort][i]) * coarse(other[cohort][i]);
      sum += one[cohort][i];
      other_sum += other[cohort][i];
    }
    const double mean = static_cast<double>(sum) / ticks_per_year / n;
    const double other_mean = static_cast<double>(other_sum) / ticks_per_year / n;
    covariance += (static_cast<double>(products) * unit * unit - n * mean * other_mean) * n / (n - 1);
  }
  return covariance / (persons * persons);
}

/// Lineage totals by cohort of who began them: founders by sex and age, then arrivals by sex and birth year.
std::vector<std::vector<Int128>> by_cohort(const std::vector<Life>& lives, const LineageTotals& totals) {
  std::map<std::tuple<bool, Sex, int>, std::vector<Int128>> cohorts;
  for (const Life& life : lives) {
    if (life.who.id != life.who.founder) continue;
    cohorts[{life.who.arrived, life.who.sex, life.who.age_at_start}].push_back(totals.at(life.who.id.value));
  }
  std::vector<std::vector<Int128>> result;
  for (const auto& [cohort, values] : cohorts) result.push_back(values);
  return result;
}

/// Who begins a lineage: sex, age group, SES and area, at the start or on 1 January of the year in which they arrive.
using Stratum = std::tuple<int, std::size_t, int, int>;

Stratum stratum_of(const Study& study, const Inhabitant& who) {
  const int age = who.age_at_start + (who.entry == 0 ? 0 : year_of(who.entry));
  std::size_t group = 0;
  while (group + 1 < study.age_groups.size() && age >= study.age_groups[group + 1]) ++group;
  return {static_cast<int>(who.sex), group, who.ses, who.area};
}

/// What is left of a stratum in one of the two ways of looking at them.
template <class CellOf>
StratumDifferences differences_by(const Lineages& of, std::size_t cells, const CellOf& cell_of) {
  const std::vector<Outcome>& outcomes = of.outcomes;
  StratumDifferences made{std::vector<std::int64_t>(cells, 0), std::vector<double>(cells * outcomes.size(), 0.0), {}};
  made.standard_error = made.difference;
  for (std::size_t o = 0; o < outcomes.size(); ++o) {
    std::map<Stratum, std::vector<Int128>> strata;
    for (const Life& life : of.lives) {
      if (life.who.id == life.who.founder)
        strata[stratum_of(of.study, life.who)].push_back(of.differences[o].at(life.who.id.value));
    }
    for (const auto& [stratum, values] : strata) {
      const std::size_t cell = cell_of(stratum) * outcomes.size() + o;
      const double quantum = outcomes[o].quantum;
      if (o == 0) made.lineages[cell_of(stratum)] += static_cast<std::int64_t>(values.size());
      const Mean mean = mean_of({values}, 1);
      made.difference[cell] += mean.sum * quantum;
      made.standard_error[cell] += mean.variance * quantum * quantum;
    }
  }
  for (double& variance : made.standard_error) variance = std::sqrt(variance);
  return made;
}

}  // namespace

std::vector<LineageTotals> minus(std::vector<LineageTotals> totals, const std::vector<LineageTotals>& comparator) {
  for (std::size_t o = 0; o < totals.size(); ++o) {
    for (auto& [founder, total] : totals[o]) {
      const auto before = comparator[o].find(founder);
      if (before != comparator[o].end()) total -= before->second;
    }
  }
  return totals;
}

std::vector<double> Lineages::sums() const {
  std::vector<double> result;
  for (const LineageTotals& of : totals) result.push_back(mean_of(by_cohort(lives, of), 1).sum);
  return result;
}

std::vector<Total> Lineages::per_person(double persons, const std::vector<double>& fixed,
                                        const std::vector<double>& comparator) const {
  std::vector<Total> result;
  std::vector<std::vector<std::vector<Int128>>> by_outcome;  // [outcome][cohort][lineage]: differences
  for (std::size_t o = 0; o < outcomes.size(); ++o) {
    const double quantum = outcomes[o].quantum;
    by_outcome.push_back(by_cohort(lives, differences[o]));
    const Mean mean = mean_of(by_cohort(lives, totals[o]), persons);
    const double whole = mean.sum + fixed[o];
    const double sum = whole * quantum;
    result.push_back({sum,
                      sum / persons,
                      mean.standard_error * quantum,
                      (whole - comparator[o]) * quantum / persons,
                      mean_of(by_outcome[o], persons).standard_error * quantum,
                      {}});
  }
  for (std::size_t o = 0; o < outcomes.size(); ++o) {
    for (std::size_t other = 0; other < outcomes.size(); ++other) {
      const double error = mean_of(by_outcome[o], persons).standard_error;
      const double covariance =
          o == other ? error * error
                     : covariance_of(by_outcome[std::min(o, other)], by_outcome[std::max(o, other)], persons);
      result[o].difference_covariances.push_back(covariance * outcomes[o].quantum * outcomes[other].quantum);
    }
  }
  return result;
}

StratumDifferences Lineages::differences_by_stratum() const {
  const std::size_t groups = study.age_groups.size();
  const std::size_t ses = study.population.ses_groups.size();
  return differences_by(*this, 2 * groups * ses, [&](const Stratum& stratum) {
    const auto [sex, group, in_ses, area] = stratum;
    return (at(sex) * groups + group) * ses + at(in_ses);
  });
}

StratumDifferences Lineages::differences_by_area() const {
  return differences_by(*this, study.population.areas.size(),
                        [](const Stratum& stratum) { return at(std::get<3>(stratum)); });
}

}  // namespace kavel::reference
