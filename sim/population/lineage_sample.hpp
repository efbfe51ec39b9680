#pragma once

#include <cstdint>
#include <utility>

#include "core/ids.hpp"
#include "random/philox.hpp"

namespace kavel {

/// The permanent name of the lot by which lineages are sampled.
inline constexpr const char* lineage_sample_stream = "persons@sample";

/// A random sample of lineages: the founders who drew the lowest lots. A larger sample holds every smaller one, and who
/// comes later is in it with the same chance as a founder.
class LineageSample {
 public:
  /// `wanted` of the founders numbered from 0.
  LineageSample(Key key, std::int64_t founders, std::int64_t wanted);

  bool contains(PersonId first_of_lineage) const { return lot_of(first_of_lineage) <= highest_; }

 private:
  using Lot = std::pair<std::uint32_t, std::uint64_t>;
  Lot lot_of(PersonId person) const;

  Key key_;
  Lot highest_{};
};

}  // namespace kavel
