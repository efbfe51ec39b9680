#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/ticks.hpp"

namespace kavel {

/// A transition in a recorded life.
struct LifeEvent {
  Moment at = 0;
  int transition = 0;  ///< position among all transitions
  int year_index = 0;  ///< in which it is booked: a programme's start on 1 January is the only one at a year's tick 0
  /// When it is told to happen: what happens at a year's tick 0 belongs to that year.
  Moment told_at() const { return std::max(at, moment(year_index, 1)); }
  friend bool operator==(const LifeEvent&, const LifeEvent&) = default;
};

/// One person's life in one variant, as it went.
struct RecordedLife {
  std::size_t variant = 0;
  PersonId person{};
  PersonId first_of_lineage{};       ///< founder, or who arrived later, from whom they descend; perhaps themselves
  std::optional<PersonId> mother{};  ///< if she is in the simulation
  Sex sex = Sex::female;
  int first_age = 0;  ///< on the study's first 1 January; below -1 for those born later
  int area = 0;
  int ses = 0;
  Moment from = 0;                  ///< start of the study, birth or arrival
  std::vector<int> states{};        ///< [attribute]: with which they came, position among the attribute's
  std::vector<LifeEvent> events{};  ///< in the order in which they happened
  friend bool operator==(const RecordedLife&, const RecordedLife&) = default;
};

/// The lives of sampled lineages, all variants: ordered by variant, lineage, and when and under which id they came.
struct PersonsSample {
  std::int64_t founders = 0;  ///< sampled; 0: no sample was asked for
  std::vector<RecordedLife> lives{};
};

}  // namespace kavel
