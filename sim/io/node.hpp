#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/errors.hpp"
#include "io/sources.hpp"

namespace kavel {

struct YamlNode;
using NodePtr = std::shared_ptr<const YamlNode>;

/// A key of a mapping with its value.
struct Entry {
  std::string key{};
  const SourceFile* source = nullptr;
  int line = 0;
  int column = 0;
  NodePtr value{};
  Mark mark() const { return {source->name, line, column}; }
};

/// A YAML value that knows where it was written. Immutable, so aliases and variants share what they have in common.
struct YamlNode {
  enum class Kind { nothing, scalar, list, mapping };
  Kind kind = Kind::nothing;
  bool in_quotes = false;        ///< a scalar in quotes is text, whatever it looks like
  std::string text{};            ///< of a scalar
  std::vector<NodePtr> items{};  ///< of a list
  std::vector<Entry> entries{};  ///< of a mapping, each key once
  const SourceFile* source = nullptr;
  int line = 0;
  int column = 0;
  std::size_t size = 1;                         ///< values in it, aliases followed
  std::shared_ptr<const std::string> set_by{};  ///< the override that put it here; null if it was written here

  Mark mark() const { return {source->name, line, column}; }
  const Entry* entry(std::string_view key) const;
  const YamlNode* find(std::string_view key) const;  ///< null if there is no such key
  void recount();                                    ///< makes `size` right after a change of items or entries
};

/// What came instead of what was expected: `a list`, `1.4`, `text 'abc'`.
std::string describe(const YamlNode& node);

inline constexpr std::size_t largest_yaml = std::size_t{8} << 20;  ///< bytes; a hundred times that in memory

/// The one YAML document of a file, or null after a problem.
///
/// Refused: more than `largest_yaml` bytes, tags, keys that are no text, several documents, nesting deeper than 64, and
/// aliases that unfold to more than a million values.
NodePtr parse_yaml(const SourceFile& source, Problems& problems);

}  // namespace kavel
