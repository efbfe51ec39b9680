#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/compile.hpp"
#include "model/figures.hpp"

namespace kavel {

/// A rate ratio or gate of one transition, as a number per value of a factor, by sex and age.
struct RatioTable {
  int lane = 0;
  int factor = 0;
  std::vector<double> ratios{};  ///< [sex x age 0 … oldest_age x value]
  bool trivial = true;           ///< all ones
  bool gate = false;             ///< 0 or 1: who is not let through is not at risk
};

/// What the compiling functions share; `model` grows from one to the next.
struct Compilation {
  const Pack& pack;
  const Setting& setting;
  Problems& problems;
  Figures figures;
  Model model{};
  std::vector<const TransitionSpec*> specs{};     ///< [lane]
  std::vector<RatioTable> ratios{};               ///< by attributes, SES, area
  std::vector<std::vector<double>> age_ratio{};   ///< [lane]: [(year x) sex x age], ratios by age alone; empty: ones
  std::vector<std::vector<double>> mean_ratio{};  ///< [lane]: [sex x age], normalisation; empty: ones
};

/// Size of arrays [sex x age 0 … oldest_age].
inline constexpr std::size_t rows_by_sex_age = static_cast<std::size_t>(sexes * (oldest_age + 1));

/// Position in arrays [sex x age 0 … oldest_age].
inline std::size_t sex_age(int sex, int age) {
  return static_cast<std::size_t>(sex) * std::size_t{oldest_age + 1} + static_cast<std::size_t>(age);
}

void compile_attributes(Compilation& compilation);  ///< states, transitions, streams
void compile_prevalence(Compilation& compilation);  ///< states at the start
void compile_ratios(Compilation& compilation);      ///< ratios and gates
void check_effects(Compilation& compilation);       ///< total effects beside mediators
void compile_normalisation(Compilation& compilation);
void compile_base(Compilation& compilation);     ///< hazards
void compile_factors(Compilation& compilation);  ///< rows of ratios, in canonical order
void compile_joint_speeds(Model& model);         ///< their products

}  // namespace kavel
