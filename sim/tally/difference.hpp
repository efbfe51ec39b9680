#pragma once

#include "model/embedding.hpp"
#include "tally/tally.hpp"

namespace kavel {

/// Adds a tally to one over the states, transitions and activities of a wider model: who is in it is in the first state
/// of the attributes it lacks. Its activities are the first of the wider one's. How long people were in those first
/// states is told anew, from how long they were in others: what the wider tally says of it does not matter.
void add_embedded(const Tally& narrow, const Embedding& embedding, Tally& wide);

/// A tally told over a wider model.
Tally embedded(const Tally& narrow, const TallyShape& wide, const Embedding& embedding);

}  // namespace kavel
