#pragma once

#include <string>

#include "model/pack.hpp"
#include "io/read_figure.hpp"
#include "io/region_tables.hpp"

namespace kavel {

/// What a study is read for: to calibrate is to read tables without effect where the pack's calibration writes its own.
enum class Purpose { run, calibrate };

/// Reads a merged pack. `region`: where the study's region keeps tables of its own that stand for the pack's, or null.
/// Where the study is read to be calibrated, these are the ones it writes, and the pack's are read. `years` is the
/// study's length (0: not known), which the number of weights must fit. Checks names and units; what needs the numbers
/// of a population is checked by compile().
Pack read_pack(const YamlNode& tree, const std::string& path, int years, FigureReader& figures, Problems& problems,
               Purpose purpose = Purpose::run, const RegionTables* region = nullptr);

}  // namespace kavel
