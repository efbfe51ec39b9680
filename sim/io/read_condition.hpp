#pragma once

#include <string>

#include "programme/programme.hpp"
#include "io/programme_figures.hpp"

namespace kavel {

/// A transition as a programme names it, `attribute.from>to`, or several.
std::vector<NamedTransition> read_named_transitions(const YamlNode& node, const std::string& path, Problems& problems);

/// A predicted personal risk: `{of: …, years: …}`.
BenefitSpec read_benefit(const YamlNode& node, const std::string& path, OutcomeKind kind, Problems& problems);
RiskSpec read_risk(const YamlNode& node, const std::string& path, Problems& problems);

/// A condition on a person, `{age: …, states: …, any: […]}`.
Predicate read_condition(const YamlNode& node, const std::string& path, Problems& problems);

}  // namespace kavel
