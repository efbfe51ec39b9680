#pragma once

#include <cstdint>
#include <vector>

#include "core/cache_lines.hpp"
#include "core/clock.hpp"
#include "core/ticks.hpp"
#include "model/model.hpp"
#include "population/people.hpp"

namespace kavel {

/// A due moment that never comes.
inline constexpr Moment never_due = INT64_MAX;

/// The persons of one cohort in a block, with all that their lives need: one row each, contiguous across transitions.
class Rows : public People {
 public:
  /// `modifiers`: numbers that wellbeing keeps of each person, 0 without.
  explicit Rows(const Model& model, std::size_t modifiers = 0);

  /// Makes place for so many persons.
  void reserve(std::size_t persons);
  /// Frees place where fewer than half of it is taken: most of a cohort have died, or gone.
  void fit();

  /// Removes everyone, and frees the place.
  void clear();

  /// Adds a person: all clocks never wound, all speeds 0, states as given by the caller afterwards.
  std::size_t add(const PersonKey& key);
  /// Adds a person as they are in other rows, of the same model or of one embedded in that of these: states, clocks,
  /// speeds and what goes with them; in attributes that only these have, the first state. Joint values are left to the
  /// caller.
  std::size_t add(const Rows& other, std::size_t row, const std::vector<int>& transitions);
  /// Asks the memory for what an event will need of a row, so that it is there in time.
  void prefetch(std::size_t row) const;
  /// Removes a row by moving the last one into its place.
  void remove(std::size_t row);

  Clock* clocks(std::size_t row) { return clocks_.data() + row * lanes_; }
  float* speeds(std::size_t row) { return speeds_.data() + row * lanes_; }
  /// Joint value of the factors of each lane's speed, an index into JointSpeeds::products; the caller keeps it.
  std::uint16_t* joint(std::size_t row) { return joint_.data() + row * lanes_; }
  const float* speeds(std::size_t row) const { return speeds_.data() + row * lanes_; }
  std::uint16_t* occurrences(std::size_t row) { return occurrences_.data() + row * transitions_; }
  const Moment* entered(std::size_t row) const { return entered_.data() + row * timed_; }
  Moment* entered(std::size_t row) { return entered_.data() + row * timed_; }  ///< [timed attribute]
  Moment* due(std::size_t row) { return due_.data() + row * timed_; }          ///< end of a duration, or never_due
  Moment* step(std::size_t row) { return step_.data() + row * timed_; }  ///< next change by time in state, or never_due
  Moment& wake(std::size_t row) { return wake_[row]; }  ///< next due duration or step; only if the model has any
  const Moment* wakes() const { return wake_.empty() ? nullptr : wake_.data(); }

  std::size_t bytes_per_person() const;

 private:
  void set_place(std::size_t persons);

  std::size_t lanes_, transitions_, timed_;
  CacheLines<Clock> clocks_{};
  CacheLines<float> speeds_{};
  CacheLines<std::uint16_t> joint_{};
  CacheLines<std::uint16_t> occurrences_{};
  std::vector<Moment> entered_{}, due_{}, step_{}, wake_{};
};

}  // namespace kavel
