#pragma once

#include <array>
#include <span>
#include <vector>

#include "experiment/condition_course.hpp"
#include "experiment/condition_fit.hpp"
#include "experiment/least_squares.hpp"

namespace kavel {

/// Linear between ages, constant beyond the first and the last; 0 where there are no values.
double between_knots(const std::vector<int>& knots, const std::vector<double>& values, int age);

/// For whom the targets of one condition are.
struct SearchSetting {
  double inhabitants_per_person = 1;  ///< whom totals are of, for each person looked at
  bool excess = true;                 ///< a factor on attributed deaths is fitted too
};

/// The factors on onset, on the odds at the start and on attributed deaths that meet the targets of one condition best.
class ConditionSearch {
 public:
  /// `figures`: of people surveyed with the factors that `now` has.
  ConditionSearch(const CourseFigures& figures, const ConditionSpec& spec, const FittedCondition& now,
                  const SearchSetting& setting);

  /// Throws InputError for targets of people among whom nobody has the condition.
  void expect_somebody() const;
  /// Moves the factors of `then`; returns the most that a logarithm of onset or odds moved.
  double fit(FittedCondition& then) const;
  /// Fills `after` of the targets, and steadiness, with the factors `of` has and this one on deaths; where these are to
  /// be exact, with the one under which they are.
  void evaluate(FittedCondition& of, double excess) const;

 private:
  LeastSquares problem() const;
  double most_changed(const std::vector<double>& before, const std::vector<double>& after) const;
  /// Where the unknowns of one sex stand among all, or none.
  struct Place {
    std::size_t onset = 0, odds = 0;
    bool fits_onset = false, fits_odds = false;
  };
  using Results = std::array<std::vector<CourseResult>, sexes>;

  void place_unknowns();
  std::vector<double> unknowns_of(const FittedCondition& of) const;
  void set(const std::vector<double>& x, FittedCondition& of) const;
  CourseFactors factors(std::span<const double> x, Sex sex) const;
  std::vector<CourseResult> solve(std::span<const double> x, Sex sex) const;
  double value(const TargetSpec& target, const Results& results) const;
  std::vector<double> logarithms(const Results& results) const;
  void model(std::span<const double> x, std::span<double> values, std::span<double> derivatives) const;
  bool is_of(std::size_t unknown, Sex sex) const;
  Results on_budget(std::vector<double>& x) const;
  std::vector<Steadiness> steadiness(const Results& results) const;

  const CourseFigures& figures_;
  const ConditionSpec& spec_;
  const FittedCondition& now_;
  SearchSetting setting_;
  std::array<Place, sexes> places_{};
  std::size_t unknowns_ = 0;
  int excess_ = -1;                     ///< position of the factor on deaths, or -1
  std::vector<std::size_t> to_meet_{};  ///< targets that count
};

}  // namespace kavel
