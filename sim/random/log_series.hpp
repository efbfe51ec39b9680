#pragma once

#include <array>

namespace kavel {

/// Near 2/3, 2/5, ... 2/15: the minimax polynomial of the series below, by Remez' exchange in 60 digits, then rounded.
inline constexpr std::array<double, 7> log_terms{0x1.5555555555592p-1, 0x1.999999997fdb7p-2, 0x1.24924941f125fp-2,
                                                 0x1.c71c52095c3c6p-3, 0x1.74663ee89e17ep-3, 0x1.39a1bab230a04p-3,
                                                 0x1.2f0563bbb7727p-3};

/// R(z) = sum over k of 2/(2k+1) z^k, so that 2 atanh(s) = 2 s + s R(s^2); for |s| <= 3 - 2 sqrt(2) = 0.1716 the error
/// is below 1.9e-18 of the whole (2^-58). The order of the operations is fixed: `words-inl.hpp` repeats it lane by
/// lane.
///
/// With s = f/(2+f), log(1+f) = 2 atanh(s) = f - s (f - R), and f - log(1+f) = s (f - R): neither cancels.
constexpr double log_series(double z) {
  const double z2 = z * z;
  const double terms12 = log_terms[0] + log_terms[1] * z;
  const double terms34 = log_terms[2] + log_terms[3] * z;
  const double terms56 = log_terms[4] + log_terms[5] * z;
  const double last = terms56 + log_terms[6] * z2;
  return z * (terms12 + z2 * (terms34 + z2 * last));
}

inline constexpr double ln2_high = 0x1.62e42fefa2p-1;      ///< ln 2 to 40 bits: its product with an exponent is exact
inline constexpr double ln2_low = 0x1.9ef35793c7673p-41;   ///< the rest
inline constexpr double sqrt_half = 0x1.6a09e667f3bcdp-1;  ///< mantissas lie between it and its double

}  // namespace kavel
