#include "analysis/text_table.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/number_text.hpp"

namespace kavel {

namespace {

const std::string before_error = " ± ";
constexpr int least_labels = 24;  ///< columns of text; where less is left for labels, columns go to a next block

std::string spaces(int count) { return std::string(static_cast<std::size_t>(count), ' '); }

std::string without_trailing_spaces(const std::string& line) { return line.substr(0, line.find_last_not_of(' ') + 1); }

}  // namespace

TextCell cell_of(double number, double standard_error, int most_decimals) {
  if (number == 0 && !(standard_error > 0)) return {"0", ""};
  const double half = two_sided_95 * standard_error;
  const int decimals = decimals_for(half, most_decimals);
  std::string error = fixed(half, decimals);
  const bool says_something = std::isfinite(number) && error.find_first_of("123456789") != std::string::npos;
  return {fixed(number, decimals), says_something ? std::move(error) : ""};
}

bool TextTable::empty() const {
  return std::all_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.heading; });
}

int TextTable::Width::numbers() const { return value + (error > 0 ? kavel::width_of(before_error) + error : 0); }

int TextTable::Width::all() const { return std::max(numbers(), heading); }

TextTable::Width TextTable::width_of_column(std::size_t column) const {
  Width width;
  width.heading = width_of(headings_[column]);
  for (const Row& row : rows_) {
    width.value = std::max(width.value, width_of(row.cells[column].value));
    width.error = std::max(width.error, width_of(row.cells[column].error));
  }
  return width;
}

int TextTable::width_of_columns(std::size_t first, std::size_t last, int gap) const {
  int width = 0;
  for (std::size_t column = first; column < last; ++column) width += gap + width_of_column(column).all();
  return width;
}

/// The title stands over the headings, columns come closer and long labels have lines of their own, in this order,
/// where only so all columns fit beside each other.
TextTable::Layout TextTable::layout() const {
  int labels = 0;
  for (const Row& row : rows_) {
    if (!row.heading) labels = std::max(labels, width_of(row.label));
  }
  const int with_title = std::max(labels, width_of(title_));
  for (const int gap : {3, 2}) {
    const int left = greatest_width - width_of_columns(0, headings_.size(), gap);
    if (with_title <= left) return {with_title, gap};
    if (labels <= left) return {labels, gap};
    if (gap == 2 && left >= least_labels) return {left, gap};
  }
  return {with_title, 3};
}

/// Numbers to the right, under the end of a heading that is wider.
std::string TextTable::laid_out(const TextCell& cell, const Width& width) {
  const std::string before(static_cast<std::size_t>(width.all() - width.numbers()), ' ');
  const std::string number = before + right_aligned(cell.value, width.value);
  return left_aligned(cell.error.empty() ? number : number + before_error + cell.error, width.all());
}

bool TextTable::worth_showing(const Row& row, std::size_t first, std::size_t last) const {
  if (zeros_ == Zeros::shown || last - first == headings_.size()) return true;
  const auto cells = row.cells.begin();
  return !std::all_of(
      cells + static_cast<std::ptrdiff_t>(first), cells + static_cast<std::ptrdiff_t>(last),
      [](const TextCell& cell) { return cell.error.empty() && (cell.value == "0" || cell.value.empty()); });
}

/// Over the numbers, or over numbers and errors where a heading is wider.
std::string TextTable::headings(std::size_t first, std::size_t last) const {
  const Layout layout = this->layout();
  const bool apart = width_of(title_) > layout.labels;
  std::string line = left_aligned(apart ? "" : title_, layout.labels);
  for (std::size_t column = first; column < last; ++column) {
    const Width width = width_of_column(column);
    const int over = width.heading > width.value ? width.all() : width.all() - width.numbers() + width.value;
    line += spaces(layout.gap) + left_aligned(right_aligned(headings_[column], over), width.all());
  }
  return (apart ? title_ + '\n' : "") + without_trailing_spaces(line) + '\n';
}

std::string TextTable::block(std::size_t first, std::size_t last) const {
  const Layout layout = this->layout();
  std::string text = headings(first, last);
  std::string heading;
  for (const Row& row : rows_) {
    if (row.heading) {
      heading = row.label + '\n';
      continue;
    }
    if (!worth_showing(row, first, last)) continue;
    const bool long_label = width_of(row.label) > layout.labels;
    std::string line = left_aligned(long_label ? "" : row.label, layout.labels);
    if (long_label) heading += row.label + '\n';
    for (std::size_t column = first; column < last; ++column) {
      line += spaces(layout.gap) + laid_out(row.cells[column], width_of_column(column));
    }
    text += heading + without_trailing_spaces(line) + '\n';
    heading.clear();
  }
  return text;
}

std::string TextTable::text() const {
  std::string text;
  const Layout layout = this->layout();
  for (std::size_t first = 0; first < headings_.size();) {
    std::size_t last = first + 1;
    const auto used = [&](std::size_t end) { return layout.labels + width_of_columns(first, end, layout.gap); };
    while (last < headings_.size() && used(last + 1) <= greatest_width) ++last;
    if (!text.empty()) text += '\n';
    text += block(first, last);
    first = last;
  }
  return text;
}

}  // namespace kavel
