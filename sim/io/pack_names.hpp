#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "io/node.hpp"

namespace kavel {

/// Names of everything in a pack, known before anything refers to it.
class PackNames {
 public:
  struct Attribute {
    std::vector<std::string> states{};
    std::vector<std::string> leaving{};  ///< states that leave the population
    std::vector<std::string> transitions{};
  };

  /// Takes the names from the section `attributes` (null: there is none). What is wrong there, its reader reports.
  explicit PackNames(const YamlNode* attributes);

  /// The attribute, or null.
  const Attribute* find(const std::string& name) const;

  /// The attribute, or null after a problem.
  const Attribute* attribute(const Mark& mark, const std::string& path, const std::string& name,
                             Problems& problems) const;

  const std::vector<std::string>& attributes() const { return names_; }

 private:
  std::map<std::string, Attribute> known_{};
  std::vector<std::string> names_{};
};

// False after a problem.
bool check_state(const Mark& mark, const std::string& path, const std::string& state, const PackNames::Attribute& of,
                 Problems& problems);
/// A state in which people are when they enter the population.
bool check_start(const Mark& mark, const std::string& path, const std::string& state, const PackNames::Attribute& of,
                 Problems& problems);

}  // namespace kavel
