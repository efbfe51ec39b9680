#include <cmath>

#include "model/compile_parts.hpp"

namespace kavel {

namespace {

/// Shares of the states of one attribute; a single state not named gets the rest, others 0.
std::vector<double> shares_of(Compilation& c, const AttributeSpec& spec, int sex, int age) {
  std::vector<double> shares(spec.states.size(), 0.0);
  std::vector<bool> named(spec.states.size(), false);
  double sum = 0;
  Mark mark = spec.mark;
  for (const auto& [state, quantity] : spec.prevalence) {
    for (std::size_t i = 0; i < spec.states.size(); ++i) {
      if (spec.states[i] != state) continue;
      shares[i] = c.figures.at(quantity, {static_cast<Sex>(sex), age, 0, 0, state}, Domain::probability);
      named[i] = true;
      sum += shares[i];
      mark = quantity.mark;
    }
  }
  int unnamed = 0;
  std::size_t rest = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (!named[i]) {
      ++unnamed;
      rest = i;
    }
  }
  if (spec.prevalence.empty()) {
    shares[0] = 1;
    return shares;
  }
  const std::string where = std::string(sex_names[static_cast<std::size_t>(sex)]) + ", age " + std::to_string(age);
  if (sum > 1 + 1e-6 || (unnamed == 0 && sum < 1 - 1e-6)) {
    c.problems.add(mark, spec.key + ".prevalence", unnamed == 0 ? "shares that add up to 1" : "shares of at most 1",
                   std::to_string(sum) + " (" + where + ")");
  } else if (unnamed > 1 && sum < 1 - 1e-6) {
    c.problems.add(mark, spec.key + ".prevalence", "at most one state without a share (it gets the rest)",
                   std::to_string(unnamed) + " states without");
  }
  if (unnamed >= 1) shares[rest] = std::max(0.0, 1 - sum);
  return shares;
}

/// Does a published rate refer to the distribution of this attribute? Then it is needed at every age the study meets.
bool is_reference(const Pack& pack, const std::string& name) {
  for (const AttributeSpec& attribute : pack.attributes) {
    for (const TransitionSpec& transition : attribute.transitions) {
      if (!transition.normalise) continue;
      for (const RatioSpec& ratio : transition.ratios) {
        if (ratio.by == name) return true;
      }
      for (const GateSpec& gate : transition.gates) {
        if (gate.attribute == name) return true;
      }
    }
  }
  return false;
}

}  // namespace

void compile_prevalence(Compilation& c) {
  const auto [first, last] = ages_met(c.setting);
  for (std::size_t a = 0; a < c.pack.attributes.size(); ++a) {
    const AttributeSpec& spec = c.pack.attributes[a];
    const bool all_ages = c.setting.age_rule == AgeRule::lexis || is_reference(c.pack, spec.name);
    const int oldest = all_ages ? last : std::min(c.setting.oldest, oldest_age);
    std::vector<double>& cumulative = c.model.attributes[a].cumulative_prevalence;
    cumulative.assign(static_cast<std::size_t>(sexes * (oldest_age + 1)) * spec.states.size(), 1.0);
    bool told = false;
    for (int sex = 0; sex < sexes; ++sex) {
      if (!c.setting.sex_met[static_cast<std::size_t>(sex)]) continue;
      for (int age = first; age <= oldest; ++age) {
        const std::size_t before = c.problems.all().size();
        if (told) break;
        const std::vector<double> shares = shares_of(c, spec, sex, age);
        told = c.problems.all().size() > before;
        double sum = 0;
        for (std::size_t state = 0; state < shares.size(); ++state) {
          sum += shares[state];
          cumulative[sex_age(sex, age) * shares.size() + state] = state + 1 == shares.size() ? 1.0 : sum;
        }
      }
    }
  }
}

}  // namespace kavel
