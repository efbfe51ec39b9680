#include "io/fields.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "core/meant.hpp"
#include "io/misplaced_key.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

using Is = Shape::Is;

/// The number that was written in quotes or with a decimal comma; else nothing.
std::string meant_number(std::string text) {
  if (parse_number(text).is == NumberText::Is::number) return text;
  if (std::count(text.begin(), text.end(), ',') != 1) return {};
  std::replace(text.begin(), text.end(), ',', '.');
  return parse_number(text).is == NumberText::Is::number ? text : "";
}

/// Digits in groups of three, as `20.000`, `20,000`, `20 000` and `20_000` are written: the whole number meant; else
/// nothing.
std::string meant_whole(const std::string& text) {
  const std::size_t first = text.find_first_not_of("0123456789");
  if (first == std::string::npos || first == 0 || first > 3 || text.front() == '0') return {};
  const char mark = text[first];
  if (std::string_view(".,_ '").find(mark) == std::string_view::npos) return {};
  std::string digits = text.substr(0, first);
  for (std::size_t at = first; at < text.size(); at += 4) {
    const std::string group = text.substr(at + 1, 3);
    if (text[at] != mark || group.size() != 3 || group.find_first_not_of("0123456789") != std::string::npos) return {};
    digits += group;
  }
  return digits;
}

bool is_digits(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

/// A number that a comma broke in two, the rest of it a key of nothing: `{a: 0,2}` or `{a: 1.234,56}`.
struct BrokenNumber {
  const Entry* written = nullptr;
  std::string meant{};
};
std::optional<BrokenNumber> broken_number(const YamlNode& mapping, const Entry& rest) {
  if (rest.value->kind != YamlNode::Kind::nothing || !is_digits(rest.key)) return std::nullopt;
  const auto ends_here = [&](const Entry& entry) {
    const YamlNode& value = *entry.value;
    return value.kind == YamlNode::Kind::scalar && !value.in_quotes && value.source == rest.source &&
           value.line == rest.line && value.column + static_cast<int>(value.text.size()) + 1 == rest.column;
  };
  const auto before = std::find_if(mapping.entries.begin(), mapping.entries.end(), ends_here);
  if (before == mapping.entries.end()) return std::nullopt;
  std::string whole = before->value->text;
  const std::string sign = whole.starts_with('-') ? "-" : "";
  whole.erase(0, sign.size());
  if (const std::string grouped = meant_whole(whole); !grouped.empty()) whole = grouped;
  if (!is_digits(whole)) return std::nullopt;
  return BrokenNumber{&*before, sign + whole + '.' + rest.key};
}

bool has_form(const std::string& key, KeyForm form) {
  if (form == KeyForm::name) return is_name(key);
  if (form == KeyForm::path) return !key.empty();
  const std::size_t arrow = key.find('>');
  if (arrow == std::string::npos) return false;
  const std::size_t slash = key.find('/', arrow);
  const std::string to = key.substr(arrow + 1, slash == std::string::npos ? slash : slash - arrow - 1);
  return is_name(key.substr(0, arrow)) && is_name(to) && (slash == std::string::npos || is_name(key.substr(slash + 1)));
}

std::string expected_form(KeyForm form) {
  switch (form) {
    case KeyForm::name:
      return "a name of letters, digits and _";
    case KeyForm::transition:
      return "from>to or from>to/cause, each a name of letters, digits and _";
    case KeyForm::path:
      break;
  }
  return "the dotted path of a key";
}

/// The key without blanks, if that is what it needs.
std::string repaired(std::string key, KeyForm form) {
  std::erase(key, ' ');
  return has_form(key, form) ? key : "";
}

}  // namespace

std::string joined(const std::string& path, const std::string& key) { return path.empty() ? key : path + '.' + key; }

std::optional<double> read_number(const YamlNode& node, const Shape& shape, const std::string& path,
                                  Problems& problems) {
  const NumberText number =
      node.kind == YamlNode::Kind::scalar && !node.in_quotes ? parse_number(node.text) : NumberText{};
  const bool fits = number.is == NumberText::Is::number && number.value >= shape.least && number.value <= shape.most &&
                    !(shape.above && number.value == shape.least);
  if (fits) return number.value;
  const bool not_finite = number.is == NumberText::Is::not_finite || number.is == NumberText::Is::too_large;
  const std::string expected = expected_of(shape);
  problems.add(node.mark(), path,
               not_finite ? "a finite number" + expected.substr(expected.find("number") + 6) : expected, describe(node),
               node.kind == YamlNode::Kind::scalar && (node.in_quotes || number.is == NumberText::Is::other)
                   ? meant_number(node.text)
                   : "");
  return std::nullopt;
}

