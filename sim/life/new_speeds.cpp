#include "life/new_speeds.hpp"

#include <algorithm>

namespace kavel {

void NewSpeeds::find(const YearFigures& now, const YearFigures& before) {
  moved_.clear();
  partial_.clear();
  starting_.clear();
  auto next_partial = model_->joint.partial.begin();  // ascending
  for (int lane = 0; lane < model_->lanes; ++lane) {
    const Lane of{lane, model_->joint.products.data() + now.first_products[lane], now.base[lane]};
    const bool other_products = now.first_products[lane] != before.first_products[lane];
    if (next_partial != model_->joint.partial.end() && *next_partial == lane) {
      partial_.push_back(of);
      ++next_partial;
    } else if (other_products) {
      moved_.push_back(of);
    }
    const bool other_standing = now.standing[lane] != before.standing[lane];
    if (now.base[lane] > 0 && (other_standing || before.base[lane] == 0.0F)) starting_.push_back(of);
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
