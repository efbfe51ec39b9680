#include <cstddef>
#include <cstdint>
#include <sstream>

#include "core/errors.hpp"
#include "io/read_study.hpp"

/// Reads a study from the files and settings in one input (README.md).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream input(std::string(reinterpret_cast<const char*>(data), size));
  std::vector<kavel::SourceFile> files{{"study.yaml", {}, {}, {}}};
  std::vector<std::string> overrides;
  bool in_settings = false;
  for (std::string line; std::getline(input, line);) {
    if (line.starts_with("=== ")) {
      in_settings = line == "=== --set";
      if (!in_settings) files.push_back({line.substr(4), {}, {}, {}});
    } else if (in_settings) {
      overrides.push_back(line);
    } else {
      files.back().text += line + '\n';
    }
  }
  kavel::Sources sources = kavel::Sources::stored(std::move(files));
  try {
    kavel::read_study("study.yaml", overrides, sources);
  } catch (const kavel::InputError&) {
    return 0;
  }
  return 0;
}
