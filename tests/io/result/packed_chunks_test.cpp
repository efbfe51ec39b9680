#include "io/packed_chunks.hpp"

#include <cstdint>
#include <numeric>
#include <span>

#include <gtest/gtest.h>

#include "io/hdf5_object.hpp"

namespace kavel {

namespace {

/// A file in memory with one dataset, in chunks that do not divide its shape.
class PackedChunks : public ::testing::Test {
 protected:
  PackedChunks() : values_(7 * 5 * 11) { std::iota(values_.begin(), values_.end(), std::int64_t{-100}); }

  Hdf5Object file() const {
    const Hdf5Object access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "access");
    checked(H5Pset_fapl_core(access, 1U << 16, false), "access");
    return {H5Fcreate("packed", H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose, "file"};
  }

  Hdf5Object dataset(hid_t file) const {
    const Hdf5Object properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "properties");
    checked(H5Pset_obj_track_times(properties, false), "properties");
    checked(H5Pset_chunk(properties, 3, chunk_.data()), "chunk");
    checked(H5Pset_shuffle(properties), "shuffle");
    checked(H5Pset_deflate(properties, 1), "deflate");
    const Hdf5Object space(H5Screate_simple(3, shape_.data(), nullptr), H5Sclose, "space");
    return {H5Dcreate2(file, "values", H5T_STD_I64LE, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose, "values"};
  }

  void write_with(const Each& each, hid_t into) const {
    write_packed(into, {std::as_bytes(std::span(values_)).data(), sizeof(std::int64_t), shape_, chunk_}, 1, each);
  }

  static std::vector<std::byte> image_of(hid_t file) {
    checked(H5Fflush(file, H5F_SCOPE_GLOBAL), "flush");
    std::vector<std::byte> image(static_cast<std::size_t>(checked(H5Fget_file_image(file, nullptr, 0), "image")));
    checked(H5Fget_file_image(file, image.data(), image.size()), "image");
    return image;
  }

  Hdf5Silence silence_{};
  std::vector<hsize_t> shape_{7, 5, 11};
  std::vector<hsize_t> chunk_{2, 3, 4};
  std::vector<std::int64_t> values_;
};

}  // namespace

TEST_F(PackedChunks, AreReadBack) {
  const Hdf5Object in_memory = file();
  const Hdf5Object values = dataset(in_memory);
  write_with(one_by_one, values);
  std::vector<std::int64_t> read(values_.size());
  checked(H5Dread(values, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, read.data()), "read");
  EXPECT_EQ(read, values_);
}

TEST_F(PackedChunks, AreTheBytesThatHdf5Writes) {
  const auto bytes_after = [&](const auto& write) {
    const Hdf5Object in_memory = file();
    {
      const Hdf5Object values = dataset(in_memory);
      write(values);
    }
    return image_of(in_memory);
  };
  const auto by_hdf5 = bytes_after([&](hid_t values) {
    checked(H5Dwrite(values, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, values_.data()), "write");
  });
  EXPECT_EQ(bytes_after([&](hid_t values) { write_with(one_by_one, values); }), by_hdf5);
}

}  // namespace kavel
