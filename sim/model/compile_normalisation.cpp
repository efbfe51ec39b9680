#include <algorithm>

#include "model/compile_parts.hpp"

namespace kavel {

namespace {

/// Share of each value of a factor among persons of one sex and age in the base year.
std::vector<double> shares_of(const Compilation& c, int factor, int sex, int age) {
  const int attributes = static_cast<int>(c.model.attributes.size());
  if (factor < attributes) {
    const Attribute& attribute = c.model.attributes[static_cast<std::size_t>(factor)];
    const std::size_t states = attribute.states.size();
    std::vector<double> shares(states);
    double before = 0;
    for (std::size_t state = 0; state < states; ++state) {
      const double cumulative = attribute.cumulative_prevalence[sex_age(sex, age) * states + state];
      shares[state] = cumulative - before;
      before = cumulative;
    }
    return shares;
  }
  const GroupShares& groups = factor == attributes ? c.setting.ses : c.setting.area;
  std::vector<double> shares(static_cast<std::size_t>(groups.groups), 0.0);
  double sum = 0;
  const std::size_t first = sex_age(sex, age) * shares.size();
  for (std::size_t value = 0; value < shares.size(); ++value) sum += groups.persons[first + value];
  for (std::size_t value = 0; value < shares.size() && sum > 0; ++value) {
    shares[value] = groups.persons[first + value] / sum;
  }
  return shares;
}

/// Σ_z P(z) Π ratio(z) / Σ_z P(z) over persons at risk. Factors are independent given sex and age, so the sum over
/// joint states is a product of sums, one per factor.
double mean_ratio(const Compilation& c, int lane, int sex, int age) {
  double mean = 1;
  const int factors = static_cast<int>(c.model.attributes.size()) + 2;
  for (int factor = 0; factor < factors; ++factor) {
    std::vector<double> at_risk = shares_of(c, factor, sex, age);
    std::vector<double> product(at_risk.size(), 1.0);
    bool acts = false;
    for (const RatioTable& table : c.ratios) {
      if (table.lane != lane || table.factor != factor || table.trivial) continue;
      acts = true;
      for (std::size_t value = 0; value < at_risk.size(); ++value) {
        (table.gate ? at_risk : product)[value] *= table.ratios[sex_age(sex, age) * at_risk.size() + value];
      }
    }
    if (!acts) continue;
    double persons = 0;
    double weighted = 0;
    for (std::size_t value = 0; value < at_risk.size(); ++value) {
      persons += at_risk[value];
      weighted += at_risk[value] * product[value];
    }
    if (persons > 0 && weighted > 0) mean *= weighted / persons;
  }
  return mean;
}

}  // namespace

void compile_normalisation(Compilation& c) {
  const auto [first, last] = ages_met(c.setting);
  for (std::size_t lane = 0; lane < c.specs.size(); ++lane) {
    if (!c.specs[lane]->normalise) continue;
    std::vector<double>& means = c.mean_ratio[lane];
    means.assign(static_cast<std::size_t>(sexes * (oldest_age + 1)), 1.0);
    for (int sex = 0; sex < sexes; ++sex) {
      if (!c.setting.sex_met[static_cast<std::size_t>(sex)]) continue;
      for (int age = first; age <= last; ++age) {
        means[sex_age(sex, age)] = mean_ratio(c, static_cast<int>(lane), sex, age);
      }
    }
  }
}

}  // namespace kavel
