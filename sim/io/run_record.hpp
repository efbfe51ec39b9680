#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kavel {

/// The study as its user wrote it: enough to read it again without the files.
struct StoredStudy {
  std::vector<std::pair<std::string, std::string>> files{};  ///< path and text of every file read, the study first
  std::vector<std::string> overrides{};                      ///< `dotted.key=value`, in the order they apply
  std::uint64_t seed = 1;                                    ///< the seed that was used
  std::int64_t persons_sample = 0;                           ///< founders whose lineages are stored
  bool full_cross = false;                                   ///< is the full cross stored?
};

/// Circumstances of a run; they decide nothing of its content.
struct RunRecord {
  std::string program{};  ///< name and version
  std::string compiler{};
  std::string command{};
  std::string started{};  ///< UTC, ISO 8601
  int threads = 0;
  double seconds = 0;  ///< wall time of the simulation
};

}  // namespace kavel
