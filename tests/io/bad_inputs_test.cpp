#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "core/errors.hpp"
#include "io/read_study.hpp"

namespace kavel {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(KAVEL_SOURCE_FOLDER) / "tests/cli/bad";

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> names() {
  std::vector<std::string> result;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const bool is_case = entry.path().extension() == ".expected" || entry.path().extension() == ".yaml";
    const std::string name = entry.path().stem().string();
    if (is_case && std::find(result.begin(), result.end(), name) == result.end()) result.push_back(name);
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::string messages(const std::string& name) {
  std::vector<std::string> overrides;
  std::istringstream lines(text_of(folder / (name + ".set")));
  for (std::string line; std::getline(lines, line);) overrides.push_back(line);
  const std::string path = fs::exists(folder / (name + ".yaml")) ? name + ".yaml" : name;
  try {
    Sources sources;
    read_study(path, overrides, sources);
  } catch (const InputError& error) {
    return std::string(error.what()) + '\n';
  }
  return "";
}

TEST(BadInputs, AreToldAsExpected) {
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  const bool update = std::getenv("KAVEL_UPDATE_BAD_INPUTS") != nullptr;
  int checked = 0;
  for (const std::string& name : names()) {
    SCOPED_TRACE(name);
    const std::string told = messages(name);
    if (told.empty()) continue;  // shows only when the pack is compiled: the program's own test checks it
    if (update) std::ofstream(folder / (name + ".expected")) << told;
    EXPECT_EQ(told, text_of(folder / (name + ".expected")));
    ++checked;
  }
  EXPECT_GT(checked, 30);
  fs::current_path(before);
}

}  // namespace
}  // namespace kavel
