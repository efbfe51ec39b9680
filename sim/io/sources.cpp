#include "io/sources.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "core/meant.hpp"
#include "io/text.hpp"

namespace kavel {

namespace fs = std::filesystem;

namespace {

std::string folder_of(const std::string& name) { return fs::path(name).parent_path().string(); }

/// A table is not meant where a pack is named. Other endings may be slips.
bool is_of_another_kind(const fs::path& name, const fs::path& missing) {
  static const std::vector<std::string> kinds{".yaml", ".csv", ".h5"};
  const std::string here = name.extension().string();
  return contains(kinds, here) && contains(kinds, missing.extension().string()) && here != missing.extension();
}

/// Names in the folder where a file was looked for, or in the nearest folder above it that exists.
std::string near_match(const fs::path& missing) {
  const fs::path folder = missing.parent_path();
  std::error_code error;
  if (!folder.empty() && !fs::exists(folder, error)) {
    const std::string other = near_match(folder);
    return other.empty() ? "" : (fs::path(other) / missing.filename()).string();
  }
  std::vector<std::string> names;
  fs::directory_iterator entry(folder.empty() ? fs::path(".") : folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (!is_of_another_kind(entry->path(), missing)) names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  const std::string name = suggest(missing.filename().string(), names);
  return name.empty() || name == missing.filename() ? "" : (folder / name).string();
}

/// A study that was named without its ending, or with another.
std::string with_ending(const fs::path& missing) {
  const std::string ending = missing.extension().string();
  if (missing.filename().empty() || (!ending.empty() && ending != ".yml" && ending != ".yaml")) return {};
  for (const char* other : {".yaml", ".yml"}) {
    std::error_code error;
    const fs::path name = fs::path(missing).replace_extension(other);
    if (fs::is_regular_file(name, error)) return name.string();
  }
  return {};
}

/// A folder is no study, but may hold some.
void refuse_folder(const fs::path& folder, const std::string& name, Problems& problems) {
  std::error_code error;
  for (const auto& [file, what] : {std::pair("pack.yaml", "a model, for a study's key model"),
                                   std::pair("region.yaml", "a region, for a study's key population.region")}) {
    if (fs::is_regular_file(folder / file, error))
      return problems.add({name, 0, 0}, "", "a study file", std::string("the folder of ") + what);
  }
  std::vector<std::string> studies;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const fs::path ending = entry->path().extension();
    const fs::path stem = entry->path().stem();
    if (stem == "pack" || stem == "region") continue;
    if (ending == ".yaml" || ending == ".yml") studies.push_back((folder / entry->path().filename()).string());
  }
  std::sort(studies.begin(), studies.end());
  constexpr std::size_t few = 3;
  problems.add({name, 0, 0}, "", "a study file",
               studies.size() <= few ? "a directory" : "a directory, with the files " + listed(studies),
               studies.size() <= few ? either_of(studies) : "");
}

/// The whole file, or nothing with errno set.
std::optional<std::string> bytes_of(const fs::path& disk) {
  const auto close = [](std::FILE* file) { std::fclose(file); };
  errno = 0;
  const std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(disk.c_str(), "rb"), close);
  if (!file) return std::nullopt;
  std::string text;
  std::string part(std::size_t{1} << 16, '\0');
  while (text.size() <= Sources::largest) {
    const std::size_t got = std::fread(part.data(), 1, part.size(), file.get());
    text.append(part, 0, got);
    if (got < part.size()) break;
  }
  if (std::ferror(file.get()) != 0) return std::nullopt;
  return text;
}

/// Where a byte stands, in lines and characters; what is before it is UTF-8.
Mark mark_of_byte(const SourceFile& file, std::size_t byte) {
  const std::string_view before = std::string_view(file.text).substr(0, byte);
  const auto line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return {file.name, line, 1 + static_cast<int>(count_characters(before.substr(start)))};
}

/// Is this text that can be read? Reports the first byte that is not.
bool check_text(const SourceFile& file, const Mark& naming, const std::string& key, Problems& problems,
                const std::string& suggestion = {}) {
  if (file.text.size() > Sources::largest) {
    problems.add(naming, key, fmt::format("a file of at most {} MiB", Sources::largest >> 20),
                 fmt::format("a larger one, {}", file.name));
    return false;
  }
  if (file.text.empty()) {
    problems.add({file.name, 0, 0}, "", "text", "an empty file");
    return false;
  }
  const std::size_t bad = first_not_utf8(file.text);
  if (bad == file.text.size()) return true;
  if (file.text.find('\0') != std::string::npos) {
    problems.add({file.name, 0, 0}, "", "text", "a binary file");
    return false;
  }
  const auto byte = static_cast<unsigned char>(file.text[bad]);
  problems.add(mark_of_byte(file, bad), "", "text in UTF-8", fmt::format("the byte 0x{:02X}", byte), suggestion);
  return false;
}

/// Turns a file in Windows-1252 into UTF-8; reports one that is not.
bool decode_windows_1252(SourceFile& file, const std::string& option, Problems& problems) {
  const bool ascii = std::all_of(file.text.begin(), file.text.end(),
                                 [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
  if (ascii) return true;
  if (first_not_utf8(file.text) == file.text.size()) {
    const auto first = std::find_if(file.text.begin(), file.text.end(),
                                    [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; });
    problems.add(mark_of_byte(file, static_cast<std::size_t>(first - file.text.begin())), "", "text in Windows-1252",
                 "UTF-8", option + "-encoding utf-8");
    return false;
  }
  const std::size_t bad = first_not_windows_1252(file.text);
  if (bad < file.text.size()) {
    const auto byte = static_cast<unsigned char>(file.text[bad]);
    SourceFile before = file;
    before.text = utf8_of_windows_1252(std::string_view(file.text).substr(0, bad));
    problems.add(mark_of_byte(before, before.text.size()), "", "text in Windows-1252",
                 fmt::format("the byte 0x{:02X}", byte));
    return false;
  }
  file.text = utf8_of_windows_1252(file.text);
  return true;
}

/// What stands in a file, unchecked; nothing after a problem.
std::optional<SourceFile> read_file(const std::string& path, const fs::path& disk, const Mark& mark,
                                    const std::string& key, Problems& problems) {
  std::error_code error;
  const fs::file_status status = fs::status(disk, error);
  if (!error && !fs::is_regular_file(status)) {
    problems.add(mark, key, "a regular file", fmt::format("{}, which is a device or pipe", disk.string()));
    return std::nullopt;
  }
  std::optional<std::string> text = bytes_of(disk);
  if (!text) {
    const int reason = errno;
    if (reason != EACCES && reason != EPERM && reason != ENAMETOOLONG && reason != ELOOP && reason != ENOTDIR) {
      throw SystemError(fmt::format("{}: {}", disk.string(), std::strerror(reason)));
    }
    problems.add(mark, key, "a file that may be read",
                 fmt::format("{}: {}", disk.string(),
                             reason == EACCES || reason == EPERM ? "no permission" : std::strerror(reason)));
    return std::nullopt;
  }
  return SourceFile{path, std::move(*text), disk.string(), disk.parent_path().string()};
}

}  // namespace

Sources::Sources(fs::path installed) : installed_(std::move(installed)) {}

Sources Sources::stored(std::vector<SourceFile> files) {
  Sources sources;
  sources.from_store_ = true;
  if (!files.empty()) sources.stored_study_ = files.front().path;
  for (SourceFile& file : files) {
    file.name = file.path;
    file.folder = folder_of(file.path);
    sources.stored_.emplace(file.path, file);
  }
  return sources;
}

const SourceFile* Sources::remember(SourceFile file) {
  const std::string path = file.path;
  files_.push_back(std::move(file));
  by_path_[path] = &files_.back();
  return &files_.back();
}

const SourceFile* Sources::study(const std::string& path, Problems& problems) {
  if (from_store_) {
    const SourceFile* file = find_stored(stored_study_, "");
    if (file == nullptr) problems.add({path, 0, 0}, "", "a stored study", "none");
    return file != nullptr && check_text(*file, {}, "", problems) ? remember(*file) : nullptr;
  }
  const fs::path disk = fs::path(path).lexically_normal();
  const std::string name = disk.string();
  std::error_code error;
  const fs::file_status status = fs::status(disk, error);
  if (fs::is_directory(status)) {
    refuse_folder(disk, name, problems);
    return nullptr;
  }
  if (status.type() == fs::file_type::not_found) {
    const std::string ended = with_ending(disk);
    problems.add({name, 0, 0}, "", "a study file", "no such file", ended.empty() ? near_match(disk) : ended);
    return nullptr;
  }
  return load(disk.filename().string(), disk, {name, 0, 0}, "", problems);
}

const SourceFile* Sources::substituted(const std::string& path, const fs::path& disk) {
  const auto found = substitutes_.find(disk.string());
  if (found == substitutes_.end()) return nullptr;
  if (const auto known = by_path_.find(path); known != by_path_.end()) return known->second;
  return remember({path, found->second, disk.string(), disk.parent_path().string()});
}

const SourceFile* Sources::find_stored(const std::string& path, const std::string& in_folder) const {
  auto found = stored_.find(path);
  if (found == stored_.end() && !in_folder.empty()) found = stored_.find((fs::path(path) / in_folder).string());
  return found == stored_.end() ? nullptr : &found->second;
}

const SourceFile* Sources::open(const std::string& path, const SourceFile& from, const std::string& in_folder,
                                const Mark& mark, const std::string& key, Problems& problems) {
  const std::string expected = in_folder.empty() ? "a file" : "a file, or a folder with " + in_folder;
  if (path.empty() || fs::path(path).is_absolute() || has_control(path)) {
    problems.add(mark, key, "a path relative to this file", in_quotes(path));
    return nullptr;
  }
  std::string stored_path = (fs::path(from.path).parent_path() / path).lexically_normal().string();
  if (stored_path.ends_with('/')) stored_path.pop_back();
  if (from_store_) {
    if (const SourceFile* instead = substituted(stored_path, stored_path)) return instead;
    const SourceFile* file = find_stored(stored_path, in_folder);
    if (file == nullptr) {
      problems.add(mark, key, expected, fmt::format("{}, which is not stored", in_quotes(path)));
      return nullptr;
    }
    if (const auto known = by_path_.find(file->path); known != by_path_.end()) return known->second;
    return check_text(*file, mark, key, problems) ? remember(*file) : nullptr;
  }

  const fs::path beside = (fs::path(from.folder) / path).lexically_normal();
  if (const SourceFile* instead = substituted(stored_path, beside)) return instead;
  std::error_code error;
  fs::path disk = beside;
  fs::file_status status = fs::status(disk, error);
  if (status.type() == fs::file_type::not_found && !installed_.empty()) {
    disk = (installed_ / path).lexically_normal();
    status = fs::status(disk, error);
    if (status.type() == fs::file_type::not_found) disk = beside;
  }
  if (fs::is_directory(status) && !in_folder.empty()) {
    disk /= in_folder;
    stored_path = (fs::path(stored_path) / in_folder).string();
    status = fs::status(disk, error);
  }
  if (fs::is_directory(status)) {
    problems.add(mark, key, expected, fmt::format("the directory {}", disk.string()));
    return nullptr;
  }
  if (status.type() == fs::file_type::not_found) {
    problems.add(mark, key, expected, fmt::format("{}: no such file", disk.string()), near_match(disk));
    return nullptr;
  }
  if (const auto known = by_path_.find(stored_path); known != by_path_.end()) return known->second;
  return load(stored_path, disk, mark, key, problems);
}

const SourceFile* Sources::load(const std::string& path, const fs::path& disk, const Mark& mark, const std::string& key,
                                Problems& problems) {
  std::optional<SourceFile> file = read_file(path, disk, mark, key, problems);
  return file && check_text(*file, mark, key, problems) ? remember(std::move(*file)) : nullptr;
}

const SourceFile* Sources::download(const std::string& path, Encoding encoding, const std::string& option,
                                    Problems& problems) {
  const fs::path disk = fs::path(path).lexically_normal();
  std::error_code error;
  const fs::file_status status = fs::status(disk, error);
  if (fs::is_directory(status) || status.type() == fs::file_type::not_found) {
    const bool missing = !fs::is_directory(status);
    problems.add(Mark{}, option, "a file", fmt::format("{}: {}", path, missing ? "no such file" : "a directory"),
                 missing ? near_match(disk) : "");
    return nullptr;
  }
  std::optional<SourceFile> file = read_file(path, disk, {}, option, problems);
  if (!file || (encoding == Encoding::windows_1252 && !decode_windows_1252(*file, option, problems))) return nullptr;
  return check_text(*file, {}, option, problems, option + "-encoding windows-1252") ? remember(std::move(*file))
                                                                                    : nullptr;
}

}  // namespace kavel
