#pragma once

#include <cstddef>
#include <vector>

#include <hdf5.h>

#include "core/each.hpp"

namespace kavel {

/// What lies in memory, last dimension fastest, and how it is cut into chunks.
struct ChunkedValues {
  const std::byte* values = nullptr;
  std::size_t value_bytes = 0;
  std::vector<hsize_t> shape{};
  std::vector<hsize_t> chunk{};
};

/// Puts the chunks into a dataset that is shuffled and deflated at `level`, as HDF5 itself would; `each` packs several
/// of them at once.
void write_packed(hid_t dataset, const ChunkedValues& of, int level, const Each& each);

}  // namespace kavel
