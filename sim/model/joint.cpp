#include "model/joint.hpp"

#include <algorithm>
#include <set>

namespace kavel {

Joint::Joint(const Compilation& compilation, const std::vector<int>& factors) : compilation_(&compilation) {
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

double Joint::share(int factor, int value, int sex, int age, const std::vector<int>& values) const {
  if (factor >= compilation_->ses()) {
    const bool ses = factor == compilation_->ses();
    const GroupShares& groups = ses ? compilation_->reference_ses : compilation_->setting.area;
    const auto first = groups.persons.begin() + static_cast<std::ptrdiff_t>(sex_age(sex, age)) * groups.groups;
    double sum = 0;
    for (auto group = first; group != first + groups.groups; ++group) sum += *group;
    return sum > 0 ? *(first + value) / sum : 0;
  }
  const Attribute& attribute = compilation_->model.attributes[static_cast<std::size_t>(factor)];
  const int ses = values[static_cast<std::size_t>(compilation_->ses())];
  const double* row =
      attribute.cumulative_prevalence.data() + attribute.prevalence_row(static_cast<Sex>(sex), age, ses, values);
  return value == 0 ? row[0] : row[value] - row[value - 1];
}

bool overlap(const Joint& one, const Joint& other) {
  return std::any_of(one.factors().begin(), one.factors().end(), [&](int factor) {
    return std::find(other.factors().begin(), other.factors().end(), factor) != other.factors().end();
  });
}

}  // namespace kavel
