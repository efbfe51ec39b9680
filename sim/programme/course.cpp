#include "programme/course.hpp"

#include <algorithm>
#include <limits>

#include "random/math.hpp"

namespace kavel {

Course::Course(const ProgrammeCompiling& with)
    : lasts_(std::numeric_limits<double>::infinity()),
      left_{1.0},
      dropout_(by_sex_age(with.setting, [&](const Circumstances& of) {
        const std::optional<Quantity>& dropout = with.programme.dropout;
        return dropout ? with.figures.at(*dropout, of, Domain::not_negative) : 0.0;
      })) {
  if (!with.programme.lasts) return;
  lasts_ = with.programme.lasts->value * with.programme.lasts->times;
  left_.insert(left_.end(), with.programme.waning.begin(), with.programme.waning.end());
}

/// With D how long it lasts, d the hazard of dropping out and S(t) = exp(-d t): ∫ S up to D; then S(D) × time.
void Course::part_of_year(std::size_t sex_age, int year, std::vector<double>& parts) const {
  parts.assign(left_.size(), 0.0);
  const double dropout = dropout_[sex_age];
  const double start = year;
  const double end = std::min(start + 1, lasts_);
  if (end > start) {
    const double stay = end - start;
    parts[0] = dropout == 0 ? stay : portable_exp(-dropout * start) * -portable_expm1(-dropout * stay) / dropout;
  }
  if (left_.size() == 1) return;
  const double to_the_end = portable_exp(-dropout * lasts_);
  for (std::size_t after = 1; after < left_.size(); ++after) {
    const double since = lasts_ + static_cast<double>(after) - 1;
    const double overlap = std::min(start + 1, since + 1) - std::max(start, since);
    if (overlap > 0) parts[after] = overlap * to_the_end;
  }
}

}  // namespace kavel
