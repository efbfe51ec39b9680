#include "experiment/tell_apart.hpp"

#include <algorithm>
#include <utility>

namespace kavel {

namespace {

/// The row of a person of the arm in usual care, or Told::nobody. Mostly they are where they were a year ago: rows move
/// when others leave.
std::uint32_t find_row(const PersonKey& key, const People& usual) {
  if (key.mark == Told::nobody || (key.mark < usual.size() && usual.key(key.mark).id == key.id)) return key.mark;
  std::uint32_t there = 0;
  while (there < usual.size() && usual.key(there).id != key.id) ++there;
  return there < usual.size() ? there : Told::nobody;
}

constexpr std::size_t ahead = 4;  ///< rows asked for before they are compared

void ask_for(const PersonKey& key, const People& usual) {
  if (key.mark < usual.size()) usual.prefetch(key.mark);
}

/// Are the states that usual care has those of a person in both?
bool same_states(const People& arm, std::size_t in_arm, const People& usual, std::size_t in_usual) {
  return std::equal(usual.states(in_usual), usual.states(in_usual) + usual.attributes(), arm.states(in_arm));
}

}  // namespace

Twins::Twins(const Valuation& arm, const Embedding& embedding) : shifts_(&arm.care_shifts) {
  for (const Embedding::States& own : embedding.outside) {
    fares_otherwise_.emplace_back();
    for (int state = own.first; state < own.end; ++state)
      fares_otherwise_.back().push_back(arm.wellbeing.moves(state) ? 1 : 0);
  }
}

/// Does a programme change how someone fares? That their values are equal says little: a factor of 0 hides others.
bool Twins::fare_otherwise(const std::uint8_t* own_states) const {
  for (std::size_t a = 0; a < fares_otherwise_.size(); ++a) {
    if (fares_otherwise_[a][own_states[a]] != 0) return true;
  }
  return false;
}

std::size_t Twins::of_usual(FounderBlock& arm, const FounderBlock& usual, std::size_t cohort) {
  find_cohorts(arm, usual);
  if (of_usual_[cohort] == none) {
    of_usual_[cohort] = arm.add_cohort_like(usual.cohorts()[cohort]);
    ++looked_at_;
  }
  return of_usual_[cohort];
}

void Twins::tell_apart(FounderBlock& arm, const FounderBlock& usual,
                       const std::vector<std::vector<std::uint32_t>>& diverged) {
  find_cohorts(arm, usual);
  for (std::size_t c = 0; c < diverged.size(); ++c) {
    if (of_usual_[c] == none && diverged[c].empty()) continue;
    const std::size_t mine = of_usual(arm, usual, c);
    const Cohort& there = usual.cohorts()[c];
    same_.assign(there.rows.size(), 0);
    compare(arm, mine, there);
    arm.told(mine).take(there, diverged[c], same_);
  }
}

/// Who of an arm's cohort is the same in that of usual care: written to `same_`, and the arm's block is told.
void Twins::compare(FounderBlock& arm, std::size_t place, const Cohort& usual) {
  const Cohort& cohort = arm.cohorts()[place];
  std::vector<std::uint32_t>& twins = arm.told(place).twins;
  twins.assign(cohort.rows.size(), Told::nobody);
  for (std::size_t row = 0; row < cohort.rows.size(); ++row) {
    if (row + ahead < cohort.rows.size()) ask_for(cohort.rows.key(row + ahead), usual.rows);
    const std::uint32_t there = find_row(cohort.rows.key(row), usual.rows);
    arm.mark({place, row}, there);
    const std::uint8_t* const states = cohort.rows.states(row);
    if (there == Told::nobody || shifts_->any_of(states) || fare_otherwise(states + usual.rows.attributes())) continue;
    if (same_states(cohort.rows, row, usual.rows, there)) twins[row] = there;
  }
  for (const Happening& happening : cohort.happenings)
    twins[happening.row] = Told::nobody;  // not, once it has happened
  Differing differing{{}, usual.rows.attributes()};
  for (std::size_t row = 0; row < twins.size(); ++row) {
    if (twins[row] == Told::nobody) {
      differing.rows.push_back(static_cast<std::uint32_t>(row));
    } else {
      same_[twins[row]] = 1;
    }
  }
  arm.add_only(place, std::move(differing));
}

/// Cohorts that are new are those of children.
void Twins::find_cohorts(const FounderBlock& arm, const FounderBlock& usual) {
  of_usual_.resize(usual.cohorts().size(), none);
  while (looked_at_ < arm.cohorts().size()) {
    const Cohort& born = arm.cohorts()[looked_at_];
    const auto is_twin = [&](const Cohort& other) {
      return other.sex == born.sex && other.first_age == born.first_age && other.level == born.level;
    };
    const auto twin = std::find_if(usual.cohorts().rbegin(), usual.cohorts().rend(), is_twin);
    const auto place = static_cast<std::size_t>(usual.cohorts().rend() - twin);  // and one
    if (place > 0 && of_usual_[place - 1] == none) of_usual_[place - 1] = looked_at_;
    ++looked_at_;
  }
}

}  // namespace kavel
