#pragma once

#include <functional>

#include "model/pack.hpp"
#include "io/pack_reading.hpp"
#include "io/region_tables.hpp"

namespace kavel {

/// Reads the conditions of a calibration. `written` reads the name of a table that is written: empty if absent.
using ReadWritten = std::function<std::string(Fields& fields, const char* key)>;
std::vector<ConditionSpec> read_conditions(const YamlNode& node, const std::string& path, const PackReading& reading,
                                           const ReadWritten& written);

/// What conditions say about attributes and budgets must hold of them; above all, the pack reads the tables that are
/// written.
void check_conditions(const Pack& pack, const CalibrationSpec& spec, Problems& problems);

/// Lets the tables that are written for conditions be read as the pack is without a fit.
void read_conditions_as_neutral(const CalibrationSpec& spec, Sources& sources);

/// Lets a region's own tables be read instead of those that the pack keeps.
void read_tables_of_region(const RegionTables& region, const CalibrationSpec& spec, Sources& sources,
                           Problems& problems);

}  // namespace kavel
