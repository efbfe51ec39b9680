#include "analysis/meerkosten_errors.hpp"

#include <array>
#include <span>
#include <vector>

#include "analysis/estimate_by_year.hpp"
#include "analysis/meerkosten.hpp"
#include "analysis/random_groups.hpp"

namespace kavel {

namespace {

/// Totals as if one group had not been there, and the others had as many more.
std::vector<double> leaving_out_each(const std::vector<double>& groups, std::int64_t founders) {
  const std::vector<double> even = evened(groups, founders);
  double total = 0;
  for (const double group : even) total += group;
  const auto count = static_cast<double>(even.size());
  std::vector<double> without;
  for (const double group : even) without.push_back((total - group) * count / (count - 1));
  return without;
}

/// [cell x random group x part] as [group left out][part x cell].
std::vector<std::vector<double>> leaving_out_each(const std::vector<double>& values, std::size_t groups,
                                                  std::size_t parts, std::int64_t founders) {
  const std::size_t cells = values.size() / groups / parts;
  std::vector<std::vector<double>> without(groups, std::vector<double>(cells * parts));
  std::vector<double> one(groups);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    for (std::size_t part = 0; part < parts; ++part) {
      for (std::size_t g = 0; g < groups; ++g) one[g] = values[(cell * groups + g) * parts + part];
      const std::vector<double> rest = leaving_out_each(one, founders);
      for (std::size_t g = 0; g < groups; ++g) without[g][part * cells + cell] = rest[g];
    }
  }
  return without;
}

/// The first year of the first variant, with each random group left out in turn.
class BaseYear {
 public:
  BaseYear(const Results& results, PartOfCare of, std::size_t groups)
      : shape_{results.variants.front().by_sex_age_ses.person_years.shape[1], results.age_groups.size(),
               results.ses_groups.size()},
        parts_(parts(results.care, of)) {
    const VariantResults& first = results.variants.front();
    const Array<double> cost = cost_by(of, Prices::real, first.people.first, first.prices, results.care);
    const std::vector<double> all_people(
        first.people.person_years.values.begin(),
        first.people.person_years.values.begin() + static_cast<std::ptrdiff_t>(shape_.cells() * groups));
    const auto costs = leaving_out_each(cost.values, groups, parts_, results.founders);
    const auto people = leaving_out_each(all_people, groups, 1, results.founders);
    for (std::size_t g = 0; g < groups; ++g) {
      for (std::size_t part = 0; part < parts_; ++part) {
        const std::span<const double> of_part = std::span(costs[g]).subspan(part * shape_.cells(), shape_.cells());
        double sum = 0;
        for (const double cell : of_part) sum += cell;
        cost_.push_back(sum);
        per_head_.push_back(cost_per_head(of_part, people[g], shape_));
      }
    }
  }

  double cost(std::size_t group, std::size_t part) const { return cost_[group * parts_ + part]; }

  /// What as many people of each cell would have cost in the base year.
  double expected(std::size_t group, std::size_t part, const std::vector<double>& people) const {
    const std::vector<double>& per_head = per_head_[group * parts_ + part];
    double sum = 0;
    for (std::size_t cell = 0; cell < per_head.size(); ++cell) sum += per_head[cell] * people[cell];
    return sum;
  }

  std::size_t cells() const { return shape_.cells(); }

 private:
  PeopleShape shape_;
  std::size_t parts_;
  std::vector<double> cost_{};                   ///< [group left out x part]
  std::vector<std::vector<double>> per_head_{};  ///< [group left out x part][cell]
};

/// The five numbers of one year and part, with each group left out in turn.
struct Replicates {
  std::vector<double> nominal{}, price{}, real{}, demography{}, volume{};
  void add(double nominal_cost, double real_cost, double expected, double base) {
    nominal.push_back(nominal_cost - base);
    price.push_back(nominal_cost - real_cost);
    real.push_back(real_cost - base);
    demography.push_back(expected - base);
    volume.push_back(real_cost - expected);
  }
};

void push(ExtraCosts& errors, const Replicates& of) {
  errors.nominal.values.push_back(jackknife_standard_error(of.nominal));
  errors.price.values.push_back(jackknife_standard_error(of.price));
  errors.real.values.push_back(jackknife_standard_error(of.real));
  errors.demography.values.push_back(jackknife_standard_error(of.demography));
  errors.volume.values.push_back(jackknife_standard_error(of.volume));
}

}  // namespace

ExtraCosts meerkosten_errors(const Results& results, PartOfCare of) {
  ExtraCosts errors;
  const std::size_t width = parts(results.care, of);
  for (Array<double>* array : {&errors.nominal, &errors.price, &errors.real, &errors.demography, &errors.volume})
    array->shape = {results.variants.size(), results.years.size(), width};
  const std::size_t groups = results.variants.front().by_group.volumes.shape[1];
  const bool known = !results.variants.front().people.person_years.values.empty();
  if (!known || results.founders < static_cast<std::int64_t>(groups) || groups < 2) {
    for (std::size_t i = 0; i < results.variants.size() * results.years.size() * width; ++i) push(errors, {});
    return errors;
  }
  const BaseYear base(results, of, groups);
  const std::size_t a_year = base.cells() * groups;
  for (const VariantResults& variant : results.variants) {
    const Array<double> nominal = cost_by(of, Prices::nominal, variant.by_group, variant.prices, results.care);
    const Array<double> real = cost_by(of, Prices::real, variant.by_group, variant.prices, results.care);
    for (std::size_t year = 0; year < results.years.size(); ++year) {
      const auto first = variant.people.person_years.values.begin() + static_cast<std::ptrdiff_t>(year * a_year);
      const auto people =
          leaving_out_each({first, first + static_cast<std::ptrdiff_t>(a_year)}, groups, 1, results.founders);
      for (std::size_t part = 0; part < width; ++part) {
        const std::vector<double> nominal_cost = leaving_out_each(group_sums(nominal, year, part), results.founders);
        const std::vector<double> real_cost = leaving_out_each(group_sums(real, year, part), results.founders);
        Replicates replicates;
        for (std::size_t g = 0; g < groups; ++g) {
          replicates.add(nominal_cost[g], real_cost[g], base.expected(g, part, people[g]), base.cost(g, part));
        }
        push(errors, replicates);
      }
    }
  }
  return errors;
}

}  // namespace kavel
