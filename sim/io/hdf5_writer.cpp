#include "io/hdf5_writer.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

#include <hdf5_hl.h>

#include "core/errors.hpp"
#include "io/packed_chunks.hpp"

namespace kavel {

namespace {

constexpr std::size_t compressed_from = 1U << 16;  ///< bytes; below, a chunk index costs more than it saves
constexpr std::size_t chunk_bytes = 1U << 16;
constexpr std::size_t conversion_bytes = 1U << 14;
constexpr int fastest_deflate = 1;
static_assert(std::endian::native == std::endian::little, "numbers lie in memory as in the file");

Hdf5Object text_type() {
  Hdf5Object type(H5Tcopy(H5T_C_S1), H5Tclose, "text type");
  checked(H5Tset_size(type, H5T_VARIABLE), "text type");
  checked(H5Tset_cset(type, H5T_CSET_UTF8), "text type");
  return type;
}

/// Groups keep the order in which they were filled; nothing carries a time.
Hdf5Object ordered(hid_t property_class, herr_t (*set_order)(hid_t, unsigned)) {
  Hdf5Object properties(H5Pcreate(property_class), H5Pclose, "properties");
  checked(H5Pset_obj_track_times(properties, false), "properties");
  checked(set_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "properties");
  return properties;
}

Hdf5Object file_in_memory() {
  const Hdf5Object access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "file access");
  checked(H5Pset_fapl_core(access, 1U << 20, false), "file access");
  const Hdf5Object creation = ordered(H5P_FILE_CREATE, H5Pset_link_creation_order);
  Hdf5Object file(H5Fcreate("kavel", H5F_ACC_TRUNC, creation, access), H5Fclose, "a file in memory");
  // Objects carry checksums (HDF5 1.8 on). Not the superblock: H5Fget_file_image of 1.10 spoils the checksum of that.
  checked(H5Fset_libver_bounds(file, H5F_LIBVER_V18, H5F_LIBVER_V18), "file format");
  return file;
}

/// Whole trailing dimensions, and as many places along the first that does not fit; of all arms, which mostly hold the
/// same: deflate sees no further back than 32 kB.
std::vector<hsize_t> chunk_of(const std::vector<hsize_t>& shape, std::size_t value_bytes, bool by_arm) {
  std::vector<hsize_t> chunk(shape.size(), 1);
  hsize_t room = chunk_bytes / value_bytes;
  if (by_arm) {
    chunk.front() = std::min(shape.front(), room);
    room /= chunk.front();
  }
  for (std::size_t i = shape.size(); i-- > (by_arm ? 1U : 0U) && room > 0;) {
    chunk[i] = std::min(shape[i], room);
    room /= shape[i];
  }
  return chunk;
}

Hdf5Object dataset_properties() {
  Hdf5Object properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "properties");
  checked(H5Pset_obj_track_times(properties, false), "properties");
  return properties;
}

void compress(const Hdf5Object& properties, const std::vector<hsize_t>& chunk) {
  checked(H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data()), "chunks");
  checked(H5Pset_shuffle(properties), "shuffle");
  checked(H5Pset_deflate(properties, fastest_deflate), "deflate");
}

Hdf5Object space_of(const std::vector<hsize_t>& shape) {
  if (shape.empty()) return {H5Screate(H5S_SCALAR), H5Sclose, "a scalar"};
  return {H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose, "a shape"};
}

/// HDF5 would otherwise take and clear a megabyte for every piece of text.
Hdf5Object transfer_properties() {
  Hdf5Object properties(H5Pcreate(H5P_DATASET_XFER), H5Pclose, "transfer");
  checked(H5Pset_buffer(properties, conversion_bytes, nullptr, nullptr), "transfer");
  return properties;
}

std::vector<const char*> pointers(const std::vector<std::string>& values) {
  std::vector<const char*> result;
  result.reserve(values.size());
  for (const std::string& value : values) result.push_back(value.c_str());
  return result;
}

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

}  // namespace