std::optional<std::uint64_t> read_whole(const YamlNode& node, const Shape& shape, const std::string& path,
                                        Problems& problems) {
  expects(shape.least >= 0, "whole numbers in study files are not negative");
  const std::string meant = node.kind == YamlNode::Kind::scalar ? meant_whole(node.text) : "";
  if (node.kind == YamlNode::Kind::scalar && !node.in_quotes && meant.empty()) {
    std::uint64_t value = 0;
    const char* end = node.text.data() + node.text.size();
    const auto [stop, error] = std::from_chars(node.text.data(), end, value);
    const bool plain = error == std::errc() && stop == end;
    const NumberText number = parse_number(node.text);
    const bool exact = number.is == NumberText::Is::number && number.value == std::floor(number.value) &&
                       number.value >= 0 && number.value <= 9007199254740992.0;  // 2^53: doubles are exact up to here
    if (!plain && exact) value = static_cast<std::uint64_t>(number.value);
    if ((plain || exact) && static_cast<double>(value) >= shape.least && static_cast<double>(value) <= shape.most) {
      return value;
    }
  }
  const NumberText wanted = parse_number(meant);
  const bool fits = wanted.is == NumberText::Is::number && wanted.value >= shape.least && wanted.value <= shape.most;
  const bool decimals = !meant.empty() && node.text.find('.') != std::string::npos;
  problems.add(node.mark(), path, expected_of(shape),
               describe(node) + (decimals ? ", where the point starts decimals" : ""), fits ? meant : "");
  return std::nullopt;
}

std::optional<bool> read_flag(const YamlNode& node, const std::string& path, Problems& problems) {
  if (node.kind == YamlNode::Kind::scalar && !node.in_quotes) {
    if (node.text == "true") return true;
    if (node.text == "false") return false;
  }
  const std::string word = lower_case(node.text);
  const bool yes = word == "yes" || word == "on" || word == "true";
  const bool no = word == "no" || word == "off" || word == "false";
  problems.add(node.mark(), path, "true or false", describe(node), yes ? "true" : no ? "false" : "");
  return std::nullopt;
}

std::optional<std::string> read_text(const YamlNode& node, const Shape& shape, const std::string& path,
                                     Problems& problems) {
  const bool is_scalar = node.kind == YamlNode::Kind::scalar;
  if (is_scalar && (shape.is != Is::name || is_name(node.text)) && !node.text.empty()) return node.text;
  problems.add(node.mark(), path, expected_of(shape), describe(node));
  return std::nullopt;
}

std::optional<std::size_t> read_choice(const YamlNode& node, const Shape& shape, const std::string& path,
                                       Problems& problems) {
  if (node.kind == YamlNode::Kind::scalar) {
    const auto found = std::find(shape.choices.begin(), shape.choices.end(), node.text);
    if (found != shape.choices.end()) return static_cast<std::size_t>(found - shape.choices.begin());
  }
  problems.add(node.mark(), path, expected_of(shape), describe(node),
               node.kind == YamlNode::Kind::scalar ? suggest(node.text, shape.choices, shape.other_words) : "");
  return std::nullopt;
}

Fields::Fields(const YamlNode& node, const ObjectKind& kind, std::string path, Problems& problems)
    : node_(&node), kind_(&kind), path_(std::move(path)), problems_(&problems), asked_(kind.keys.size(), false) {
  if (is_mapping()) {
    check_keys();
  } else {
    problems.add(node.mark(), path_, "a mapping (" + kind.doc + ")", describe(node));
  }
}

