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
    for (const Condition& condition : compilation.model.attributes[static_cast<std::size_t>(a)].conditions) {
      all.insert(condition.attribute < 0 ? compilation.ses() : condition.attribute);
    }
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

double Joint::share_of_group(int factor, int value, int sex, int age) const {
  const bool ses = factor == compilation_->ses();
  const GroupShares& groups = ses ? compilation_->reference_ses : compilation_->setting.area;
  const double* first = area_ >= 0 && ses
                            ? founders(sex, age)
                            : groups.persons.data() + sex_age(sex, age) * static_cast<std::size_t>(groups.groups);
  double sum = 0;
  for (int group = 0; group < groups.groups; ++group) sum += first[group];
  return sum > 0 ? first[value] / sum : 0;
}

double Joint::share(int factor, int value, int sex, int age, const std::vector<int>& values) const {
  if (factor >= compilation_->ses()) return share_of_group(factor, value, sex, age);
  const Attribute& attribute = compilation_->model.attributes[static_cast<std::size_t>(factor)];
  const int ses = values[static_cast<std::size_t>(compilation_->ses())];
  const double* row = attribute.prevalence(static_cast<Sex>(sex), age, ses, values);
  const double* odds = area_ >= 0 ? attribute.odds_in(area_) : nullptr;
  const auto weight = [&](int state) {
    const double share = state == 0 ? row[0] : row[state] - row[state - 1];
    return odds == nullptr ? share : share * odds[state];
  };
  if (odds == nullptr) return weight(value);
  double sum = 0;
  for (int state = 0; state < static_cast<int>(attribute.states.size()); ++state) sum += weight(state);
  return sum > 0 ? weight(value) / sum : value == 0 ? row[0] : row[value] - row[value - 1];
}

bool overlap(const Joint& one, const Joint& other) {
  return std::any_of(one.factors().begin(), one.factors().end(), [&](int factor) {
    return std::find(other.factors().begin(), other.factors().end(), factor) != other.factors().end();
  });
}

}  // namespace kavel
