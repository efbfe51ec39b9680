#include "model/joint.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace kavel {

Joint::Joint(const Compilation& compilation, const std::vector<int>& factors, int area)
    : compilation_(&compilation), area_(area) {
  std::set<int> all(factors.begin(), factors.end());
  for (int a = compilation.ses() - 1; a >= 0; --a) {  // conditions are earlier attributes, or SES
    if (!all.contains(a)) continue;
    for (const Condition& condition : conditions_of(a)) all.insert(factor_of(condition));
  }
  if (all.contains(compilation.ses())) factors_.push_back(compilation.ses());
  for (const int factor : all) {
    if (factor != compilation.ses()) factors_.push_back(factor);
  }
}

int Joint::values_of(int factor) const {
  if (factor == compilation_->ses()) return compilation_->reference_ses.groups;
  if (factor == compilation_->area()) return compilation_->setting.area.groups;
  return static_cast<int>(compilation_->model.attributes[static_cast<std::size_t>(factor)].states.size());
}

double Joint::states() const {
  double product = 1;
  for (const int factor : factors_) product *= values_of(factor);
  return product;
}

const std::vector<Condition>& Joint::conditions_of(int factor) const {
  static const std::vector<Condition> none;
  return factor < compilation_->ses() ? compilation_->model.attributes[static_cast<std::size_t>(factor)].conditions
                                      : none;
}

/// The area's founders by SES.
const double* Joint::founders(int sex, int age) const {
  const auto groups = compilation_->setting.ses_groups.size();
  return compilation_->setting.by_area.data() +
         (static_cast<std::size_t>(area_) * rows_by_sex_age + sex_age(sex, age)) * groups;
}

double Joint::persons(int sex, int age) const {
  const double* first = founders(sex, age);
  return std::accumulate(first, first + compilation_->setting.ses_groups.size(), 0.0);
}

std::vector<double> Joint::shares_of_groups(int factor, int sex, int age) const {
  const bool ses = factor == compilation_->ses();
  const GroupShares& groups = ses ? compilation_->reference_ses : compilation_->setting.area;
  const double* first = area_ >= 0 && ses
                            ? founders(sex, age)
                            : groups.persons.data() + sex_age(sex, age) * static_cast<std::size_t>(groups.groups);
  double sum = 0;
  for (int group = 0; group < groups.groups; ++group) sum += first[group];
  std::vector<double> shares;
  for (int group = 0; group < groups.groups; ++group) shares.push_back(sum > 0 ? first[group] / sum : 0);
  return shares;
}

std::vector<double> Joint::shares_of(int factor, int sex, int age) const {
  if (factor >= compilation_->ses()) return shares_of_groups(factor, sex, age);
  const Attribute& attribute = compilation_->model.attributes[static_cast<std::size_t>(factor)];
  const std::size_t states = attribute.states.size();
  const std::size_t size = attribute.cumulative_prevalence->size() / rows_by_sex_age;
  const double* cumulative = attribute.cumulative_prevalence->data() + sex_age(sex, age) * size;
  const double* odds = area_ >= 0 ? attribute.odds_in(area_) : nullptr;
  std::vector<double> shares(size);
  for (std::size_t row = 0; row < size; row += states) {
    for (std::size_t state = 0; state < states; ++state)
      shares[row + state] = state == 0 ? cumulative[row] : cumulative[row + state] - cumulative[row + state - 1];
    if (odds != nullptr) shift(odds, states, shares.data() + row);
  }
  return shares;
}

void Joint::shift(const double* odds, std::size_t states, double* shares) {
  double sum = 0;
  for (std::size_t state = 0; state < states; ++state) sum += shares[state] * odds[state];
  if (!(sum > 0)) return;
  for (std::size_t state = 0; state < states; ++state) shares[state] = shares[state] * odds[state] / sum;
}

bool overlap(const Joint& one, const Joint& other) {
  return std::any_of(one.factors().begin(), one.factors().end(), [&](int factor) {
    return std::find(other.factors().begin(), other.factors().end(), factor) != other.factors().end();
  });
}

}  // namespace kavel
