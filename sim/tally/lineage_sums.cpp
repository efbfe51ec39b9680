#include "tally/lineage_sums.hpp"

#include <algorithm>
#include <cmath>

#include "core/errors.hpp"
#include "core/ticks.hpp"

namespace kavel {

namespace {

constexpr int coarse_bits = 20;  ///< squares are of totals / 2^20: about 12 per quantum-year
constexpr double coarse_quanta = 1048576.0 / ticks_per_year;

Int128 product(Int128 total, Int128 other) { return (total >> coarse_bits) * (other >> coarse_bits); }

Int128 square(Int128 total) { return product(total, total); }

double to_quanta(Int128 total) { return static_cast<double>(total) / ticks_per_year; }

/// n/(n-1) · Σ(x - mean)(y - mean) of a cohort, from exact sums; a cohort of one says nothing.
double joint_spread(Int128 sum, Int128 other_sum, Int128 products, std::int64_t persons) {
  if (persons < 2) return 0;
  const double n = static_cast<double>(persons);
  const double mean = to_quanta(sum) / n;
  const double other_mean = to_quanta(other_sum) / n;
  return (static_cast<double>(products) * coarse_quanta * coarse_quanta - n * mean * other_mean) * n / (n - 1);
}

double spread(Int128 sum, Int128 squares, std::int64_t persons) {
  return std::max(0.0, joint_spread(sum, sum, squares, persons));
}

}  // namespace

LineageSums::LineageSums(int cohorts, int variants, int outcomes, Products products)
    : cohorts_(cohorts), variants_(variants), outcomes_(outcomes) {
  moments_.resize(static_cast<std::size_t>(cohorts) * static_cast<std::size_t>(variants) *
                  static_cast<std::size_t>(outcomes));
  if (variants > 1 && products == Products::kept)
    products_.resize(moments_.size() * static_cast<std::size_t>(outcomes));
}

std::size_t LineageSums::position(int cohort, int variant, int outcome) const {
  const auto row =
      static_cast<std::size_t>(cohort) * static_cast<std::size_t>(variants_) + static_cast<std::size_t>(variant);
  return row * static_cast<std::size_t>(outcomes_) + static_cast<std::size_t>(outcome);
}

LineageSums::Moments& LineageSums::at(int cohort, int variant, int outcome) {
  return moments_[position(cohort, variant, outcome)];
}

const LineageSums::Moments& LineageSums::at(int cohort, int variant, int outcome) const {
  return moments_[position(cohort, variant, outcome)];
}

void LineageSums::add(int cohort, const Int128* totals) {
  for (int variant = 0; variant < variants_; ++variant) {
    for (int outcome = 0; outcome < outcomes_; ++outcome) {
      const Int128 total = totals[variant * outcomes_ + outcome];
      const Int128 difference = total - totals[outcome];
      Moments& moments = at(cohort, variant, outcome);
      moments.sum += total;
      moments.squares += square(total);
      moments.difference += difference;
      moments.difference_squares += square(difference);
      if (variant == 0 || products_.empty()) continue;  // nothing differs from itself
      Int128* products = products_.data() + position(cohort, variant, outcome) * static_cast<std::size_t>(outcomes_);
      for (int other = outcome + 1; other < outcomes_; ++other) {
        products[other] += product(difference, totals[variant * outcomes_ + other] - totals[other]);
      }
    }
  }
}

void LineageSums::add(const LineageSums& other) {
  expects(moments_.size() == other.moments_.size(), "lineage sums of different shapes are added");
  for (std::size_t i = 0; i < moments_.size(); ++i) {
    moments_[i].sum += other.moments_[i].sum;
    moments_[i].squares += other.moments_[i].squares;
    moments_[i].difference += other.moments_[i].difference;
    moments_[i].difference_squares += other.moments_[i].difference_squares;
  }
  for (std::size_t i = 0; i < products_.size(); ++i) products_[i] += other.products_[i];
}

double LineageSums::sum(int variant, int outcome) const {
  Int128 sum = 0;
  for (int cohort = 0; cohort < cohorts_; ++cohort) sum += at(cohort, variant, outcome).sum;
  return to_quanta(sum);
}

double LineageSums::standard_error(int variant, int outcome, const std::vector<std::int64_t>& sizes,
                                   std::int64_t persons) const {
  double variance = 0;
  for (int cohort = 0; cohort < cohorts_; ++cohort) {
    const Moments& moments = at(cohort, variant, outcome);
    variance += spread(moments.sum, moments.squares, sizes[static_cast<std::size_t>(cohort)]);
  }
  return std::sqrt(variance) / static_cast<double>(persons);
}

double LineageSums::difference_standard_error(int variant, int outcome, const std::vector<std::int64_t>& sizes,
                                              std::int64_t persons) const {
  double variance = 0;
  for (int cohort = 0; cohort < cohorts_; ++cohort) {
    variance += difference_variance(cohort, variant, outcome, sizes[static_cast<std::size_t>(cohort)]);
  }
  return std::sqrt(variance) / static_cast<double>(persons);
}

double LineageSums::difference(int cohort, int variant, int outcome) const {
  return to_quanta(at(cohort, variant, outcome).difference);
}

double LineageSums::difference_variance(int cohort, int variant, int outcome, std::int64_t persons) const {
  const Moments& moments = at(cohort, variant, outcome);
  return spread(moments.difference, moments.difference_squares, persons);
}

double LineageSums::difference_covariance(int variant, int outcome, int other, const std::vector<std::int64_t>& sizes,
                                          std::int64_t persons) const {
  if (outcome == other) {
    const double error = difference_standard_error(variant, outcome, sizes, persons);
    return error * error;
  }
  if (variant == 0) return 0;
  const auto [low, high] = std::minmax(outcome, other);
  double covariance = 0;
  for (int cohort = 0; cohort < cohorts_; ++cohort) {
    const std::size_t products = position(cohort, variant, low) * static_cast<std::size_t>(outcomes_);
    covariance +=
        joint_spread(at(cohort, variant, low).difference, at(cohort, variant, high).difference,
                     products_[products + static_cast<std::size_t>(high)], sizes[static_cast<std::size_t>(cohort)]);
  }
  const auto all = static_cast<double>(persons);
  return covariance / (all * all);
}

}  // namespace kavel
