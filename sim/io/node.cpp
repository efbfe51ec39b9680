#include "io/node.hpp"

#include <algorithm>
#include <sstream>
#include <unordered_map>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "io/open_quote.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t most_values = 1'000'000;  ///< that aliases may unfold to

/// Ends the reading of a file whose problem has been reported.
struct Stop {};

/// Turns columns in bytes into columns in characters.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text), ascii_(count_characters(text) == text.size()) {
    if (ascii_) return;
    starts_.push_back(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') starts_.push_back(i + 1);
    }
  }
  int column(int line, int bytes) const {
    if (ascii_ || line < 0 || static_cast<std::size_t>(line) >= starts_.size() || bytes < 0) return bytes;
    return static_cast<int>(count_characters(text_.substr(
        std::min(starts_[static_cast<std::size_t>(line)], text_.size()), static_cast<std::size_t>(bytes))));
  }

 private:
  std::string_view text_;
  bool ascii_;
  std::vector<std::size_t> starts_{};
};

/// What yaml-cpp's message means to someone who writes a study: expected and got.
std::pair<std::string, std::string> words_of(const std::string& message) {
  namespace told = YAML::ErrorMsg;
  if (message == told::END_OF_MAP_FLOW) return {"a comma or } in this mapping", "something else"};
  if (message == told::END_OF_SEQ_FLOW) return {"a comma or ] in this list", "something else"};
  if (message == told::END_OF_MAP) return {"a key below those before it", "something else"};
  if (message == told::END_OF_SEQ) return {"an item (- …) below those before it", "something else"};
  if (message == told::MAP_VALUE) return {"one value after the key", "another colon (put text with a colon in quotes)"};
  if (message == told::EOF_IN_SCALAR) return {"a closing quote", "the end of the file"};
  if (message == told::UNKNOWN_ANCHOR) return {"an alias of something above", "one that nothing is called"};
  return {"YAML", message};
}

/// Is there a tab before the first word of this line (from 0)?
bool has_tab_indent(std::string_view text, int line) {
  for (; line > 0 && !text.empty(); --line) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text.substr(0, text.find_first_not_of(" \t")).find('\t') != std::string_view::npos;
}

/// Builds the tree from yaml-cpp's events.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceFile& source, Problems& problems)
      : source_(&source), problems_(&problems), lines_(source.text) {}

  NodePtr root() const { return root_; }
  Mark mark_of(const YAML::Mark& mark) const {
    if (mark.is_null()) return {source_->name, 0, 0};
    return {source_->name, mark.line + 1, lines_.column(mark.line, mark.column) + 1};
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (root_) stop(mark, "one document in a file", "a second one");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (expects_key()) stop(mark, "a name before the colon", "nothing");
    const std::shared_ptr<YamlNode> node = made(YamlNode::Kind::nothing, mark);
    if (!open_.empty() && open_.back().node->kind == YamlNode::Kind::mapping) {  // yaml-cpp marks what comes after it
      node->line = open_.back().key.line;
      node->column = open_.back().key.column;
    }
    keep(anchor, node);
    place(node);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_tag(mark, tag);
    if (expects_key()) return take_key(mark, value);
    const std::shared_ptr<YamlNode> node = made(YamlNode::Kind::scalar, mark);
    node->text = value;
    node->in_quotes = tag == "!";
    keep(anchor, node);
    place(node);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (expects_key()) stop(mark, "a name before the colon", "an alias");
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) stop(mark, "an alias of something that is complete", "an alias of what it stands in");
    unfolded_ += found->second->size;
    if (unfolded_ > most_values) {
      stop(mark, fmt::format("aliases that unfold to at most {} values", most_values), "more");
    }
    place(found->second);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

  [[noreturn]] void stop(const YAML::Mark& mark, std::string expected, std::string got) {
    problems_->add(mark_of(mark), "", std::move(expected), std::move(got));
    throw Stop{};
  }

 private:
  struct Open {
    std::shared_ptr<YamlNode> node{};
    YAML::anchor_t anchor = 0;
    Entry key{};
    bool has_key = false;
    bool key_is_new = true;
    std::unordered_map<std::string, int> lines{};  ///< of the keys so far
  };

  bool expects_key() const {
    return !open_.empty() && open_.back().node->kind == YamlNode::Kind::mapping && !open_.back().has_key;
  }

  std::shared_ptr<YamlNode> made(YamlNode::Kind kind, const YAML::Mark& mark) const {
    auto node = std::make_shared<YamlNode>();
    node->kind = kind;
    node->source = source_;
    const Mark where = mark_of(mark);
    node->line = where.line;
    node->column = where.column;
    return node;
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!") stop(mark, "a value without a tag", "the tag " + in_quotes(tag));
  }

  void take_key(const YAML::Mark& mark, const std::string& value) {
    Open& mapping = open_.back();
    const Mark where = mark_of(mark);
    mapping.key = Entry{value, source_, where.line, where.column, nullptr};
    mapping.has_key = true;
    const auto [first, is_new] = mapping.lines.emplace(value, where.line);
    mapping.key_is_new = is_new;
    if (!is_new) {
      problems_->add(where, value, "each key once",
                     fmt::format("a second one (the first is on line {})", first->second));
    }
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_tag(mark, tag);
    if (expects_key()) {  // yaml-cpp takes a bracket that is never closed for a key
      const bool list = kind == YamlNode::Kind::list;
      stop(mark, "a name before the colon", list ? "a list (or a [ left open)" : "a mapping (or a { left open)");
    }
    if (open_.size() >= deepest) stop(mark, fmt::format("at most {} levels of nesting", deepest), "more");
    Open opened;
    opened.node = made(kind, mark);
    opened.anchor = anchor;
    open_.push_back(std::move(opened));
  }

  void close() {
    const Open closed = std::move(open_.back());
    open_.pop_back();
    keep(closed.anchor, closed.node);
    place(closed.node);
  }

  void keep(YAML::anchor_t anchor, const NodePtr& node) {
    if (anchor != 0) anchors_[anchor] = node;
  }

  void place(const NodePtr& node) {
    if (open_.empty()) {
      root_ = node;
      return;
    }
    Open& into = open_.back();
    into.node->size += node->size;
    if (into.node->kind == YamlNode::Kind::list) {
      into.node->items.push_back(node);
      return;
    }
    into.key.value = node;
    into.has_key = false;
    if (into.key_is_new) into.node->entries.push_back(into.key);
  }

  const SourceFile* source_;
  Problems* problems_;
  Lines lines_;
  NodePtr root_{};
  std::vector<Open> open_{};
  std::unordered_map<YAML::anchor_t, NodePtr> anchors_{};
  std::size_t unfolded_ = 0;
};

}  // namespace

