#include "population/synthesis.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "population/controlled_rounding.hpp"
#include "population/joint_table.hpp"
#include "population/proportional_fitting.hpp"

namespace kavel {

namespace {

std::size_t at(PopulationKey key) { return static_cast<std::size_t>(key); }

/// `1234` or `12.5`: persons in messages.
std::string words_of(double persons) {
  const double tenths = std::round(persons * 10);
  const auto whole = static_cast<std::int64_t>(tenths / 10);
  const auto rest = static_cast<std::int64_t>(tenths) - 10 * whole;
  std::string words = std::to_string(whole);
  if (rest != 0) words += '.' + std::to_string(rest);
  return words;
}

double sum_of(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Sums that differ by no more than this are the same but for rounding.
double tolerance(double total) { return std::max(1.0, 1e-5 * total); }

class Synthesis {
 public:
  Synthesis(const RegionMargins& region, Problems& problems)
      : region_(region), problems_(problems), table_(region, problems) {}

  Population run() {
    if (problems_.empty()) {
      check_shares();
      check_agreement();
    }
    if (problems_.empty()) fit();
    if (problems_.empty()) check_somebody();
    if (problems_.empty()) round();
    return problems_.empty() ? population() : Population{};
  }

 private:
  const MarginTable& source(std::size_t margin) const { return region_.margins[margin]; }

  /// Shares within a group add up to 1, but for rounding.
  void check_shares() {
    for (std::size_t m = 0; m < table_.margins().size(); ++m) {
      Margin& margin = table_.margins()[m];
      if (margin.within.empty()) continue;
      std::vector<double> groups(static_cast<std::size_t>(margin.groups), 0.0);
      for (std::size_t i = 0; i < margin.sums.size(); ++i)
        groups[static_cast<std::size_t>(margin.within[i])] += margin.sums[i];
      for (std::size_t i = 0; i < margin.sums.size(); ++i) {
        const auto group = static_cast<std::size_t>(margin.within[i]);
        if (std::abs(groups[group] - 1) <= 0.0021) {
          margin.sums[i] /= groups[group];
        } else if (!std::isnan(groups[group])) {
          problems_.add({source(m).mark.file, source(m).rows[i].line, 0}, "share",
                        "shares that add up to 1 within the keys to the left of " +
                            std::string(population_key_names[at(source(m).keys.back())]),
                        std::to_string(groups[group]));
          groups[group] = std::nan("");  // once a group
        }
      }
    }
  }

  /// Two margins in persons must have the same sums wherever both can be added up: those are the parts in which their
  /// rows hang together through cells they have in common. Later ones are then scaled to the earlier, for rounding.
  void check_agreement() {
    for (std::size_t later = 0; later < table_.margins().size(); ++later) {
      if (!table_.margins()[later].within.empty()) continue;
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        if (table_.margins()[earlier].within.empty()) compare(earlier, later);
      }
    }
  }

  /// The rows of two margins, the one's before the other's, in parts that hang together through common cells.
  class Parts {
   public:
    Parts(const Margin& one, const Margin& other) : parent_(one.sums.size() + other.sums.size()) {
      std::iota(parent_.begin(), parent_.end(), std::size_t{0});
      for (std::size_t cell = 0; cell < one.of_cell.size(); ++cell) {
        const std::size_t left = of(static_cast<std::size_t>(one.of_cell[cell]));
        const std::size_t right = of(one.sums.size() + static_cast<std::size_t>(other.of_cell[cell]));
        parent_[std::max(left, right)] = std::min(left, right);
      }
    }
    std::size_t size() const { return parent_.size(); }
    std::size_t of(std::size_t row) {
      while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
      return row;
    }
    /// Sums by part of a margin whose rows begin at `first`.
    std::vector<double> sums(const Margin& margin, std::size_t first) {
      std::vector<double> result(size(), 0.0);
      for (std::size_t i = 0; i < margin.sums.size(); ++i) result[of(first + i)] += margin.sums[i];
      return result;
    }

   private:
    std::vector<std::size_t> parent_;
  };

  void compare(std::size_t one, std::size_t other) {
    const Margin& a = table_.margins()[one];
    Margin& b = table_.margins()[other];
    Parts parts(a, b);
    const std::vector<double> in_a = parts.sums(a, 0), in_b = parts.sums(b, a.sums.size());
    std::vector<std::size_t> differing;
    for (std::size_t part = 0; part < parts.size(); ++part) {
      if (std::abs(in_a[part] - in_b[part]) > tolerance(in_a[part])) differing.push_back(part);
    }
    if (!differing.empty()) {
      const auto off = [&](std::size_t part) { return std::abs(in_a[part] - in_b[part]); };
      const std::size_t worst = *std::max_element(differing.begin(), differing.end(),
                                                  [&](std::size_t x, std::size_t y) { return off(x) < off(y); });
      const MarginRow row =
          in_a[worst] > 0 ? common_row(one, 0, worst, parts) : common_row(other, a.sums.size(), worst, parts);
      return tell_difference(one, other, table_.words_of(source(one), narrowed(row, one, other)), in_a[worst],
                             in_b[worst], differing.size());
    }
    for (std::size_t i = 0; i < b.sums.size(); ++i) {
      const std::size_t part = parts.of(a.sums.size() + i);
      if (in_b[part] > 0) b.sums[i] *= in_a[part] / in_b[part];
    }
  }

  bool has(std::size_t margin, std::size_t key) const {
    const std::vector<PopulationKey>& keys = source(margin).keys;
    return std::find(keys.begin(), keys.end(), static_cast<PopulationKey>(key)) != keys.end();
  }

  /// Only the keys that both margins have.
  MarginRow narrowed(MarginRow row, std::size_t one, std::size_t other) const {
    for (std::size_t key = 0; key < population_keys; ++key) {
      if (!has(one, key) || !has(other, key)) row.keys[key] = {0, Range::open};
    }
    return row;
  }

  /// What the rows of a margin, which begin at `from`, have in common in one part.
  MarginRow common_row(std::size_t margin, std::size_t from, std::size_t node, Parts& parts) const {
    MarginRow part;
    bool first = true;
    for (std::size_t i = 0; i < source(margin).rows.size(); ++i) {
      if (parts.of(from + i) != node) continue;
      const MarginRow& row = source(margin).rows[i];
      for (std::size_t key = 0; key < population_keys; ++key) {
        Range& range = part.keys[key];
        if (first) {
          range = row.keys[key];
        } else if (key == at(PopulationKey::age)) {
          range = {std::min(range.from, row.keys[key].from), std::max(range.to, row.keys[key].to)};
        } else if (range.from != row.keys[key].from || range.to != row.keys[key].to) {
          range = {0, Range::open};
        }
      }
      first = false;
    }
    return part;
  }

  void tell_difference(std::size_t one, std::size_t other, const std::string& part, double a, double b,
                       std::size_t differing) {
    problems_.add(source(other).mark, "persons",
                  "the " + words_of(a) + " persons of " + source(one).name + " for " + part,
                  words_of(b) + ", " + words_of(std::abs(a - b)) + (b > a ? " more" : " fewer") +
                      (differing > 1 ? " (and " + std::to_string(differing - 1) + " other sums differ)" : ""));
  }

  void fit() {
    std::vector<double> seed(table_.cells().size(), 1.0);
    for (const Margin& margin : table_.margins()) {
      for (std::size_t cell = 0; cell < seed.size(); ++cell) {
        if (margin.sums[static_cast<std::size_t>(margin.of_cell[cell])] == 0) seed[cell] = 0;
      }
    }
    FittedTable fitted = fit_proportionally(std::move(seed), table_.margins());
    const double total = sum_of(fitted.cells);
    if (fitted.furthest > tolerance(total)) {
      const MarginTable& table = source(fitted.margin);
      const MarginRow& row = table.rows[fitted.position];
      problems_.add({table.mark.file, row.line, 0}, table.shares ? "share" : "persons",
                    "inhabitants as the other margins have them too",
                    words_of(fitted.wanted) + " for " + table_.words_of(table, row) + ", where the others allow " +
                        words_of(fitted.got));
    }
    cells_ = std::move(fitted.cells);
  }

  void check_somebody() {
    if (sum_of(cells_) <= 0) return problems_.add(region_.mark, "margins", "inhabitants", "none at all");
    const auto check = [&](PopulationKey key, const std::vector<std::string>& names) {
      std::vector<double> persons(std::max<std::size_t>(1, names.size()), 0.0);
      for (std::size_t cell = 0; cell < cells_.size(); ++cell)
        persons[static_cast<std::size_t>(table_.cells()[cell][at(key)])] += cells_[cell];
      for (std::size_t i = 0; i < names.size(); ++i) {
        if (persons[i] > 0) continue;
        problems_.add(region_.mark, std::string(population_key_names[at(key)]), "inhabitants in " + names[i], "none");
      }
    };
    check(PopulationKey::area, region_.areas);
    check(PopulationKey::practice, region_.practices);
    check(PopulationKey::insurer, region_.insurers);
  }

  void round() {
    const double before = sum_of(cells_);
    inhabitants_ = static_cast<std::int64_t>(std::round(before));
    const double total = region_.persons ? static_cast<double>(*region_.persons) : std::round(before);
    std::vector<double> exact;
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      if (cells_[cell] <= 0) continue;
      exact.push_back(cells_[cell] * (total / before));
      inhabited_.push_back(cell);
    }
    std::vector<Margin> margins;
    for (const Margin& margin : table_.margins()) {
      Margin scaled{{}, std::vector<double>(margin.sums.size(), 0.0), {}, 0};
      for (std::size_t i = 0; i < inhabited_.size(); ++i) {
        scaled.of_cell.push_back(margin.of_cell[inhabited_[i]]);
        scaled.sums[static_cast<std::size_t>(scaled.of_cell.back())] += exact[i];
      }
      margins.push_back(std::move(scaled));
    }
    const WholeTable whole = round_to_persons(exact, margins);
    if (whole.furthest > 1 + 1e-6) {
      problems_.add(region_.mark, "margins", "margins that whole persons can have, each within one person",
                    "one that is " + words_of(whole.furthest) + " off: give fewer margins, or coarser ones");
    }
    persons_ = whole.cells;
  }

