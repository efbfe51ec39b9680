#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/each.hpp"
#include "model/compile.hpp"
#include "model/figures.hpp"

namespace kavel {

/// What the compiling functions share; `model` grows from one to the next.
struct Compilation {
  const Pack& pack;
  const Setting& setting;
  Problems& problems;
  Figures figures;
  const Each& each;  ///< does what sexes and ages need several at once
  Model model{};
  std::vector<const TransitionSpec*> specs{};     ///< [lane]
  std::vector<RatioTable> ratios{};               ///< by attributes, SES, area
  std::vector<std::vector<double>> age_ratio{};   ///< [lane]: [(year x) sex x age], ratios by age alone; empty: ones
  std::vector<std::vector<double>> mean_ratio{};  ///< [lane]: [sex x age], normalisation; empty: ones
  GroupShares reference_ses{};                    ///< SES of the reference population
  const Groundwork* narrower = nullptr;           ///< a pack to which this one only adds; null: there is none
  std::vector<int> known_lane{};                  ///< [lane]: the same of the narrower pack, or -1

  // Factors by number: the attributes in the pack's order, then SES, then area.
  int ses() const { return static_cast<int>(pack.attributes.size()); }
  int area() const { return ses() + 1; }
  /// The first attributes, which the narrower pack has too.
  std::size_t known_attributes() const { return narrower == nullptr ? 0 : narrower->model->attributes.size(); }
  bool is_known(std::size_t lane) const { return known_lane[lane] >= 0; }
};

// compile.cpp
/// Does work(sex, age) for those of these ages that the study meets, several at once: each writes only what is its own.
void each_sex_age(const Compilation& compilation, int youngest, int oldest,
                  const std::function<void(int sex, int age)>& work);

// compile_ratios.cpp
/// The value names of a factor: states of an attribute, SES groups or areas; null if there is no such factor.
const std::vector<std::string>* values_of(const Compilation& compilation, const std::string& name);
int factor_index(const Compilation& compilation, const std::string& name);
/// Ratios of everyone the study can meet, [sex x age x value]; reports values that do not exist.
std::vector<double> ratios_by_value(Compilation& compilation, const ByState& ratio,
                                    const std::vector<std::string>& values, Domain domain);

// compile_shares.cpp
/// Shares of `values` at one sex and age; a single value not named gets the rest, and the first gets all where nothing
/// is named.
std::vector<double> shares_at(Compilation& compilation, const SharesSpec& spec, const std::vector<std::string>& values,
                              int sex, int age);
/// Shares of SES groups by sex x age, over all ages the study meets; reports groups the study does not have.
GroupShares ses_shares(Compilation& compilation, const SharesSpec& spec);

void compile_attributes(Compilation& compilation);  ///< states, transitions, streams
void compile_reference(Compilation& compilation);   ///< to whom published figures refer
void compile_prevalence(Compilation& compilation);  ///< states at the start
/// Shifts the states at the start of an attribute to what the region knows of its areas; those of earlier attributes
/// come first.
void compile_area_prevalence(Compilation& compilation, std::size_t attribute);
void compile_time_spent(Compilation& compilation);  ///< time in state at the start
void compile_ratios(Compilation& compilation);      ///< ratios and gates
void check_effects(Compilation& compilation);       ///< total effects beside mediators
void compile_normalisation(Compilation& compilation);
void compile_arrivals(Compilation& compilation);
void compile_base(Compilation& compilation);     ///< hazards
void compile_factors(Compilation& compilation);  ///< rows of ratios, in canonical order
void compile_joint_speeds(Model& model);         ///< their products

}  // namespace kavel
