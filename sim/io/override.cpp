#include "io/override.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/meant.hpp"
#include "io/fields.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

constexpr const char* option = "--set";

/// `--set KEY=VALUE`: where on the command line something stands. A long value is cut.
std::string place_of(std::string_view argument) {
  constexpr std::size_t longest = 40;
  const std::size_t value = std::min(argument.find('='), argument.size() - 1) + 1;
  std::string place = std::string(option) + ' ' + std::string(argument.substr(0, value));
  std::size_t characters = 0;
  for (const char letter : argument.substr(value)) {
    const auto byte = static_cast<unsigned char>(letter);
    if ((byte & 0xC0U) != 0x80U && ++characters > longest) return place + "…";
    place += byte < 0x20 || byte == 0x7F ? ' ' : letter;
  }
  return place;
}

std::vector<std::string> steps_of(const std::string& path) {
  std::vector<std::string> steps(1);
  for (const char letter : path) {
    if (letter == '.') {
      steps.emplace_back();
    } else {
      steps.back() += letter;
    }
  }
  return steps;
}

bool has_empty_step(const std::vector<std::string>& steps) {
  return std::any_of(steps.begin(), steps.end(), [](const std::string& step) { return step.empty(); });
}

enum class Written { in_a_file, on_the_command_line };

/// A copy that says who set it. The command line has no lines and columns.
NodePtr marked(const YamlNode& node, const std::shared_ptr<const std::string>& set_by, Written written) {
  auto copy = std::make_shared<YamlNode>(node);
  copy->set_by = set_by;
  if (written == Written::on_the_command_line) copy->line = copy->column = 0;
  for (NodePtr& item : copy->items) item = marked(*item, set_by, written);
  for (Entry& entry : copy->entries) {
    entry.value = marked(*entry.value, set_by, written);
    if (written == Written::on_the_command_line) entry.line = entry.column = 0;
  }
  return copy;
}

/// The kind of a mapping, where its shape allows several by the keys it has.
const ObjectKind* kind_of(const Shape* shape, const YamlNode& node) {
  if (shape == nullptr) return nullptr;
  if (shape->is == Shape::Is::object) return shape->object;
  const ObjectKind* kind = nullptr;
  for (const Shape* one : shape->of) {
    if (one->is != Shape::Is::object) continue;
    kind = one->object;
    for (const Entry& entry : node.entries) {
      if (kind->find(entry.key) != nullptr) return kind;
    }
  }
  return kind;
}

/// `, at FILE:LINE`; nothing of what the command line has put there.
std::string place_of(const YamlNode& node) {
  return node.line == 0 ? "" : fmt::format(", at {}:{}", node.source->name, node.line);
}

/// Where the mapping has this key; nothing where it may be added.
std::string place_in(const YamlNode& node, const std::string& key) {
  const Entry* entry = node.entry(key);
  return entry == nullptr || entry->line == 0 ? "" : fmt::format(", at {}:{}", entry->source->name, entry->line);
}

/// Looks deeper for a path whose beginning was left out: `persons` for `population.persons`.
class KeySearch {
 public:
  KeySearch(const Override& one, std::size_t step) : override_(&one), step_(step) {}

  /// A few of the paths below `node` at which the steps could be.
  std::vector<std::string> below(const YamlNode& node, const Shape* shape, const std::string& path) {
    look(node, shape, path, 0);
    return found_.size() <= most ? found_ : std::vector<std::string>{};
  }

 private:
  static constexpr std::size_t most = 3;
  static constexpr int deepest = 3;

  void look(const YamlNode& node, const Shape* shape, const std::string& path, int depth) {
    const ObjectKind* kind = kind_of(shape, node);
    const std::string& key = override_->steps[step_];
    const bool declared = kind != nullptr && kind->find(key) != nullptr;
    if (depth > 0 && (declared || node.find(key) != nullptr)) return take(node, path);
    if (depth == deepest) return;
    for (const Entry& entry : node.entries) {
      const DeclaredKey* known = kind == nullptr ? nullptr : kind->find(entry.key);
      const Shape* next = known != nullptr ? known->shape : kind != nullptr ? kind->others : nullptr;
      look(*entry.value, next, joined(path, entry.key), depth + 1);
    }
  }

