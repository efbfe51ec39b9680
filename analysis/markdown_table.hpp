#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "analysis/number_text.hpp"

namespace kavel {

/// A Markdown table with columns as wide as they need.
class MarkdownTable {
 public:
  explicit MarkdownTable(std::vector<std::string> headings) : rows_{std::move(headings)} {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  std::string text() const {
    std::vector<int> widths(rows_.front().size(), 3);
    for (const auto& row : rows_) {
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    }
    std::string text;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      text += '|';
      for (std::size_t i = 0; i < widths.size(); ++i) {
        text += ' ' + (i == 0 ? left_aligned(rows_[r][i], widths[i]) : right_aligned(rows_[r][i], widths[i])) + " |";
      }
      text += '\n';
      if (r > 0) continue;
      text += '|';
      for (std::size_t i = 0; i < widths.size(); ++i) {
        const std::string dashes(static_cast<std::size_t>(widths[i]), '-');
        text += i == 0 ? ' ' + dashes + " |" : ' ' + dashes.substr(1) + ": |";
      }
      text += '\n';
    }
    return text;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace kavel
