#pragma once

#include <cstdint>

#include "core/clock.hpp"

namespace kavel {

/// What comes next in a person's year.
struct NextEvent {
  enum class What : std::uint8_t { nothing, firing, duration, cycle_end, step };

  What what = What::nothing;
  Ticks tick = never;
  std::uint32_t stream = 0;
  int index = 0;  ///< lane, or attribute of a step

  /// Takes the other's place if that comes first. Of one tick: firings and durations, by stream, then the cycle's end,
  /// then steps, by stream.
  void consider(const NextEvent& other) {
    if (other.tick > ticks_per_year) return;
    const auto comes_first = [&] {
      if (other.tick != tick) return other.tick < tick;
      if (other.rank() != rank()) return other.rank() < rank();
      return other.stream < stream;
    };
    if (what == What::nothing || comes_first()) *this = other;
  }

 private:
  int rank() const { return what == What::step ? 2 : what == What::cycle_end ? 1 : 0; }
};

}  // namespace kavel
