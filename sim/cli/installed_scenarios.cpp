#include "cli/installed_scenarios.hpp"

#include <system_error>

namespace kavel {

std::filesystem::path installed_scenarios() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return {};
  const std::filesystem::path scenarios = program.parent_path().parent_path() / "share" / "kavel" / "scenarios";
  return std::filesystem::is_directory(scenarios, error) ? scenarios : std::filesystem::path();
}

}  // namespace kavel
