#include "core/meant.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "core/words.hpp"

namespace kavel {

namespace {

constexpr std::size_t shortest_word = 3;
constexpr std::size_t shortest_stem = 4;  ///< that stands for the words that begin with it
constexpr std::size_t shortest_part = 5;  ///< that stands for the words that hold it
constexpr std::size_t most_suggested = 5;
constexpr std::size_t few = 40;  ///< names that can be read in one line

/// `in-patient days` gives patient and days.
std::set<std::string> words_in(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (const char letter : std::string(text) + ' ') {
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
      continue;
    }
    if (word.size() >= shortest_word) words.insert(word);
    word.clear();
  }
  return words;
}

bool is_word_of(const std::string& wanted, const std::set<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    const bool stem =
        std::min(wanted.size(), word.size()) >= shortest_stem && (word.starts_with(wanted) || wanted.starts_with(word));
    return word == wanted || stem || (wanted.size() >= shortest_part && word.find(wanted) != std::string::npos);
  });
}

/// By how rare the words are that each name shares with what was written.
std::vector<double> scores_of(std::string_view written, const std::vector<std::string>& names,
                              const std::vector<std::string>& said) {
  std::vector<std::set<std::string>> known;
  for (std::size_t i = 0; i < names.size(); ++i) {
    known.push_back(words_in(said.empty() ? names[i] : names[i] + ' ' + said[i]));
  }
  std::vector<double> scores(names.size(), 0.0);
  for (const std::string& word : words_in(written)) {
    const auto has = [&](const std::set<std::string>& words) { return is_word_of(word, words); };
    const auto sharing = static_cast<double>(std::count_if(known.begin(), known.end(), has));
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (has(known[i])) scores[i] += 1 / sharing;
    }
  }
  return scores;
}

}  // namespace

std::vector<std::string> meant(std::string_view written, const std::vector<std::string>& names,
                               const std::vector<std::string>& said) {
  if (const std::string near = suggest(written, names); !near.empty()) return {near};
  const std::vector<double> scores = scores_of(written, names, said);
  const double best = scores.empty() ? 0 : *std::max_element(scores.begin(), scores.end());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (best > 0 && scores[i] >= best / 2) order.push_back(i);
  }
  if (order.size() > most_suggested) std::erase_if(order, [&](std::size_t i) { return scores[i] < best; });
  if (order.size() > most_suggested) return {};
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  std::vector<std::string> found;
  for (const std::size_t i : order) found.push_back(names[i]);
  return found;
}

std::string either_of(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
  }
  return text;
}

Choice choice_among(std::string_view written, const std::vector<std::string>& names,
                    const std::vector<std::string>& said) {
  Choice choice{listed(names), either_of(meant(written, names, said))};
  if (!choice.suggestion.empty() || names.size() > few) return choice;
  choice.names.clear();
  for (const std::string& name : names) choice.names += (choice.names.empty() ? "" : ", ") + name;
  return choice;
}

}  // namespace kavel
