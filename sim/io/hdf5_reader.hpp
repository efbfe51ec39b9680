#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "io/hdf5_object.hpp"

namespace kavel {

/// Reads a sealed HDF5 file (seal.hpp): what is none, is damaged, or lacks something of the type and shape asked for,
/// is an InputError.
class Hdf5Reader {
 public:
  explicit Hdf5Reader(const std::string& path);

  std::string text(const std::string& object, const std::string& attribute) const;
  std::int64_t whole_number(const std::string& object, const std::string& attribute) const;
  std::uint64_t seed(const std::string& object, const std::string& attribute) const;
  double number(const std::string& object, const std::string& attribute) const;

  bool has(const std::string& dataset) const;

  /// A dataset of one dimension.
  std::vector<std::string> texts(const std::string& dataset) const;
  std::vector<std::int64_t> whole_numbers(const std::string& dataset) const;
  std::vector<std::uint64_t> identities(const std::string& dataset) const;

  /// A dataset of exactly this shape.
  std::vector<double> numbers(const std::string& dataset, const std::vector<std::size_t>& shape) const;
  std::vector<std::int64_t> whole_numbers(const std::string& dataset, const std::vector<std::size_t>& shape) const;

  [[noreturn]] void refuse(const std::string& key, const std::string& expected, const std::string& got) const;

 private:
  Hdf5Object dataset(const std::string& path, H5T_class_t type) const;
  std::vector<std::size_t> shape_of(const Hdf5Object& dataset, const std::string& path) const;
  std::size_t count_of(const std::vector<std::size_t>& shape, const std::string& path) const;
  void read_attribute(const std::string& object, const std::string& name, H5T_class_t type, hid_t memory_type,
                      void* value) const;
  template <class Value>
  std::vector<Value> values(const std::string& path, H5T_class_t type, hid_t memory_type,
                            const std::vector<std::size_t>* shape) const;

  Hdf5Silence silence_{};
  std::string path_;
  std::vector<std::byte> bytes_;
  Hdf5Object file_;
};

/// Does the file begin as HDF5 does? InputError where there is none that may be read.
bool is_hdf5_file(const std::string& path);

}  // namespace kavel
