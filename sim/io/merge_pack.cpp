#include "io/merge_pack.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "io/provenance.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

/// Sections that parts of a pack add to.
constexpr std::array merged_sections{
    std::string_view("attributes"), std::string_view("births"),    std::string_view("reference"),
    std::string_view("arrivals"),   std::string_view("wellbeing"), std::string_view("outcomes"),
    std::string_view("sectors"),    std::string_view("payers"),    std::string_view("providers"),
    std::string_view("activities"), std::string_view("spreads"),   std::string_view("deductibles"),
    std::string_view("calibration")};

/// Those that stand in one file of a pack.
bool stands_once(std::string_view key) { return key == "births" || key == "reference" || key == "calibration"; }

bool is_merged(std::string_view key) {
  return std::find(merged_sections.begin(), merged_sections.end(), key) != merged_sections.end();
}

Entry& entry_of(YamlNode& tree, const Entry& like) {
  for (Entry& entry : tree.entries) {
    if (entry.key == like.key) return entry;
  }
  tree.entries.push_back(like);
  tree.entries.back().value = nullptr;
  return tree.entries.back();
}

}  // namespace

/// The file in hand and those that led to it.
struct PackMerger::Trail {
  const SourceFile* file = nullptr;
  const Trail* from = nullptr;
  std::string path{};                             ///< dotted path of the model
  std::map<const SourceFile*, Mark>* included{};  ///< every file included so far, and where
  int depth = 0;

  bool leads_from(const SourceFile* other) const {
    return file == other || (from != nullptr && from->leads_from(other));
  }
  /// `a.yaml > b.yaml`, from `first` on.
  std::string words(const SourceFile* first) const {
    return file == first || from == nullptr ? file->name : from->words(first) + " > " + file->name;
  }
};

void PackMerger::inherit(const YamlNode& tree) {
  Provenance provenance = figures_->inherited(YamlNode{.source = tree.source});
  const YamlNode* source = tree.find("source");
  if (source != nullptr && source->kind == YamlNode::Kind::scalar) provenance.source = source->text;
  if (const YamlNode* status = tree.find("status")) {
    provenance.status = status_named(status->text).value_or(provenance.status);
  }
  figures_->inherit(*tree.source, provenance);
}

NodePtr PackMerger::merged(const NodePtr& model, const std::string& path) {
  if (model->kind != YamlNode::Kind::mapping) {
    if (model->kind != YamlNode::Kind::scalar) {
      problems_->add(model->mark(), path, "a pack, or the path of its file or folder", describe(*model));
      return nullptr;
    }
    const SourceFile* file =
        figures_->sources().open(model->text, *model->source, "pack.yaml", model->mark(), path, *problems_);
    return file == nullptr ? nullptr : merged_file(*file, path);
  }
  inherit(*model);
  if (model->find("include") == nullptr) return model;
  auto tree = std::make_shared<YamlNode>(*model);
  tree->entries.clear();
  std::map<const SourceFile*, Mark> included;
  std::map<std::string, Mark> seen;
  collect(*model, Trail{model->source, nullptr, path, &included}, *tree, seen);
  tree->recount();
  return tree;
}

NodePtr PackMerger::merged_file(const SourceFile& file, const std::string& path) {
  const auto known = known_.find(&file);
  if (known != known_.end()) return known->second;
  NodePtr& result = known_[&file];
  const NodePtr tree = parse_yaml(file, *problems_);
  if (!tree) return nullptr;
  if (tree->kind != YamlNode::Kind::mapping) {
    problems_->add(tree->mark(), path, "a pack", describe(*tree));
    return nullptr;
  }
  return result = merged(tree, path);
}

/// Adds the entries of `tree` to `into`: first what it includes, then its own.
void PackMerger::collect(const YamlNode& tree, const Trail& trail, YamlNode& into, std::map<std::string, Mark>& seen) {
  if (const YamlNode* list = tree.find("include")) include(*list, trail, into, seen);
  for (const Entry& entry : tree.entries) {
    if (entry.key == "include") continue;
    if (is_merged(entry.key)) {
      take(entry, trail, into, seen);
    } else if (trail.from == nullptr) {
      into.entries.push_back(entry);
    }
  }
}

