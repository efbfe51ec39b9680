#include "model/table.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "model/row_order.hpp"

namespace kavel {

namespace {

constexpr Range whatever{-Range::open, Range::open};

Range point(int value) { return {value, value}; }

}  // namespace

/// The rows as a tree: one level per key the table has, with sorted ranges.
class TableIndex {
 public:
  explicit TableIndex(const Table& table);
  /// Position of the row, or -1.
  std::int64_t find(std::array<int, table_keys> at, const std::string& state) const;

 private:
  struct Branch {
    Range range{};
    std::size_t first = 0;  ///< its branches on the next level, up to `end`; on the last level its row
    std::size_t end = 0;
  };
  struct Level {
    std::size_t key = 0;
    std::vector<Branch> branches{};

    /// The branch for a value where those `above` are for single ones without a gap, as ages mostly are; else null.
    const Branch* single(const Branch& above, int value) const {
      if (above.first == above.end) return nullptr;
      const Branch* first = branches.data() + above.first;
      const auto place =
          static_cast<std::size_t>(value - first->range.from);  // far beyond the end where it is negative
      if (place >= above.end - above.first) return nullptr;
      return first[place].range.from == value && first[place].range.to == value ? first + place : nullptr;
    }
  };
  void add_level(std::size_t key, const std::vector<RowPlace>& positions, const std::vector<std::size_t>& order);

  std::map<std::string, int, std::less<>> states_{};
  std::vector<Level> levels_{};
};

namespace {

RowPlace position_of(const TableKeys& keys, int state) {
  return {keys.sex ? point(static_cast<int>(*keys.sex)) : whatever,
          keys.state ? point(state) : whatever,
          keys.year_of_study.value_or(whatever),
          keys.year_in_state.value_or(whatever),
          keys.year.value_or(whatever),
          keys.age.value_or(whatever)};
}

bool holds(const TableKeys& keys, const std::array<int, table_keys>& at, const std::string& state) {
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
  std::vector<RowPlace> positions;
  positions.reserve(table.rows.size());
  for (const TableRow& row : table.rows) {
    positions.push_back(position_of(row.keys, row.keys.state ? states_.find(*row.keys.state)->second : 0));
  }
  const std::vector<std::size_t> order = in_order(positions);
  levels_.push_back({0, {{whatever, 0, order.size()}}});  // a root, which holds everyone
  const std::array<bool, table_keys> used{table.by_sex,           table.by_state, table.by_year_of_study,
                                          table.by_year_in_state, table.by_year,  table.by_age};
  for (std::size_t d = 0; d < table_keys; ++d) {
    if (used[d]) add_level(d, positions, order);
  }
  for (Branch& leaf : levels_.back().branches) {
    if (leaf.first < leaf.end) leaf.first = order[leaf.first];
  }
}

void TableIndex::add_level(std::size_t key, const std::vector<RowPlace>& positions,
                           const std::vector<std::size_t>& order) {
  Level level{key, {}};
  for (Branch& above : levels_.back().branches) {
    const std::size_t first = level.branches.size();
    for (std::size_t i = above.first; i < above.end; ++i) {
      const Range range = positions[order[i]][key];
      const bool is_new = level.branches.size() == first || level.branches.back().range.from != range.from;
      if (is_new) level.branches.push_back({range, i, i});
      level.branches.back().end = i + 1;
    }
    above.first = first;
    above.end = level.branches.size();
  }
  levels_.push_back(std::move(level));
}

std::int64_t TableIndex::find(std::array<int, table_keys> at, const std::string& state) const {
  if (!states_.empty()) {
    const auto found = states_.find(state);
    if (found == states_.end()) return -1;
    at[1] = found->second;
  }
  const Branch* branch = &levels_.front().branches.front();
  for (std::size_t l = 1; l < levels_.size(); ++l) {
    const Level& level = levels_[l];
    const int value = at[level.key];
    if (const Branch* one = level.single(*branch, value)) {
      branch = one;
      continue;
    }
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
  const std::array<int, table_keys> at{static_cast<int>(sex), 0, year_of_study, year_in_state, year, age};
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
