#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "model/table.hpp"

namespace kavel {

inline constexpr std::size_t table_keys = 6;

/// What a row of a table is for, key by key: sex, state (each by a number), year of study, year in state, year, age.
using RowPlace = std::array<Range, table_keys>;

/// The rows in the order of their ranges by the first key, then by the next; those alike as they came.
std::vector<std::size_t> in_order(const std::vector<RowPlace>& places);

}  // namespace kavel
