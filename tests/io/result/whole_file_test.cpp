#include "io/whole_file.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/resource.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "core/errors.hpp"

namespace kavel {
namespace {

namespace fs = std::filesystem;

std::vector<std::byte> bytes(const std::string& text) {
  const auto* first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}

class WholeFileTest : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  auto files() { return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()); }

  fs::path folder_ = fs::path(testing::TempDir()) /
                     (std::string("whole_file_") + testing::UnitTest::GetInstance()->current_test_info()->name());
  std::string path_ = (folder_ / "a.h5").string();
};

TEST_F(WholeFileTest, IsMadeAndReplaced) {
  write_whole_file(path_, bytes("one"));
  write_whole_file(path_, bytes("two"));
  EXPECT_EQ(text_of(path_), "two");
  EXPECT_EQ(files(), 1);
}

TEST_F(WholeFileTest, IsReplacedBehindALink) {
  write_whole_file(path_, bytes("one"));
  fs::create_symlink(path_, folder_ / "link");
  write_whole_file((folder_ / "link").string(), bytes("two"));
  EXPECT_EQ(text_of(path_), "two");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
}

TEST_F(WholeFileTest, StaysAsItWasOnAFullDisk) {
  write_whole_file(path_, bytes("one"));
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{1000, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  EXPECT_THROW(write_whole_file(path_, bytes(std::string(100000, 'x'))), SystemError);
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(text_of(path_), "one");
  EXPECT_EQ(files(), 1);
}

TEST_F(WholeFileTest, NamesAFolderThatIsNotThere) {
  const std::string path = (folder_ / "none" / "a.h5").string();
  EXPECT_THROW(expect_writable(path), SystemError);
  EXPECT_THROW(write_whole_file(path, bytes("one")), SystemError);
}

TEST_F(WholeFileTest, RefusesWhatIsNoFile) {
  EXPECT_THROW(expect_writable(folder_.string()), InputError);
  EXPECT_THROW(expect_writable("/dev/null"), InputError);
}

TEST_F(WholeFileTest, CheckingLeavesNothing) {
  expect_writable(path_);
  EXPECT_EQ(files(), 0);
}

TEST_F(WholeFileTest, NeedsPermission) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_THROW(expect_writable(path_), SystemError);
  fs::permissions(folder_, fs::perms::owner_all);
}

}  // namespace
}  // namespace kavel
