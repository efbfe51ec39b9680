#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/each.hpp"
#include "io/hdf5_object.hpp"

namespace kavel {

/// What a reader of the file is told about a dataset.
struct Description {
  std::string units{};  ///< empty: none
  std::string long_name{};
  std::string description{};  ///< empty: the long name says it all
};

/// Builds an HDF5 file in memory: datasets with named dimensions, equal bytes for equal content.
///
/// Every dimension has a coordinate, in the dataset's own group or in the root; one in the root is hard-linked into the
/// group, so that each group opens by itself as a complete netCDF-4 dataset.
class Hdf5Writer {
 public:
  /// `each`: packs several chunks at once.
  explicit Hdf5Writer(Each each = one_by_one);

  void add_group(const std::string& path, const std::string& description);

  /// A dataset that names the places along the dimension of its name, for its group or (in the root) for all.
  void add_coordinate(const std::string& path, const std::vector<std::string>& values, const Description& description);
  void add_coordinate(const std::string& path, const std::vector<std::int32_t>& values, const Description& description);

  /// A dataset over coordinates, last dimension fastest.
  void add(const std::string& path, const std::vector<std::string>& dimensions, std::span<const double> values,
           const Description& description);
  void add(const std::string& path, const std::vector<std::string>& dimensions, std::span<const std::int64_t> values,
           const Description& description);
  void add(const std::string& path, const std::vector<std::string>& dimensions, std::span<const std::uint64_t> values,
           const Description& description);
  void add(const std::string& path, const std::vector<std::string>& dimensions, const std::vector<std::string>& values,
           const Description& description);

  /// An attribute of a group or dataset.
  void annotate(const std::string& path, const std::string& name, const std::string& text);
  void annotate(const std::string& path, const std::string& name, std::int64_t number);
  void annotate(const std::string& path, const std::string& name, std::uint64_t number);
  void annotate(const std::string& path, const std::string& name, double number);

  /// The complete file; the writer is of no further use.
  std::vector<std::byte> finish();

 private:
  void add_values(const std::string& path, const std::vector<std::string>& dimensions, hid_t file_type,
                  hid_t memory_type, std::size_t value_bytes, std::size_t count, const void* values,
                  const Description& description);
  void add_scale(const std::string& path, std::size_t length, hid_t file_type, hid_t memory_type, const void* values,
                 const Description& description);
  void attach_dimensions(const std::string& path, hid_t dataset, const std::vector<std::string>& dimensions);
  void describe(hid_t object, const Description& description);
  void annotate_object(hid_t object, const std::string& name, const std::string& text);
  void annotate_number(const std::string& path, const std::string& name, hid_t file_type, hid_t memory_type,
                       const void* number);
  std::string scale_of(const std::string& path, const std::string& dimension) const;
  std::vector<hsize_t> shape_of(const std::string& path, const std::vector<std::string>& dimensions) const;

  Hdf5Silence silence_{};
  Each each_;
  Hdf5Object text_type_;
  Hdf5Object transfer_;
  Hdf5Object file_;
  std::map<std::string, std::size_t> lengths_{};  ///< of every coordinate, by path
};

}  // namespace kavel
