#include "cli/installed_scenarios.hpp"

#include <system_error>

namespace kavel {

namespace fs = std::filesystem;

fs::path installed_scenarios() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  fs::path installed = program.parent_path().parent_path() / "share" / "kavel" / "scenarios";
  if (fs::is_directory(installed, error)) return installed;
  const fs::path copy = program.parent_path() / "../../../..";  // of COPY/build/release/sim/cli/kavel
  fs::path scenarios = (copy / "scenarios").lexically_normal();
  const bool is_copy = fs::is_regular_file(copy / "CMakePresets.json", error) && fs::is_directory(scenarios, error);
  return is_copy ? scenarios : fs::path();
}

}  // namespace kavel
