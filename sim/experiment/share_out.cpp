#include "experiment/share_out.hpp"

#include <numeric>

namespace kavel {

namespace {

/// Adds quanta by year to sums [year x cell x thing], in quanta x ticks. Cell after cell gets what the cells up to it
/// get together, rounded down, so that they add up to the whole.
void share_out(const std::vector<std::int64_t>& quanta, const std::vector<std::int64_t>& lived, int years,
               std::size_t things, std::size_t thing, std::vector<Int128>& sums) {
  const std::size_t cells = lived.size() / static_cast<std::size_t>(years);
  for (std::size_t year = 0; year < static_cast<std::size_t>(years); ++year) {
    if (quanta[year] == 0) continue;
    const auto first = lived.begin() + static_cast<std::ptrdiff_t>(year * cells);
    const std::int64_t all = std::accumulate(first, first + static_cast<std::ptrdiff_t>(cells), std::int64_t{0});
    const Int128 whole = static_cast<Int128>(quanta[year]) * ticks_per_year;
    if (all == 0) sums[year * cells * things + thing] += whole;  // nobody is left: somewhere
    if (all == 0) continue;
    Int128 before = 0;
    std::int64_t so_far = 0;
    for (std::size_t cell = year * cells; cell < (year + 1) * cells; ++cell) {
      so_far += lived[cell];
      const Int128 up_to_here = whole * so_far / all;
      sums[cell * things + thing] += up_to_here - before;
      before = up_to_here;
    }
  }
}

}  // namespace

std::vector<std::int64_t> by_everyone(const std::vector<std::int64_t>& ticks, const TallyShape& shape) {
  const auto states = static_cast<std::size_t>(shape.states);
  std::vector<std::int64_t> lived(ticks.size() / states);
  for (std::size_t cell = 0; cell < lived.size(); ++cell) {
    const std::int64_t* of_cell = ticks.data() + cell * states;  // everyone is in one state of the first attribute
    lived[cell] = std::accumulate(of_cell, of_cell + shape.first_states, std::int64_t{0});
  }
  return lived;
}

void share_out_volumes(const Valuation& valuation, const std::vector<std::int64_t>& lived, int years,
                       std::vector<Int128>& volumes) {
  const std::size_t activities = valuation.care.activities.size();
  for (const FixedCost& cost : valuation.fixed_costs) {
    share_out(cost.quanta, lived, years, activities, static_cast<std::size_t>(cost.activity), volumes);
  }
}

void share_out(const Valuation& valuation, const std::vector<std::int64_t>& lived, int years, Cells& sums) {
  share_out_volumes(valuation, lived, years, sums.volumes);
  for (const FixedCost& cost : valuation.fixed_costs) {
    for (const FixedCost::Value& value : cost.values) {
      share_out(value.quanta, lived, years, valuation.outcomes.size(), static_cast<std::size_t>(value.outcome),
                sums.outcomes);
    }
  }
}

std::int64_t fixed_lifetime(const Valuation& valuation, int outcome) {
  std::int64_t sum = 0;
  for (const FixedCost& cost : valuation.fixed_costs) {
    for (const FixedCost::Value& value : cost.values) {
      if (value.outcome == outcome) sum += std::accumulate(value.discounted.begin(), value.discounted.end(), 0LL);
    }
  }
  return sum;
}

}  // namespace kavel
