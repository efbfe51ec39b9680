#include "cli/open_study.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/installed_scenarios.hpp"

#include "core/errors.hpp"
#include "io/hdf5_reader.hpp"
#include "io/read_result.hpp"
#include "io/read_study.hpp"
#include "io/sources.hpp"

namespace kavel {

namespace {

bool sets_seed(const std::vector<std::string>& overrides) {
  return std::any_of(overrides.begin(), overrides.end(),
                     [](const std::string& text) { return text.starts_with("seed="); });
}

/// The reader of studies says itself what is wrong with a path that leads nowhere.
bool is_result(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;
  return std::filesystem::path(path).extension() == ".h5" || is_hdf5_file(path);
}

/// A study that is not here may be one of those installed with the program.
std::string here_or_installed(const std::string& path, const std::filesystem::path& installed) {
  std::error_code error;
  if (installed.empty() || std::filesystem::exists(path, error)) return path;
  const std::filesystem::path there = installed / path;
  return std::filesystem::exists(there, error) ? there.string() : path;
}

OpenedStudy from_files(const std::string& path, const std::vector<std::string>& overrides,
                       Purpose purpose = Purpose::run,
                       const std::vector<std::pair<std::string, std::string>>& given = {}) {
  OpenedStudy opened;
  const std::filesystem::path installed = installed_scenarios();
  Sources sources(installed);
  for (const auto& [name, text] : given) sources.substitute(name, text);
  opened.study = read_study(here_or_installed(path, installed), overrides, sources, purpose);
  for (const SourceFile& file : sources.files()) {
    opened.stored.files.emplace_back(file.path, file.text);
    opened.files.push_back(file.name);
  }
  opened.stored.overrides = overrides;
  return opened;
}

std::vector<std::string> without_persons(std::vector<std::string> overrides) {
  std::erase_if(overrides, [](const std::string& text) { return text.starts_with("population.persons="); });
  return overrides;
}

OpenedStudy from_result(const std::string& path, const std::vector<std::string>& overrides,
                        bool with_its_persons = true) {
  OpenedStudy opened;
  opened.stored = read_stored_study(path);
  if (!with_its_persons) opened.stored.overrides = without_persons(std::move(opened.stored.overrides));
  opened.stored.overrides.insert(opened.stored.overrides.end(), overrides.begin(), overrides.end());
  std::vector<SourceFile> files;
  for (const auto& [name, text] : opened.stored.files) files.push_back({.path = name, .text = text});
  Sources sources = Sources::stored(std::move(files));
  opened.study = read_study(opened.stored.files.front().first, opened.stored.overrides, sources);
  if (!sets_seed(overrides)) opened.study.seed = opened.stored.seed;
  opened.files = {path};
  return opened;
}

}  // namespace

OpenedStudy open_to_calibrate(const std::string& path, const std::vector<std::string>& overrides,
                              const std::vector<std::pair<std::string, std::string>>& given) {
  OpenedStudy opened = from_files(path, overrides, Purpose::calibrate, given);
  opened.study.arms.clear();  // of usual care alone
  opened.study.programmes.clear();
  opened.study.capacities.clear();
  const Pack& pack = opened.study.variants.front().pack;
  if (!pack.calibration) {
    throw InputError(pack.mark, "model.calibration", "a section that says what is to be fitted", "none");
  }
  return opened;
}

std::vector<std::string> with_persons(std::vector<std::string> overrides, std::uint64_t persons) {
  overrides = without_persons(std::move(overrides));
  overrides.push_back("population.persons=" + std::to_string(persons));
  return overrides;
}

OpenedStudy open_study_of(std::uint64_t persons, const std::string& path, std::vector<std::string> overrides) {
  overrides = with_persons(std::move(overrides), persons);
  OpenedStudy opened = is_result(path) ? from_result(path, overrides, false) : from_files(path, overrides);
  opened.stored.seed = opened.study.seed;
  return opened;
}

OpenedStudy open_study(const std::string& path, const std::vector<std::string>& overrides,
                       std::optional<std::uint64_t> seed) {
  if (seed && sets_seed(overrides)) throw InputError(Mark{}, "--seed", "one seed", "two: --seed and --set seed=");
  OpenedStudy opened = is_result(path) ? from_result(path, overrides) : from_files(path, overrides);
  if (seed) opened.study.seed = *seed;
  opened.stored.seed = opened.study.seed;
  return opened;
}

}  // namespace kavel
