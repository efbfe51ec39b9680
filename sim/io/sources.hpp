#pragma once

#include <deque>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/errors.hpp"
#include "io/encoding.hpp"

namespace kavel {

/// One file of a study.
struct SourceFile {
  std::string path{};    ///< relative to the study's folder, with `..` where needed: what a result file stores
  std::string text{};    ///< UTF-8
  std::string name{};    ///< as messages show it; readable from where the program runs
  std::string folder{};  ///< where the paths it names are looked for first
};

/// Gives the text of files and remembers every one read, so that a result file can hold the whole study.
class Sources {
 public:
  static constexpr std::size_t largest = std::size_t{64} << 20;  ///< bytes a file may have

  /// Files on disk. A path not found beside the file that names it is tried under `installed` (may be empty).
  explicit Sources(std::filesystem::path installed = {});

  /// Files from a result file, of which only path and text are used; the first is the study.
  static Sources stored(std::vector<SourceFile> files);

  /// The study itself; with stored files any path means the first. Null after a problem.
  const SourceFile* study(const std::string& path, Problems& problems);

  /// A file that somebody else made, which `option` names; any path. Null after a problem.
  const SourceFile* download(const std::string& path, Encoding encoding, const std::string& option, Problems& problems);

  /// The file that `from` calls `path`; of a folder the file `in_folder` in it, unless that is empty.
  /// Null after a problem, which stands at `mark` or in the file itself.
  const SourceFile* open(const std::string& path, const SourceFile& from, const std::string& in_folder,
                         const Mark& mark, const std::string& key, Problems& problems);

  /// Text to be read instead of the file of this name, which need not exist: see SourceFile::name. The first one stays.
  void substitute(const std::string& name, std::string text) { substitutes_.emplace(name, std::move(text)); }

  /// Every file read, the study first. References stay valid while the Sources lives.
  const std::deque<SourceFile>& files() const { return files_; }

 private:
  const SourceFile* load(const std::string& path, const std::filesystem::path& disk, const Mark& mark,
                         const std::string& key, Problems& problems);
  const SourceFile* substituted(const std::string& path, const std::filesystem::path& disk);
  const SourceFile* find_stored(const std::string& path, const std::string& in_folder) const;
  const SourceFile* remember(SourceFile file);

  std::filesystem::path installed_{};
  std::deque<SourceFile> files_{};
  std::unordered_map<std::string, const SourceFile*> by_path_{};
  std::unordered_map<std::string, SourceFile> stored_{};
  std::unordered_map<std::string, std::string> substitutes_{};
  std::string stored_study_{};  ///< path of the first
  bool from_store_ = false;
};

}  // namespace kavel
