#include "analysis/text_table.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/number_text.hpp"

namespace kavel {

namespace {

const std::string between_columns = "   ";
const std::string before_error = " ± ";

std::string without_trailing_spaces(const std::string& line) { return line.substr(0, line.find_last_not_of(' ') + 1); }

}  // namespace

TextCell cell_of(double number, double standard_error, int most_decimals) {
  if (number == 0 && !(standard_error > 0)) return {"0", ""};
  const int decimals = decimals_for(standard_error, most_decimals);
  std::string error = fixed(standard_error, decimals);
  const bool says_something = std::isfinite(number) && error.find_first_of("123456789") != std::string::npos;
  return {fixed(number, decimals), says_something ? std::move(error) : ""};
}

int TextTable::Width::all() const { return value + (error > 0 ? kavel::width_of(before_error) + error : 0); }

TextTable::Width TextTable::width_of_column(std::size_t column) const {
  Width width{width_of(headings_[column]), 0};
  for (const Row& row : rows_) {
    width.value = std::max(width.value, width_of(row.cells[column].value));
    width.error = std::max(width.error, width_of(row.cells[column].error));
  }
  return width;
}

int TextTable::width_of_labels() const {
  int width = width_of(title_);
  for (const Row& row : rows_) width = std::max(width, width_of(row.label));
  return width;
}

std::string TextTable::laid_out(const TextCell& cell, const Width& width) {
  const std::string number = right_aligned(cell.value, width.value);
  return left_aligned(cell.error.empty() ? number : number + before_error + cell.error, width.all());
}

bool TextTable::worth_showing(const Row& row, std::size_t first, std::size_t last) const {
  if (zeros_ == Zeros::shown || last - first == headings_.size()) return true;
  const auto cells = row.cells.begin();
  return !std::all_of(cells + static_cast<std::ptrdiff_t>(first), cells + static_cast<std::ptrdiff_t>(last),
                      [](const TextCell& cell) { return cell.value == "0" && cell.error.empty(); });
}

std::string TextTable::block(std::size_t first, std::size_t last) const {
  const int labels = width_of_labels();
  std::string head = left_aligned(title_, labels);
  for (std::size_t column = first; column < last; ++column) {
    head += between_columns + laid_out({headings_[column], ""}, width_of_column(column));
  }
  std::string text = without_trailing_spaces(head) + '\n';
  for (const Row& row : rows_) {
    if (!worth_showing(row, first, last)) continue;
    std::string line = left_aligned(row.label, labels);
    for (std::size_t column = first; column < last; ++column) {
      line += between_columns + laid_out(row.cells[column], width_of_column(column));
    }
    text += without_trailing_spaces(line) + '\n';
  }
  return text;
}

std::string TextTable::text() const {
  std::string text;
  for (std::size_t first = 0; first < headings_.size();) {
    int used = width_of_labels();
    std::size_t last = first;
    while (last < headings_.size()) {
      used += width_of(between_columns) + width_of_column(last).all();
      if (used > greatest_width && last > first) break;
      ++last;
    }
    if (!text.empty()) text += '\n';
    text += block(first, last);
    first = last;
  }
  return text;
}

}  // namespace kavel
