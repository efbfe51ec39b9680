#pragma once

#include <string>

#include "analysis/life_text.hpp"

namespace kavel {

/// Two lives of one person: what happens in only one of them, and when; what each cost whom and was worth, and the
/// difference. `settings` of their arms.
struct TwoLives {
  const LifeStory& usual;
  const LifeStory& arm;
  const LifeSetting& usual_setting;
  const LifeSetting& arm_setting;
  const Labels& labels;
};
std::string side_by_side_text(const TwoLives& lives);

}  // namespace kavel