  Population population() const {
    Population result;
    result.age_rule = AgeRule::lexis;
    const std::vector<std::string> all{"all"};
    result.areas = region_.areas.empty() ? all : region_.areas;
    result.ses_groups = region_.ses_groups.empty() ? all : region_.ses_groups;
    result.practices = region_.practices;
    result.insurers = region_.insurers;
    result.mark = region_.mark;
    result.inhabitants = inhabitants_;
    result.affiliations = all_affiliations(result.practices, result.insurers);
    const int insurers = std::max(1, static_cast<int>(region_.insurers.size()));
    for (std::size_t i = 0; i < persons_.size(); ++i) {
      if (persons_[i] == 0) continue;
      const JointCell& cell = table_.cells()[inhabited_[i]];
      result.cells.push_back({static_cast<Sex>(cell[0]), table_.age_of(cell), cell[2], cell[3], persons_[i],
                              cell[4] * insurers + cell[5]});
    }
    return result;
  }

  const RegionMargins& region_;
  Problems& problems_;
  JointTable table_;
  std::vector<double> cells_{};           ///< fitted
  std::vector<std::size_t> inhabited_{};  ///< which cells those of `persons_` are
  std::vector<std::int64_t> persons_{};
  std::int64_t inhabitants_ = 0;  ///< before they are scaled
};

}  // namespace

Population synthesise(const RegionMargins& region, Problems& problems) {
  Problems found;
  Population population = Synthesis(region, found).run();
  for (const Problem& problem : found.all()) problems.add(problem);
  return population;
}

}  // namespace kavel
