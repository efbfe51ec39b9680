#include "model/joint.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace kavel {

Joint::Joint(const Compilation& compilation, const std::vector<int>& factors, int area,
             const std::vector<Condition>& conditions)
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
  for (const int factor : factors_) links_.push_back(link_of(factor));
  number_by(conditions);
}

/// As Attribute::prevalence does.
void Joint::number_by(const std::vector<Condition>& conditions) {
  std::size_t stride = 1;
  for (auto condition = conditions.rbegin(); condition != conditions.rend(); ++condition) {
    const int factor = condition->attribute < 0 ? compilation_->ses() : condition->attribute;
    for (Link& link : links_) {
      if (link.factor == factor) link.stride = stride;
    }
    stride *= static_cast<std::size_t>(condition->values);
  }
}

Joint::Link Joint::link_of(int factor) const {
  Link link;
  link.factor = factor;
  if (!links_.empty()) link.first = links_.back().first + static_cast<std::size_t>(links_.back().values);
  if (factor == compilation_->ses()) {
    link.values = compilation_->reference_ses.groups;
  } else if (factor == compilation_->area()) {
    link.values = compilation_->setting.area.groups;
  } else {
    link.attribute = &compilation_->model.attributes[static_cast<std::size_t>(factor)];
    link.values = static_cast<int>(link.attribute->states.size());
    for (const Condition& condition : link.attribute->conditions) {
      link.given.push_back({condition.attribute < 0 ? compilation_->ses() : condition.attribute,
                            static_cast<std::size_t>(condition.values)});
    }
  }
  return link;
}

double Joint::states() const {
  double product = 1;
  for (const Link& link : links_) product *= link.values;
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

/// With the shares of all that depends on nothing.
Joint::Walk Joint::begin(int sex, int age) const {
  Walk walk;
  walk.row = sex_age(sex, age);
  walk.values.assign(static_cast<std::size_t>(compilation_->area()) + 1, 0);
  if (!links_.empty()) walk.shares.assign(links_.back().first + static_cast<std::size_t>(links_.back().values), 0.0);
  for (const Link& link : links_) {
    if (link.attribute == nullptr) {
      fill_groups(link, sex, age, walk.shares.data() + link.first);
    } else if (link.given.empty()) {
      fill_states(link, walk);
    }
  }
  return walk;
}

void Joint::fill_groups(const Link& link, int sex, int age, double* shares) const {
  const bool ses = link.factor == compilation_->ses();
  const GroupShares& groups = ses ? compilation_->reference_ses : compilation_->setting.area;
  const double* first = area_ >= 0 && ses
                            ? founders(sex, age)
                            : groups.persons.data() + sex_age(sex, age) * static_cast<std::size_t>(groups.groups);
  double sum = 0;
  for (int group = 0; group < groups.groups; ++group) sum += first[group];
  for (int group = 0; group < groups.groups; ++group) shares[group] = sum > 0 ? first[group] / sum : 0;
}

void Joint::fill_states(const Link& link, Walk& walk) const {
  std::size_t row = walk.row;
  for (const Link::Given& given : link.given) {
    row = row * given.values + static_cast<std::size_t>(walk.values[static_cast<std::size_t>(given.factor)]);
  }
  const double* cumulative =
      link.attribute->cumulative_prevalence->data() + row * static_cast<std::size_t>(link.values);
  double* shares = walk.shares.data() + link.first;
  shares[0] = cumulative[0];
  for (int state = 1; state < link.values; ++state) shares[state] = cumulative[state] - cumulative[state - 1];
  const double* odds = area_ >= 0 ? link.attribute->odds_in(area_) : nullptr;
  if (odds != nullptr) shift(odds, link.values, shares);
}

void Joint::shift(const double* odds, int states, double* shares) {
  double sum = 0;
  for (int state = 0; state < states; ++state) sum += shares[state] * odds[state];
  if (!(sum > 0)) return;
  for (int state = 0; state < states; ++state) shares[state] = shares[state] * odds[state] / sum;
}

bool overlap(const Joint& one, const Joint& other) {
  return std::any_of(one.factors().begin(), one.factors().end(), [&](int factor) {
    return std::find(other.factors().begin(), other.factors().end(), factor) != other.factors().end();
  });
}

}  // namespace kavel
