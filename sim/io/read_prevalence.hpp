#pragma once

#include <functional>
#include <string>

#include "model/pack.hpp"
#include "io/pack_reading.hpp"

namespace kavel {

/// Shares by STATE, or those of a table whose columns, or rows, name the states. `check(mark, path, name)` reports a
/// name that is none.
using CheckName = std::function<void(const Mark&, const std::string&, const std::string&)>;
SharesSpec read_shares(const YamlNode& node, const ObjectKind& kind, const std::string& path, const std::string& column,
                       const CheckName& check, const PackReading& reading);

/// What those who start have: the keys `prevalence`, `prevalence_ratios` and `time_in_state` of an attribute.
void read_prevalence(Fields& fields, const PackNames::Attribute& known, AttributeSpec& spec,
                     const PackReading& reading);

}  // namespace kavel
