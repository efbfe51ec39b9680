#pragma once

#include <memory>

#include "model/table.hpp"
#include "io/sources.hpp"

namespace kavel {

/// Reads a table of figures from a CSV file (scenarios/README.md, "Tables"), or null after problems.
///
/// Key columns are sex, age, year, year_of_study, year_in_state and one of state, ses, area; all others are figures.
/// Every combination between the first and last value of each key stands in exactly one row.
std::shared_ptr<const Table> read_table(const SourceFile& source, Problems& problems);

}  // namespace kavel
