#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include <hdf5.h>

namespace kavel {

/// The HDF5 library refused something; its reader or writer says whose failure that is.
class Hdf5Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What an HDF5 call returned, or Hdf5Failure where that was negative.
template <class Code>
Code checked(Code code, const std::string& what) {
  if (code < 0) throw Hdf5Failure(what);
  return code;
}

/// Owns an HDF5 identifier.
class Hdf5Object {
 public:
  using Close = herr_t (*)(hid_t);

  Hdf5Object(hid_t id, Close close, const std::string& what) : id_(checked(id, what)), close_(close) {}
  Hdf5Object(Hdf5Object&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Hdf5Object& operator=(Hdf5Object&&) = delete;
  ~Hdf5Object() {
    if (id_ >= 0) close_(id_);
  }
  operator hid_t() const { return id_; }  // NOLINT: an identifier is what it stands for

 private:
  hid_t id_;
  Close close_;
};

/// While it lives, HDF5 prints nothing of its own on stderr. Comes before the first use of HDF5.
class Hdf5Silence {
 public:
  Hdf5Silence() {
    H5dont_atexit();  // where a damaged file was open it would complain at the end, too
    H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  Hdf5Silence(const Hdf5Silence&) = delete;
  Hdf5Silence& operator=(const Hdf5Silence&) = delete;
  ~Hdf5Silence() { H5Eset_auto2(H5E_DEFAULT, print_, data_); }

 private:
  H5E_auto2_t print_ = nullptr;
  void* data_ = nullptr;
};

}  // namespace kavel
