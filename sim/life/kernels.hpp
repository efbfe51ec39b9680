#pragma once

#include <cstddef>
#include <cstdint>

#include "core/clock.hpp"
#include "population/rows.hpp"
#include "valuation/wellbeing.hpp"

namespace kavel {

/// Rows of one cohort, as a rule on 1 January.
struct QuietRows {
  const float* base;    ///< [lane]
  const float* speeds;  ///< [row x lane]
  Clock* clocks;        ///< [row x lane]
  const Moment* wakes;  ///< [row]: next due duration or step; null: the model has none
  Moment year_end;
  std::size_t rows;
  int lanes;        ///< a multiple of 8
  float share = 1;  ///< of the year to take off
};

/// Rows in which something happens this year.
struct BusyRows {
  std::uint32_t* rows;    ///< [row]: their positions, ascending
  std::uint64_t* firing;  ///< [row x (lanes + 63) / 64]: a bit for each lane whose clock reaches zero
};

/// What rows of one cohort hold of wellbeing.
struct FaringRows {
  const PersonKey* keys;          ///< [row]
  const std::int32_t* modifiers;  ///< [row x measure]
  const WellbeingRow* figures;    ///< [SES]
  std::size_t rows;
};

/// Where their values are added [cell x measure].
struct FaringSums {
  std::int64_t* by_ses;
  std::int64_t* by_zone;
  std::int64_t* by_group;
};

/// The innermost loops, once plainly and once per instruction set; the same bits everywhere.
struct Kernels {
  /// Takes a year's loss, or that of a share of it, off every clock, which is right wherever nothing changes a speed,
  /// and finds the rows in which a clock reached zero or that wake by the year's end. Returns how many. (Integers: what
  /// was taken off a clock can be put back exactly.)
  std::size_t (*quiet_year)(const QuietRows& rows, const BusyRows& busy);
  /// WellbeingRow::value of every row and measure, into `values` [row x measure], and added to the sums of the cells.
  void (*fare)(const FaringRows& rows, const FaringSums& sums, std::int64_t* values);
};

/// The kernels for the instruction set in use (random/instruction_set.hpp).
const Kernels& kernels();

const Kernels& plain_kernels();
const Kernels& vector_kernels();  ///< highway's choice for this processor

}  // namespace kavel
