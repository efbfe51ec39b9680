#include "experiment/tell_apart.hpp"

#include <algorithm>
#include <utility>

namespace kavel {

namespace {

/// Finds people in a cohort: mostly they are in the same row as in the other block.
class Whereabouts {
 public:
  explicit Whereabouts(const Rows& rows) : rows_(rows) {}

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

/// Where the block has the cohort of the same people; its number of cohorts if it has none.
std::size_t place_of_twin(const Cohort& cohort, const FounderBlock& block, std::size_t guess) {
  const auto is_twin = [&](const Cohort& other) {
    return other.sex == cohort.sex && other.first_age == cohort.first_age && other.level == cohort.level;
  };
  const std::deque<Cohort>& all = block.cohorts();
  if (guess < all.size() && is_twin(all[guess])) return guess;
  return static_cast<std::size_t>(std::find_if(all.begin(), all.end(), is_twin) - all.begin());
}

/// Rows, by cohort, of those who are the same in both blocks: bytes, 0 or 1.
using Same = std::vector<std::vector<std::uint8_t>>;

Same nobody(const FounderBlock& block) {
  Same same;
  for (const Cohort& cohort : block.cohorts()) same.emplace_back(cohort.rows.size(), std::uint8_t{0});
  return same;
}

/// Are the same states and the same wellbeing those of a person in both?
bool fares_alike(const Rows& arm, std::size_t in_arm, const Rows& self, std::size_t in_self, std::size_t common) {
  return std::equal(self.states(in_self), self.states(in_self) + common, arm.states(in_arm)) &&
         std::equal(self.modifiers(in_self), self.modifiers(in_self) + self.modifiers_of_each(), arm.modifiers(in_arm));
}

void add_only_others(FounderBlock& block, const Same& same, std::size_t common) {
  for (std::size_t c = 0; c < same.size(); ++c) {
    Differing differing{{}, common};
    for (std::size_t row = 0; row < same[c].size(); ++row) {
      if (same[c][row] == 0) differing.rows.push_back(static_cast<std::uint32_t>(row));
    }
    block.add_only(c, std::move(differing));
  }
}

}  // namespace

void tell_apart(FounderBlock& arm, FounderBlock& self, const CareShifts& shifts, std::size_t common) {
  Same in_arm = nobody(arm);
  Same in_self = nobody(self);
  for (std::size_t c = 0; c < in_arm.size(); ++c) {
    const Cohort& cohort = arm.cohorts()[c];
    const std::size_t twin = place_of_twin(cohort, self, c);
    if (twin == in_self.size()) continue;
    const Rows& beside = self.cohorts()[twin].rows;
    Whereabouts there(beside);
    for (std::size_t row = 0; row < cohort.rows.size(); ++row) {
      const std::size_t other = there.find(cohort.rows.key(row).id, row);
      if (other == beside.size() || shifts.any_of(cohort.rows.states(row))) continue;
      if (!fares_alike(cohort.rows, row, beside, other, common)) continue;
      in_arm[c][row] = 1;
      in_self[twin][other] = 1;
    }
    for (const Happening& happening : cohort.happenings) {  // they are not, once it has happened
      const std::size_t other = there.find(cohort.rows.key(happening.row).id, happening.row);
      in_arm[c][happening.row] = 0;
      if (other < beside.size()) in_self[twin][other] = 0;
    }
  }
  add_only_others(arm, in_arm, common);
  add_only_others(self, in_self, common);
}

}  // namespace kavel