Hdf5Writer::Hdf5Writer(Each each)
    : each_(std::move(each)), text_type_(text_type()), transfer_(transfer_properties()), file_(file_in_memory()) {}

void Hdf5Writer::add_group(const std::string& path, const std::string& description) {
  const Hdf5Object creation = ordered(H5P_GROUP_CREATE, H5Pset_link_creation_order);
  const Hdf5Object group(H5Gcreate2(file_, path.c_str(), H5P_DEFAULT, creation, H5P_DEFAULT), H5Gclose, path);
  annotate_object(group, "description", description);
}

void Hdf5Writer::add_coordinate(const std::string& path, const std::vector<std::string>& values,
                                const Description& description) {
  add_scale(path, values.size(), text_type_, text_type_, pointers(values).data(), description);
}

void Hdf5Writer::add_coordinate(const std::string& path, const std::vector<std::int32_t>& values,
                                const Description& description) {
  add_scale(path, values.size(), H5T_STD_I32LE, H5T_NATIVE_INT32, values.data(), description);
}

void Hdf5Writer::add(const std::string& path, const std::vector<std::string>& dimensions,
                     std::span<const double> values, const Description& description) {
  add_values(path, dimensions, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, sizeof(double), values.size(), values.data(),
             description);
}

void Hdf5Writer::add(const std::string& path, const std::vector<std::string>& dimensions,
                     std::span<const std::int64_t> values, const Description& description) {
  add_values(path, dimensions, H5T_STD_I64LE, H5T_NATIVE_INT64, sizeof(std::int64_t), values.size(), values.data(),
             description);
}

void Hdf5Writer::add(const std::string& path, const std::vector<std::string>& dimensions,
                     std::span<const std::uint64_t> values, const Description& description) {
  add_values(path, dimensions, H5T_STD_U64LE, H5T_NATIVE_UINT64, sizeof(std::uint64_t), values.size(), values.data(),
             description);
}

void Hdf5Writer::add(const std::string& path, const std::vector<std::string>& dimensions,
                     const std::vector<std::string>& values, const Description& description) {
  add_values(path, dimensions, text_type_, text_type_, 0, values.size(), pointers(values).data(), description);
}

void Hdf5Writer::annotate(const std::string& path, const std::string& name, const std::string& text) {
  annotate_object(Hdf5Object(H5Oopen(file_, path.c_str(), H5P_DEFAULT), H5Oclose, path), name, text);
}

void Hdf5Writer::annotate(const std::string& path, const std::string& name, std::int64_t number) {
  annotate_number(path, name, H5T_STD_I64LE, H5T_NATIVE_INT64, &number);
}

void Hdf5Writer::annotate(const std::string& path, const std::string& name, std::uint64_t number) {
  annotate_number(path, name, H5T_STD_U64LE, H5T_NATIVE_UINT64, &number);
}

void Hdf5Writer::annotate(const std::string& path, const std::string& name, double number) {
  annotate_number(path, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &number);
}

std::vector<std::byte> Hdf5Writer::finish() {
  checked(H5Fflush(file_, H5F_SCOPE_GLOBAL), "flush");
  const ssize_t size = checked(H5Fget_file_image(file_, nullptr, 0), "file image");
  std::vector<std::byte> image(static_cast<std::size_t>(size));
  checked(H5Fget_file_image(file_, image.data(), image.size()), "file image");
  return image;
}

