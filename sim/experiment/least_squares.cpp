#include "experiment/least_squares.hpp"

#include <algorithm>
#include <memory>

#include <nlopt.h>

#include "core/errors.hpp"

namespace kavel {

namespace {

constexpr double objective_close = 1e-13;   ///< relative change of the sum at which it is found
constexpr double unknowns_close = 1e-7;     ///< change of every unknown at which it is found
constexpr double constraint_close = 1e-10;  ///< of exact values
constexpr int most_evaluations = 400;

/// The model at one x, which objective and constraints ask for in turn.
class Evaluated {
 public:
  explicit Evaluated(const LeastSquares& problem)
      : problem_(problem),
        values_(problem.wanted.size(), 0.0),
        derivatives_(problem.wanted.size() * problem.hold.size(), 0.0) {}

  void at(const double* x) {
    const std::span<const double> now(x, problem_.hold.size());
    if (evaluations_ > 0 && std::equal(now.begin(), now.end(), x_.begin(), x_.end())) return;
    x_.assign(now.begin(), now.end());
    problem_.model(now, values_, derivatives_);
    ++evaluations_;
  }
  double off(std::size_t value) const { return values_[value] - problem_.wanted[value]; }
  double derivative(std::size_t value, std::size_t unknown) const {
    return derivatives_[value * problem_.hold.size() + unknown];
  }
  const LeastSquares& problem() const { return problem_; }
  int evaluations() const { return evaluations_; }

 private:
  const LeastSquares& problem_;
  std::vector<double> x_{}, values_, derivatives_;
  int evaluations_ = 0;
};

double sum_of_squares(unsigned unknowns, const double* x, double* gradient, void* data) {
  Evaluated& evaluated = *static_cast<Evaluated*>(data);
  evaluated.at(x);
  const LeastSquares& problem = evaluated.problem();
  double sum = 0;
  for (std::size_t u = 0; u < unknowns; ++u) {
    sum += problem.hold[u] * x[u] * x[u];
    if (gradient != nullptr) gradient[u] = 2 * problem.hold[u] * x[u];
  }
  for (std::size_t v = 0; v < problem.wanted.size(); ++v) {
    if (problem.exact[v]) continue;
    sum += problem.weight[v] * evaluated.off(v) * evaluated.off(v);
    for (std::size_t u = 0; gradient != nullptr && u < unknowns; ++u)
      gradient[u] += 2 * problem.weight[v] * evaluated.off(v) * evaluated.derivative(v, u);
  }
  return sum;
}

struct Constraint {
  Evaluated* evaluated = nullptr;
  std::size_t value = 0;
};

double exact_value(unsigned unknowns, const double* x, double* gradient, void* data) {
  const Constraint& constraint = *static_cast<Constraint*>(data);
  constraint.evaluated->at(x);
  for (std::size_t u = 0; gradient != nullptr && u < unknowns; ++u)
    gradient[u] = constraint.evaluated->derivative(constraint.value, u);
  return constraint.evaluated->off(constraint.value);
}

}  // namespace

Minimum minimise(const LeastSquares& problem, std::vector<double> x) {
  Minimum result;
  Evaluated evaluated(problem);
  std::vector<Constraint> constraints;
  for (std::size_t v = 0; v < problem.wanted.size(); ++v) {
    if (problem.exact[v]) constraints.push_back({&evaluated, v});
  }
  if (!x.empty()) {
    const std::unique_ptr<nlopt_opt_s, decltype(&nlopt_destroy)> search(
        nlopt_create(NLOPT_LD_SLSQP, static_cast<unsigned>(x.size())), nlopt_destroy);
    expects(search != nullptr, "memory for the search of a minimum");
    nlopt_set_min_objective(search.get(), sum_of_squares, &evaluated);
    for (Constraint& one : constraints)
      nlopt_add_equality_constraint(search.get(), exact_value, &one, constraint_close);
    nlopt_set_lower_bounds1(search.get(), -problem.most);
    nlopt_set_upper_bounds1(search.get(), problem.most);
    nlopt_set_ftol_rel(search.get(), objective_close);
    nlopt_set_ftol_abs(search.get(), objective_close);
    nlopt_set_xtol_abs1(search.get(), unknowns_close);
    nlopt_set_maxeval(search.get(), most_evaluations);
    for (double& value : x) value = std::clamp(value, -problem.most, problem.most);
    const nlopt_result how = nlopt_optimize(search.get(), x.data(), &result.sum);
    result.found = (how > 0 && how != NLOPT_MAXEVAL_REACHED) || how == NLOPT_ROUNDOFF_LIMITED;
  }
  result.found = result.found || x.empty();
  result.sum = sum_of_squares(static_cast<unsigned>(x.size()), x.data(), nullptr, &evaluated);
  result.evaluations = evaluated.evaluations();
  result.x = std::move(x);
  return result;
}

}  // namespace kavel
