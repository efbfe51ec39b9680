#pragma once

#include "model/embedding.hpp"
#include "tally/tally.hpp"

namespace kavel {

/// A tally told over the states, transitions and activities of a wider model: who is in it is in the first state of the
/// attributes it lacks. Its activities are the first of the wider one's.
Tally embedded(const Tally& narrow, const TallyShape& wide, const Embedding& embedding);

}  // namespace kavel
