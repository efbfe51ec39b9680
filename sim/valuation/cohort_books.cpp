#include "valuation/cohort_books.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

CohortBooks::CohortBooks(const Model& model, const Valuation& valuation, Sex sex, int age, int level)
    : valuation_(&valuation),
      sex_(sex),
      age_(age),
      level_(level),
      cycles_per_year_(model.cycles_per_year),
      cycle_(model.cycle()),
      payoffs_(valuation.state_payoffs.size()) {
  const int per_year = std::max(1, cycles_per_year_);
  const int points = model.years * per_year + (cycle_ > 0 ? 1 : 0);
  const std::int64_t ticks = cycle_ > 0 ? cycle_ : ticks_per_year;
  sums_.assign(static_cast<std::size_t>(points + 1) * payoffs_, 0);
  rates_.assign(static_cast<std::size_t>(points) * payoffs_, 0);
  for (int point = 0; point < points; ++point) {
    const int year = point / per_year;
    // The last counting point falls on the 1 January after the study and has the figures of its last year.
    const int stored = valuation.years == 1 ? 0 : std::min(year, valuation.years - 1);
    const int age_then = age + std::min(year, model.years - 1);
    const double* annual = valuation.annual_row(sex, age_then, stored, level);
    for (std::size_t p = 0; p < payoffs_; ++p) {
      const Outcome& outcome = valuation.outcomes[static_cast<std::size_t>(valuation.state_payoffs[p].outcome)];
      const std::int64_t rate =
          age_then < -1 ? 0
                        : std::llround(annual[p] * outcome.weight[static_cast<std::size_t>(point)] / outcome.quantum);
      const std::size_t at = static_cast<std::size_t>(point) * payoffs_ + p;
      rates_[at] = rate;
      sums_[at + payoffs_] = sums_[at] + rate * ticks;
    }
  }
}

std::int64_t CohortBooks::paid(const TransitionPayoff& payoff, int year_index, Ticks tick) const {
  const Outcome& outcome = valuation_->outcomes[static_cast<std::size_t>(payoff.outcome)];
  const int stored = valuation_->years == 1 ? 0 : year_index;
  const double amount = payoff.amounts[valuation_->row(sex_, age_ + year_index, stored, level_)];
  const int point = cycle_ > 0 ? year_index * cycles_per_year_ + tick / cycle_ : year_index;
  return std::llround(amount * outcome.weight[static_cast<std::size_t>(point)] / outcome.quantum) * ticks_per_year;
}

}  // namespace kavel
