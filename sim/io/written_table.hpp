#pragma once

#include <string>

namespace kavel {

/// A file as a pack or region reads it.
struct WrittenTable {
  std::string name{};  ///< of its file
  std::string text{};
};

}  // namespace kavel
