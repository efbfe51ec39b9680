#include "experiment/tell_apart.hpp"

#include <algorithm>
#include <utility>

namespace kavel {

namespace {

/// Where the people of a cohort are. Mostly in the same row as in the other block.
class WhereAbouts {
 public:
  explicit WhereAbouts(const Rows& rows) : rows_(rows) {}

  /// The row of a person, or how many rows there are if they are not here.
  std::size_t find(PersonId person, std::size_t guess) {
    if (guess < rows_.size() && rows_.key(guess).id == person) return guess;
    if (by_person_.empty()) index();
    const auto found = std::lower_bound(by_person_.begin(), by_person_.end(), std::pair(person, std::uint32_t{0}));
    return found != by_person_.end() && found->first == person ? found->second : rows_.size();
  }

 private:
  void index() {
    for (std::size_t row = 0; row < rows_.size(); ++row)
      by_person_.emplace_back(rows_.key(row).id, static_cast<std::uint32_t>(row));
    std::sort(by_person_.begin(), by_person_.end());
  }

  const Rows& rows_;
  std::vector<std::pair<PersonId, std::uint32_t>> by_person_{};
};

/// A person in two cohorts.
struct Twice {
  const Cohort& arm;
  const Cohort& self;
};

bool same(const Twice& cohorts, std::size_t in_arm, std::size_t in_self, std::size_t common) {
  const Rows& arm = cohorts.arm.rows;
  const Rows& self = cohorts.self.rows;
  return std::equal(self.states(in_self), self.states(in_self) + common, arm.states(in_arm)) &&
         std::equal(self.modifiers(in_self), self.modifiers(in_self) + self.modifiers_of_each(), arm.modifiers(in_arm));
}

/// Rows that are not marked as the same.
Differing others(const std::vector<std::uint8_t>& is_same, std::size_t common) {
  Differing differing{{}, common};
  for (std::size_t row = 0; row < is_same.size(); ++row) {
    if (is_same[row] == 0) differing.rows.push_back(static_cast<std::uint32_t>(row));
  }
  return differing;
}

/// Which rows of a cohort stay as they are on this 1 January: nothing is made to happen in them.
std::vector<std::uint8_t> undisturbed(const Cohort& cohort) {
  std::vector<std::uint8_t> rows(cohort.rows.size(), 1);
  for (const Happening& happening : cohort.happenings) rows[happening.row] = 0;
  return rows;
}

/// Where the other block has the cohort of the same people; its number of cohorts if it has none.
std::size_t place_of_twin(const Cohort& cohort, const FounderBlock& among, std::size_t guess) {
  const auto alike = [&](const Cohort& other) {
    return other.sex == cohort.sex && other.first_age == cohort.first_age && other.level == cohort.level;
  };
  const std::deque<Cohort>& all = among.cohorts();
  if (guess < all.size() && alike(all[guess])) return guess;
  return static_cast<std::size_t>(std::find_if(all.begin(), all.end(), alike) - all.begin());
}

}  // namespace

void tell_apart(FounderBlock& arm, FounderBlock& self, const CareShifts& shifts, std::size_t common) {
  std::vector<std::vector<std::uint8_t>> same_in_self;
  for (const Cohort& cohort : self.cohorts()) same_in_self.emplace_back(cohort.rows.size(), std::uint8_t{0});
  for (std::size_t c = 0; c < arm.cohorts().size(); ++c) {
    const Cohort& mine = arm.cohorts()[c];
    std::vector<std::uint8_t> same_here(mine.rows.size(), 0);
    if (const std::size_t twin = place_of_twin(mine, self, c); twin < same_in_self.size()) {
      const Cohort& other = self.cohorts()[twin];
      WhereAbouts there(other.rows);
      const std::vector<std::uint8_t> stays = undisturbed(mine);
      for (std::size_t row = 0; row < mine.rows.size(); ++row) {
        if (stays[row] == 0 || shifts.any_of(mine.rows.states(row))) continue;
        const std::size_t beside = there.find(mine.rows.key(row).id, row);
        if (beside == other.rows.size() || !same({mine, other}, row, beside, common)) continue;
        same_here[row] = 1;
        same_in_self[twin][beside] = 1;
      }
    }
    arm.add_only(c, others(same_here, common));
  }
  for (std::size_t c = 0; c < same_in_self.size(); ++c) self.add_only(c, others(same_in_self[c], common));
}

}  // namespace kavel