const Entry* YamlNode::entry(std::string_view key) const {
  for (const Entry& one : entries) {
    if (one.key == key) return &one;
  }
  return nullptr;
}

const YamlNode* YamlNode::find(std::string_view key) const {
  const Entry* found = entry(key);
  return found == nullptr ? nullptr : found->value.get();
}

void YamlNode::recount() {
  size = 1;
  for (const NodePtr& item : items) size += item->size;
  for (const Entry& entry : entries) size += entry.value->size;
}

std::string describe(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::nothing:
      return "nothing";
    case YamlNode::Kind::list:
      return "a list";
    case YamlNode::Kind::mapping:
      return "a mapping";
    case YamlNode::Kind::scalar:
      break;
  }
  if (!node.in_quotes) {
    const NumberText number = parse_number(node.text);
    if (number.is != NumberText::Is::other) return node.text;
    if (node.text == "true" || node.text == "false") return node.text;
  }
  return "text " + in_quotes(node.text);
}

NodePtr parse_yaml(const SourceFile& source, Problems& problems) {
  if (source.text.size() > largest_yaml) {
    problems.add({source.name, 0, 0}, "", fmt::format("at most {} MiB of YAML", largest_yaml >> 20), "more");
    return nullptr;
  }
  if (const auto quote = open_quote(source.text)) {
    const int column = Lines(source.text).column(quote->line, quote->byte) + 1;
    problems.add({source.name, quote->line + 1, column}, "", "a closing quote",
                 quote->to_the_end ? "the end of the file" : "a line that looks like the next key or item");
    return nullptr;
  }
  TreeBuilder builder(source, problems);
  const std::size_t before = problems.all().size();
  try {
    std::istringstream stream(source.text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    return nullptr;
  } catch (const YAML::Exception& error) {
    if (has_tab_indent(source.text, error.mark.line)) {
      problems.add(builder.mark_of(error.mark), "", "blanks at the start of a line", "a tab");
    } else {
      const auto [expected, got] = words_of(error.msg);
      problems.add(builder.mark_of(error.mark), "", expected, got);
    }
    return nullptr;
  }
  if (problems.all().size() == before && !builder.root()) problems.add({source.name, 0, 0}, "", "YAML", "no content");
  return builder.root();
}

}  // namespace kavel
