#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "io/node.hpp"
#include "io/schema.hpp"

namespace kavel {

/// `path.key`
std::string joined(const std::string& path, const std::string& key);

// One value; nothing after a problem, which names `path`.
std::optional<double> read_number(const YamlNode& node, const Shape& shape, const std::string& path,
                                  Problems& problems);
std::optional<std::uint64_t> read_whole(const YamlNode& node, const Shape& shape, const std::string& path,
                                        Problems& problems);
std::optional<bool> read_flag(const YamlNode& node, const std::string& path, Problems& problems);
std::optional<std::string> read_text(const YamlNode& node, const Shape& shape, const std::string& path,
                                     Problems& problems);
std::optional<std::size_t> read_choice(const YamlNode& node, const Shape& shape, const std::string& path,
                                       Problems& problems);

/// A mapping whose keys are declared. Collects every problem: no mapping, missing and unknown keys, wrong values.
///
/// Asking for a key that is not declared, or leaving one out, is a broken promise: reader and schema cannot drift.
class Fields {
 public:
  Fields(const YamlNode& node, const ObjectKind& kind, std::string path, Problems& problems);

  /// The value of a declared key, or null if it is absent.
  const YamlNode* find(std::string_view key);

  // Values of declared keys; nothing where absent or wrong.
  std::optional<double> number(std::string_view key);
  std::optional<std::uint64_t> whole(std::string_view key);
  std::optional<bool> flag(std::string_view key);
  std::optional<std::string> text(std::string_view key);
  std::optional<std::size_t> choice(std::string_view key);

  /// The items of a list; empty where absent or wrong.
  std::vector<NodePtr> list(std::string_view key);

  /// Entries with keys of the user's own, in order.
  const std::vector<const Entry*>& others() const { return others_; }

  /// Is there an unknown key that was perhaps meant to be this one?
  bool perhaps_meant(std::string_view key) const { return perhaps_meant_.contains(key); }

  /// Was the node a mapping at all?
  bool is_mapping() const { return node_->kind == YamlNode::Kind::mapping; }
  Mark mark() const { return node_->mark(); }
  const std::string& path() const { return path_; }
  std::string path(std::string_view key) const { return joined(path_, std::string(key)); }

  /// Every declared key has been asked for.
  void done() const;

 private:
  const DeclaredKey& declared(std::string_view key);
  void check_keys();
  void check_other(const Entry& entry);

  const YamlNode* node_;
  const ObjectKind* kind_;
  std::string path_;
  Problems* problems_;
  std::vector<const Entry*> others_{};
  std::vector<bool> asked_{};
  std::set<std::string, std::less<>> perhaps_meant_{};
};

}  // namespace kavel
