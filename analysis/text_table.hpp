#pragma once

#include <string>
#include <vector>

namespace kavel {

/// A number as it stands in a table, its standard error apart so that both line up.
struct TextCell {
  std::string value{};
  std::string error{};  ///< empty: none
};

/// `12.3 ± 0.4` in two parts; see with_error.
TextCell cell_of(double number, double standard_error, int most_decimals);

/// Rows of named numbers under headings, in plain text.
class TextTable {
 public:
  static constexpr int greatest_width = 100;
  enum class Zeros { shown, left_out };  ///< rows of 0 in a block, where there are several blocks

  TextTable(std::string title, std::vector<std::string> headings, Zeros zeros = Zeros::shown)
      : title_(std::move(title)), headings_(std::move(headings)), zeros_(zeros) {}
  void add(std::string label, std::vector<TextCell> cells) { rows_.push_back({std::move(label), std::move(cells)}); }
  bool empty() const { return rows_.empty(); }

  /// Columns that do not fit beside each other follow in a next block.
  std::string text() const;

 private:
  struct Row {
    std::string label{};
    std::vector<TextCell> cells{};
  };
  struct Width {
    int value = 0;  ///< of numbers, and of the heading that stands over them
    int error = 0;
    int all() const;
  };
  Width width_of_column(std::size_t column) const;
  int width_of_labels() const;
  bool worth_showing(const Row& row, std::size_t first, std::size_t last) const;
  std::string block(std::size_t first, std::size_t last) const;
  static std::string laid_out(const TextCell& cell, const Width& width);

  std::string title_;
  std::vector<std::string> headings_;
  Zeros zeros_;
  std::vector<Row> rows_{};
};

}  // namespace kavel
