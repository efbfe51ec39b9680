#pragma once

#include <map>
#include <string>
#include <vector>

#include "io/stated_figures.hpp"

namespace kavel {

/// The part of the pack a figure belongs to: `attributes.smoking`, `births`.
std::string part_of(const StatedFigure& figure);

/// What it is within its part, in words: `at the start: current`, `never>current hazard`.
std::string label_of(const StatedFigure& figure);

/// The transition that a ratio belongs to, and a blank; nothing of other figures, whose label names it.
std::string transition_of(const StatedFigure& figure);

/// `0.04`, `0.001 … 0.9`.
std::string value_of(const StatedFigure& figure);

/// `0.04 1/year`, `0.001 … 0.9 (Onset of diabetes, column hazard; 1/year)`: value and all beside it, on one line.
std::string value_text(const StatedFigure& figure);

/// Sources are long and few: numbered in the order they come, listed at the end.
class SourceList {
 public:
  /// `derived [3]`
  std::string reference(const Provenance& provenance);
  std::string text() const;

 private:
  std::map<std::string, std::size_t> numbers_{};
  std::vector<std::string> sources_{};
};

/// Figures of one part in columns, one line each.
std::string figure_lines(const std::vector<StatedFigure>& figures, SourceList& sources);

/// `15 figures: 2 published, 5 derived, 8 assumed`
std::string counts_text(const StatusCounts& counts);

}  // namespace kavel
