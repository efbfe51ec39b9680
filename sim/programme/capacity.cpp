#include "programme/capacity.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <numeric>

namespace kavel {

namespace {

std::int64_t thousandths(const Quantity& quantity) {
  return std::llround(capacity_parts * quantity.value * quantity.times);
}

}  // namespace

std::vector<Capacity> compile_capacities(const std::vector<CapacitySpec>& specs, const Setting& setting) {
  std::vector<Capacity> capacities;
  for (const CapacitySpec& spec : specs) {
    Capacity& made = capacities.emplace_back();
    made.pool_of_area.assign(setting.areas.size(), 0);
    if (spec.by_area.empty()) {
      made.pools = {thousandths(spec.a_year)};
      continue;
    }
    std::iota(made.pool_of_area.begin(), made.pool_of_area.end(), 0);
    for (const std::string& area : setting.areas) {
      const auto own =
          std::find_if(spec.by_area.begin(), spec.by_area.end(), [&](const auto& one) { return one.first == area; });
      expects(own != spec.by_area.end(), "a capacity by area is told for every area");
      made.pools.push_back(thousandths(own->second));
    }
  }
  return capacities;
}

std::vector<Draw> compile_draws(const OfferSpec& offer, const std::vector<CapacitySpec>& specs) {
  std::vector<Draw> draws;
  for (const DrawSpec& spec : offer.draws_on) {
    const auto found =
        std::find_if(specs.begin(), specs.end(), [&](const CapacitySpec& one) { return one.name == spec.capacity; });
    expects(found != specs.end(), "a programme draws on capacities that exist");
    draws.push_back({static_cast<int>(found - specs.begin()), thousandths(spec.a_year)});
  }
  return draws;
}

CapacityLeft::CapacityLeft(const std::vector<Capacity>& capacities) : capacities_(&capacities) {
  for (const Capacity& capacity : capacities) left_.push_back(capacity.pools);
}

std::int64_t& CapacityLeft::left(const Draw& draw, std::size_t area) {
  const auto capacity = static_cast<std::size_t>(draw.capacity);
  return left_[capacity][static_cast<std::size_t>((*capacities_)[capacity].pool_of_area[area])];
}

void CapacityLeft::hold(const std::vector<Draw>& draws, std::size_t area) {
  for (const Draw& draw : draws) left(draw, area) -= draw.units;
}

bool CapacityLeft::take(const std::vector<Draw>& draws, std::size_t area) {
  const bool there =
      std::all_of(draws.begin(), draws.end(), [&](const Draw& draw) { return left(draw, area) >= draw.units; });
  if (there) hold(draws, area);
  return there;
}

std::vector<std::int64_t> CapacityLeft::used() const {
  std::vector<std::int64_t> used;
  for (std::size_t c = 0; c < left_.size(); ++c) {
    const std::vector<std::int64_t>& pools = (*capacities_)[c].pools;
    std::transform(pools.begin(), pools.end(), left_[c].begin(), std::back_inserter(used), std::minus<>());
  }
  return used;
}

}  // namespace kavel