void Fields::check_keys() {
  for (const Entry& entry : node_->entries) {
    if (kind_->find(entry.key) != nullptr) continue;
    if (const auto number = broken_number(*node_, entry)) {
      const YamlNode& value = *number->written->value;
      problems_->add(value.mark(), joined(path_, number->written->key), "a decimal point, not a comma",
                     value.text + ',' + entry.key, number->meant);
      continue;
    }
    if (kind_->others != nullptr) {
      check_other(entry);
      continue;
    }
    std::vector<std::string> absent = kind_->names();
    std::erase_if(absent, [this](const std::string& name) { return node_->find(name) != nullptr; });
    std::string suggestion = key_indented_too_far(*kind_, *node_, path_, entry.key);
    if (suggestion.empty()) {
      suggestion = suggest(entry.key, absent);
      perhaps_meant_.insert(suggestion);
    }
    if (suggestion.empty()) suggestion = key_indented_too_little(*kind_, *node_, path_, entry.key);
    if (suggestion.empty()) suggestion = either_of(meant(entry.key, absent));
    problems_->add(entry.mark(), joined(path_, entry.key), "one of " + listed(kind_->names()), "an unknown key",
                   suggestion);
  }
  for (const DeclaredKey& key : kind_->keys) {
    if (key.need == Need::required && node_->find(key.name) == nullptr && !perhaps_meant(key.name) &&
        !stands_in_a_key_before(*kind_, *node_, key.name)) {
      problems_->add(mark(), joined(path_, key.name), expected_of(*key.shape), "nothing: the key is missing");
    }
  }
}

void Fields::check_other(const Entry& entry) {
  if (has_form(entry.key, kind_->form)) {
    others_.push_back(&entry);
    return;
  }
  problems_->add(entry.mark(), joined(path_, entry.key), expected_form(kind_->form), in_quotes(entry.key),
                 repaired(entry.key, kind_->form));
}

const DeclaredKey& Fields::declared(std::string_view key) {
  const DeclaredKey* found = kind_->find(key);
  expects(found != nullptr, "every key a reader asks for is declared in the schema");
  asked_[static_cast<std::size_t>(found - kind_->keys.data())] = true;
  return *found;
}

void Fields::done() const {
  expects(std::find(asked_.begin(), asked_.end(), false) == asked_.end(),
          "every key declared in the schema is asked for by its reader");
}

const YamlNode* Fields::find(std::string_view key) {
  declared(key);
  return node_->find(key);
}

std::optional<double> Fields::number(std::string_view key) {
  const Shape& shape = *declared(key).shape;
  expects(shape.is == Is::number, "the key is declared as a number");
  const YamlNode* value = node_->find(key);
  return value == nullptr ? std::nullopt : read_number(*value, shape, path(key), *problems_);
}

std::optional<std::uint64_t> Fields::whole(std::string_view key) {
  const Shape& shape = *declared(key).shape;
  expects(shape.is == Is::whole, "the key is declared as a whole number");
  const YamlNode* value = node_->find(key);
  return value == nullptr ? std::nullopt : read_whole(*value, shape, path(key), *problems_);
}

std::optional<bool> Fields::flag(std::string_view key) {
  expects(declared(key).shape->is == Is::flag, "the key is declared as a flag");
  const YamlNode* value = node_->find(key);
  return value == nullptr ? std::nullopt : read_flag(*value, path(key), *problems_);
}

std::optional<std::string> Fields::text(std::string_view key) {
  const Shape& shape = *declared(key).shape;
  expects(shape.is == Is::text || shape.is == Is::name || shape.is == Is::path, "the key is declared as text");
  const YamlNode* value = node_->find(key);
  return value == nullptr ? std::nullopt : read_text(*value, shape, path(key), *problems_);
}

std::optional<std::size_t> Fields::choice(std::string_view key) {
  const Shape& shape = *declared(key).shape;
  expects(shape.is == Is::choice, "the key is declared as a choice");
  const YamlNode* value = node_->find(key);
  return value == nullptr ? std::nullopt : read_choice(*value, shape, path(key), *problems_);
}

std::vector<NodePtr> Fields::list(std::string_view key) {
  expects(declared(key).shape->is == Is::list, "the key is declared as a list");
  const YamlNode* value = node_->find(key);
  if (value == nullptr) return {};
  if (value->kind == YamlNode::Kind::list && !value->items.empty()) return value->items;
  problems_->add(value->mark(), path(key), "a list",
                 value->kind == YamlNode::Kind::list ? "an empty one" : describe(*value));
  return {};
}

}  // namespace kavel
