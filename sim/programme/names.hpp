#pragma once

#include <string>

#include "programme/programme.hpp"

namespace kavel {

// Taking part in a programme is an attribute of the arm: outside > taking_part > after_1 > after_2 … > ended. Where
// participants respond with different strengths, each strength has states of its own: taking_part.0, taking_part.1, …
// Who starts again goes back to `outside` and on at once: ended > outside, after_2 > outside.

inline const std::string state_outside = "outside";  ///< did not take part yet
inline const std::string state_ended = "ended";      ///< took part, and nothing is left of it

inline const std::string programme_prefix = "programme.";

// Whether someone ever was in a programme of the arm, whichever, is an attribute too: outside > reached. No programme
// may be called `any`.

inline const std::string any_programme = "any";
inline const std::string attribute_of_any = programme_prefix + any_programme;
inline const std::string state_reached = "reached";
inline const std::string first_start = state_outside + '>' + state_reached;

inline std::string attribute_of(const Programme& programme) { return programme_prefix + programme.name; }

/// Is this attribute, state or transition that of taking part in a programme?
inline bool is_of_programme(const std::string& name) { return name.starts_with(programme_prefix); }

/// The attribute in `attribute.state` and `attribute.from>to`: a programme's name has two parts.
inline std::string attribute_in(const std::string& name) {
  return name.substr(0, name.find('.', is_of_programme(name) ? programme_prefix.size() : 0));
}

/// Does someone begin with a programme by this transition?
inline bool is_start(const std::string& transition) {
  return is_of_programme(transition) && transition.find('.' + state_outside + '>') != std::string::npos &&
         attribute_in(transition) != attribute_of_any;
}

/// Does someone go back by this transition, to start once more?
inline bool is_return(const std::string& transition) {
  return is_of_programme(transition) && transition.ends_with('>' + state_outside);
}

/// Does someone by this transition begin with a programme who never was in any?
inline bool is_first_start(const std::string& transition) { return transition == attribute_of_any + '.' + first_start; }

/// Where capacity is counted that was freed and filled again.
inline std::string activity_of_refill(const std::string& activity) { return "refill." + activity; }

/// Where care is counted that is given in another place under the same contract.
inline std::string activity_elsewhere(const std::string& activity) { return "elsewhere." + activity; }

/// Is this a state in which people take part, whatever their strength?
inline bool is_taking_part(const std::string& state) { return state.starts_with("taking_part"); }

/// `count` strengths: no number where there is one.
inline std::string numbered(const std::string& state, int strength, int count) {
  return count == 1 ? state : state + '.' + std::to_string(strength);
}
inline std::string state_taking_part(int strength, int count) { return numbered("taking_part", strength, count); }
/// In the `year`-th year after the course, from 1.
inline std::string state_after(int year, int strength, int count) {
  return numbered("after_" + std::to_string(year), strength, count);
}

}  // namespace kavel
