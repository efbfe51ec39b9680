#pragma once

namespace kavel {

/// How much of a variant's years is shown.
enum class Detail {
  essentials,  ///< how many people, how long they live, what their care costs
  some,        ///< a row for each state of health
  all          ///< everything by decade
};

}  // namespace kavel
