#pragma once

#include <cstdint>
#include <vector>

#include "population/population.hpp"
#include "io/sources.hpp"

namespace kavel {

/// A region's inhabitants as one whole table: persons by sex, single age, area and perhaps SES.
void read_inhabitants(const SourceFile& source, Population& population, Problems& problems);

/// Persons of a region turned into `total`, in proportion, by largest remainder; of equal remainders the first cell.
void rescale(std::vector<PopulationCell>& cells, std::int64_t total);

}  // namespace kavel
