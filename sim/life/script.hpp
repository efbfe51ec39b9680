#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/ticks.hpp"
#include "population/people.hpp"

namespace kavel {

/// What happened in a year to some persons of a cohort: enough to book it without living it (life/replay.hpp).
class Script {
 public:
  Script(std::size_t attributes, std::size_t modifiers) : people_(attributes, modifiers) {}

  struct Event {
    int lane = 0;
    Ticks tick = 0;
  };
  struct Part {
    std::uint32_t row = 0;  ///< in the cohort on 1 January, of who was there
    Ticks from = 0;         ///< of the year: 0, or when they were born
    bool is_late = false;   ///< were they born in it?
    bool has_left = false;  ///< are they gone at its end?
    std::size_t first_event = 0;
  };

  void clear() {
    people_.clear();
    parts_.clear();
    events_.clear();
  }

  /// Someone's year begins, as they are now; only what is between here and `end` is written down.
  void begin(const People& rows, std::size_t row, Ticks from, bool is_late) {
    is_open_ = true;
    people_.add(rows, row);
    parts_.push_back({static_cast<std::uint32_t>(row), from, is_late, false, events_.size()});
  }
  void add(int lane, Ticks tick) {
    if (is_open_) events_.push_back({lane, tick});
  }
  void end(bool has_left) {
    if (is_open_) parts_.back().has_left = has_left;
    is_open_ = false;
  }

  std::size_t size() const { return parts_.size(); }
  const People& people() const { return people_; }
  const Part& part(std::size_t i) const { return parts_[i]; }
  /// In their order.
  std::span<const Event> events(std::size_t i) const {
    const std::size_t end = i + 1 < parts_.size() ? parts_[i + 1].first_event : events_.size();
    return {events_.data() + parts_[i].first_event, end - parts_[i].first_event};
  }

 private:
  bool is_open_ = false;
  People people_;
  std::vector<Part> parts_{};
  std::vector<Event> events_{};
};

}  // namespace kavel
