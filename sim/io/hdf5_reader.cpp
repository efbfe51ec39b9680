#include "io/hdf5_reader.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <sys/stat.h>
#include <unistd.h>

#include "core/errors.hpp"
#include "io/seal.hpp"

namespace kavel {

namespace {

constexpr std::size_t greatest_inflation = 1100;  ///< deflate cannot make more than 1032 bytes of one
constexpr std::size_t always_allowed = 1U << 20;  ///< bytes

constexpr const char* no_file = "/dev/null/image";  ///< HDF5 opens an image only under a name that is not in use

constexpr std::array<unsigned char, 8> signature{0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

class File {
 public:
  explicit File(const std::string& path)
      : path_(path), number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (number_ < 0) refuse_opening(errno);
    struct stat found {};
    if (::fstat(number_, &found) != 0 || !S_ISREG(found.st_mode)) {
      ::close(number_);
      throw InputError(Mark{path}, "", "a file", S_ISDIR(found.st_mode) ? "a directory" : "a device or pipe");
    }
    size_ = static_cast<std::size_t>(found.st_size);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { ::close(number_); }

  /// The first bytes, or fewer where the file is shorter.
  std::vector<std::byte> bytes(std::size_t most) const {
    std::vector<std::byte> result(std::min(most, size_));
    std::size_t done = 0;
    while (done < result.size()) {
      const ssize_t got = ::read(number_, result.data() + done, result.size() - done);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) throw SystemError("cannot read " + path_ + ": " + std::strerror(errno));
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
    }
    result.resize(done);
    return result;
  }
  std::size_t size() const { return size_; }

 private:
  [[noreturn]] void refuse_opening(int error) const {
    if (error == ENOENT || error == ENOTDIR) throw InputError(Mark{path_}, "", "a file", "no such file");
    if (error == EACCES || error == EPERM)
      throw InputError(Mark{path_}, "", "a file that may be read", "no permission");
    throw SystemError("cannot read " + path_ + ": " + std::strerror(error));
  }

  std::string path_;
  int number_;
  std::size_t size_ = 0;
};

bool starts_as_hdf5(const std::vector<std::byte>& bytes) {
  return bytes.size() >= signature.size() && std::memcmp(bytes.data(), signature.data(), signature.size()) == 0;
}

std::vector<std::byte> sealed_hdf5(const std::string& path) {
  const File file(path);
  std::vector<std::byte> bytes = file.bytes(file.size());
  if (!starts_as_hdf5(bytes)) throw InputError(Mark{path}, "", "a result file of kavel run", "a file that is not HDF5");
  if (!is_sealed(bytes)) {
    throw InputError(Mark{path}, "", "a result file of kavel run",
                     "an HDF5 file of something else, or one cut off or changed since it was written");
  }
  bytes.resize(bytes.size() - seal_bytes);
  return bytes;
}

Hdf5Object opened(const std::string& path, std::vector<std::byte>& bytes) {
  try {
    const Hdf5Object access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, path);
    checked(H5Pset_fapl_core(access, 1U << 16, false), path);
    checked(H5Pset_file_image(access, bytes.data(), bytes.size()), path);
    return {H5Fopen(no_file, H5F_ACC_RDONLY, access), H5Fclose, path};
  } catch (const Hdf5Failure&) {
    throw InputError(Mark{path}, "", "a result file of kavel run", "one that HDF5 cannot open");
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

Hdf5Reader::Hdf5Reader(const std::string& path) : path_(path), bytes_(sealed_hdf5(path)), file_(opened(path, bytes_)) {}

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

std::vector<std::uint64_t> Hdf5Reader::identities(const std::string& path) const {
  return values<std::uint64_t>(path, H5T_INTEGER, H5T_NATIVE_UINT64, nullptr);
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
  const std::size_t most = (bytes_.size() * greatest_inflation + always_allowed) / sizeof(double);
  std::size_t count = 1;
  for (const std::size_t length : shape) {
    if (length > 0 && count > most / length) refuse(path, "data that fit the size of the file", shape_text(shape));
    count *= length;
  }
  return count;
}

void Hdf5Reader::read_attribute(const std::string& object, const std::string& name, H5T_class_t type, hid_t memory_type,
                                void* value) const {
  const std::string key = object + "@" + name;
  try {
    const Hdf5Object attribute(H5Aopen_by_name(file_, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                               key);
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

bool is_hdf5_file(const std::string& path) { return starts_as_hdf5(File(path).bytes(signature.size())); }

}  // namespace kavel
