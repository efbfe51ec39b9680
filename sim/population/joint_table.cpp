#include "population/joint_table.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace kavel {

namespace {

constexpr std::int64_t most_cells = 20'000'000;
constexpr int oldest_open = 95;  ///< from here on a last open group counts as its first age
constexpr auto nowhere = std::int32_t{-1};

std::size_t at(PopulationKey key) { return static_cast<std::size_t>(key); }

bool has(const MarginTable& table, PopulationKey key) {
  return std::find(table.keys.begin(), table.keys.end(), key) != table.keys.end();
}

/// One year of age, or a last open group that counts as one.
bool is_single(Range age) { return age.from == age.to || (age.to == Range::open && age.from >= oldest_open); }

}  // namespace

JointTable::JointTable(const RegionMargins& region, Problems& problems) : region_(&region) {
  find_ages(problems);
  find_names(problems);
  if (!problems.empty()) return;
  std::int64_t cells = 1;
  for (const std::int32_t size : sizes_) cells = std::min(most_cells + 1, cells * size);
  if (cells > most_cells) {
    problems.add(region.mark, "margins", "at most " + std::to_string(most_cells) + " combinations of all keys", "more");
    return;
  }
  make_cells(problems);
  for (const MarginTable& table : region.margins) make_margin(table, problems);
}

void JointTable::find_ages(Problems& problems) {
  int first = std::numeric_limits<int>::max(), last = -1;
  for (const MarginTable& table : region_->margins) {
    if (!has(table, PopulationKey::age)) continue;
    if (!std::all_of(table.rows.begin(), table.rows.end(),
                     [](const MarginRow& row) { return is_single(row.keys[at(PopulationKey::age)]); })) {
      continue;
    }
    for (const MarginRow& row : table.rows) {
      first = std::min(first, row.keys[at(PopulationKey::age)].from);
      last = std::max(last, row.keys[at(PopulationKey::age)].from);
    }
  }
  if (last < first) {
    problems.add(region_->mark, "margins", "one margin by single years of age (the last may be open, from 95+ on)",
                 "none");
    return;
  }
  first_age_ = first;
  sizes_[at(PopulationKey::age)] = last - first + 1;
}

void JointTable::find_names(Problems& problems) {
  const auto size = [](const auto& names) { return static_cast<std::int32_t>(std::max<std::size_t>(1, names.size())); };
  sizes_[at(PopulationKey::sex)] = sexes;
  sizes_[at(PopulationKey::area)] = size(region_->areas);
  sizes_[at(PopulationKey::ses)] = size(region_->ses_groups);
  sizes_[at(PopulationKey::practice)] = size(region_->practices);
  sizes_[at(PopulationKey::insurer)] = size(region_->insurers);
  for (std::size_t key = 0; key < population_keys; ++key) {
    const bool told = std::any_of(region_->margins.begin(), region_->margins.end(), [&](const MarginTable& table) {
      return has(table, static_cast<PopulationKey>(key));
    });
    if (sizes_[key] < 2 || told || key == at(PopulationKey::age)) continue;
    problems.add(region_->mark, "margins", "a margin by " + std::string(population_key_names[key]), "none");
  }
  const bool counts = std::any_of(region_->margins.begin(), region_->margins.end(),
                                  [](const MarginTable& table) { return !table.shares; });
  if (!counts) problems.add(region_->mark, "margins", "one margin at least in persons", "only shares");
}

bool JointTable::can_be(const JointCell& cell) const {
  if (region_->practice_area.empty()) return true;
  const int area = region_->practice_area[static_cast<std::size_t>(cell[at(PopulationKey::practice)])];
  return area < 0 || area == cell[at(PopulationKey::area)];
}

void JointTable::make_cells(Problems&) {
  JointCell cell{};
  for (;;) {
    if (can_be(cell)) cells_.push_back(cell);
    std::size_t key = population_keys;
    while (key-- > 0) {
      if (++cell[key] < sizes_[key]) break;
      cell[key] = 0;
      if (key == 0) return;
    }
  }
}

std::size_t JointTable::position(const MarginTable& table, const JointCell& cell) const {
  std::size_t place = 0;
  for (const PopulationKey key : table.keys)
    place = place * static_cast<std::size_t>(sizes_[at(key)]) + static_cast<std::size_t>(cell[at(key)]);
  return place;
}

