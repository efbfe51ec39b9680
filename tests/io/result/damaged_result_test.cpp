#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <hdf5.h>

#include "core/errors.hpp"
#include "io/hdf5_writer.hpp"
#include "io/seal.hpp"
#include "tests/io/result/small_study.hpp"

namespace kavel {
namespace {

class DamagedResultTest : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }

  void write(const std::vector<std::byte>& bytes) {
    std::filesystem::remove(path_);  // some file systems sync a file that is emptied and written again
    std::ofstream(path_, std::ios::binary | std::ios::trunc)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }

  /// A file that someone changed with HDF5, and sealed again.
  template <class Change>
  void change(Change change_file) {
    write(test::small_image());
    const hid_t file = H5Fopen(path_.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    change_file(file);
    H5Fclose(file);
    std::ifstream in(path_, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::vector<std::byte> bytes(text.size());
    std::memcpy(bytes.data(), text.data(), text.size());
    seal(bytes);
    write(bytes);
  }

  std::string message() {
    try {
      read_result(path_);
    } catch (const InputError& error) {
      return error.what();
    }
    return "it could be read";
  }

  std::string path_ =
      (std::filesystem::path(testing::TempDir()) /
       (std::string("damaged_") + testing::UnitTest::GetInstance()->current_test_info()->name() + ".h5"))
          .string();
};

TEST_F(DamagedResultTest, IsNotThere) { EXPECT_EQ(message(), path_ + ": expected a file, got no such file"); }

TEST_F(DamagedResultTest, IsADirectory) {
  std::filesystem::create_directory(path_);
  EXPECT_EQ(message(), path_ + ": expected a file, got a directory");
}

TEST_F(DamagedResultTest, IsText) {
  std::ofstream(path_) << "title: x\n";
  EXPECT_EQ(message(), path_ + ": expected a result file of kavel run, got a file that is not HDF5");
}

TEST_F(DamagedResultTest, IsEmpty) {
  write({});
  EXPECT_EQ(message(), path_ + ": expected a result file of kavel run, got a file that is not HDF5");
}

TEST_F(DamagedResultTest, IsOfSomethingElse) {
  write(Hdf5Writer().finish());
  EXPECT_EQ(message(), path_ +
                           ": expected a result file of kavel run, got an HDF5 file of something else, or one cut off "
                           "or changed since it was written");
}

TEST_F(DamagedResultTest, IsSealedButOfSomethingElse) {
  std::vector<std::byte> file = Hdf5Writer().finish();
  seal(file);
  write(file);
  EXPECT_EQ(message(), path_ + ": expected a result file of kavel run, got an HDF5 file of something else");
}

TEST_F(DamagedResultTest, IsOfAnotherVersion) {
  change([](hid_t file) {
    const hid_t attribute = H5Aopen(file, "format_version", H5P_DEFAULT);
    const std::int64_t version = 99;
    H5Awrite(attribute, H5T_NATIVE_INT64, &version);
    H5Aclose(attribute);
  });
  EXPECT_EQ(message(), path_ + ": format_version: expected 2, got 99: a file of another version of kavel");
}

TEST_F(DamagedResultTest, LacksADataset) {
  change([](hid_t file) { H5Ldelete(file, "/life_table/deaths", H5P_DEFAULT); });
  EXPECT_EQ(message(), path_ + ": /life_table/deaths: expected a dataset of whole numbers, got none that can be read");
}

TEST_F(DamagedResultTest, HasADatasetOfAnotherShape) {
  change([](hid_t file) {
    H5Ldelete(file, "/totals/mean", H5P_DEFAULT);
    H5Lcreate_soft("/totals/nothing", file, "/totals/mean", H5P_DEFAULT, H5P_DEFAULT);
  });
  EXPECT_EQ(message(), path_ + ": /totals/mean: expected a dataset of numbers, got none that can be read");
  change([](hid_t file) {
    H5Ldelete(file, "/totals/mean", H5P_DEFAULT);
    H5Lcreate_hard(file, "/by_year/outcomes", file, "/totals/mean", H5P_DEFAULT, H5P_DEFAULT);
  });
  EXPECT_EQ(message(), path_ + ": /totals/mean: expected 2 x 2 values, got 2 x 12 x 2");
}

TEST_F(DamagedResultTest, IsCutOffAnywhere) {
  const std::vector<std::byte> whole = test::small_image();
  for (std::size_t length = 0; length < whole.size(); length += whole.size() / 97) {
    write({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)});
    EXPECT_THROW(read_result(path_), InputError) << length;
  }
}

TEST_F(DamagedResultTest, HasAWrongByteAnywhere) {
  std::vector<std::byte> bytes = test::small_image();
  for (std::size_t i = 0; i < bytes.size(); i += bytes.size() / 499) {
    bytes[i] ^= std::byte{0x10};
    write(bytes);
    EXPECT_THROW(read_result(path_), InputError) << i;
    bytes[i] ^= std::byte{0x10};
  }
}

}  // namespace
}  // namespace kavel
