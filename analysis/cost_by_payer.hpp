#pragma once

#include <cstddef>
#include <vector>

#include "experiment/results.hpp"

namespace kavel {

/// What one payer pays over all years at prices of the first, EUR by random group.
struct PaidByPayer {
  std::vector<double> programmes{};
  std::vector<double> filled_again{};  ///< care in capacity that programmes freed
  std::vector<double> care{};          ///< all else
  std::vector<double> in_all() const;
};

/// [payer]: deductibles count for who pays them.
std::vector<PaidByPayer> paid_by_payer(const VariantResults& variant, const CareLabels& care);

/// Is this the cost of a programme, or care in capacity that one has freed?
bool is_programme_cost(const ActivityLabel& activity);
bool is_filled_again(const ActivityLabel& activity);

}  // namespace kavel