  void take(const YamlNode& node, std::string path) {
    for (std::size_t i = step_; i < override_->steps.size(); ++i) path = joined(path, override_->steps[i]);
    const std::string place = place_in(node, override_->steps[step_]);
    found_.push_back(path + (place.empty() ? place_of(node) : place));
  }

  const Override* override_;
  std::size_t step_;
  std::vector<std::string> found_{};
};

/// Walks down a tree and copies what changes.
class Setter {
 public:
  Setter(const Override& one, Problems& problems) : override_(&one), problems_(&problems) {}

  NodePtr set(const NodePtr& node, const Shape* shape, std::size_t step) {
    if (step == override_->steps.size()) return override_->value;
    if (node->kind == YamlNode::Kind::mapping) return set_in_mapping(node, shape, step);
    if (node->kind == YamlNode::Kind::list) return set_in_list(node, shape, step);
    report(step, "a mapping in " + path_to(step), describe(*node));
    return node;
  }

 private:
  std::string path_to(std::size_t steps) const {
    std::string path;
    for (std::size_t i = 0; i < steps; ++i) path = joined(path, override_->steps[i]);
    return path;
  }

  void report(std::size_t step, std::string expected, std::string got, const std::string& near = {}) {
    problems_->add(override_->mark, path_to(step + 1), std::move(expected), std::move(got), near);
  }

  /// Says where the mapping is that has no such key, and what was perhaps meant.
  void report_unknown(const YamlNode& node, const Shape* shape, std::size_t step) {
    const std::string& key = override_->steps[step];
    const ObjectKind* kind = kind_of(shape, node);
    const bool is_last = step + 1 == override_->steps.size();  // an absent key can be set, but nothing in it
    std::vector<std::string> names = kind == nullptr || !is_last ? std::vector<std::string>{} : kind->names();
    for (const Entry& entry : node.entries) {
      if (entry.key != key && !contains(names, entry.key)) names.push_back(entry.key);
    }
    std::erase(names, key);
    std::vector<std::string> near;
    const bool declared = kind != nullptr && kind->find(key) != nullptr;
    for (const std::string& name : declared ? std::vector<std::string>{} : meant(key, names))
      near.push_back(joined(path_to(step), name) + place_in(node, name));
    if (near.empty() && !declared) near = KeySearch(*override_, step).below(node, shape, path_to(step));
    const std::string here = step == 0 ? "" : " in " + path_to(step) + place_of(node);
    const std::string known = near.empty() && !declared && !names.empty() ? ": " + listed(names) : "";
    report(step, "a key that exists" + known, "no such key" + here + (declared ? ": set it as a whole" : ""),
           either_of(near));
  }

  NodePtr set_in_mapping(const NodePtr& node, const Shape* shape, std::size_t step) {
    const std::string& key = override_->steps[step];
    const ObjectKind* kind = kind_of(shape, *node);
    const DeclaredKey* declared = kind == nullptr ? nullptr : kind->find(key);
    const Shape* below = declared != nullptr ? declared->shape : kind != nullptr ? kind->others : nullptr;
    auto copy = std::make_shared<YamlNode>(*node);
    for (Entry& entry : copy->entries) {
      if (entry.key != key) continue;
      entry.value = set(entry.value, below, step + 1);
      copy->recount();
      return copy;
    }
    if (declared != nullptr && (step + 1 == override_->steps.size() || may_begin(*declared->shape, step + 1))) {
      copy->entries.push_back({key, override_->value->source, override_->mark.line, override_->mark.column,
                               set(nothing_yet(), declared->shape, step + 1)});
      copy->recount();
      return copy;
    }
    report_unknown(*node, shape, step);
    return node;
  }

  /// May a mapping that is not there begin with the next step? Its keys are optional then too.
  bool may_begin(const Shape& shape, std::size_t step) const {
    const ObjectKind* kind = kind_of(&shape, YamlNode{});
    return kind != nullptr && kind->find(override_->steps[step]) != nullptr;
  }

  NodePtr nothing_yet() const {
    auto node = std::make_shared<YamlNode>();
    node->kind = YamlNode::Kind::mapping;
    node->source = override_->value->source;
    node->line = override_->mark.line;
    node->column = override_->mark.column;
    node->set_by = override_->value->set_by;
    return node;
  }

