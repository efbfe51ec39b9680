#pragma once

#include <string>

#include "experiment/results.hpp"

namespace kavel {

/// Who gains: what arms change of each lifetime outcome per 1,000 people, by the sex, age, SES and area of who begins a
/// lineage; empty where nothing differs.
std::string strata_tables(const Results& results);

}  // namespace kavel
