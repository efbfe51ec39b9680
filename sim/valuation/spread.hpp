#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/age.hpp"
#include "core/int128.hpp"
#include "random/philox.hpp"

namespace kavel {

inline constexpr std::size_t most_spreads = 16;
inline constexpr int spending_bits = 10;  ///< a person-year's spending is one of 2^10 equally likely multiples …
inline constexpr int spending_factor_bits = 20;  ///< … of what is expected, in 2^-20

/// How what a person spends in a calendar year on a group of activities spreads around what is expected of them:
/// nothing, or lognormal, with mean 1; immutable (sim/README.md, "Deductibles").
struct Spread {
  std::string name{};
  StreamId stream{};
  std::vector<std::vector<std::uint32_t>> factors{};  ///< [distribution][2^10]: multiples, ascending
  std::vector<std::uint16_t> which{};                 ///< [sex x age 0 … oldest_age]: distribution

  const std::uint32_t* factors_of(Sex sex, int age) const { return factors[which[sex_age(sex, age)]].data(); }

  /// What someone spends of whom `expected` quanta are expected; `word` is theirs of this stream and calendar year.
  static std::int64_t spent(std::int64_t expected, std::uint32_t word, const std::uint32_t* factors) {
    const std::uint32_t factor = factors[word >> (32 - spending_bits)];
    if (expected >> 31 == 0) {  // as good as always
      return static_cast<std::int64_t>((static_cast<std::uint64_t>(expected) * factor) >> spending_factor_bits);
    }
    return static_cast<std::int64_t>((static_cast<Int128>(expected) * factor) >> spending_factor_bits);
  }
};

}  // namespace kavel
