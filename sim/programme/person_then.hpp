#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "core/age.hpp"
#include "model/model.hpp"
#include "population/rows.hpp"
#include "valuation/valuation.hpp"

namespace kavel {

/// Someone on a 1 January.
struct PersonThen {
  Sex sex = Sex::female;
  int age = 0;  ///< completed years
  int year_index = 0;
  const PersonKey* key = nullptr;
  const std::uint8_t* states = nullptr;  ///< [attribute]
  const float* speeds = nullptr;         ///< [lane]
};

/// What a programme refers to, as numbers.
struct Surroundings {
  const Model* model = nullptr;  ///< by which people live
  std::vector<std::string> ses_groups{};
  std::vector<std::string> areas{};
  std::vector<std::uint8_t> inside{};  ///< [zone]: within the study's delineation?

  // Of usual care, with which the model of an arm begins:
  const Pack* pack = nullptr;
  const Model* usual = nullptr;
  const Valuation* valuation = nullptr;
};

inline std::size_t sex_age(const PersonThen& who) { return sex_age(who.sex, who.age); }

/// Whose figures stand for someone some years on: older, at a later year, but for what lies beyond the study, where the
/// last year's figures go on; of a cohort of one age they end with it.
struct LaterYear {
  int age = 0;
  int year_index = 0;
};
inline LaterYear later(const Model& model, const PersonThen& who, int years) {
  const int last = model.years - 1 - who.year_index;
  return {who.age + (model.age_rule == AgeRule::exact ? std::min(years, last) : years),
          who.year_index + std::min(years, last)};
}

}  // namespace kavel
