#include "population/controlled_rounding.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kavel {

namespace {

constexpr double one_person = 1 + 1e-9;
constexpr int most_tries = 20000;

/// One table in the course of being rounded.
class Rounding {
 public:
  Rounding(const std::vector<double>& cells, const std::vector<Margin>& margins) : exact_(cells) {
    whole_.assign(cells.size(), 0);
    for (const Margin& margin : margins) {
      of_cell_.push_back(&margin.of_cell);
      off_.emplace_back(margin.sums.size(), 0.0);
      weight_.emplace_back(margin.sums.size(), 1.0);
      add_members(margin);
    }
  }

  WholeTable result() {
    round_in_turn();
    settle_total();
    for (int tries = 0; tries < most_tries && !off_.empty(); ++tries) {
      const auto [margin, position] = furthest();
      if (std::abs(off_[margin][position]) <= one_person) break;
      if (!exchange(margin, position)) weight_[margin][position] += 1;
    }
    WholeTable table{std::move(whole_), 0};
    if (!off_.empty()) {
      const auto [margin, position] = furthest();
      table.furthest = std::abs(off_[margin][position]);
    }
    return table;
  }

 private:
  struct Place {
    std::size_t margin = 0, position = 0;
  };

  void add_members(const Margin& margin) {
    std::vector<std::int32_t> first(margin.sums.size() + 1, 0);
    for (const std::int32_t position : margin.of_cell) ++first[static_cast<std::size_t>(position) + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<std::int32_t> next(first.begin(), first.end() - 1), members(margin.of_cell.size());
    for (std::size_t cell = 0; cell < margin.of_cell.size(); ++cell) {
      members[static_cast<std::size_t>(next[static_cast<std::size_t>(margin.of_cell[cell])]++)] =
          static_cast<std::int32_t>(cell);
    }
    first_member_.push_back(std::move(first));
    members_.push_back(std::move(members));
  }

  std::size_t position(std::size_t margin, std::size_t cell) const {
    return static_cast<std::size_t>((*of_cell_[margin])[cell]);
  }

  void change(std::size_t cell, std::int64_t persons, double error) {
    whole_[cell] += persons;
    for (std::size_t m = 0; m < off_.size(); ++m) off_[m][position(m, cell)] += error;
  }

  void round_in_turn() {
    for (std::size_t cell = 0; cell < exact_.size(); ++cell) {
      const double floor = std::floor(exact_[cell]);
      const double part = exact_[cell] - floor;
      double errors = 0;
      for (std::size_t m = 0; m < off_.size(); ++m) errors += off_[m][position(m, cell)];
      const double carried = static_cast<double>(whole_total_) - exact_total_;
      const double margins = static_cast<double>(off_.size()) + 1;
      const bool up = part > 0 && errors + carried < margins * (part - 0.5);
      const std::int64_t persons = static_cast<std::int64_t>(floor) + (up ? 1 : 0);
      change(cell, persons, static_cast<double>(persons) - exact_[cell]);
      whole_total_ += persons;
      exact_total_ += exact_[cell];
    }
  }

  bool may_lose(std::size_t cell) const {
    return whole_[cell] > 0 && static_cast<double>(whole_[cell]) >= exact_[cell];
  }
  bool may_gain(std::size_t cell) const {
    return exact_[cell] > 0 && static_cast<double>(whole_[cell]) <= exact_[cell];
  }
  bool may(std::size_t cell, int change) const { return change > 0 ? may_gain(cell) : may_lose(cell); }

  /// How much the weighted sum of squared errors rises when a cell gains (+1) or loses (-1) a person.
  double rise(std::size_t cell, int change) const {
    double sum = 0;
    for (std::size_t m = 0; m < off_.size(); ++m) {
      const std::size_t at = position(m, cell);
      sum += weight_[m][at] * (1 + 2 * change * off_[m][at]);
    }
    return sum;
  }

  /// The sum over all cells, to the nearest whole number.
  void settle_total() {
    const std::int64_t wanted = std::llround(exact_total_);
    while (whole_total_ != wanted) {
      const int by = whole_total_ < wanted ? 1 : -1;
      std::size_t best = exact_.size();
      double least = 0;
      for (std::size_t cell = 0; cell < exact_.size(); ++cell) {
        if (!may(cell, by)) continue;
        const double rises = rise(cell, by);
        if (best != exact_.size() && rises >= least) continue;
        best = cell;
        least = rises;
      }
      if (best == exact_.size()) return;
      change(best, by, by);
      whole_total_ += by;
    }
  }

  Place furthest() const {
    Place worst;
    double most = -1;
    for (std::size_t m = 0; m < off_.size(); ++m) {
      for (std::size_t at = 0; at < off_[m].size(); ++at) {
        const double off = std::abs(off_[m][at]);
        if (off <= most) continue;
        most = off;
        worst = {m, at};
      }
    }
    return worst;
  }

  using Candidate = std::pair<double, std::size_t>;  ///< what its change adds to the sum of squared errors; the cell

  /// The cells behind a sum that would best give up (or take) a person.
  std::vector<Candidate> candidates(std::size_t margin, std::size_t at, int by) const {
    constexpr std::size_t enough = 12;
    std::vector<Candidate> found;
    for (auto i = first_member_[margin][at]; i < first_member_[margin][at + 1]; ++i) {
      const auto cell = static_cast<std::size_t>(members_[margin][static_cast<std::size_t>(i)]);
      if (may(cell, by)) found.emplace_back(rise(cell, by), cell);
    }
    const std::size_t kept = std::min(enough, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end());
    found.resize(kept);
    return found;
  }

  /// Moves one person out of (or into) a sum, if that lowers the sum of squared errors: from or to the sums of the same
  /// margin that need it most, else anywhere.
  bool exchange(std::size_t margin, std::size_t at) {
    const int by = off_[margin][at] > 0 ? -1 : 1;
    const std::vector<Candidate> near = candidates(margin, at, by);
    Pair best;
    for (const std::size_t other : neediest(margin, at, by)) {
      for (auto i = first_member_[margin][other]; i < first_member_[margin][other + 1]; ++i) {
        consider(near, static_cast<std::size_t>(members_[margin][static_cast<std::size_t>(i)]), by, best);
      }
    }
    if (!best.found()) {
      for (std::size_t cell = 0; cell < exact_.size(); ++cell) consider(near, cell, by, best);
    }
    if (!best.found()) return false;
    change(best.one, by, by);
    change(best.other, -by, -by);
    return true;
  }

  struct Pair {
    std::size_t one = 0, other = 0;
    double rise = -1e-12;
    bool found() const { return one != other; }
  };

  void consider(const std::vector<Candidate>& near, std::size_t cell, int by, Pair& best) const {
    if (!may(cell, -by)) return;
    const double own = rise(cell, -by);
    for (const auto& [rises, one] : near) {
      if (one == cell) continue;
      const double sum = rises + own - shared(one, cell);
      if (sum >= best.rise) continue;
      best = {one, cell, sum};
    }
  }

  /// The other sums of a margin that most lack what this one has too much of (or the reverse).
  std::vector<std::size_t> neediest(std::size_t margin, std::size_t at, int by) const {
    constexpr std::size_t enough = 4;
    std::vector<std::pair<double, std::size_t>> sums;
    for (std::size_t i = 0; i < off_[margin].size(); ++i) {
      if (i != at && -by * off_[margin][i] < 0) sums.emplace_back(-by * off_[margin][i], i);
    }
    const std::size_t kept = std::min(enough, sums.size());
    std::partial_sort(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(kept), sums.end());
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < kept; ++i) found.push_back(sums[i].second);
    return found;
  }

  /// A sum both cells belong to stays as it is: what `rise` counted twice for it.
  double shared(std::size_t one, std::size_t other) const {
    double sum = 0;
    for (std::size_t m = 0; m < off_.size(); ++m) {
      if (position(m, one) == position(m, other)) sum += 2 * weight_[m][position(m, one)];
    }
    return sum;
  }

  const std::vector<double>& exact_;
  std::vector<std::int64_t> whole_{};
  std::vector<const std::vector<std::int32_t>*> of_cell_{};
  std::vector<std::vector<double>> off_{};     ///< [margin][sum]: whole persons less what it was
  std::vector<std::vector<double>> weight_{};  ///< [margin][sum]
  std::vector<std::vector<std::int32_t>> first_member_{}, members_{};
  std::int64_t whole_total_ = 0;
  double exact_total_ = 0;
};

}  // namespace

WholeTable round_to_persons(const std::vector<double>& cells, const std::vector<Margin>& margins) {
  return Rounding(cells, margins).result();
}

}  // namespace kavel
