#include "model/compile.hpp"

#include <algorithm>

#include "model/compile_parts.hpp"

namespace kavel {

std::pair<int, int> ages_met(const Setting& setting) {
  if (setting.age_rule == AgeRule::lexis) return {0, oldest_age};
  return {setting.births ? 0 : std::min(setting.youngest, oldest_age),
          std::min(setting.oldest + setting.years - 1, oldest_age)};
}

namespace {

Groundwork groundwork_of(const Compilation& compilation) {
  Groundwork found;
  found.attributes = compilation.model.attributes;
  for (std::size_t lane = 0; lane < compilation.mean_ratio.size(); ++lane) {
    if (compilation.specs[lane]->normalise)
      found.mean_ratios.emplace(compilation.model.transitions[lane].name, compilation.mean_ratio[lane]);
  }
  return found;
}

}  // namespace

Model compile(const Pack& pack, const Setting& setting, Problems& problems, const Groundwork* narrower,
              Groundwork* found) {
  Compilation compilation{pack, setting, problems, Figures(setting.start, problems)};
  compilation.narrower = narrower;
  Model& model = compilation.model;
  model.age_rule = setting.age_rule;
  model.start = setting.start;
  model.years = setting.years;
  model.cycles_per_year = pack.cycles_per_year;
  compile_attributes(compilation);
  if (!problems.empty()) return model;  // what follows relies on the names
  compile_reference(compilation);
  compile_prevalence(compilation);
  compile_time_spent(compilation);
  compile_ratios(compilation);
  check_effects(compilation);
  compile_normalisation(compilation);
  compile_arrivals(compilation);
  compile_base(compilation);
  compile_factors(compilation);
  compile_joint_speeds(model);
  if (found != nullptr) *found = groundwork_of(compilation);
  return model;
}

}  // namespace kavel
