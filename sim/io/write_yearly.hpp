#pragma once

#include <string>

#include "io/estimates.hpp"
#include "io/hdf5_writer.hpp"

namespace kavel {

/// Four datasets [arm x year x `last`]: `path`, and with _se, _difference and _difference_se behind it.
void write_yearly(Hdf5Writer& file, const std::string& path, const std::string& last, const Description& of,
                  const YearlyEstimates& values);

}  // namespace kavel
