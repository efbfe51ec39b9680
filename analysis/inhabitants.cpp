#include "analysis/inhabitants.hpp"

#include <string>

#include "programme/names.hpp"

namespace kavel {

namespace {

/// [… x state] as […]: the sum over some states.
Array<double> over_states(const Array<double>& person_years, const std::vector<std::size_t>& states) {
  const std::size_t width = person_years.shape.back();
  Array<double> sums{person_years.shape, {}};
  sums.shape.pop_back();
  for (std::size_t i = 0; i < person_years.values.size(); i += width) {
    double sum = 0;
    for (const std::size_t state : states) sum += person_years.values[i + state];
    sums.values.push_back(sum);
  }
  return sums;
}

}  // namespace

std::vector<std::size_t> states_of_everyone(const Results& results) {
  std::vector<std::size_t> states;
  for (std::size_t state = 0; state < results.states.size(); ++state) {
    if (attribute_in(results.states[state]) == attribute_in(results.states.front())) states.push_back(state);
  }
  return states;
}

Array<double> inhabitants_by_cell(const Results& results, const VariantResults& variant) {
  return over_states(variant.by_sex_age_ses.person_years, states_of_everyone(results));
}

std::vector<double> inhabitants_by_group(const Results& results, const VariantResults& variant, std::size_t year) {
  const Array<double> all = over_states(variant.by_group.person_years, states_of_everyone(results));
  const std::size_t groups = all.shape[1];
  const auto first = all.values.begin() + static_cast<std::ptrdiff_t>(year * groups);
  return {first, first + static_cast<std::ptrdiff_t>(groups)};
}

}  // namespace kavel
