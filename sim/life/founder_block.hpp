#pragma once

#include <cstdint>
#include <vector>

#include "random/philox.hpp"
#include "model/event.hpp"
#include "model/model.hpp"
#include "population/founders.hpp"
#include "valuation/valuation.hpp"
#include "tally/tally.hpp"

namespace kavel {

/// What a founder block needs and adds to.
struct BlockRun {
  const Model* model = nullptr;
  const Valuation* valuation = nullptr;
  Key key{};
  Tally* tally = nullptr;
  Trace* trace = nullptr;  ///< null: not wanted
};

/// Lives the whole study of a block of founders and all their descendants, and adds it to the tally.
/// `totals` [founder of the block x outcome] receives each lineage's lifetime totals, in quanta x ticks.
void run_block(const BlockRun& run, const std::vector<FounderRun>& founders, std::vector<Int128>& totals);

}  // namespace kavel
