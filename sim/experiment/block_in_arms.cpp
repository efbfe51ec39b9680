#include "experiment/block_in_arms.hpp"

#include <numeric>

#include "experiment/tell_apart.hpp"

namespace kavel {

// ---- those who diverged in one arm

void DivergedBlock::start_year(int year_index) {
  today_.clear();
  arm_.start_year(year_index);
  self_.start_year(year_index);
}

const int* DivergedBlock::since(PersonId person) const {
  const auto found = since_.find(person.value);
  return found == since_.end() ? nullptr : &found->second;
}

FounderBlock::Place DivergedBlock::diverge(const Cohort& cohort, std::size_t row, int year_index) {
  const PersonId person = cohort.rows.key(row).id;
  const auto today = today_.find(person.value);
  if (today != today_.end()) return today->second;
  if (same_.empty()) {
    same_.resize(embedding_->transitions.size());
    std::iota(same_.begin(), same_.end(), 0);
  }
  since_.emplace(person.value, year_index);
  self_.adopt(cohort, row, same_, year_index);
  return today_.emplace(person.value, arm_.adopt(cohort, row, embedding_->transitions, year_index)).first->second;
}

void DivergedBlock::live(int year_index, Tally& arm, Tally& self) {
  arm_.add_to(arm);
  self_.add_to(self);
  tell_apart(arm_, self_, *shifts_, common_);
  arm_.live_year(year_index);
  self_.live_year(year_index);
  for (const Cohort& cohort : self_.cohorts()) {
    if (cohort.first_age != -1 - year_index) continue;
    for (std::size_t row = 0; row < cohort.rows.size(); ++row)
      since_.emplace(cohort.rows.key(row).id.value, from_birth);
  }
}

void DivergedBlock::close() {
  arm_.close();
  self_.close();
}

std::vector<Int128> DivergedBlock::differences() const {
  std::vector<Int128> differences = arm_.totals();
  for (std::size_t i = 0; i < differences.size(); ++i) differences[i] -= self_.totals()[i];
  return differences;
}

// ---- the block

/// Who wants a place of those who live as in usual care; the arms that offer the programme share this.
void BlockInArms::propose_in_usual_care(int year_index) {
  const std::vector<Offering>& offerings = variants_->front().offerings;
  candidates_.assign(offerings.size(), {});
  for (std::size_t p = 0; p < offerings.size(); ++p) {
    if (offerings[p].asked[static_cast<std::size_t>(year_index)] == 0) continue;
    for (std::size_t c = 0; c < usual_.cohorts().size(); ++c) {
      const Cohort& cohort = usual_.cohorts()[c];
      for (std::size_t row = 0; row < cohort.rows.size(); ++row) {
        const PersonThen who = person_then(cohort, row, year_index);
        if (!answers_[p].wants(offerings[p], key_, who)) continue;
        candidates_[p].push_back(candidate(offerings[p], key_, who, {c, row}));
        candidates_[p].back().diverged = false;
      }
    }
  }
}

void BlockInArms::propose(int year_index, Tally& usual, std::vector<std::vector<std::vector<Candidate>>>& candidates) {
  usual_.add_to(usual);
  usual_.start_year(year_index);
  propose_in_usual_care(year_index);
  candidates.resize(arms());
  for (std::size_t arm = 0; arm < arms(); ++arm) {
    DivergedBlock& diverged = *diverged_[arm];
    diverged.start_year(year_index);
    candidates[arm].assign(portfolio(arm).programmes.size(), {});
    diverged.propose(year_index, candidates[arm]);
    for (std::size_t p = 0; p < candidates[arm].size(); ++p) {
      for (const Candidate& one : candidates_[static_cast<std::size_t>(portfolio(arm).programmes[p].in_study)]) {
        if (diverged.since(one.person) == nullptr) candidates[arm][p].push_back(one);
      }
    }
  }
}

void BlockInArms::enrol(std::size_t arm, int programme, const Candidate& candidate, int year_index) {
  DivergedBlock& diverged = *diverged_[arm];
  if (candidate.diverged) return diverged.enrol(programme, candidate.place, year_index);
  const Cohort& cohort = usual_.cohorts()[candidate.place.cohort];
  const bool first = diverged.since(candidate.person) == nullptr;
  const FounderBlock::Place place = diverged.diverge(cohort, candidate.place.row, year_index);
  if (first) {
    for (std::size_t p = 0; p < portfolio(arm).programmes.size(); ++p) {
      const auto in_study = static_cast<std::size_t>(portfolio(arm).programmes[p].in_study);
      const Answers::Answer* answer = answers_[in_study].of(candidate.person);
      if (answer != nullptr) diverged.put(static_cast<int>(p), candidate.person, *answer);
    }
  }
  diverged.enrol(programme, place, year_index);
}

void BlockInArms::live(int year_index, Tally& usual, const std::vector<ArmTallies>& arms) {
  usual_.add_to(usual);
  usual_.live_year(year_index);
  for (std::size_t arm = 0; arm < diverged_.size(); ++arm) {
    diverged_[arm]->live(year_index, *arms[arm].arm, *arms[arm].self);
  }
}

void BlockInArms::close() {
  usual_.close();
  for (const std::unique_ptr<DivergedBlock>& diverged : diverged_) diverged->close();
}

}  // namespace kavel
