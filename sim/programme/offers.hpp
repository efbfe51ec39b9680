#pragma once

#include <cstdint>
#include <vector>

#include "random/philox.hpp"
#include "life/founder_block.hpp"
#include "programme/answers.hpp"
#include "programme/portfolio.hpp"

namespace kavel {

/// Someone who wants a place in a programme.
struct Candidate {
  double predicted = 0;      ///< risk, or benefit in quanta, where that decides; else 0
  int starts = 0;            ///< so far
  std::uint32_t number = 0;  ///< permanent
  PersonId person{};
  std::uint16_t area = 0;
  std::int64_t block = 0;
  FounderBlock::Place place{};
  bool diverged = true;  ///< their place is in the arm's own block, and not in that of usual care
  /// Goes before the other?
  bool before(const Candidate& other) const;
};

PersonThen person_then(const Cohort& cohort, std::size_t row, int year_index);

/// A candidate for what is offered.
Candidate candidate(const Offering& offering, Key key, const PersonThen& who, FounderBlock::Place place);

/// The people who live in an arm's own block, and what they were offered.
class Offers {
 public:
  Offers(const Portfolio& portfolio, Key key)
      : portfolio_(&portfolio), key_(key), answers_(portfolio.programmes.size()) {}

  /// 1 January of a year, after FounderBlock::start_year: who wants a place, per programme.
  void propose(const FounderBlock& block, int year_index, std::vector<std::vector<Candidate>>& candidates);

  /// The same 1 January: those who take part already use what they use of the capacities.
  void hold(const FounderBlock& block, int year_index, CapacityLeft& left) const;

  /// Someone in the block starts on this 1 January: it happens when the block lives the year.
  void enrol(FounderBlock& block, int programme, FounderBlock::Place place, int year_index);

  /// What someone answered before they came here.
  void put(std::size_t programme, const PersonKey& person, const Answers::Answer& answer) {
    answers_.put(programme, person, answer);
  }

 private:
  bool may_offer(std::size_t programme, const PersonThen& who);

  const Portfolio* portfolio_;
  Key key_;
  Answers answers_;
};

/// The candidates who get the places there are, and what is left of the capacities, in their order; without a limit
/// everyone.
void allot(const OfferedProgramme& programme, CapacityLeft& left, std::vector<Candidate>& candidates);

}  // namespace kavel
