#pragma once

#include <map>
#include <string>
#include <vector>

#include "experiment/results.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// What readers call the things of a study: by its titles, else by their names.
class Labels {
 public:
  Labels() = default;
  explicit Labels(const Study& study);

  std::string programme(const std::string& name) const { return said(programmes_, name); }
  std::string attribute(const std::string& name) const { return said(attributes_, name); }
  std::string measure(const std::string& name) const { return said(measures_, name); }
  /// By its unit where that is its name: `QALY` of `qaly`.
  static std::string outcome(const std::string& name, const std::string& unit);
  /// `Stroke: chronic`; the attribute alone where its state is called the same.
  std::string state(const std::string& attribute, const std::string& state) const;
  /// `chronic`: of the state alone.
  std::string state_alone(const std::string& attribute, const std::string& state) const;
  /// `taking part`, `year 2 after the course`: of a state in a programme, of whatever strength.
  static std::string in_programme(const std::string& state);
  /// `smoking former`, `care setting: long-term care at home`, `Smoking groups: taking part`: in running text; one that
  /// is called as its attribute only once.
  std::string in_text(const std::string& attribute, const std::string& state) const;

 private:
  using Titles = std::map<std::string, std::string>;
  static std::string said(const Titles& titles, const std::string& name);

  Titles programmes_{}, attributes_{}, states_{}, measures_{};
};

/// All but the first, usual care.
std::vector<std::string> arm_names(const Results& results);

/// `bodily functions` of `bodily_functions`
std::string spaced(std::string name);

/// With a capital.
std::string capital(std::string text);

}  // namespace kavel
