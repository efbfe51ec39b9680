#pragma once

#include "valuation/valuation.hpp"
#include "experiment/setting.hpp"
#include "tests/support/packs.hpp"

namespace kavel {

/// The outcomes of a study's first pack, or what is wrong with them.
struct Valued {
  Model model{};
  Valuation valuation{};
  Problems problems{};

  double annual(int age, int year = 0, std::size_t payoff = 0, Sex sex = Sex::female) const {
    return valuation.of_states.amounts({sex, age, year})[payoff];
  }
};

inline Valued valued(const Study& study) {
  Valued result;
  const Pack& pack = study.variants.front().pack;
  const Setting setting = setting_of(study, pack);
  result.model = compile(pack, setting, result.problems);
  result.problems.raise();
  result.valuation = compile_valuation(pack, setting, result.model, result.problems);
  return result;
}

/// Two states with a way between them.
inline Pack health_pack(int cycles_per_year = 0) {
  AttributeSpec health = support::attribute("health", {"well", "ill"});
  support::transition(health, "well", "ill", 0.1);
  return support::pack_of({health}, cycles_per_year);
}

inline Valued valued(const Pack& pack, int years = 1, int age = 40) {
  return valued(support::study_of(pack, years, 10, age));
}

}  // namespace kavel
