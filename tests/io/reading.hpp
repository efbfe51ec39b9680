#pragma once

#include <string>
#include <vector>

#include "core/errors.hpp"
#include "io/read_study.hpp"

namespace kavel::test {

/// Path and text; the first is the study.
using Texts = std::vector<std::pair<std::string, std::string>>;

inline Sources stored(const Texts& texts) {
  std::vector<SourceFile> files;
  for (const auto& [path, text] : texts) files.push_back({path, text, {}, {}});
  return Sources::stored(std::move(files));
}

inline Study study_of(const Texts& texts, const std::vector<std::string>& overrides = {}) {
  Sources sources = stored(texts);
  return read_study(texts.front().first, overrides, sources);
}

/// The messages of all problems, in order.
inline std::vector<std::string> words_of(const Problems& problems) {
  std::vector<std::string> words;
  for (const Problem& problem : problems.all()) words.push_back(message_of(problem));
  return words;
}

inline std::vector<std::string> words_of(const InputError& error) {
  std::vector<std::string> words;
  for (const Problem& problem : error.problems()) words.push_back(message_of(problem));
  return words;
}

inline std::vector<std::string> problems_of(const Texts& texts, const std::vector<std::string>& overrides = {}) {
  try {
    study_of(texts, overrides);
  } catch (const InputError& error) {
    return words_of(error);
  }
  return {};
}

/// A study of ten women of 40 around a model.
inline std::string study_around(const std::string& model) {
  return "title: A test\nyears: 4\npopulation: {persons: 10, sex: female, age: 40}\nmodel:\n" + model;
}

inline const std::string small_model =
    "  attributes:\n"
    "    health:\n"
    "      states: [healthy, sick, dead]\n"
    "      leaves: {dead: death}\n"
    "      transitions:\n"
    "        healthy>sick: {hazard: 0.1}\n"
    "        sick>dead: {hazard: 0.2}\n"
    "  outcomes:\n"
    "    cost: {kind: cost, unit: EUR, per_year: {health: {sick: 1000}}}\n";

}  // namespace kavel::test