void PackMerger::include(const YamlNode& list, const Trail& trail, YamlNode& into, std::map<std::string, Mark>& seen) {
  const std::string path = joined(trail.path, "include");
  if (list.kind != YamlNode::Kind::list) {
    problems_->add(list.mark(), path, "a list of files", describe(list));
    return;
  }
  for (const NodePtr& item : list.items) {
    const SourceFile* file = included(*item, path, trail);
    if (file == nullptr) continue;
    const NodePtr part = parse_yaml(*file, *problems_);
    if (!part) continue;
    Fields fields(*part, schema().part, trail.path, *problems_);
    if (!fields.is_mapping()) continue;
    fields.find("include");
    for (const std::string_view section : merged_sections) fields.find(section);
    fields.text("title");
    fields.text("source");
    read_status(fields);
    fields.done();
    inherit(*part);
    collect(*part, Trail{file, &trail, trail.path, trail.included, trail.depth + 1}, into, seen);
  }
}

/// The file that an item of `include` names, or null after a problem.
const SourceFile* PackMerger::included(const YamlNode& item, const std::string& path, const Trail& trail) {
  constexpr int deepest = 64;
  constexpr std::size_t most = 1000;
  const std::optional<std::string> name = read_text(item, schema().path, path, *problems_);
  if (!name) return nullptr;
  const SourceFile* file = figures_->sources().open(*name, *item.source, "", item.mark(), path, *problems_);
  if (file == nullptr) return nullptr;
  if (trail.leads_from(file)) {
    problems_->add(item.mark(), path, "no file that leads back to itself", trail.words(file) + " > " + file->name);
    return nullptr;
  }
  const auto [first, is_new] = trail.included->emplace(file, item.mark());
  if (!is_new) {
    problems_->add(item.mark(), path, "each file once",
                   fmt::format("{}, included at {}:{} too", file->name, first->second.file, first->second.line));
    return nullptr;
  }
  if (trail.depth < deepest && trail.included->size() <= most) return file;
  problems_->add(item.mark(), path, fmt::format("at most {} files, {} deep", most, deepest), "more");
  return nullptr;
}

/// Adds one section of one file.
void PackMerger::take(const Entry& section, const Trail& trail, YamlNode& into, std::map<std::string, Mark>& seen) {
  const std::string path = joined(trail.path, section.key);
  const NodePtr& value = section.value;
  Entry& whole = entry_of(into, section);
  if (value->kind != YamlNode::Kind::mapping) {
    problems_->add(value->mark(), path, "a mapping", describe(*value));
    if (!whole.value) whole.value = value;
    return;
  }
  if (stands_once(section.key)) {
    if (whole.value) {
      problems_->add(section.mark(), path, fmt::format("one section {} in a pack", section.key),
                     fmt::format("a second one (the first is in {})", whole.value->source->name));
    } else {
      whole.value = value;
    }
    return;
  }
  auto merged = whole.value ? std::make_shared<YamlNode>(*whole.value) : std::make_shared<YamlNode>(*value);
  if (!whole.value || merged->kind != YamlNode::Kind::mapping) {
    merged = std::make_shared<YamlNode>(*value);
    merged->entries.clear();
  }
  for (const Entry& entry : value->entries) {
    const auto [first, is_new] = seen.emplace(section.key + '.' + entry.key, entry.mark());
    if (!is_new) {
      problems_->add(entry.mark(), joined(path, entry.key), "each name once in a pack",
                     fmt::format("a second one (the first is at {}:{})", first->second.file, first->second.line));
      continue;
    }
    merged->entries.push_back(entry);
  }
  merged->recount();
  whole.value = merged;
}

}  // namespace kavel
