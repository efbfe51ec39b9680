#include "programme/strengths.hpp"

#include <algorithm>
#include <numeric>

#include "random/math.hpp"
#include "random/normal.hpp"

namespace kavel {

namespace {

constexpr int response_classes = 5;
constexpr std::size_t most_strengths = 40;

/// A lognormal distribution with mean 1 and this coefficient of variation, as the medians of classes of equal
/// probability, scaled to mean 1.
std::vector<double> responses_of(double variation) {
  if (variation == 0) return {1.0};
  const double sigma = portable_pow(portable_log1p(variation * variation), 0.5);
  std::vector<double> responses;
  for (int k = 0; k < response_classes; ++k) {
    responses.push_back(portable_exp(sigma * normal_quantile((k + 0.5) / response_classes)));
  }
  const double mean = std::accumulate(responses.begin(), responses.end(), 0.0) / response_classes;
  for (double& response : responses) response /= mean;
  return responses;
}

}  // namespace

Strengths::Strengths(const Programme& programme, const Pack& pack, Problems& problems)
    : responses_(responses_of(programme.response ? programme.response->value : 0)), all_(responses_) {
  for (const ModifierSpec& spec : programme.modifiers) {
    const auto attribute = std::find_if(pack.attributes.begin(), pack.attributes.end(),
                                        [&](const AttributeSpec& one) { return one.name == spec.by; });
    if (attribute == pack.attributes.end()) continue;  // told by check_programme
    Modifier modifier{static_cast<std::size_t>(attribute - pack.attributes.begin()), {}};
    for (const std::string& state : attribute->states) {
      const auto named =
          std::find_if(spec.by_state.begin(), spec.by_state.end(), [&](const auto& one) { return one.first == state; });
      modifier.times.push_back(named == spec.by_state.end() ? 1.0 : named->second.value);
    }
    std::vector<double> wider;
    for (const double times : modifier.times) {
      for (const double strength : all_) wider.push_back(times * strength);
    }
    all_ = std::move(wider);
    modifiers_.push_back(std::move(modifier));
  }
  if (all_.size() > most_strengths) {
    problems.add(programme.mark, programme.key + ".modifiers",
                 "at most " + std::to_string(most_strengths) + " combinations of response and modifying states",
                 std::to_string(all_.size()));
  }
}

int Strengths::of_person(const std::uint8_t* states, int response) const {
  std::size_t strength = 0;
  for (std::size_t m = modifiers_.size(); m-- > 0;) {  // the last modifier varies slowest
    strength = strength * modifiers_[m].times.size() + states[modifiers_[m].attribute];
  }
  return static_cast<int>(strength * responses_.size()) + response;
}

double Strengths::expected(const std::uint8_t* states) const {
  double strength = 1;
  for (const Modifier& modifier : modifiers_) strength *= modifier.times[states[modifier.attribute]];
  return strength;
}

}  // namespace kavel
