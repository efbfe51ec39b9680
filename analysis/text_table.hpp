#pragma once

#include <string>
#include <vector>

namespace kavel {

/// A number as it stands in a table, half its interval apart so that both line up.
struct TextCell {
  std::string value{};
  std::string error{};  ///< empty: none
};

/// `12.3 ± 0.8` in two parts: ± 1.96 standard errors, half the 95 % interval, in two digits; at most that many
/// decimals.
TextCell cell_of(double number, double standard_error, int most_decimals);

/// Rows of named numbers under headings, in plain text.
class TextTable {
 public:
  static constexpr int greatest_width = 100;
  enum class Zeros { shown, left_out };  ///< rows of 0 in a block, where there are several blocks

  TextTable(std::string title, std::vector<std::string> headings, Zeros zeros = Zeros::shown)
      : title_(std::move(title)), headings_(std::move(headings)), zeros_(zeros) {}
  void add(std::string label, std::vector<TextCell> cells) { rows_.push_back({std::move(label), std::move(cells)}); }
  /// Words over the rows that follow; left out where none of them is shown.
  void add_heading(std::string words) {
    rows_.push_back({std::move(words), std::vector<TextCell>(headings_.size()), true});
  }
  bool empty() const;  ///< but for headings

  /// Columns that do not fit beside each other follow in a next block. Where that saves a block, the title stands
  /// over the headings, columns come closer, and long labels have lines of their own.
  std::string text() const;

 private:
  struct Row {
    std::string label{};
    std::vector<TextCell> cells{};
    bool heading = false;
  };
  struct Width {
    int value = 0;
    int error = 0;
    int heading = 0;
    int numbers() const;  ///< value and error
    int all() const;
  };
  Width width_of_column(std::size_t column) const;
  struct Layout {
    int labels = 0;  ///< width of the column of labels
    int gap = 0;     ///< between columns
  };
  Layout layout() const;
  int width_of_columns(std::size_t first, std::size_t last, int gap) const;
  bool worth_showing(const Row& row, std::size_t first, std::size_t last) const;
  std::string headings(std::size_t first, std::size_t last) const;
  std::string block(std::size_t first, std::size_t last) const;
  static std::string laid_out(const TextCell& cell, const Width& width);

  std::string title_;
  std::vector<std::string> headings_;
  Zeros zeros_;
  std::vector<Row> rows_{};
};

}  // namespace kavel
