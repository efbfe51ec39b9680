#include "io/whole_file.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "core/errors.hpp"

namespace kavel {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, const std::string& doing, int error) {
  throw SystemError("cannot write " + path + ": " + doing + ": " + std::strerror(error));
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  int close() { return ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

/// Where the bytes go: behind a symbolic link, the file it leads to.
fs::path target_of(const std::string& path) {
  std::error_code ignored;
  const fs::path target = fs::weakly_canonical(path, ignored);
  return ignored || target.empty() ? fs::path(path) : target;
}

fs::path folder_of(const fs::path& target) {
  const fs::path folder = target.parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

/// A file under a temporary name until it is complete; removed again if it never is.
class UnfinishedFile {
 public:
  UnfinishedFile(const std::string& asked, const fs::path& target)
      : asked_(asked),
        target_(target),
        name_(folder_of(target) / fmt::format(".{}.tmp-{}", target.filename().string(), ::getpid())),
        nameless_(::open(folder_of(target).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666)),
        named_(nameless_.is_open() ? -1 : open_named()) {
    if (!nameless_.is_open() && !named_.is_open()) fail(asked_, "making " + name_.string(), errno);
  }
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;
  ~UnfinishedFile() {
    if (has_name_) ::unlink(name_.c_str());
  }

  void write(std::span<const std::byte> content) {
    while (!content.empty()) {
      const ssize_t written = ::write(file().number(), content.data(), content.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(asked_, "writing", errno);
      content = content.subspan(static_cast<std::size_t>(written));
    }
  }

  void finish() {
    if (::fsync(file().number()) != 0) fail(asked_, "syncing", errno);
    if (nameless_.is_open()) link();
    if (file().close() != 0) fail(asked_, "closing", errno);
    if (::rename(name_.c_str(), target_.c_str()) != 0) fail(asked_, "renaming", errno);
    has_name_ = false;
    const Descriptor folder(::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.is_open()) ::fsync(folder.number());  // some file systems cannot; the file itself is safe
  }

 private:
  Descriptor& file() { return nameless_.is_open() ? nameless_ : named_; }

  /// Where the file system knows no nameless files.
  int open_named() {
    const int number = ::open(name_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0666);
    has_name_ = number >= 0;
    return number;
  }

  void link() {
    const std::string self = "/proc/self/fd/" + std::to_string(nameless_.number());
    ::unlink(name_.c_str());  // of a process of that number that was killed
    if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name_.c_str(), AT_SYMLINK_FOLLOW) != 0) {
      fail(asked_, "making " + name_.string(), errno);
    }
    has_name_ = true;
  }

  std::string asked_;
  fs::path target_;
  fs::path name_;
  bool has_name_ = false;
  Descriptor nameless_;  ///< so that a killed process leaves nothing
  Descriptor named_;
};

}  // namespace

void expect_writable(const std::string& path) {
  struct stat found {};
  const fs::path target = target_of(path);
  const fs::path folder = folder_of(target);
  if (target.filename().empty() || (::stat(path.c_str(), &found) == 0 && !S_ISREG(found.st_mode))) {
    throw InputError(Mark{}, path, "the name of a file to write",
                     S_ISDIR(found.st_mode) ? "a directory" : "something else");
  }
  if (::stat(folder.c_str(), &found) != 0) fail(path, "folder " + folder.string(), errno);
  if (!S_ISDIR(found.st_mode)) fail(path, "folder " + folder.string(), ENOTDIR);
  const UnfinishedFile probe(path, target);
}

void write_whole_file(const std::string& path, std::span<const std::byte> content) {
  UnfinishedFile file(path, target_of(path));
  file.write(content);
  file.finish();
}

}  // namespace kavel