/// [combination of the margin's keys]: its row; a combination in two rows is a problem.
std::vector<std::int32_t> JointTable::rows_of(const MarginTable& table, Problems& problems) const {
  std::size_t size = 1;
  for (const PopulationKey key : table.keys) size *= static_cast<std::size_t>(sizes_[at(key)]);
  std::vector<std::int32_t> rows(size, nowhere);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const MarginRow& row = table.rows[r];
    JointCell low{}, high{};
    bool empty = false;
    for (const PopulationKey key : table.keys) {
      Range range = row.keys[at(key)];
      if (key == PopulationKey::age) range = {range.from - first_age_, range.to - first_age_};
      low[at(key)] = std::max(0, range.from);
      high[at(key)] = std::min(sizes_[at(key)] - 1, range.to);
      empty = empty || low[at(key)] > high[at(key)];
    }
    if (empty) continue;  // ages nobody has; a problem only if it should hold persons, which the fit will tell
    JointCell cell = low;
    for (bool more = true; more;) {
      std::int32_t& place = rows[position(table, cell)];
      if (place != nowhere) {
        problems.add({table.mark.file, row.line, 0}, "", "each combination once",
                     words_of(table, row) + " again (first on line " +
                         std::to_string(table.rows[static_cast<std::size_t>(place)].line) + ")");
        break;
      }
      place = static_cast<std::int32_t>(r);
      more = false;
      for (auto key = table.keys.rbegin(); key != table.keys.rend() && !more; ++key) {
        if (++cell[at(*key)] <= high[at(*key)]) {
          more = true;
        } else {
          cell[at(*key)] = low[at(*key)];
        }
      }
    }
  }
  return rows;
}

void JointTable::make_margin(const MarginTable& table, Problems& problems) {
  const std::size_t before = problems.all().size();
  const std::vector<std::int32_t> rows = rows_of(table, problems);
  if (problems.all().size() > before) return;
  Margin margin;
  margin.of_cell.reserve(cells_.size());
  std::vector<bool> told(rows.size(), false);
  int missing = 0;
  std::string first;
  for (const JointCell& cell : cells_) {
    const std::size_t place = position(table, cell);
    margin.of_cell.push_back(rows[place]);
    if (rows[place] != nowhere || told[place]) continue;
    told[place] = true;
    if (missing++ > 0) continue;
    MarginRow row;
    for (const PopulationKey key : table.keys) {
      const int value = cell[at(key)] + (key == PopulationKey::age ? first_age_ : 0);
      row.keys[at(key)] = {value, value};
    }
    first = words_of(table, row);
  }
  if (missing > 0) {
    problems.add(table.mark, "", "a row for every combination of the keys (0 where there is nobody)",
                 std::to_string(missing) + " missing, the first for " + first);
    return;
  }
  std::map<std::array<int, 2 * population_keys>, std::int32_t> groups;
  for (const MarginRow& row : table.rows) {
    margin.sums.push_back(row.value);
    if (!table.shares) continue;
    std::array<int, 2 * population_keys> key{};
    for (std::size_t i = 0; i + 1 < table.keys.size(); ++i) {
      key[2 * i] = row.keys[at(table.keys[i])].from;
      key[2 * i + 1] = row.keys[at(table.keys[i])].to;
    }
    margin.within.push_back(groups.emplace(key, static_cast<std::int32_t>(groups.size())).first->second);
  }
  margin.groups = static_cast<int>(groups.size());
  margins_.push_back(std::move(margin));
}

std::string JointTable::words_of(PopulationKey key, Range range) const {
  const auto name = [&](const std::vector<std::string>& names) {
    return names.empty() ? std::string("all") : names[static_cast<std::size_t>(range.from)];
  };
  switch (key) {
    case PopulationKey::sex:
      return std::string(sex_names[static_cast<std::size_t>(range.from)]);
    case PopulationKey::age:
      break;
    case PopulationKey::area:
      return name(region_->areas);
    case PopulationKey::ses:
      return name(region_->ses_groups);
    case PopulationKey::practice:
      return name(region_->practices);
    case PopulationKey::insurer:
      return name(region_->insurers);
  }
  std::string words = std::to_string(range.from);
  if (range.to == Range::open) {
    words += '+';
  } else if (range.to != range.from) {
    words += '-';
    words += std::to_string(range.to);
  }
  return words;
}

std::string JointTable::words_of(const MarginTable& table, const MarginRow& row) const {
  std::string words;
  for (const PopulationKey key : table.keys) {
    if (row.keys[at(key)].from == 0 && row.keys[at(key)].to == Range::open) continue;
    if (!words.empty()) words += ", ";
    words += population_key_names[at(key)];
    words += ' ';
    words += words_of(key, row.keys[at(key)]);
  }
  return words.empty() ? "everyone" : words;
}

}  // namespace kavel
