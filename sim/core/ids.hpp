#pragma once

#include <compare>
#include <cstdint>

namespace kavel {

/// An integer that names one kind of thing and cannot be mistaken for another.
template <class Tag, class Int = std::uint32_t>
struct Id {
  using Value = Int;
  Int value{};
  friend constexpr auto operator<=>(Id, Id) = default;
};

using PersonId = Id<struct PersonTag, std::uint64_t>;  ///< identity: never reused, keys the clocks' windings
using StreamId = Id<struct StreamTag, std::uint32_t>;  ///< hash of a permanent name, e.g. `stroke.none>acute`

}  // namespace kavel
