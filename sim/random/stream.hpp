#pragma once

#include <cstdint>
#include <string_view>

#include "core/ids.hpp"
#include "core/person.hpp"
#include "random/philox.hpp"

namespace kavel {

/// Stream of a permanent name (`stroke.none>acute`): FNV-1a of its bytes, 32 bits, then a mix that spreads the last
/// bytes over all bits. The mix is a bijection, so it adds no collisions. Permanent: changing it changes everyone's
/// luck.
constexpr StreamId stream_of(std::string_view name) {
  std::uint32_t hash = 2166136261U;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619U;
  hash = (hash ^ (hash >> 15)) * philox_multiplier0;
  hash = (hash ^ (hash >> 13)) * philox_multiplier1;
  return {hash ^ (hash >> 16)};
}

inline constexpr std::uint64_t founder_limit = std::uint64_t{1} << 40;  ///< founders' ids are below it
inline constexpr std::uint64_t newborn_mark = std::uint64_t{1} << 63;   ///< set in every id of one born in the study

/// Id of a mother's child, by how many births she had before in the study: the newborn mark and 63 bits of Philox with
/// counter (mother low, mother high, parity, 0) under the fixed key "child". The same in every seed, replicate and arm.
constexpr PersonId child_of(PersonId mother, std::uint32_t parity) {
  const PhiloxBlock mixed =
      philox4x32({static_cast<std::uint32_t>(mother.value), static_cast<std::uint32_t>(mother.value >> 32), parity, 0},
                 Key{0x6368696C, 0x64});
  return {newborn_mark | std::uint64_t{mixed[0]} << 32 | mixed[1]};
}

inline constexpr std::uint64_t arrival_mark = std::uint64_t{1} << 62;  ///< set in every id of one who arrived

/// What the ids of arrivals of one flow into one area with one SES are made under.
constexpr Key arrivals_key(StreamId flow, StreamId area, StreamId ses) {
  const PhiloxBlock mixed = philox4x32({flow.value, area.value, ses.value, 0}, Key{0x61727269, 0x7665});
  return {mixed[0], mixed[1]};
}

/// Id of an arrival: the mark and 62 bits of Philox with counter (calendar year, sex, age on its 1 January + 1, how
/// many alike come before) under the key above. The same in every seed, replicate and arm.
constexpr PersonId arrival_of(Key alike, int year, Sex sex, int age, std::uint32_t index) {
  const PhiloxBlock mixed = philox4x32(
      {static_cast<std::uint32_t>(year), static_cast<std::uint32_t>(sex), static_cast<std::uint32_t>(age + 1), index},
      alike);
  return {arrival_mark | ((std::uint64_t{mixed[0]} << 32 | mixed[1]) & (arrival_mark - 1))};
}

}  // namespace kavel
