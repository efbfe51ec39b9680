#include "valuation/payoffs.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

double PayoffTable::greatest(std::size_t payoff) const {
  const bool is_known = payoff < known_->payoffs;
  const PayoffFigures& figures = is_known ? *known_ : *own_;
  double most = 0;
  for (std::size_t at = is_known ? payoff : payoff - known_->payoffs; at < figures.amounts.size();
       at += figures.payoffs)
    most = std::max(most, std::fabs(figures.amounts[at]));
  return most;
}

}  // namespace kavel
