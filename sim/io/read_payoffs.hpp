#pragma once

#include <string>
#include <vector>

#include "model/pack.hpp"
#include "io/pack_reading.hpp"

namespace kavel {

/// `per_year`: what is paid a year in each state, in `unit`; `near` is the origin of figures that state none.
std::vector<StatePayoffSpec> read_per_year(const YamlNode& node, const std::string& path, const std::string& unit,
                                           const PackReading& reading, const Provenance& near = {});

/// `per_transition`: what is paid at each transition.
std::vector<TransitionPayoffSpec> read_per_transition(const YamlNode& node, const std::string& path,
                                                      const std::string& unit, const PackReading& reading,
                                                      const Provenance& near = {});

}  // namespace kavel
