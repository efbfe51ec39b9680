#include "io/packed_chunks.hpp"

#include <algorithm>
#include <cstring>

#include <zlib.h>

#include "core/errors.hpp"
#include "io/hdf5_object.hpp"

namespace kavel {

namespace {

/// One chunk of values, from where they lie to what stands in the file.
class Chunk {
 public:
  /// `place`: among the chunks, last dimension fastest.
  Chunk(const ChunkedValues& of, std::size_t place) : of_(of), origin_(of.shape.size()) {
    for (std::size_t d = origin_.size(); d-- > 0;) {
      const hsize_t along = (of.shape[d] + of.chunk[d] - 1) / of.chunk[d];
      origin_[d] = place % along * of.chunk[d];
      place /= along;
    }
  }

  const std::vector<hsize_t>& origin() const { return origin_; }

  std::vector<std::byte> packed(int level) const {
    const std::vector<std::byte> plain = shuffled(gathered());
    std::vector<std::byte> result(compressBound(plain.size()));
    uLongf size = result.size();
    const int code = compress2(reinterpret_cast<Bytef*>(result.data()), &size,  // NOLINT: bytes are bytes
                               reinterpret_cast<const Bytef*>(plain.data()), plain.size(), level);
    if (code != Z_OK) throw Hdf5Failure("deflate");
    result.resize(size);
    return result;
  }

 private:
  /// The chunk's values; 0 beyond the edge.
  std::vector<std::byte> gathered() const {
    std::size_t bytes = of_.value_bytes;
    for (const hsize_t along : of_.chunk) bytes *= along;
    std::vector<std::byte> result(bytes);
    std::size_t first = 0;
    for (std::size_t d = 0; d < origin_.size(); ++d) first = first * of_.shape[d] + origin_[d];
    copy(0, of_.values + first * of_.value_bytes, result.data());
    return result;
  }

  void copy(std::size_t dimension, const std::byte* from, std::byte* into) const {
    const hsize_t count = std::min(of_.chunk[dimension], of_.shape[dimension] - origin_[dimension]);
    if (dimension + 1 == origin_.size()) {
      std::memcpy(into, from, count * of_.value_bytes);
      return;
    }
    std::size_t step = of_.value_bytes;  // between one place along this dimension and the next
    std::size_t own_step = of_.value_bytes;
    for (std::size_t d = dimension + 1; d < origin_.size(); ++d) {
      step *= of_.shape[d];
      own_step *= of_.chunk[d];
    }
    for (hsize_t i = 0; i < count; ++i) copy(dimension + 1, from + i * step, into + i * own_step);
  }

  /// All first bytes, then all second ones, and so on.
  std::vector<std::byte> shuffled(const std::vector<std::byte>& values) const {
    const std::size_t count = values.size() / of_.value_bytes;
    std::vector<std::byte> result(values.size());
    for (std::size_t byte = 0; byte < of_.value_bytes; ++byte) {
      for (std::size_t i = 0; i < count; ++i) result[byte * count + i] = values[i * of_.value_bytes + byte];
    }
    return result;
  }

  const ChunkedValues& of_;
  std::vector<hsize_t> origin_;
};

}  // namespace

void write_packed(hid_t dataset, const ChunkedValues& of, int level, const Each& each) {
  std::size_t count = 1;
  for (std::size_t d = 0; d < of.shape.size(); ++d) count *= (of.shape[d] + of.chunk[d] - 1) / of.chunk[d];
  std::vector<std::vector<std::byte>> packed(count);
  each(count, [&](std::size_t i) { packed[i] = Chunk(of, i).packed(level); });
  for (std::size_t i = 0; i < count; ++i) {
    checked(H5Dwrite_chunk(dataset, H5P_DEFAULT, 0, Chunk(of, i).origin().data(), packed[i].size(), packed[i].data()),
            "a chunk");
  }
}

}  // namespace kavel
