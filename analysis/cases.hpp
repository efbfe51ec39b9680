#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "experiment/results.hpp"

namespace kavel {

/// Events of one kind that are counted together: everyone who has a stroke, whether or not they had one before.
struct Cases {
  std::string attribute{};
  std::string state{};  ///< the state entered
  std::vector<std::size_t> transitions{};
};

/// An attribute's cases, from the transitions it has:
///
/// - who leaves its first state for another (none > acute), and events that change no state (possible > possible);
/// - where nobody can go back to the first state, who enters such a state again (chronic > acute);
/// - who enters a state further on that nothing leads out of (uncomplicated > complicated, mild > full-time care).
///
/// Without births, deaths, departures, what only passes (acute > chronic) or gets better, and attributes that a
/// programme moves people in: those moved may go the same way again, so that cases mislead where years do not.
std::vector<Cases> cases_of(const Results& results);

/// States, but for the first, whose years say more than cases: of attributes in which a programme moves people on
/// enrolment, and of those that come and go (depression > none), where who recovers sooner can fall ill again sooner.
std::vector<std::size_t> states_by_years(const Results& results);

}  // namespace kavel
