#pragma once

#include <memory>
#include <vector>

#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/ticks.hpp"
#include "random/philox.hpp"
#include "model/model.hpp"

namespace kavel::reference {

/// Someone, as they enter the study.
struct Inhabitant {
  PersonId id{};
  PersonId founder{};  ///< of their lineage
  Sex sex = Sex::female;
  int age_at_start = 0;  ///< on the first 1 January; -1 - k for those born in year k
  int ses = 0;
  int area = 0;
  int affiliation = 0;
  Moment entry = 0;
  int group = 0;                ///< random group of their lineage
  bool arrived = false;         ///< or a founder, or born here
  std::vector<int> states{};    ///< [attribute]
  std::vector<Moment> spent{};  ///< [attribute]: in that state already; empty: nothing
};

/// An attribute was in a state from one moment up to another.
struct Stay {
  int attribute = 0;
  int state = 0;
  Moment from = 0;
  Moment to = 0;
  bool until_the_end = false;  ///< still there when the study ends
};

/// A transition took effect.
struct Happening {
  int lane = 0;
  Moment moment = 0;
  int year = 0;               ///< it belongs to
  std::vector<int> states{};  ///< [attribute]: before it
};

/// All that happened to somebody.
struct Life {
  Inhabitant who{};
  std::vector<Stay> stays{};
  std::vector<Happening> happenings{};
  std::vector<Inhabitant> children{};
  Moment end = 0;
  Leaving left = Leaving::no;
};

/// The year of an event: its tick lies in (0, ticks_per_year], so the very end of a year belongs to that year.
constexpr int year_of(Moment event) { return static_cast<int>((event - 1) / ticks_per_year); }

/// One person's life, as sim/README.md says it, slowly, a year at a time: begin_year, then what is made to happen on
/// 1 January, then live_year; from the year of entry on, while here.
class OneLife {
 public:
  OneLife(const Model& model, Key key, const Inhabitant& who);
  ~OneLife();
  OneLife(OneLife&&) noexcept;

  bool here() const;
  const Inhabitant& who() const;
  const std::vector<int>& states() const;
  /// What happened so far.
  const std::vector<Happening>& happenings() const;
  /// Hazard of a transition as the person is now, in clock units a year, with the base of another age and year.
  float hazard(int lane, int age, int year) const;

  void begin_year(int year);
  /// Nothing happens to who is not in the from-state.
  void happen_on_new_year(int lane);
  /// Lives on to the end of the year; the children born in it.
  std::vector<Inhabitant> live_year();
  /// All that happened, at the end of the study or of the life.
  Life life();

 private:
  class Living;
  std::unique_ptr<Living> living_;
};

/// Lives the whole study of one person.
Life live(const Model& model, Key key, const Inhabitant& who);

}  // namespace kavel::reference
