#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kavel {

/// What a unit of an activity is worth in an outcome that holds it.
struct Worth {
  int activity = 0;
  int outcome = 0;
  std::vector<double> by_year{};
};

/// One activity of which people in some states use more, or less: units for each unit dropped.
struct CareChange {
  int activity = 0;
  std::vector<double> per_unit{};  ///< [year]
};

/// Care that is dropped, and what comes of it: less of the activity itself, and more of others.
struct CareShift {
  int activity = 0;
  double share = 0;  ///< of its volume, at strength 1
  std::vector<CareChange> changes{};
};

/// The shifts that go with one attribute: taking part in a programme.
struct CareProgramme {
  int attribute = 0;
  std::vector<double> strengths{};  ///< [state]; 0: nothing is shifted
  std::vector<CareShift> shifts{};
};

/// What is expected of a person's spending under a deductible: one of its parts.
struct SpendingPart {
  int deductible = 0;
  int part = 0;
  int spread = 0;
};

/// What an arm's programmes change of the care that people ask for, and the sums in which that counts; immutable
/// (sim/README.md, "Care that is shifted").
struct CareShifts {
  std::vector<CareProgramme> programmes{};
  std::vector<int> attributes{};  ///< whose states ask for activities that are dropped

  // The sums that change: volumes of these activities, these outcomes, these outcomes discounted, spending under
  // deductibles.
  std::vector<int> activities{};
  std::vector<int> outcomes{};
  std::vector<SpendingPart> spending{};

  bool empty() const { return programmes.empty(); }
  /// Is care shifted for someone in these states, [attribute]?
  bool any_of(const std::uint8_t* states) const {
    return std::any_of(programmes.begin(), programmes.end(), [states](const CareProgramme& programme) {
      return programme.strengths[states[programme.attribute]] != 0;
    });
  }
  std::size_t outcome_sum() const { return activities.size(); }
  std::size_t lifetime_sum() const { return outcome_sum() + outcomes.size(); }
  std::size_t spending_sum() const { return lifetime_sum() + outcomes.size(); }
  std::size_t width() const { return spending_sum() + spending.size(); }
};

}  // namespace kavel
