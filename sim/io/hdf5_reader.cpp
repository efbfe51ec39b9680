#include "io/hdf5_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <functional>

#include "core/errors.hpp"

namespace kavel {

namespace {

constexpr std::size_t greatest_inflation = 1100;  ///< deflate cannot make more than 1032 bytes of one
constexpr std::size_t always_allowed = 1U << 20;  ///< bytes

constexpr std::array<unsigned char, 8> signature{0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

struct Opening {
  std::size_t bytes = 0;
  bool is_hdf5 = false;
};

Opening look_at(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0 && (errno == ENOENT || errno == ENOTDIR)) throw InputError(Mark{path}, "", "a file", "no such file");
  if (file < 0 && (errno == EACCES || errno == EPERM)) {
    throw InputError(Mark{path}, "", "a file that may be read", "no permission");
  }
  if (file < 0) throw SystemError("cannot read " + path + ": " + std::strerror(errno));
  struct stat found {};
  std::array<unsigned char, 8> start{};
  const bool regular = ::fstat(file, &found) == 0 && S_ISREG(found.st_mode);
  const ssize_t length = regular ? ::read(file, start.data(), start.size()) : 0;
  ::close(file);
  if (!regular) throw InputError(Mark{path}, "", "a file", S_ISDIR(found.st_mode) ? "a directory" : "a device or pipe");
  return {static_cast<std::size_t>(found.st_size), length == 8 && start == signature};
}

std::size_t size_of_hdf5(const std::string& path) {
  const Opening opening = look_at(path);
  if (!opening.is_hdf5) throw InputError(Mark{path}, "", "a result file of kavel run", "a file that is not HDF5");
  return opening.bytes;
}

Hdf5Object open_file(const std::string& path) {
  try {
    return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, path};
  } catch (const Hdf5Failure&) {
    throw InputError(Mark{path}, "", "a complete HDF5 file", "one that is cut off or damaged");
  }
}

Hdf5Object text_type() {
  Hdf5Object type(H5Tcopy(H5T_C_S1), H5Tclose, "text type");
  checked(H5Tset_size(type, H5T_VARIABLE), "text type");
  checked(H5Tset_cset(type, H5T_CSET_UTF8), "text type");
  return type;
}

/// Text that HDF5 allocated, given back when it goes.
class BorrowedTexts {
 public:
  BorrowedTexts(hid_t type, hid_t space, std::size_t count) : type_(type), space_(space), pointers_(count, nullptr) {}
  BorrowedTexts(const BorrowedTexts&) = delete;
  BorrowedTexts& operator=(const BorrowedTexts&) = delete;
  ~BorrowedTexts() { H5Dvlen_reclaim(type_, space_, H5P_DEFAULT, pointers_.data()); }
  void* data() { return pointers_.data(); }
  std::vector<std::string> copies() const {
    std::vector<std::string> texts;
    for (const char* pointer : pointers_) texts.emplace_back(pointer == nullptr ? "" : pointer);
    return texts;
  }

 private:
  hid_t type_;
  hid_t space_;
  std::vector<char*> pointers_;
};

const char* name_of(H5T_class_t type) {
  if (type == H5T_STRING) return "text";
  return type == H5T_FLOAT ? "numbers" : "whole numbers";
}

bool is_variable_text(hid_t type) { return H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0; }

bool has_class(hid_t type, H5T_class_t wanted) {
  return wanted == H5T_STRING ? is_variable_text(type) : H5Tget_class(type) == wanted;
}

std::string shape_text(const std::vector<std::size_t>& shape) {
  std::string text;
  for (const std::size_t length : shape) text += (text.empty() ? "" : " x ") + std::to_string(length);
  return text.empty() ? "1" : text;
}

}  // namespace

Hdf5Reader::Hdf5Reader(const std::string& path)
    : path_(path), file_bytes_(size_of_hdf5(path)), file_(open_file(path)) {}

void Hdf5Reader::refuse(const std::string& key, const std::string& expected, const std::string& got) const {
  throw InputError(Mark{path_}, key, expected, got);
}

std::string Hdf5Reader::text(const std::string& object, const std::string& attribute) const {
  const Hdf5Object type = text_type();
  const Hdf5Object space(H5Screate(H5S_SCALAR), H5Sclose, "a scalar");
  BorrowedTexts value(type, space, 1);
  read_attribute(object, attribute, H5T_STRING, type, value.data());
  return value.copies().front();
}

std::int64_t Hdf5Reader::whole_number(const std::string& object, const std::string& attribute) const {
  std::int64_t value = 0;
  read_attribute(object, attribute, H5T_INTEGER, H5T_NATIVE_INT64, &value);
  return value;
}

std::uint64_t Hdf5Reader::seed(const std::string& object, const std::string& attribute) const {
  std::uint64_t value = 0;
  read_attribute(object, attribute, H5T_INTEGER, H5T_NATIVE_UINT64, &value);
  return value;
}

