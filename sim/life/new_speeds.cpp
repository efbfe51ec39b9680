#include "life/new_speeds.hpp"

#include <algorithm>

namespace kavel {

void NewSpeeds::find(const YearFigures& now, const YearFigures& before) {
  moved_.clear();
  partial_.clear();
  starting_.clear();
  more_.clear();
  if (now.has_ratios_of(before)) {
    for (const TimeInState& figures : model_->time_in_state) partial_.push_back(lane_of(figures.lane, now));
    find_by_base(now, before);
  } else {
    find_by_ratios(now, before);
  }
  for (const std::vector<Lane>* const lanes : {&partial_, &starting_}) {
    for (const Lane& of : *lanes) more_.push_back(of.lane);
  }
}

/// Where ratios are those of another age.
void NewSpeeds::find_by_ratios(const YearFigures& now, const YearFigures& before) {
  auto next_partial = model_->joint.partial.begin();  // ascending
  for (int lane = 0; lane < model_->lanes; ++lane) {
    if (next_partial != model_->joint.partial.end() && *next_partial == lane) {
      partial_.push_back(lane_of(lane, now));
      ++next_partial;
    } else if (now.first_products[lane] != before.first_products[lane]) {
      moved_.push_back(lane_of(lane, now));
    }
    const bool other_standing = now.standing[lane] != before.standing[lane];
    if (now.base[lane] > 0 && (other_standing || before.base[lane] == 0.0F)) starting_.push_back(lane_of(lane, now));
  }
}

/// Where they are the same. Mostly no clock starts, and that is found out without a branch.
void NewSpeeds::find_by_base(const YearFigures& now, const YearFigures& before) {
  const auto starts = [&](int lane) { return (now.base[lane] > 0) & (before.base[lane] == 0.0F); };
  unsigned any = 0;
  for (int lane = 0; lane < model_->lanes; ++lane) any |= static_cast<unsigned>(starts(lane));
  for (int lane = 0; any != 0 && lane < model_->lanes; ++lane) {
    if (starts(lane)) starting_.push_back(lane_of(lane, now));
  }
}

/// Lane after lane, over as many rows as stay in the innermost cache.
void NewSpeeds::move(Rows& rows) const {
  constexpr std::size_t batch_rows = 64;
  for (std::size_t first = 0; first < rows.size(); first += batch_rows) {
    const std::size_t count = std::min(batch_rows, rows.size() - first);
    const std::uint16_t* const joint = rows.joint(first);
    float* const speeds = rows.speeds(first);
    for (const Lane& of : moved_) {
      const auto lane = static_cast<std::size_t>(of.lane);
      for (std::size_t i = 0; i < count; ++i) speeds[i * lanes_ + lane] = of.products[joint[i * lanes_ + lane]];
    }
  }
}

bool NewSpeeds::needs_more(Rows& rows, std::size_t row) const {
  const std::uint16_t* const joint = rows.joint(row);
  float* const speeds = rows.speeds(row);
  bool more = false;
  for (const Lane& of : partial_) {
    const float product = of.products[joint[of.lane]];
    more = more || product != 0.0F;
    if (product == 0.0F) speeds[of.lane] = product;  // and so is the speed
  }
  const Clock* const clocks = rows.clocks(row);
  for (const Lane& of : starting_) more = more || (clocks[of.lane] == never_wound && of.base * speeds[of.lane] > 0);
  return more;
}

}  // namespace kavel
