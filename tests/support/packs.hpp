#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/pack.hpp"
#include "experiment/study.hpp"

namespace kavel::support {

/// An attribute without transitions; who enters `dead` dies, who enters `gone` emigrates.
AttributeSpec attribute(const std::string& name, std::vector<std::string> states);

/// Adds a transition of this kind with a constant figure.
TransitionSpec& transition(AttributeSpec& of, const std::string& from, const std::string& to, double figure,
                           TransitionKind kind = TransitionKind::hazard);

/// Adds a Weibull or gamma sojourn.
TransitionSpec& sojourn(AttributeSpec& of, const std::string& from, const std::string& to, double shape, double scale,
                        TransitionKind kind = TransitionKind::weibull);

/// Adds rate ratios by the states named; the effect is direct.
RatioSpec& ratio(TransitionSpec& of, const std::string& by, std::vector<std::pair<std::string, double>> by_state);

/// Adds `while: {attribute: states}`.
void gate(TransitionSpec& of, const std::string& attribute, std::vector<std::string> states);

Quantity number(double value);

/// A table by age: rows from each first age to the next, the last one open.
Quantity by_age(std::vector<std::pair<int, double>> from_age);

/// A table by year in state: one row per year, the last one open.
Quantity by_year_in_state(std::vector<double> figures);

/// An outcome in continuous time.
OutcomeSpec outcome(const std::string& name, OutcomeKind kind, double discount = 0);
void pays(OutcomeSpec& outcome, const std::string& attribute, const std::string& state, double per_year);
void pays_once(OutcomeSpec& outcome, const std::string& attribute, const std::string& transition, double amount);

Pack pack_of(std::vector<AttributeSpec> attributes, int cycles_per_year = 0);

/// Women of one age (an `exact` cohort), one age group.
Study study_of(Pack pack, int years, std::int64_t persons, int age = 40);

}  // namespace kavel::support