double Hdf5Reader::number(const std::string& object, const std::string& attribute) const {
  double value = 0;
  read_attribute(object, attribute, H5T_FLOAT, H5T_NATIVE_DOUBLE, &value);
  return value;
}

bool Hdf5Reader::has(const std::string& path) const { return H5Lexists(file_, path.c_str(), H5P_DEFAULT) > 0; }

std::vector<std::string> Hdf5Reader::texts(const std::string& path) const {
  const Hdf5Object object = dataset(path, H5T_STRING);
  const std::vector<std::size_t> shape = shape_of(object, path);
  if (shape.size() != 1) refuse(path, "one dimension", std::to_string(shape.size()));
  const Hdf5Object type = text_type();
  const Hdf5Object space(H5Dget_space(object), H5Sclose, path);
  BorrowedTexts values(type, space, count_of(shape, path));
  if (shape[0] > 0 && H5Dread(object, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) {
    refuse(path, "text that can be read", "damaged data");
  }
  return values.copies();
}

std::vector<std::int64_t> Hdf5Reader::whole_numbers(const std::string& path) const {
  return values<std::int64_t>(path, H5T_INTEGER, H5T_NATIVE_INT64, nullptr);
}

std::vector<double> Hdf5Reader::numbers(const std::string& path, const std::vector<std::size_t>& shape) const {
  return values<double>(path, H5T_FLOAT, H5T_NATIVE_DOUBLE, &shape);
}

std::vector<std::int64_t> Hdf5Reader::whole_numbers(const std::string& path,
                                                    const std::vector<std::size_t>& shape) const {
  return values<std::int64_t>(path, H5T_INTEGER, H5T_NATIVE_INT64, &shape);
}

Hdf5Object Hdf5Reader::dataset(const std::string& path, H5T_class_t type) const {
  try {
    Hdf5Object object(H5Dopen2(file_, path.c_str(), H5P_DEFAULT), H5Dclose, path);
    const Hdf5Object found(H5Dget_type(object), H5Tclose, path);
    if (!has_class(found, type)) refuse(path, name_of(type), "another type");
    return object;
  } catch (const Hdf5Failure&) {
    refuse(path, std::string("a dataset of ") + name_of(type), "none that can be read");
  }
}

std::vector<std::size_t> Hdf5Reader::shape_of(const Hdf5Object& object, const std::string& path) const {
  const Hdf5Object space(H5Dget_space(object), H5Sclose, path);
  std::array<hsize_t, H5S_MAX_RANK> lengths{};
  const int rank = H5Sget_simple_extent_dims(space, lengths.data(), nullptr);
  if (rank < 0) refuse(path, "a dataset with dimensions", "damaged data");
  return {lengths.begin(), lengths.begin() + rank};
}

/// How many values, where a file of this size can hold so many.
std::size_t Hdf5Reader::count_of(const std::vector<std::size_t>& shape, const std::string& path) const {
  const std::size_t most = (file_bytes_ * greatest_inflation + always_allowed) / sizeof(double);
  std::size_t count = 1;
  for (const std::size_t length : shape) {
    if (length > 0 && count > most / length) refuse(path, "data that fit the size of the file", shape_text(shape));
    count *= length;
  }
  return count;
}

void Hdf5Reader::read_attribute(const std::string& object, const std::string& name, H5T_class_t type,
                                hid_t memory_type, void* value) const {
  const std::string key = object + "@" + name;
  try {
    const Hdf5Object attribute(
        H5Aopen_by_name(file_, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, key);
    const Hdf5Object found(H5Aget_type(attribute), H5Tclose, key);
    const Hdf5Object space(H5Aget_space(attribute), H5Sclose, key);
    if (!has_class(found, type) || H5Sget_simple_extent_npoints(space) != 1) refuse(key, name_of(type), "another type");
    checked(H5Aread(attribute, memory_type, value), key);
  } catch (const Hdf5Failure&) {
    refuse(key, std::string("an attribute: ") + name_of(type), "none that can be read");
  }
}

template <class Value>
std::vector<Value> Hdf5Reader::values(const std::string& path, H5T_class_t type, hid_t memory_type,
                                      const std::vector<std::size_t>* shape) const {
  const Hdf5Object object = dataset(path, type);
  const std::vector<std::size_t> found = shape_of(object, path);
  if (shape != nullptr && found != *shape) refuse(path, shape_text(*shape) + " values", shape_text(found));
  if (shape == nullptr && found.size() != 1) refuse(path, "one dimension", std::to_string(found.size()));
  std::vector<Value> result(count_of(found, path));
  if (!result.empty() && H5Dread(object, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, result.data()) < 0) {
    refuse(path, "data that can be read", "damaged data");
  }
  return result;
}

bool is_hdf5_file(const std::string& path) { return look_at(path).is_hdf5; }

}  // namespace kavel
