#include "model/compile.hpp"

#include <algorithm>

#include "model/compile_parts.hpp"
#include "model/embedding.hpp"

namespace kavel {

std::pair<int, int> ages_met(const Setting& setting) {
  if (setting.age_rule == AgeRule::lexis) return {0, oldest_age};
  return {setting.births ? 0 : std::min(setting.youngest, oldest_age),
          std::min(setting.oldest + setting.years - 1, oldest_age)};
}

namespace {

void find_known(Compilation& c) {
  c.known_lane.assign(c.specs.size(), -1);
  if (c.narrower == nullptr) return;
  const std::vector<int> transitions = Embedding(*c.narrower->model, c.model).transitions;
  for (std::size_t known = 0; known < transitions.size(); ++known)
    c.known_lane[static_cast<std::size_t>(transitions[known])] = static_cast<int>(known);
}

}  // namespace

void each_sex_age(const Compilation& c, int youngest, int oldest, const std::function<void(int sex, int age)>& work) {
  std::vector<std::pair<int, int>> met;
  for (int sex = 0; sex < sexes; ++sex) {
    if (!c.setting.sex_met[static_cast<std::size_t>(sex)]) continue;
    for (int age = youngest; age <= oldest; ++age) met.emplace_back(sex, age);
  }
  c.each(met.size(), [&](std::size_t i) { work(met[i].first, met[i].second); });
}

Model compile(const Pack& pack, const Setting& setting, Problems& problems, const Groundwork* narrower,
              std::vector<RatioTable>* ratios, const Each& each) {
  Compilation compilation{pack, setting, problems, Figures(setting.start, problems), each};
  compilation.narrower = narrower;
  Model& model = compilation.model;
  model.age_rule = setting.age_rule;
  model.start = setting.start;
  model.years = setting.years;
  model.cycles_per_year = pack.cycles_per_year;
  compile_attributes(compilation);
  if (!problems.empty()) return model;  // what follows relies on the names
  find_known(compilation);
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
  if (ratios != nullptr) *ratios = std::move(compilation.ratios);
  return std::move(model);
}

}  // namespace kavel
