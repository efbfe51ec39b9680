#include "programme/offers.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace kavel {

PersonThen person_then(const Cohort& cohort, std::size_t row, int year_index) {
  return {cohort.sex,
          cohort.first_age + year_index,
          year_index,
          &cohort.rows.key(row),
          cohort.rows.states(row),
          cohort.rows.speeds(row)};
}

bool Candidate::before(const Candidate& other) const {
  return std::tuple(-predicted, starts, number, person) <
         std::tuple(-other.predicted, other.starts, other.number, other.person);
}

Candidate candidate(const Offering& offering, Key key, const PersonThen& who, FounderBlock::Place place) {
  Candidate made;
  made.person = who.key->id;
  if (offering.priority == Priority::risk) made.predicted = offering.risk.of(who);
  if (offering.priority == Priority::benefit) made.predicted = static_cast<double>(offering.benefit.of(who));
  made.number = random_word(key, made.person, offering.order_stream, 0);
  made.area = who.key->area;
  made.place = place;
  return made;
}

/// Is someone not in a programme now, and not just come out of it?
bool Offers::may_offer(std::size_t programme, const PersonThen& who) {
  const OfferedProgramme& of = portfolio_->programmes[programme];
  const std::uint8_t state = who.states[of.attribute];
  if (state == 0) return true;
  if (!of.again_after_taking_part || of.taking_part[state] != 0) return false;
  return answers_.has_ended_for(*of.again_after_taking_part, programme, who);
}

void Offers::propose(const FounderBlock& block, int year_index, std::vector<std::vector<Candidate>>& candidates) {
  for (std::size_t c = 0; c < block.cohorts().size(); ++c) {
    const Cohort& cohort = block.cohorts()[c];
    for (std::size_t p = 0; p < portfolio_->programmes.size(); ++p) {
      const OfferedProgramme& programme = portfolio_->programmes[p];
      const bool asks = programme.may_ask(cohort.sex, cohort.first_age + year_index, year_index);
      if (!asks && !programme.again_after_taking_part) continue;
      for (std::size_t row = 0; row < cohort.rows.size(); ++row) {
        const PersonThen who = person_then(cohort, row, year_index);
        if (!may_offer(p, who) || !asks || !answers_.wants(p, programme, key_, who)) continue;
        candidates[p].push_back(candidate(programme, key_, who, {c, row}));
        candidates[p].back().starts = answers_.of(p, *who.key).starts;
      }
    }
  }
}

void Offers::hold(const FounderBlock& block, int year_index, CapacityLeft& left) const {
  for (const OfferedProgramme& programme : portfolio_->programmes) {
    if (programme.draws.empty()) continue;
    for (const Cohort& cohort : block.cohorts()) {
      for (std::size_t row = 0; row < cohort.rows.size(); ++row) {
        const PersonThen who = person_then(cohort, row, year_index);
        if (programme.taking_part[who.states[programme.attribute]] != 0) left.hold(programme.draws, who.key->area);
      }
    }
  }
}

void Offers::enrol(FounderBlock& block, int programme, FounderBlock::Place place, int year_index) {
  const auto p = static_cast<std::size_t>(programme);
  const OfferedProgramme& of = portfolio_->programmes[p];
  const PersonThen who = person_then(block.cohorts()[place.cohort], place.row, year_index);
  const PersonId person = who.key->id;
  const std::uint64_t word = random_word(key_, person, of.response_stream, 0);
  const Strengths& strengths = present(of.strengths, "an offered programme has its strengths");
  const auto response = static_cast<int>(word * static_cast<std::uint64_t>(strengths.responses()) >> 32);
  const int strength = strengths.of_person(who.states, response);
  const auto row = static_cast<std::uint32_t>(place.row);
  const int back = of.return_lanes[who.states[of.attribute]];
  if (back >= 0) block.let_happen(place.cohort, {row, back});
  block.let_happen(place.cohort, {row, of.start_lanes[static_cast<std::size_t>(strength)]});
  block.let_happen(place.cohort, {row, portfolio_->first_start_lane});
  const std::uint32_t before = answers_.of(p, *who.key).starts;
  for (const Move& move : of.moves) {
    if (decides(key_, person, move.stream, move.probability[sex_age(who)], before))
      block.let_happen(place.cohort, {row, move.lane});
  }
  answers_.start(p, who);
}

void allot(const OfferedProgramme& programme, CapacityLeft& left, std::vector<Candidate>& candidates) {
  if (!programme.places && programme.draws.empty()) return;
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.before(b); });
  const auto places = static_cast<std::size_t>(programme.places.value_or(INT64_MAX));
  std::vector<Candidate> placed;
  for (const Candidate& one : candidates) {
    if (placed.size() == places) break;
    if (left.take(programme.draws, one.area)) placed.push_back(one);
  }
  candidates = std::move(placed);
}

}  // namespace kavel