void Hdf5Writer::add_values(const std::string& path, const std::vector<std::string>& dimensions, hid_t file_type,
                            hid_t memory_type, std::size_t value_bytes, std::size_t count, const void* values,
                            const Description& description) {
  const std::vector<hsize_t> shape = shape_of(path, dimensions);
  expects(count == std::accumulate(shape.begin(), shape.end(), hsize_t{1}, std::multiplies<>()),
          "a dataset has as many values as its dimensions say");
  const Hdf5Object space = space_of(shape);
  const Hdf5Object properties = dataset_properties();
  const bool is_packed = count * value_bytes >= compressed_from;
  const std::vector<hsize_t> chunk =
      is_packed ? chunk_of(shape, value_bytes, dimensions.front() == "arm") : std::vector<hsize_t>{};
  if (is_packed) compress(properties, chunk);
  const Hdf5Object dataset(H5Dcreate2(file_, path.c_str(), file_type, space, H5P_DEFAULT, properties, H5P_DEFAULT),
                           H5Dclose, path);
  if (is_packed) {
    write_packed(dataset, {static_cast<const std::byte*>(values), value_bytes, shape, chunk}, fastest_deflate, each_);
  } else if (count > 0) {
    checked(H5Dwrite(dataset, memory_type, H5S_ALL, H5S_ALL, transfer_, values), path);
  }
  attach_dimensions(path, dataset, dimensions);
  describe(dataset, description);
}

void Hdf5Writer::add_scale(const std::string& path, std::size_t length, hid_t file_type, hid_t memory_type,
                           const void* values, const Description& description) {
  const Hdf5Object space = space_of({length});
  const Hdf5Object properties = dataset_properties();
  const Hdf5Object dataset(H5Dcreate2(file_, path.c_str(), file_type, space, H5P_DEFAULT, properties, H5P_DEFAULT),
                           H5Dclose, path);
  if (length > 0) checked(H5Dwrite(dataset, memory_type, H5S_ALL, H5S_ALL, transfer_, values), path);
  checked(H5DSset_scale(dataset, path.substr(path.rfind('/') + 1).c_str()), path);
  describe(dataset, description);
  lengths_.emplace(path, length);
}

void Hdf5Writer::attach_dimensions(const std::string& path, hid_t dataset, const std::vector<std::string>& dimensions) {
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    const std::string scale_path = scale_of(path, dimensions[i]);
    const Hdf5Object scale(H5Dopen2(file_, scale_path.c_str(), H5P_DEFAULT), H5Dclose, scale_path);
    checked(H5DSattach_scale(dataset, scale, static_cast<unsigned>(i)), path);
    const std::string here = folder_of(path) + "/" + dimensions[i];
    if (checked(H5Lexists(file_, here.c_str(), H5P_DEFAULT), here) == 0) {
      checked(H5Lcreate_hard(file_, scale_path.c_str(), file_, here.c_str(), H5P_DEFAULT, H5P_DEFAULT), here);
    }
  }
}

void Hdf5Writer::describe(hid_t object, const Description& description) {
  if (!description.units.empty()) annotate_object(object, "units", description.units);
  annotate_object(object, "long_name", description.long_name);
  if (!description.description.empty()) annotate_object(object, "description", description.description);
}

void Hdf5Writer::annotate_object(hid_t object, const std::string& name, const std::string& text) {
  const Hdf5Object space = space_of({});
  const Hdf5Object attribute(H5Acreate2(object, name.c_str(), text_type_, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                             name);
  const char* value = text.c_str();
  checked(H5Awrite(attribute, text_type_, &value), name);
}

void Hdf5Writer::annotate_number(const std::string& path, const std::string& name, hid_t file_type, hid_t memory_type,
                                 const void* number) {
  const Hdf5Object object(H5Oopen(file_, path.c_str(), H5P_DEFAULT), H5Oclose, path);
  const Hdf5Object space = space_of({});
  const Hdf5Object attribute(H5Acreate2(object, name.c_str(), file_type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                             name);
  checked(H5Awrite(attribute, memory_type, number), name);
}

std::string Hdf5Writer::scale_of(const std::string& path, const std::string& dimension) const {
  const std::string here = folder_of(path) + "/" + dimension;
  return lengths_.contains(here) ? here : "/" + dimension;
}

std::vector<hsize_t> Hdf5Writer::shape_of(const std::string& path, const std::vector<std::string>& dimensions) const {
  std::vector<hsize_t> shape;
  for (const std::string& dimension : dimensions) shape.push_back(lengths_.at(scale_of(path, dimension)));
  return shape;
}

}  // namespace kavel
