#pragma once

#include <cstddef>
#include <vector>

#include "experiment/results.hpp"

namespace kavel {

/// At prices of the year, or of the first year.
enum class Prices { nominal, real };

/// By what the cost of activities is added up.
enum class PartOfCare { whole, sector, payer, provider };

/// How many parts there are.
std::size_t parts(const CareLabels& care, PartOfCare of);

/// The part an activity belongs to.
std::size_t part_of(const ActivityLabel& activity, PartOfCare of);

/// What volumes [year x … x activity] cost, EUR, same shape; `unit` prices are the variant's own.
Array<double> cost_of(const Array<double>& volumes, const UnitPrices& unit, Prices prices);

/// What care costs [year x … x part], EUR: by payer, deductibles count for who pays them, not for who pays the care.
/// At prices of the first year, what is paid under a deductible falls as the care under it does.
Array<double> cost_by(PartOfCare of, Prices prices, const Trajectories& cells, const UnitPrices& unit,
                      const CareLabels& care);

/// Cost [… x activity] added up to [… x part]; with `fixed`, only the share that does not follow the volume at once.
enum class ShareOfCost { whole, fixed };
Array<double> added_up(const Array<double>& cost, const CareLabels& care, PartOfCare of,
                       ShareOfCost share = ShareOfCost::whole);

}  // namespace kavel
