#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace kavel {

/// Bytes at the end of a result file, behind what HDF5 reads: a mark, and the length and a checksum of all before it.
/// HDF5 itself can crash on a damaged file, so nothing that has lost its seal is given to it.
inline constexpr std::size_t seal_bytes = 24;

/// Puts the seal behind the file's bytes.
void seal(std::vector<std::byte>& file);

/// Is this a whole file as it was sealed?
bool is_sealed(std::span<const std::byte> file);

}  // namespace kavel
