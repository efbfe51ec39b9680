#pragma once

#include <string>

#include "model/model.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// The comparator without what it is worth: nobody's death depends on that.
inline Study without_outcomes(const Study& study) {
  Study bare = study;
  bare.variants.resize(1);
  Pack& pack = bare.variants.front().pack;
  pack.outcomes.clear();
  pack.wellbeing.clear();
  pack.activities.clear();
  pack.spreads.clear();
  pack.deductibles.clear();
  return bare;
}

/// The lane of a transition that is in the model.
inline int lane_of(const Model& model, const std::string& name) {
  for (std::size_t lane = 0; lane < model.transitions.size(); ++lane) {
    if (model.transitions[lane].name == name) return static_cast<int>(lane);
  }
  expects(false, "a calibrated transition is in the model");
  return -1;
}

}  // namespace kavel
