#include "experiment/block_in_arms.hpp"

namespace kavel {

// ---- those who diverged in one arm

void DivergedBlock::start_year(int year_index) {
  today_.clear();
  arm_.start_year(year_index);
}

const int* DivergedBlock::since(PersonId person) const {
  const auto found = since_.find(person.value);
  return found == since_.end() ? nullptr : &found->second;
}

FounderBlock::Place DivergedBlock::diverge(const FounderBlock& usual, FounderBlock::Place place, int year_index) {
  const Cohort& cohort = usual.cohorts()[place.cohort];
  const PersonId person = cohort.rows.key(place.row).id;
  const auto today = today_.find(person.value);
  if (today != today_.end()) return today->second;
  since_.emplace(person.value, year_index);
  FounderBlock::Place mine;
  mine.cohort = twins_.of_usual(arm_, usual, place.cohort);
  mine.row = arm_.adopt(mine.cohort, cohort, place.row, embedding_->transitions, year_index);
  arm_.mark(mine, static_cast<std::uint32_t>(place.row));
  return today_.emplace(person.value, mine).first->second;
}

void DivergedBlock::live(const FounderBlock& usual, int year_index, Tally& tally) {
  arm_.add_to(tally);
  arm_.live_year(year_index);
  for (std::size_t c = compared_; c < usual.cohorts().size(); ++c) {  // those who were born in the year
    const Cohort& there = usual.cohorts()[c];
    const People& born = there.script.people();
    bool any = false;
    for (std::size_t i = 0; i < born.size(); ++i) any = any || telling_.of(born.key(i));
    if (any) arm_.take_off_children(twins_.of_usual(arm_, usual, c), there, year_index);
  }
}

void DivergedBlock::close(const FounderBlock& usual, const std::vector<std::vector<std::uint32_t>>& diverged) {
  arm_.close();
  for (std::size_t c = 0; c < diverged.size(); ++c) {
    if (diverged[c].empty()) continue;
    const std::size_t mine = twins_.of_usual(arm_, usual, c);
    for (const std::uint32_t row : diverged[c]) arm_.take_off_end(mine, usual.cohorts()[c], row);
  }
}

// ---- the block

/// Who wants a place of those who live as in usual care; the arms that offer the programme share this.
void BlockInArms::propose_in_usual_care(int year_index) {
  const std::vector<Offering>& offerings = variants_->front().offerings;
  candidates_.assign(offerings.size(), {});
  for (std::size_t c = 0; c < usual_.cohorts().size(); ++c) {
    const Cohort& cohort = usual_.cohorts()[c];
    for (std::size_t p = 0; p < offerings.size(); ++p) {
      if (!offerings[p].may_ask(cohort.sex, cohort.first_age + year_index, year_index)) continue;
      for (std::size_t row = 0; row < cohort.rows.size(); ++row) {
        const PersonThen who = person_then(cohort, row, year_index);
        if (!answers_.wants(p, offerings[p], key_, who)) continue;
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
        if (!sets_.has(arms_of(one.place), arm)) candidates[arm][p].push_back(one);
      }
    }
  }
}

void BlockInArms::enrol(std::size_t arm, int programme, const Candidate& candidate, int year_index) {
  DivergedBlock& diverged = *diverged_[arm];
  if (candidate.diverged) return diverged.enrol(programme, candidate.place, year_index);
  const std::uint32_t before = arms_of(candidate.place);
  const FounderBlock::Place place = diverged.diverge(usual_, candidate.place, year_index);
  if (!sets_.has(before, arm)) {
    usual_.mark(candidate.place, sets_.with(before, arm));
    const PersonKey& person = usual_.cohorts()[candidate.place.cohort].rows.key(candidate.place.row);
    for (std::size_t p = 0; p < portfolio(arm).programmes.size(); ++p) {
      const auto in_study = static_cast<std::size_t>(portfolio(arm).programmes[p].in_study);
      const Answers::Answer answer = answers_.of(in_study, person);
      if (answer.times_asked > 0) diverged.put(p, place, answer);
    }
  }
  diverged.enrol(programme, place, year_index);
}

/// Who has diverged, by arm and cohort of usual care.
void BlockInArms::find_diverged() {
  const std::deque<Cohort>& cohorts = usual_.cohorts();
  for (auto& of_arm : rows_) {
    of_arm.resize(cohorts.size());
    for (std::vector<std::uint32_t>& rows : of_arm) rows.clear();
  }
  for (std::size_t c = 0; c < cohorts.size(); ++c) {
    for (std::size_t row = 0; row < cohorts[c].rows.size(); ++row) {
      for (const std::size_t arm : sets_.arms(arms_of({c, row})))
        rows_[arm][c].push_back(static_cast<std::uint32_t>(row));
    }
  }
}

void BlockInArms::note_births(int year_index) {
  for (const Cohort& cohort : usual_.cohorts()) {
    if (cohort.first_age != -1 - year_index) continue;
    for (std::size_t row = 0; row < cohort.rows.size(); ++row) {
      const PersonKey& child = cohort.rows.key(row);
      for (const std::size_t arm : sets_.arms(child.mark)) diverged_[arm]->bear(child.id);
    }
  }
}

std::int64_t BlockInArms::persons() const {
  const auto in = [](const FounderBlock& block) {
    std::int64_t persons = 0;
    for (const Cohort& cohort : block.cohorts()) persons += static_cast<std::int64_t>(cohort.rows.size());
    return persons;
  };
  std::int64_t persons = in(usual_);
  for (const std::unique_ptr<DivergedBlock>& diverged : diverged_) persons += in(diverged->block());
  return persons;
}

void BlockInArms::live(int year_index, Tally& usual, const std::vector<Tally*>& arms) {
  find_diverged();
  for (std::size_t arm = 0; arm < diverged_.size(); ++arm) diverged_[arm]->compare(usual_, rows_[arm]);
  usual_.add_to(usual);
  usual_.live_year(year_index);
  for (std::size_t arm = 0; arm < diverged_.size(); ++arm) diverged_[arm]->live(usual_, year_index, *arms[arm]);
  note_births(year_index);
}

void BlockInArms::close() {
  find_diverged();
  usual_.close();
  for (std::size_t arm = 0; arm < diverged_.size(); ++arm) diverged_[arm]->close(usual_, rows_[arm]);
}

}  // namespace kavel
