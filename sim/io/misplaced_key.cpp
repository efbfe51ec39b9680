#include "io/misplaced_key.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "io/fields.hpp"

namespace kavel {

namespace {

/// The kinds of mapping that a value may be; of a list, those of its items.
std::vector<const ObjectKind*> kinds_in(const Shape& shape) {
  if (shape.is == Shape::Is::object) return {shape.object};
  std::vector<const ObjectKind*> kinds;
  for (const Shape* one : shape.of) {
    for (const ObjectKind* kind : kinds_in(*one)) kinds.push_back(kind);
  }
  return kinds;
}

bool may_be(const Shape& shape, const ObjectKind& kind) {
  const std::vector<const ObjectKind*> kinds = kinds_in(shape);
  return std::find(kinds.begin(), kinds.end(), &kind) != kinds.end();
}

bool is_position(const std::string& step) { return step.find_first_not_of("0123456789") == std::string::npos; }

/// Kinds that a mapping below may be; figures have keys of their own that say nothing.
bool has_below(const DeclaredKey& declared, const std::string& key) {
  if (declared.shape->is == Shape::Is::list) return false;
  const std::vector<const ObjectKind*> kinds = kinds_in(*declared.shape);
  return std::any_of(kinds.begin(), kinds.end(),
                     [&](const ObjectKind* kind) { return kind != &schema().figure && kind->find(key) != nullptr; });
}

}  // namespace

std::string key_indented_too_far(const ObjectKind& kind, const YamlNode& node, const std::string& path,
                                 const std::string& unknown) {
  if (node.column <= 1) return {};  // the whole of a file
  std::string parent = path;
  std::string step;
  do {
    const std::size_t dot = parent.rfind('.');
    step = parent.substr(dot == std::string::npos ? 0 : dot + 1);
    parent.resize(dot == std::string::npos ? 0 : dot);
  } while (is_position(step) && !parent.empty());
  for (const ObjectKind* above : schema().kinds) {
    const DeclaredKey* declared = above->find(step);
    if (declared != nullptr && may_be(*declared->shape, kind) && above->find(unknown) != nullptr)
      return fmt::format("{}, indented as {} is", joined(parent, unknown), step);
  }
  return {};
}

std::string key_indented_too_little(const ObjectKind& kind, const YamlNode& node, const std::string& path,
                                    const std::string& unknown) {
  const auto below = [&](const std::string& step) {
    return fmt::format("{}, indented below {}", joined(joined(path, step), unknown), step);
  };
  const Entry* before = nullptr;
  for (const Entry& entry : node.entries) {
    if (entry.key == unknown) break;
    before = &entry;
  }
  const DeclaredKey* nearest = before == nullptr ? nullptr : kind.find(before->key);
  if (nearest != nullptr && has_below(*nearest, unknown)) return below(nearest->name);
  for (const DeclaredKey& declared : kind.keys) {
    if (has_below(declared, unknown)) return below(declared.name);
  }
  return {};
}

bool stands_in_a_key_before(const ObjectKind& kind, const YamlNode& node, const std::string& missing) {
  return std::any_of(node.entries.begin(), node.entries.end(), [&](const Entry& entry) {
    const DeclaredKey* declared = kind.find(entry.key);
    if (declared == nullptr || entry.value->find(missing) == nullptr) return false;
    const std::vector<const ObjectKind*> kinds = kinds_in(*declared->shape);
    return std::all_of(kinds.begin(), kinds.end(), [&](const ObjectKind* below) {
      return below->others == nullptr && below->find(missing) == nullptr;
    });
  });
}

}  // namespace kavel
