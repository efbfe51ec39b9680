#pragma once

#include <deque>
#include <string>
#include <vector>

#include "io/node.hpp"
#include "io/schema.hpp"

namespace kavel {

/// A value to be set in the tree of a study, by a variant or on the command line.
struct Override {
  std::vector<std::string> steps{};  ///< from the study down
  NodePtr value{};
  Mark mark{};  ///< of the path

  std::string path() const;
};

/// `dotted.key=value` each, the value in YAML. `texts` keeps what the values stand in; paths in them are relative to
/// the study.
std::vector<Override> read_overrides(const std::vector<std::string>& given, const SourceFile& study,
                                     std::deque<SourceFile>& texts, Problems& problems);

/// The overrides of a variant, a mapping of dotted paths.
std::vector<Override> read_variant(const Entry& variant, const std::string& path, Problems& problems);

/// Reports overrides of which one sets the same key as another, or a part of it.
void check_overlap(std::vector<Override> overrides, Problems& problems);

/// The tree with one value replaced; the tree itself after a problem. A path must exist, but for optional keys.
NodePtr with_override(const NodePtr& tree, const Shape& shape, const Override& one, Problems& problems);

}  // namespace kavel
