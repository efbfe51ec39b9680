#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// What was perhaps meant by a name that does not exist, among those that do: the nearest by spelling, else those that
/// share words with it, the rarest words first; nothing where that would be many.
///
/// `said`: what else is known of each name, such as its title; as many as names, or none.
std::vector<std::string> meant(std::string_view written, const std::vector<std::string>& names,
                               const std::vector<std::string>& said = {});

/// `a`, `a or b`, `a, b or c`
std::string either_of(const std::vector<std::string>& names);

/// Names to choose from and what was perhaps meant, for a message.
struct Choice {
  std::string names{};       ///< shortened where there is a suggestion
  std::string suggestion{};  ///< may be empty
};
Choice choice_among(std::string_view written, const std::vector<std::string>& names,
                    const std::vector<std::string>& said = {});

}  // namespace kavel
