#include "experiment/condition_course.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

using Vector = std::vector<double>;

constexpr double small_norm = 0.25;  ///< below which `terms` of the series are enough
constexpr int terms = 9;             ///< the error is below 0.25^10 / 10! = 3e-13

/// Small square matrices, [row x column].
class Matrix {
 public:
  explicit Matrix(std::size_t size) : size_(size), values_(size * size, 0.0) {}
  double& at(std::size_t row, std::size_t column) { return values_[row * size_ + column]; }
  double at(std::size_t row, std::size_t column) const { return values_[row * size_ + column]; }

  Matrix operator*(const Matrix& right) const {
    Matrix product(size_);
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t k = 0; k < size_; ++k) {
        const double left = at(i, k);
        if (left == 0) continue;
        for (std::size_t j = 0; j < size_; ++j) product.at(i, j) += left * right.at(k, j);
      }
    }
    return product;
  }
  Vector operator*(const Vector& right) const {
    Vector product(size_, 0.0);
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j < size_; ++j) product[i] += at(i, j) * right[j];
    }
    return product;
  }
  void scale(double factor) {
    for (double& value : values_) value *= factor;
  }
  double norm() const {
    double most = 0;
    for (const double value : values_) most = std::max(most, std::fabs(value));
    return most * static_cast<double>(size_);
  }

  /// The exponential, by scaling, a series and squaring: with + - x / only, so alike on every processor.
  static Matrix exponential(Matrix of) {
    int squarings = 0;
    for (double norm = of.norm(); norm > small_norm; norm /= 2) ++squarings;
    double part = 1;
    for (int i = 0; i < squarings; ++i) part /= 2;
    of.scale(part);
    Matrix sum(of.size_);
    for (std::size_t i = 0; i < of.size_; ++i) sum.at(i, i) = 1;
    Matrix term = sum;
    for (int k = 1; k <= terms; ++k) {
      term = term * of;
      term.scale(1.0 / k);
      for (std::size_t i = 0; i < sum.values_.size(); ++i) sum.values_[i] += term.values_[i];
    }
    for (int i = 0; i < squarings; ++i) sum = sum * sum;
    return sum;
  }

 private:
  std::size_t size_;
  Vector values_;
};

class Course {
 public:
  Course(const CourseFigures& figures, Sex sex, const CourseFactors& factors)
      : figures_(figures), shape_(figures.shape), sex_(sex), factors_(factors) {}

  std::vector<CourseResult> solve() {
    for (int age = 0; age <= oldest_age; ++age) {
      starts_.push_back(start(age));
      years_.push_back(Matrix::exponential(generator(age)));
      results_.push_back(base_year(age));
    }
    Vector steady = starts_.front();
    for (int age = 0; age <= oldest_age; ++age) {
      CourseResult& result = results_[static_cast<std::size_t>(age)];
      result.steady = cases(steady);
      result.later = cases(after(std::max(age - years_on, 0), age));
      steady = shares(years_[static_cast<std::size_t>(age)] * steady);
    }
    return std::move(results_);
  }

 private:
  const CourseAge& figures_at(int age) const { return figures_.ages[sex_age(sex_, age)]; }

  double cases(const Vector& of) const {
    double sum = 0;
    for (std::size_t s = 0; s < of.size(); ++s) sum += shape_.is_case[s] ? of[s] : 0;
    return sum;
  }

  static Vector shares(Vector of) {
    double sum = 0;
    for (const double value : of) sum += value;
    if (sum > 0) {
      for (double& value : of) value /= sum;
    }
    return of;
  }

  /// The odds of being a case multiplied; what states people are in, given that, as it was.
  Vector start(int age) const {
    Vector of = figures_at(age).share;
    const double odds = factors_.odds[static_cast<std::size_t>(age)];
    for (std::size_t s = 0; s < of.size(); ++s) of[s] *= shape_.is_case[s] ? odds : 1;
    return shares(std::move(of));
  }

