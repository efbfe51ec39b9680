#include <algorithm>
#include <cmath>

#include "model/compile_parts.hpp"

namespace kavel {

std::vector<double> shares_at(Compilation& c, const SharesSpec& spec, const std::vector<std::string>& values, int sex,
                              int age) {
  std::vector<double> shares(values.size(), 0.0);
  std::vector<bool> named(values.size(), false);
  double sum = 0;
  Mark mark = spec.mark;
  for (const auto& [value, quantity] : spec.shares) {
    const auto i = static_cast<std::size_t>(std::find(values.begin(), values.end(), value) - values.begin());
    if (i == values.size()) continue;
    shares[i] = c.figures.at(quantity, {static_cast<Sex>(sex), age, 0, 0, value}, Domain::probability);
    named[i] = true;
    sum += shares[i];
    mark = quantity.mark;
  }
  if (spec.shares.empty()) {
    shares[0] = 1;
    return shares;
  }
  const auto unnamed = std::count(named.begin(), named.end(), false);
  const std::string where = std::string(sex_names[static_cast<std::size_t>(sex)]) + ", age " + std::to_string(age);
  if (sum > 1 + 1e-6 || (unnamed == 0 && sum < 1 - 1e-6)) {
    c.problems.add(mark, spec.key, unnamed == 0 ? "shares that add up to 1" : "shares of at most 1",
                   std::to_string(sum) + " (" + where + ")");
  } else if (unnamed > 1 && sum < 1 - 1e-6) {
    c.problems.add(mark, spec.key, "at most one state without a share (it gets the rest)",
                   std::to_string(unnamed) + " states without");
  }
  const auto rest = std::find(named.rbegin(), named.rend(), false);
  if (rest != named.rend()) shares[static_cast<std::size_t>(named.rend() - rest) - 1] = std::max(0.0, 1 - sum);
  return shares;
}

GroupShares ses_shares(Compilation& c, const SharesSpec& spec) {
  const std::vector<std::string>& groups = c.setting.ses_groups;
  GroupShares result{static_cast<int>(groups.size()), std::vector<double>(rows_by_sex_age * groups.size(), 0.0)};
  const std::size_t before = c.problems.all().size();
  for (const auto& [name, quantity] : spec.shares) {
    if (std::find(groups.begin(), groups.end(), name) != groups.end()) continue;
    std::string expected = "an SES group of the study's population (";
    for (const std::string& group : groups) expected += (&group == &groups.front() ? "" : ", ") + group;
    c.problems.add(quantity.mark, spec.key, expected + ")", name, nearest(name, groups));
  }
  for (const std::string& group : groups) {
    const bool named =
        std::any_of(spec.shares.begin(), spec.shares.end(), [&](const auto& share) { return share.first == group; });
    if (!named)
      c.problems.add(spec.mark, spec.key, "a share of every SES group of the study's population", "none of " + group);
  }
  const auto [first, last] = ages_met(c.setting);
  for (int sex = 0; sex < sexes; ++sex) {
    if (!c.setting.sex_met[static_cast<std::size_t>(sex)]) continue;
    for (int age = first; age <= last && c.problems.all().size() == before; ++age) {
      const std::vector<double> shares = shares_at(c, spec, groups, sex, age);
      std::copy(shares.begin(), shares.end(),
                result.persons.begin() + static_cast<std::ptrdiff_t>(sex_age(sex, age) * groups.size()));
    }
  }
  return result;
}

void compile_reference(Compilation& c) {
  c.reference_ses = c.pack.reference_ses ? ses_shares(c, *c.pack.reference_ses) : c.setting.ses;
}

}  // namespace kavel
