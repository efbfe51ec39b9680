#pragma once

#include <cstdint>
#include <vector>

#include "random/philox.hpp"
#include "programme/portfolio.hpp"

namespace kavel {

/// Who of a block was asked to take part in some programmes, and what they answered.
///
/// On 1 January someone who is eligible, is among the share who are asked by then (`@asked`, a permanent number: a
/// growing share holds those before) and does not have it in usual care already (`@covered`) is asked, once, whether to
/// take part (`@uptake`). Who said yes wants a place this year and in every later one while eligible, until they start;
/// who said no may be asked again after some years, and so may who took part, some years after that ended. A person's
/// answers lie together, so that a cohort's stay in the cache while one programme after the other asks it.
class Answers {
 public:
  static constexpr int most_years = 255;  ///< of a study
  /// Times are at most one a year.
  struct Answer {
    enum class Last : std::uint8_t { nothing, no, yes, start, end };
    Last last = Last::nothing;    ///< what came last; an end, when it was noticed
    std::uint8_t year_index = 0;  ///< when
    std::uint8_t times_asked = 0;
    std::uint8_t starts = 0;
  };

  explicit Answers(std::size_t programmes) : programmes_(programmes) {}

  /// Does someone who may be offered a programme want a place on this 1 January?
  bool wants(std::size_t programme, const Offering& offering, Key key, const PersonThen& who);

  /// Someone who took part does so no more: is it so many whole years ago, on this 1 January? Asked on every one, it
  /// knows since when: an end lies in the year before the first.
  bool has_ended_for(int years, std::size_t programme, const PersonThen& who);

  /// Someone starts on this 1 January; the answer is used up.
  void start(std::size_t programme, const PersonThen& who);

  /// What someone answered so far.
  Answer of(std::size_t programme, const PersonKey& person) const {
    const std::size_t at = place(programme, person);
    return at < answers_.size() ? answers_[at] : Answer{};
  }
  void put(std::size_t programme, const PersonKey& person, const Answer& answer);

 private:
  std::size_t place(std::size_t programme, const PersonKey& person) const {
    return std::size_t{person.number} * programmes_ + programme;
  }

  std::size_t programmes_;
  std::vector<Answer> answers_{};  ///< [PersonKey::number x programme], as far as anyone was asked
};

/// A random decision of a person, by the name of what it is about.
inline bool decides(Key key, PersonId person, StreamId stream, double probability, std::uint32_t occurrence = 0) {
  return uniform(random_word(key, person, stream, occurrence)) < probability;
}

}  // namespace kavel
