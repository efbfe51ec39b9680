#pragma once

#include <cstdint>
#include <vector>

#include "random/philox.hpp"
#include "programme/portfolio.hpp"

namespace kavel {

/// Who of a block was asked to take part in one programme, and what they answered.
///
/// On 1 January someone outside a programme who is eligible, is among the share who are asked by then (`@asked`, a
/// permanent number: a growing share holds those before) and does not have it in usual care already (`@covered`) is
/// asked, once, whether to take part (`@uptake`). Who said yes wants a place this year and in every later one while
/// eligible; who said no may be asked again after some years.
class Answers {
 public:
  struct Answer {
    std::int32_t year_index = 0;    ///< when last asked
    std::uint16_t times_asked = 0;  ///< 0: never
    bool yes = false;
  };

  /// Does someone outside the programme want a place on this 1 January?
  bool wants(const Offering& offering, Key key, const PersonThen& who);

  /// What someone answered so far.
  Answer of(const PersonKey& person) const {
    return person.number < answers_.size() ? answers_[person.number] : Answer{};
  }
  void put(const PersonKey& person, const Answer& answer);

 private:
  std::vector<Answer> answers_{};  ///< [PersonKey::number], as far as anyone was asked
};

/// A random decision of a person, by the name of what it is about.
inline bool decides(Key key, PersonId person, StreamId stream, double probability, std::uint32_t occurrence = 0) {
  return uniform(random_word(key, person, stream, occurrence)) < probability;
}

}  // namespace kavel
