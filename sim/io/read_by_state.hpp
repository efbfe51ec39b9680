#pragma once

#include "model/pack.hpp"
#include "io/pack_reading.hpp"

namespace kavel {

/// The column that names the values of something: `state`, `ses` or `area`; of age none.
std::string column_of(const std::string& by);

/// Ratios by STATE, or those of a table; `known` is the attribute by whose states they are, null where that is unknown
/// or no attribute.
void read_by_state(Fields& fields, const Meaning& meaning, const PackNames::Attribute* known, ByState& into,
                   const PackReading& reading);

}  // namespace kavel
