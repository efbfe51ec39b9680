#pragma once

#include <cstdint>
#include <unordered_map>

#include "random/philox.hpp"
#include "programme/portfolio.hpp"

namespace kavel {

/// Who was asked to take part in one programme, and what they answered.
///
/// On 1 January someone outside a programme who is eligible, is among the share who are asked by then (`@asked`, a
/// permanent number: a growing share holds those before) and does not have it in usual care already (`@covered`) is
/// asked, once, whether to take part (`@uptake`). Who said yes wants a place this year and in every later one while
/// eligible; who said no may be asked again after some years.
class Answers {
 public:
  struct Answer {
    std::int32_t year_index = 0;  ///< when last asked
    std::uint16_t times_asked = 0;
    bool yes = false;
  };

  /// Does someone outside the programme want a place on this 1 January?
  bool wants(const Offering& offering, Key key, const PersonThen& who);

  /// What someone answered so far; null: never asked.
  const Answer* of(PersonId person) const {
    const auto found = answers_.find(person.value);
    return found == answers_.end() ? nullptr : &found->second;
  }
  void put(PersonId person, const Answer& answer) { answers_[person.value] = answer; }

 private:
  /// Did they say no, and are not asked again yet?
  bool is_refused(const Offering& offering, const PersonThen& who) const;

  std::unordered_map<std::uint64_t, Answer> answers_{};
};

/// A random decision of a person, by the name of what it is about.
inline bool decides(Key key, PersonId person, StreamId stream, double probability, std::uint32_t occurrence = 0) {
  return uniform(random_word(key, person, stream, occurrence)) < probability;
}

}  // namespace kavel
