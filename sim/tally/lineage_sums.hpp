#pragma once

#include <cstdint>
#include <vector>

#include "core/int128.hpp"

namespace kavel {

/// Exact sums over founder lineages of their lifetime totals, per founder cohort, so that a standard error can leave
/// out the differences between cohorts, which are fixed.
class LineageSums {
 public:
  LineageSums() = default;
  LineageSums(int cohorts, int variants, int outcomes);

  /// One lineage's totals in quanta x ticks, [variant x outcome].
  void add(int cohort, const Int128* totals);
  void add(const LineageSums& other);

  /// Sum over lineages, in quanta.
  double sum(int variant, int outcome) const;
  /// Standard error of the mean over lineages, in quanta; cohort_sizes are the numbers of lineages.
  double standard_error(int variant, int outcome, const std::vector<std::int64_t>& cohort_sizes) const;
  /// Standard error of the mean paired difference with variant 0.
  double difference_standard_error(int variant, int outcome, const std::vector<std::int64_t>& cohort_sizes) const;
  /// Covariance of the mean paired differences of two outcomes, in quanta of the one x quanta of the other.
  double difference_covariance(int variant, int outcome, int other,
                               const std::vector<std::int64_t>& cohort_sizes) const;

 private:
  struct Moments {
    Int128 sum = 0;      ///< quanta x ticks
    Int128 squares = 0;  ///< (quanta x ticks / 2^20)^2
    Int128 difference = 0;
    Int128 difference_squares = 0;
  };
  std::size_t position(int cohort, int variant, int outcome) const;
  Moments& at(int cohort, int variant, int outcome);
  const Moments& at(int cohort, int variant, int outcome) const;

  int cohorts_ = 0, variants_ = 0, outcomes_ = 0;
  std::vector<Moments> moments_{};  ///< [cohort x variant x outcome]
  std::vector<Int128>
      products_{};  ///< of differences, as squares [cohort x variant x outcome x outcome], the lower first
};

}  // namespace kavel
