#pragma once

#include "model/pack.hpp"
#include "io/pack_reading.hpp"

namespace kavel {

/// Reads the section `calibration` of a pack.
CalibrationSpec read_calibration(const YamlNode& node, const YamlNode& pack, const std::string& path,
                                 const PackReading& reading);

/// What the section says about the attributes must hold of them; above all, the pack reads the tables that are written.
void check_calibration(const Pack& pack, Problems& problems);

/// Lets what the calibration writes be read as tables without effect: a fit never starts from an earlier one, and a
/// pack may name tables that are yet to be made.
void read_as_neutral(const CalibrationSpec& spec, Sources& sources);

}  // namespace kavel
