#pragma once

#include <cstdint>
#include <vector>

#include "core/int128.hpp"

namespace kavel {

/// Exact sums over founder lineages of their lifetime totals, per founder cohort (or other cell), so that a standard
/// error can leave out the differences between cohorts, which are fixed.
class LineageSums {
 public:
  LineageSums() = default;
  enum class Products { kept, left_out };  ///< of differences, for their covariances
  LineageSums(int cohorts, int variants, int outcomes, Products products = Products::kept);

  /// One lineage's totals in quanta x ticks, [variant x outcome].
  void add(int cohort, const Int128* totals);
  void add(const LineageSums& other);

  /// Sum over lineages, in quanta.
  double sum(int variant, int outcome) const;
  /// Standard error of the sum over lineages, per person of `persons`, in quanta; cohort_sizes are the numbers of
  /// lineages.
  double standard_error(int variant, int outcome, const std::vector<std::int64_t>& cohort_sizes,
                        std::int64_t persons) const;
  /// The same of the sum of paired differences with variant 0.
  double difference_standard_error(int variant, int outcome, const std::vector<std::int64_t>& cohort_sizes,
                                   std::int64_t persons) const;
  /// Covariance of the paired differences of two outcomes per person, in quanta of the one x quanta of the other.
  double difference_covariance(int variant, int outcome, int other, const std::vector<std::int64_t>& cohort_sizes,
                               std::int64_t persons) const;
  /// Of one cohort: the sum of paired differences, in quanta, and its variance over `persons` lineages.
  double difference(int cohort, int variant, int outcome) const;
  double difference_variance(int cohort, int variant, int outcome, std::int64_t persons) const;

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
