#pragma once

#include <string>
#include <utility>
#include <vector>

#include "experiment/study.hpp"

namespace kavel {

// Studies of one idea, written in code. A transition is named `from>to` or `from>to/cause`.
Quantity figure(double value);
Quantity figures(std::vector<std::pair<TableKeys, double>> rows);  ///< a table with one column
TransitionSpec by_hazard(const std::string& name, Quantity hazard);
TransitionSpec by_hazard(const std::string& name, double hazard);
TransitionSpec by_probability(const std::string& name, Quantity probability);
TransitionSpec by_duration(const std::string& name, double years);
TransitionSpec by_weibull(const std::string& name, double shape, double scale);
TransitionSpec by_gamma(const std::string& name, double shape, double scale);
RatioSpec ratios(const std::string& by, std::vector<std::pair<std::string, double>> by_state);
GateSpec gate(const std::string& attribute, std::vector<std::string> states);
AttributeSpec attribute(const std::string& name, std::vector<std::string> states,
                        std::vector<TransitionSpec> transitions = {});

/// An effect that counts the firings of a transition.
OutcomeSpec count_of(const std::string& attribute, const std::string& transition);

/// `law_persons` women of one age, in continuous time; everyone has SES group `all`.
Study cohort_study(std::vector<AttributeSpec> attributes, int years, int age = 30);

}  // namespace kavel
