#include "analysis/meerkosten_errors.hpp"

#include <array>
#include <span>
#include <vector>

#include "analysis/estimate_by_year.hpp"
#include "analysis/meerkosten.hpp"
#include "analysis/random_groups.hpp"

namespace kavel {

namespace {

/// Totals of random groups, each as if that group had not been there and the others had as many more. `weights`: what
/// makes groups even.
void leave_out_each(std::span<double> groups, const std::vector<double>& weights) {
  double total = 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    groups[g] *= weights[g];
    total += groups[g];
  }
  const auto count = static_cast<double>(groups.size());
  for (double& group : groups) group = (total - group) * count / (count - 1);
}

/// One part of [cell x random group x part], as [cell x group left out].
std::vector<double> leaving_out_each(std::span<const double> values, std::size_t parts, std::size_t part,
                                     const std::vector<double>& weights) {
  std::vector<double> without(values.size() / parts);
  for (std::size_t i = 0; i < without.size(); ++i) without[i] = values[i * parts + part];
  for (std::size_t first = 0; first < without.size(); first += weights.size())
    leave_out_each(std::span(without).subspan(first, weights.size()), weights);
  return without;
}

/// The first year of the first variant, with each random group left out in turn.
class BaseYear {
 public:
  BaseYear(const Results& results, PartOfCare of, const std::vector<double>& weights)
      : shape_{results.variants.front().by_sex_age_ses.person_years.shape[1], results.age_groups.size(),
               results.ses_groups.size()},
        groups_(weights.size()) {
    const VariantResults& first = results.variants.front();
    const Array<double> cost = cost_by(of, Prices::real, first.people.first, first.prices, results.care);
    const std::size_t width = parts(results.care, of);
    const std::vector<double> people = leaving_out_each(people_of(first, 0), 1, 0, weights);
    for (std::size_t part = 0; part < width; ++part) add(leaving_out_each(cost.values, width, part, weights), people);
  }

  /// Of a variant and year: [cell x random group].
  std::span<const double> people_of(const VariantResults& variant, std::size_t year) const {
    const std::size_t a_year = shape_.cells() * groups_;
    return std::span(variant.people.person_years.values).subspan(year * a_year, a_year);
  }

  double cost(std::size_t group, std::size_t part) const { return cost_[part][group]; }

  /// By group left out: what as many people of each cell would have cost in the base year.
  std::vector<double> expected(std::size_t part, const std::vector<double>& people) const {
    std::vector<double> sums(groups_, 0.0);
    const std::vector<double>& per_head = per_head_[part];
    for (std::size_t first = 0; first < people.size(); first += groups_) {
      for (std::size_t g = 0; g < groups_; ++g) sums[g] += per_head[first + g] * people[first + g];
    }
    return sums;
  }

 private:
  /// One part's cost; both are [cell x group left out].
  void add(const std::vector<double>& cost, const std::vector<double>& people) {
    std::vector<double>& sums = cost_.emplace_back(groups_, 0.0);
    std::vector<double>& per_head = per_head_.emplace_back(cost.size());
    std::vector<double> of_group(shape_.cells()), people_of_group(shape_.cells());
    for (std::size_t g = 0; g < groups_; ++g) {
      for (std::size_t cell = 0; cell < shape_.cells(); ++cell) {
        of_group[cell] = cost[cell * groups_ + g];
        people_of_group[cell] = people[cell * groups_ + g];
        sums[g] += of_group[cell];
      }
      const std::vector<double> heads = cost_per_head(of_group, people_of_group, shape_);
      for (std::size_t cell = 0; cell < shape_.cells(); ++cell) per_head[cell * groups_ + g] = heads[cell];
    }
  }

  PeopleShape shape_;
  std::size_t groups_;
  std::vector<std::vector<double>> cost_{};      ///< [part][group left out]
  std::vector<std::vector<double>> per_head_{};  ///< [part][cell x group left out]
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
  const std::vector<double> weights = evened(std::vector<double>(groups, 1.0), results.founders);
  const BaseYear base(results, of, weights);
  for (const VariantResults& variant : results.variants) {
    const Array<double> nominal = cost_by(of, Prices::nominal, variant.by_group, variant.prices, results.care);
    const Array<double> real = cost_by(of, Prices::real, variant.by_group, variant.prices, results.care);
    for (std::size_t year = 0; year < results.years.size(); ++year) {
      const std::vector<double> people = leaving_out_each(base.people_of(variant, year), 1, 0, weights);
      for (std::size_t part = 0; part < width; ++part) {
        std::vector<double> nominal_cost = group_sums(nominal, year, part);
        std::vector<double> real_cost = group_sums(real, year, part);
        leave_out_each(nominal_cost, weights);
        leave_out_each(real_cost, weights);
        const std::vector<double> expected = base.expected(part, people);
        Replicates replicates;
        for (std::size_t g = 0; g < groups; ++g)
          replicates.add(nominal_cost[g], real_cost[g], expected[g], base.cost(g, part));
        push(errors, replicates);
      }
    }
  }
  return errors;
}

}  // namespace kavel
