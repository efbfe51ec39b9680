#include "model/table.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <numeric>
#include <tuple>

namespace kavel {

namespace {

constexpr std::size_t dimensions = 6;
using Position = std::array<Range, dimensions>;  ///< of a row: sex, state, year of study, year in state, year, age

constexpr Range whatever{-Range::open, Range::open};

Range point(int value) { return {value, value}; }

}  // namespace

/// The rows as a tree: one level per key the table has, with sorted ranges.
class TableIndex {
 public:
  explicit TableIndex(const Table& table);
  /// Position of the row, or -1.
  std::int64_t find(std::array<int, dimensions> at, const std::string& state) const;

 private:
  struct Branch {
    Range range{};
    std::size_t first = 0;  ///< its branches on the next level, up to `end`; on the last level its row
    std::size_t end = 0;
  };
  struct Level {
    std::size_t dimension = 0;
    std::vector<Branch> branches{};
  };
  void add_level(std::size_t dimension, const std::vector<Position>& positions, const std::vector<std::size_t>& order);

  std::map<std::string, int, std::less<>> states_{};
  std::vector<Level> levels_{};
};

namespace {

Position position_of(const TableKeys& keys, int state) {
  return {keys.sex ? point(static_cast<int>(*keys.sex)) : whatever,
          keys.state ? point(state) : whatever,
          keys.year_of_study.value_or(whatever),
          keys.year_in_state.value_or(whatever),
          keys.year.value_or(whatever),
          keys.age.value_or(whatever)};
}

bool before(const Position& a, const Position& b) {
  for (std::size_t d = 0; d < dimensions; ++d) {
    const auto left = std::tie(a[d].from, a[d].to);
    const auto right = std::tie(b[d].from, b[d].to);
    if (left != right) return left < right;
  }
  return false;
}

bool holds(const TableKeys& keys, const std::array<int, dimensions>& at, const std::string& state) {
  return (!keys.sex || static_cast<int>(*keys.sex) == at[0]) && (!keys.state || *keys.state == state) &&
         (!keys.year_of_study || keys.year_of_study->holds(at[2])) &&
         (!keys.year_in_state || keys.year_in_state->holds(at[3])) && (!keys.year || keys.year->holds(at[4])) &&
         (!keys.age || keys.age->holds(at[5]));
}

}  // namespace

TableIndex::TableIndex(const Table& table) {
  for (const TableRow& row : table.rows) {
    if (row.keys.state) states_.emplace(*row.keys.state, static_cast<int>(states_.size()));
  }
  std::vector<Position> positions;
  positions.reserve(table.rows.size());
  for (const TableRow& row : table.rows) {
    positions.push_back(position_of(row.keys, row.keys.state ? states_.find(*row.keys.state)->second : 0));
  }
  std::vector<std::size_t> order(table.rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return before(positions[a], positions[b]); });
  levels_.push_back({0, {{whatever, 0, order.size()}}});  // a root, which holds everyone
  const std::array<bool, dimensions> used{table.by_sex,           table.by_state, table.by_year_of_study,
                                          table.by_year_in_state, table.by_year,  table.by_age};
  for (std::size_t d = 0; d < dimensions; ++d) {
    if (used[d]) add_level(d, positions, order);
  }
  for (Branch& leaf : levels_.back().branches) {
    if (leaf.first < leaf.end) leaf.first = order[leaf.first];
  }
}

void TableIndex::add_level(std::size_t dimension, const std::vector<Position>& positions,
                           const std::vector<std::size_t>& order) {
  Level level{dimension, {}};
  for (Branch& above : levels_.back().branches) {
    const std::size_t first = level.branches.size();
    for (std::size_t i = above.first; i < above.end; ++i) {
      const Range range = positions[order[i]][dimension];
      const bool is_new = level.branches.size() == first || level.branches.back().range.from != range.from;
      if (is_new) level.branches.push_back({range, i, i});
      level.branches.back().end = i + 1;
    }
    above.first = first;
    above.end = level.branches.size();
  }
  levels_.push_back(std::move(level));
}

std::int64_t TableIndex::find(std::array<int, dimensions> at, const std::string& state) const {
  if (!states_.empty()) {
    const auto found = states_.find(state);
    if (found == states_.end()) return -1;
    at[1] = found->second;
  }
  const Branch* branch = &levels_.front().branches.front();
  for (std::size_t l = 1; l < levels_.size(); ++l) {
    const Level& level = levels_[l];
    const int value = at[level.dimension];
    const auto begin = level.branches.begin() + static_cast<std::ptrdiff_t>(branch->first);
    const auto end = level.branches.begin() + static_cast<std::ptrdiff_t>(branch->end);
    const auto next = std::upper_bound(begin, end, value, [](int v, const Branch& one) { return v < one.range.from; });
    if (next == begin || !std::prev(next)->range.holds(value)) return -1;
    branch = &*std::prev(next);
  }
  return branch->first < branch->end || levels_.size() > 1 ? static_cast<std::int64_t>(branch->first) : -1;
}

void Table::build_index() { index = std::make_shared<const TableIndex>(*this); }

const TableRow* Table::find(Sex sex, int age, int year, int year_of_study, int year_in_state,
                            const std::string& state) const {
  const std::array<int, dimensions> at{static_cast<int>(sex), 0, year_of_study, year_in_state, year, age};
  if (index) {
    const std::int64_t row = index->find(at, state);
    return row < 0 ? nullptr : &rows[static_cast<std::size_t>(row)];
  }
  for (const TableRow& row : rows) {
    if (kavel::holds(row.keys, at, state)) return &row;
  }
  return nullptr;
}

}  // namespace kavel
