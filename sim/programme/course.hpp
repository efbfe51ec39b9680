#pragma once

#include <vector>

#include "programme/by_sex_age.hpp"
#include "programme/programme.hpp"

namespace kavel {

/// How someone who starts with a programme spends the years after, if they live on: taking part until the course is
/// over or they drop out, and who was there to its end some years in which part of the effects is left.
class Course {
 public:
  Course() = default;
  explicit Course(const ProgrammeCompiling& with);

  /// Shares of the effects that are left: all while taking part, then in the first, second, … year after.
  const std::vector<double>& left() const { return left_; }
  /// Part of year `year` (0: that of the start) spent with each of them, for someone of this sex and age at the start.
  void part_of_year(std::size_t sex_age, int year, std::vector<double>& parts) const;

 private:
  double lasts_ = 0;               ///< years
  std::vector<double> left_{};     ///< [0: taking part; j-th year after]
  std::vector<double> dropout_{};  ///< hazard, 1/year [sex x age 0 … oldest_age]
};

}  // namespace kavel
