#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/compile.hpp"
#include "programme/programme.hpp"

namespace kavel {

inline constexpr int capacity_parts = 1000;  ///< amounts count in thousandths of a capacity's unit

/// What several programmes draw on and can use up: so much a year, of the whole region or of each area.
struct Capacity {
  std::vector<std::int64_t> pools{};  ///< a year
  std::vector<int> pool_of_area{};    ///< [area]
};

/// What each participant of a programme uses of one capacity in a year in which they take part.
struct Draw {
  int capacity = 0;
  std::int64_t units = 0;
};

/// `specs` are those of the study, with the areas of its population (check_capacities).
std::vector<Capacity> compile_capacities(const std::vector<CapacitySpec>& specs, const Setting& setting);

/// What a programme draws on among these.
std::vector<Draw> compile_draws(const OfferSpec& offer, const std::vector<CapacitySpec>& specs);

/// What is left of the capacities of a region in one year.
class CapacityLeft {
 public:
  explicit CapacityLeft(const std::vector<Capacity>& capacities);
  /// Somebody of an area uses what `draws` says, whether it is there or not: they took part already.
  void hold(const std::vector<Draw>& draws, std::size_t area);
  /// One more uses it, if all of it is there.
  bool take(const std::vector<Draw>& draws, std::size_t area);
  /// [pool of each capacity]: what is used by now.
  std::vector<std::int64_t> used() const;

 private:
  std::int64_t& left(const Draw& draw, std::size_t area);

  const std::vector<Capacity>* capacities_;
  std::vector<std::vector<std::int64_t>> left_{};  ///< [capacity][pool]
};

}  // namespace kavel
