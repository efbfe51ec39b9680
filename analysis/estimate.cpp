#include "analysis/estimate.hpp"

#include <limits>
#include <span>

#include "core/person.hpp"
#include "analysis/comparison.hpp"
#include "analysis/estimate_by_year.hpp"
#include "analysis/estimate_money.hpp"
#include "analysis/icer.hpp"
#include "analysis/life_expectancy.hpp"

namespace kavel {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Mean values of wellbeing over those who are measured.
YearlyEstimates estimate_wellbeing(const Results& results) {
  YearlyEstimates all;
  for (Array<double>* array : {&all.total, &all.standard_error, &all.difference, &all.difference_standard_error}) {
    array->shape = {results.variants.size(), results.years.size(), results.measures.size()};
  }
  const WellbeingTrajectories& comparator = results.variants.front().wellbeing_by_group;
  for (const VariantResults& variant : results.variants) {
    for (std::size_t year = 0; year < results.years.size(); ++year) {
      for (std::size_t measure = 0; measure < results.measures.size(); ++measure) {
        const std::vector<double> values = group_sums(variant.wellbeing_by_group.values, year, measure);
        const std::vector<double> measured = group_sums(variant.wellbeing_by_group.measured, year, measure);
        const RatioOfTotals mean = ratio_of_totals(values, measured);
        const RatioOfTotals difference =
            difference_of_ratios(values, measured, group_sums(comparator.values, year, measure),
                                 group_sums(comparator.measured, year, measure));
        all.total.values.push_back(mean.value);
        all.standard_error.values.push_back(mean.standard_error);
        all.difference.values.push_back(difference.value);
        all.difference_standard_error.values.push_back(difference.standard_error);
      }
    }
  }
  return all;
}

void estimate_life_expectancies(const Results& results, Estimates& estimates) {
  const std::vector<std::size_t> shape{results.variants.size(), results.years.size(), std::size_t{sexes}};
  estimates.life_expectancy.shape = shape;
  estimates.life_expectancy_standard_error.shape = shape;
  for (const VariantResults& variant : results.variants) {
    const std::size_t ages = variant.alive.shape.back();
    for (std::size_t cell = 0; cell < results.years.size() * sexes; ++cell) {
      const auto found = life_expectancy_at_birth(std::span(variant.alive.values).subspan(cell * ages, ages),
                                                  std::span(variant.deaths.values).subspan(cell * ages, ages));
      estimates.life_expectancy.values.push_back(found ? found->years : unknown);
      estimates.life_expectancy_standard_error.values.push_back(found ? found->standard_error : unknown);
    }
  }
}

}  // namespace

Estimates estimate(const Results& results, const Labels& labels, const std::string& cost_of_care, const Each& each) {
  Estimates estimates;
  estimates.person_years = estimate_by_year(
      results, results.states.size(), [&](std::size_t variant) -> auto& {
        return results.variants[variant].by_group.person_years;
      });
  estimates.events = estimate_by_year(
      results, results.transitions.size(), [&](std::size_t variant) -> auto& {
        return results.variants[variant].by_group.events;
      });
  estimates.outcomes = estimate_by_year(
      results, results.outcomes.size(), [&](std::size_t variant) -> auto& {
        return results.variants[variant].by_group.outcomes;
      });
  estimates.wellbeing = estimate_wellbeing(results);
  estimates.money = estimate_money(results, each);
  estimates.comparison = compare(results, labels);
  estimates.cost_effectiveness = cost_effectiveness_of(results, cost_of_care);
  estimate_life_expectancies(results, estimates);
  return estimates;
}

}  // namespace kavel
