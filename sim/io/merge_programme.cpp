#include "io/merge_programme.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

#include "io/fields.hpp"
#include "io/provenance.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

/// Mappings with one of these are replaced as a whole: what stands beside the new value would be that of the old one.
bool is_one_value(const YamlNode& node) {
  constexpr std::array keys{"value", "table", "by", "shares"};
  return std::any_of(keys.begin(), keys.end(), [&](const char* key) { return node.find(key) != nullptr; });
}

/// A copy of changes that says who set it.
NodePtr marked(const YamlNode& node, const std::shared_ptr<const std::string>& set_by) {
  auto copy = std::make_shared<YamlNode>(node);
  copy->set_by = set_by;
  for (NodePtr& item : copy->items) item = marked(*item, set_by);
  for (Entry& entry : copy->entries) entry.value = marked(*entry.value, set_by);
  return copy;
}

/// Only the keys that programmes have, but for some. What others are there has been told.
NodePtr only_known(const YamlNode& node, std::initializer_list<std::string_view> but) {
  auto copy = std::make_shared<YamlNode>(node);
  std::erase_if(copy->entries, [&](const Entry& entry) {
    return schema().programme.find(entry.key) == nullptr || std::find(but.begin(), but.end(), entry.key) != but.end();
  });
  copy->recount();
  return copy;
}

NodePtr merged_nodes(const NodePtr& base, const NodePtr& changes) {
  const bool mappings = base->kind == YamlNode::Kind::mapping && changes->kind == YamlNode::Kind::mapping;
  if (!mappings || is_one_value(*base) || is_one_value(*changes)) return changes;
  auto merged = std::make_shared<YamlNode>(*base);
  for (const Entry& change : changes->entries) {
    const auto known = std::find_if(merged->entries.begin(), merged->entries.end(),
                                    [&](const Entry& entry) { return entry.key == change.key; });
    if (known == merged->entries.end()) {
      merged->entries.push_back(change);
    } else {
      const bool whole = change.key == "priority";  // one prediction or another, not both
      known->value = whole ? change.value : merged_nodes(known->value, change.value);
    }
  }
  merged->recount();
  return merged;
}

/// Has the value at this path, or the nearest above it that is there, been set by `who`?
bool is_set_by(const YamlNode& tree, const std::string& path, const std::string& who) {
  const YamlNode* node = &tree;
  std::istringstream steps(path);
  for (std::string step; std::getline(steps, step, '.');) {
    const YamlNode* next = node->find(step);
    if (node->kind == YamlNode::Kind::list) {
      std::size_t position = node->items.size();
      std::from_chars(step.data(), step.data() + step.size(), position);
      if (position < node->items.size()) next = node->items[position].get();
    }
    if (next == nullptr) break;
    node = next;
  }
  return node->set_by && *node->set_by == who;
}

/// Source and status at the head of a mapping.
Provenance head_of(const YamlNode& mapping) {
  Provenance head;
  const YamlNode* source = mapping.find("source");
  if (source != nullptr && source->kind == YamlNode::Kind::scalar) head.source = source->text;
  if (const YamlNode* status = mapping.find("status")) {
    head.status = status_named(status->text).value_or(Status::unstated);
  }
  return head;
}

}  // namespace

NodePtr as_mapping(const NodePtr& programme) {
  if (programme->kind != YamlNode::Kind::scalar) return programme;
  auto mapping = std::make_shared<YamlNode>(*programme);
  mapping->kind = YamlNode::Kind::mapping;
  mapping->text.clear();
  mapping->in_quotes = false;
  mapping->entries.push_back({"include", programme->source, programme->line, programme->column, programme});
  mapping->recount();
  return mapping;
}