  double death(int age, std::size_t state, std::size_t d) const {
    const double figure = figures_at(age).death[state * shape_.deaths.size() + d];
    const double onset = shape_.deaths[d].onset ? factors_.onset[static_cast<std::size_t>(age)] : 1;
    return figure * onset * (shape_.deaths[d].own ? factors_.excess : 1);
  }

  double named_deaths(int age, std::size_t state) const {
    double sum = 0;
    for (std::size_t d = 0; d < shape_.deaths.size(); ++d) sum += death(age, state, d);
    return sum;
  }

  /// What the background is multiplied by, so that all causes together are as they are known to be.
  double background_scale(int age) const {
    const CourseAge& at = figures_at(age);
    if (at.all_cause < 0) return 1;
    const Vector& share = starts_[static_cast<std::size_t>(age)];
    double named = 0;
    double background = 0;
    for (std::size_t s = 0; s < share.size(); ++s) {
      named += share[s] * named_deaths(age, s);
      background += share[s] * at.background[s];
    }
    return background > 0 ? std::max(at.all_cause - named, 0.0) / background : 0;
  }

  double flow(int age, std::size_t f) const {
    const double figure = figures_at(age).flow[f];
    return shape_.flows[f].onset ? figure * factors_.onset[static_cast<std::size_t>(age)] : figure;
  }

  Matrix generator(int age) const {
    Matrix of(shape_.states());
    for (std::size_t f = 0; f < shape_.flows.size(); ++f) {
      const auto from = static_cast<std::size_t>(shape_.flows[f].from);
      of.at(static_cast<std::size_t>(shape_.flows[f].to), from) += flow(age, f);
      of.at(from, from) -= flow(age, f);
    }
    const double scale = background_scale(age);
    for (std::size_t s = 0; s < shape_.states(); ++s) {
      of.at(s, s) -= named_deaths(age, s) + scale * figures_at(age).background[s];
    }
    return of;
  }

  /// Over the year the mean of its start and its end.
  CourseResult base_year(int age) const {
    CourseResult result;
    const Vector& first = starts_[static_cast<std::size_t>(age)];
    result.start = cases(first);
    Vector mean = years_[static_cast<std::size_t>(age)] * first;
    for (std::size_t s = 0; s < mean.size(); ++s) {
      mean[s] = (mean[s] + first[s]) / 2;
      result.lived += mean[s];
    }
    for (std::size_t f = 0; f < shape_.flows.size(); ++f) {
      if (shape_.flows[f].onset)
        result.new_cases += mean[static_cast<std::size_t>(shape_.flows[f].from)] * flow(age, f);
    }
    for (std::size_t d = 0; d < shape_.deaths.size(); ++d) {
      double deaths = 0;
      for (std::size_t s = 0; s < mean.size(); ++s) deaths += mean[s] * death(age, s, d);
      if (shape_.deaths[d].onset) result.new_cases += deaths;
      if (shape_.deaths[d].own) result.deaths += deaths;
    }
    return result;
  }

  /// Those who are `from` on 1 January of the base year, when they are `to`.
  Vector after(int from, int to) const {
    Vector now = starts_[static_cast<std::size_t>(from)];
    for (int age = from; age < to; ++age) now = years_[static_cast<std::size_t>(age)] * now;
    return shares(std::move(now));
  }

  const CourseFigures& figures_;
  const CourseShape& shape_;
  Sex sex_;
  const CourseFactors& factors_;
  std::vector<Vector> starts_{};  ///< [age]: shares by state
  std::vector<Matrix> years_{};   ///< [age]: what a year makes of them, the dead gone
  std::vector<CourseResult> results_{};
};

}  // namespace

std::vector<CourseResult> course_of(const CourseFigures& figures, Sex sex, const CourseFactors& factors) {
  return Course(figures, sex, factors).solve();
}

}  // namespace kavel
