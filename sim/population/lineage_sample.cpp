#include "population/lineage_sample.hpp"

#include <queue>

#include "core/errors.hpp"
#include "random/stream.hpp"

namespace kavel {

LineageSample::LineageSample(Key key, std::int64_t founders, std::int64_t wanted) : key_(key) {
  expects(wanted > 0 && wanted <= founders, "a sample has some of the founders");
  if (wanted == founders) {  // a sample of all holds those who come later, too
    highest_ = {UINT32_MAX, UINT64_MAX};
    return;
  }
  std::priority_queue<Lot> lowest;
  for (std::int64_t founder = 0; founder < founders; ++founder) {
    const Lot lot = lot_of(PersonId{static_cast<std::uint64_t>(founder)});
    if (static_cast<std::int64_t>(lowest.size()) == wanted) {
      if (lowest.top() < lot) continue;
      lowest.pop();
    }
    lowest.push(lot);
  }
  highest_ = lowest.top();
}

/// Of equal words the lower number comes first: nobody shares a lot.
LineageSample::Lot LineageSample::lot_of(PersonId person) const {
  return {random_word(key_, person, stream_of(lineage_sample_stream), 0), person.value};
}

}  // namespace kavel