WrittenProgramme ProgrammeMerger::take_apart(const Entry& entry, const std::string& path) {
  WrittenProgramme written;
  written.name = entry.key;
  written.path = path;
  written.mark = entry.mark();
  const NodePtr node = as_mapping(entry.value);
  Fields fields(*node, schema().programme_of_study, path, *problems_);
  if (!fields.is_mapping()) return written;
  const std::optional<std::string> include = fields.text("include");
  written.use = fields.text("use").value_or("");
  const YamlNode* variants = fields.find("variants");
  if (fields.find("include") == nullptr) {
    written.base = only_known(*node, {});
  } else if (include) {
    const SourceFile* file = sources_->open(*include, *fields.find("include")->source, "",
                                            fields.find("include")->mark(), fields.path("include"), *problems_);
    written.base = file == nullptr ? nullptr : tree_of(*file, path);
    written.changes = only_known(*node, {"variants"});
    if (variants != nullptr)
      problems_->add(variants->mark(), fields.path("variants"), "this key only without include",
                     "a file that is included");
  }
  const std::vector<std::string> known = variants_of(written);
  if (written.base && !written.use.empty() && !contains(known, written.use)) {
    problems_->add(fields.find("use")->mark(), fields.path("use"),
                   known.empty() ? "a programme with variants" : "one of the variants " + listed(known),
                   in_quotes(written.use), suggest(written.use, known));
    written.use.clear();
  }
  return written;
}

NodePtr ProgrammeMerger::tree_of(const SourceFile& file, const std::string& path) {
  const auto known = known_.find(&file);
  if (known != known_.end()) return known->second;
  NodePtr& result = known_[&file];
  NodePtr tree = parse_yaml(file, *problems_);
  if (tree && tree->kind != YamlNode::Kind::mapping) {
    problems_->add(tree->mark(), path, "a programme", describe(*tree));
    return nullptr;
  }
  return result = std::move(tree);
}

std::vector<std::string> ProgrammeMerger::variants_of(const WrittenProgramme& written) {
  std::vector<std::string> names;
  const YamlNode* variants = written.base ? written.base->find("variants") : nullptr;
  if (variants == nullptr) return names;
  for (const Entry& entry : variants->entries) names.push_back(entry.key);
  return names;
}

NodePtr ProgrammeMerger::merged(const WrittenProgramme& written, const std::string& use) {
  if (!written.base) return nullptr;
  auto plain = std::make_shared<YamlNode>(*written.base);
  std::erase_if(plain->entries, [](const Entry& entry) { return entry.key == "variants"; });
  plain->recount();
  NodePtr tree = plain;
  const YamlNode* variants = written.base->find("variants");
  if (!use.empty() && variants != nullptr) {
    const YamlNode* changes = variants->find(use);
    const Fields fields(*changes, schema().programme_changes, written.path + ".variants." + use, *problems_);
    if (!fields.is_mapping()) return nullptr;
    tree = changed(tree, *changes, "variant " + use);
  }
  if (written.changes && !written.changes->entries.empty()) tree = changed(tree, *written.changes, "the study");
  return tree;
}

void ProgrammeMerger::tell_at_variant(const WrittenProgramme& written, const std::string& use, const YamlNode& tree,
                                      std::size_t first) {
  for (Problem& problem : problems_->take_from(first)) {
    const bool inside = problem.key.starts_with(written.path + '.');
    const std::string below = inside ? problem.key.substr(written.path.size() + 1) : "";
    if (inside && is_set_by(tree, below, "variant " + use))
      problem.key = written.path + ".variants." + use + '.' + below;
    problems_->add(std::move(problem));
  }
}

/// Source and status of changes are those of the figures in them, not of all figures: so each change has a mark of its
/// own.
NodePtr ProgrammeMerger::changed(const NodePtr& base, const YamlNode& changes, const std::string& by) {
  const auto set_by = std::make_shared<const std::string>(changes.set_by ? *changes.set_by : by);
  origins_[set_by] = head_of(changes);
  return merged_nodes(base, marked(*only_known(changes, {"source", "status", "variants"}), set_by));
}

}  // namespace kavel