  NodePtr set_in_list(const NodePtr& node, const Shape* shape, std::size_t step) {
    const std::string& text = override_->steps[step];
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error != std::errc() || end != text.data() + text.size() || index >= node->items.size()) {
      report(step, fmt::format("a position from 0 to {}", node->items.size() - 1), in_quotes(text));
      return node;
    }
    const Shape* below = shape != nullptr && shape->is == Shape::Is::list ? shape->of.front() : nullptr;
    auto copy = std::make_shared<YamlNode>(*node);
    copy->items[index] = set(node->items[index], below, step + 1);
    copy->recount();
    return copy;
  }

  const Override* override_;
  Problems* problems_;
};

}  // namespace

std::string Override::path() const {
  std::string path;
  for (const std::string& step : steps) path = joined(path, step);
  return path;
}

std::vector<Override> read_overrides(const std::vector<std::string>& given, const SourceFile& study,
                                     std::deque<SourceFile>& texts, Problems& problems) {
  std::vector<Override> overrides;
  const auto set_by = std::make_shared<const std::string>(option);
  for (const std::string& text : given) {
    if (first_not_utf8(text) < text.size()) {
      problems.add({option, 0, 0}, "", "text in UTF-8", "other bytes");
      continue;
    }
    const Mark mark{place_of(text), 0, 0};
    const std::size_t equals = text.find('=');
    const std::string path = text.substr(0, equals);
    const std::vector<std::string> steps = steps_of(path);
    if (equals == std::string::npos || has_empty_step(steps)) {
      problems.add(mark, "", "dotted.key=value", equals == std::string::npos ? "no =" : "an empty key");
      continue;
    }
    texts.push_back({study.path, text.substr(equals + 1), mark.file, study.folder});
    Problems found;
    const NodePtr value = parse_yaml(texts.back(), found);
    for (Problem problem : found.all()) {
      problem.mark = mark;
      problem.key = path;
      problems.add(std::move(problem));
    }
    if (value && found.empty())
      overrides.push_back({steps, marked(*value, set_by, Written::on_the_command_line), mark});
  }
  return overrides;
}

std::vector<Override> read_variant(const Entry& variant, const std::string& path, Problems& problems) {
  if (variant.value->kind == YamlNode::Kind::nothing) return {};
  const Fields fields(*variant.value, schema().overrides, path, problems);
  const auto set_by = std::make_shared<const std::string>("variant " + variant.key);
  std::vector<Override> overrides;
  for (const Entry* entry : fields.others()) {
    const std::vector<std::string> steps = steps_of(entry->key);
    if (has_empty_step(steps)) {
      problems.add(entry->mark(), joined(path, entry->key), "the dotted path of a key", in_quotes(entry->key));
    } else if (steps.front() != "model") {
      problems.add(entry->mark(), joined(path, entry->key), "a path under model: variants share all else",
                   in_quotes(entry->key), suggest(steps.front(), {"model"}));
    } else {
      overrides.push_back({steps, marked(*entry->value, set_by, Written::in_a_file), entry->mark()});
    }
  }
  return overrides;
}

void check_overlap(std::vector<Override> overrides, Problems& problems) {
  std::stable_sort(overrides.begin(), overrides.end(),
                   [](const Override& a, const Override& b) { return a.steps < b.steps; });
  const Override* first = nullptr;
  for (const Override& one : overrides) {
    const bool model_first = first != nullptr && first->steps.size() == 1 && one.steps.size() > 1 &&
                             first->steps.front() == "model";  // which is replaced before anything in it
    const bool within = first != nullptr && !model_first && first->steps.size() <= one.steps.size() &&
                        std::equal(first->steps.begin(), first->steps.end(), one.steps.begin());
    if (!within) {
      first = &one;
      continue;
    }
    const std::string first_said = first->mark.line > 0
                                       ? fmt::format("{}:{} sets {}", first->mark.file, first->mark.line, first->path())
                                       : "after " + first->mark.file;
    problems.add(one.mark, one.path(), "each key set once", fmt::format("a second value ({})", first_said));
  }
}

NodePtr with_override(const NodePtr& tree, const Shape& shape, const Override& one, Problems& problems) {
  return Setter(one, problems).set(tree, &shape, 0);
}

}  // namespace kavel
