#include "core/errors.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace kavel {

namespace {

std::string all_messages(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += message_of(problem);
  }
  return text;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return result;
}

/// Edits (insert, delete, replace, swap of neighbours) from one word to the other.
std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before_last(to.size() + 1);
  std::vector<std::size_t> last(to.size() + 1);
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({row[j - 1] + 1, last[j] + 1, replaced});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last = last;
    last = row;
  }
  return last[to.size()];
}

std::size_t edits_meant(std::size_t size) { return std::max<std::size_t>(1, size / 3); }  ///< most that a slip makes

/// `alive>dead/stroke` in its parts.
std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts(1);
  for (const char letter : name) {
    if (letter == '.' || letter == '>' || letter == '/') {
      parts.emplace_back();
    } else {
      parts.back() += letter;
    }
  }
  return parts;
}

/// May this name have been meant? Of names of several parts each must be near its counterpart: whoever writes
/// `alive>away` does not mean `alive>dead`.
bool is_near(const std::string& written, const std::string& name) {
  const std::vector<std::string> parts = parts_of(written);
  const std::vector<std::string> others = parts_of(name);
  if (parts.size() == 1 || parts.size() != others.size()) return true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (edit_distance(parts[i], others[i]) > edits_meant(parts[i].size())) return false;
  }
  return true;
}

}  // namespace

std::string message_of(const Problem& problem) {
  std::string text;
  if (!problem.mark.file.empty()) {
    text += problem.mark.file + ':';
    if (problem.mark.line > 0) text += std::to_string(problem.mark.line) + ':';
    if (problem.mark.column > 0) text += std::to_string(problem.mark.column) + ':';
    text += ' ';
  }
  const bool place_names_it =
      problem.mark.file.find(' ' + problem.key + '=') != std::string::npos;  // an option's value
  if (!problem.key.empty() && !place_names_it) text += problem.key + ": ";
  text += "expected " + problem.expected + ", got " + problem.got;
  if (!problem.suggestion.empty()) text += " (did you mean " + problem.suggestion + "?)";
  return text;
}

void Problems::add(Problem problem) { all_.push_back(std::move(problem)); }

void Problems::add(Mark mark, std::string key, std::string expected, std::string got, std::string suggestion) {
  add(Problem{std::move(mark), std::move(key), std::move(expected), std::move(got), std::move(suggestion)});
}

std::vector<Problem> Problems::take_from(std::size_t first) {
  std::vector<Problem> taken(all_.begin() + static_cast<std::ptrdiff_t>(first), all_.end());
  all_.resize(first);
  return taken;
}

void Problems::raise() const {
  if (!all_.empty()) throw InputError(all_);
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(all_messages(problems)), problems_(std::move(problems)) {}

InputError::InputError(Mark mark, std::string key, std::string expected, std::string got, std::string suggestion)
    : InputError(std::vector<Problem>{
          {std::move(mark), std::move(key), std::move(expected), std::move(got), std::move(suggestion)}}) {}

std::string nearest(std::string_view written, const std::vector<std::string>& names) {
  const std::string wanted = lower(written);
  std::string best;
  std::size_t fewest = edits_meant(wanted.size()) + 1;
  for (const std::string& name : names) {
    const std::size_t edits = edit_distance(wanted, lower(name));
    const bool something_alike = edits < std::max(wanted.size(), name.size());
    if (edits < fewest && something_alike && is_near(wanted, lower(name))) {
      fewest = edits;
      best = name;
    }
  }
  return best;
}

}  // namespace kavel
