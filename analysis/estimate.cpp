#include "analysis/estimate.hpp"

#include <limits>
#include <span>

#include "core/person.hpp"
#include "analysis/estimate_by_year.hpp"
#include "analysis/estimate_money.hpp"
#include "analysis/life_expectancy.hpp"

namespace kavel {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

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

Estimates estimate(const Results& results) {
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
  estimates.money = estimate_money(results);
  estimate_life_expectancies(results, estimates);
  return estimates;
}

}  // namespace kavel
