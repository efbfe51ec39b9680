#pragma once

#include <algorithm>
#include <cstdint>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "random/gamma.hpp"
#include "random/math.hpp"
#include "random/philox.hpp"

namespace kavel {

/// A unit exponential as a clock, -ln(U) in units rounded up, at least 1: so `loss >= clock` exactly when the hazard
/// used up has reached the draw.
inline Clock winding_of(std::uint32_t word) {
  const double units = -portable_log(uniform(word)) * clock_unit;
  const Clock whole = static_cast<Clock>(units);
  return std::max(whole + (whole < units ? 1 : 0), 1);
}

/// What an exponential clock is wound to, the occurrence-th time.
inline Clock exponential_winding(Key key, PersonId person, StreamId stream, std::uint32_t occurrence) {
  return winding_of(random_word(key, person, stream, occurrence));
}

/// A Weibull sojourn in years, survival exp(-(t/scale)^shape): scale R^(1/shape) with R = -ln(U) the unit exponential
/// that an exponential clock would have got.
inline double weibull_sojourn(Key key, PersonId person, StreamId stream, std::uint32_t occurrence, double shape,
                              double scale) {
  return scale * portable_pow(-portable_log(uniform(random_word(key, person, stream, occurrence))), 1 / shape);
}

/// A gamma sojourn in years, mean shape x scale, by the quantile at 1 - U: it grows with R as the Weibull sojourn does,
/// and with shape 1 they are the same.
inline double gamma_sojourn(Key key, PersonId person, StreamId stream, std::uint32_t occurrence, double shape,
                            double scale) {
  return scale * gamma_quantile(shape, 1 - uniform(random_word(key, person, stream, occurrence)));
}

/// What is left of a Weibull sojourn after `spent` years of it, survival S(spent + t) / S(spent): of the total time
/// scale (R + (spent/scale)^shape)^(1/shape).
inline double weibull_remaining(Key key, PersonId person, StreamId stream, std::uint32_t occurrence, double shape,
                                double scale, double spent) {
  const double drawn = -portable_log(uniform(random_word(key, person, stream, occurrence)));
  return scale * portable_pow(drawn + portable_pow(spent / scale, shape), 1 / shape) - spent;
}

/// The same of a gamma sojourn: of the total time whose upper tail is U times that of `spent`. Far out, where the tail
/// cannot be told from 0, the hazard is nearly constant: 1/scale (1 - (shape - 1) scale/spent).
inline double gamma_remaining(Key key, PersonId person, StreamId stream, std::uint32_t occurrence, double shape,
                              double scale, double spent) {
  const double chance = uniform(random_word(key, person, stream, occurrence));
  const double x = spent / scale;
  const double tail = gamma_tails(shape, x).upper;
  if (tail < 1e-280) return scale * -portable_log(chance) / (1 - (shape - 1) / x);
  return std::max(0.0, scale * gamma_upper_quantile(shape, chance * tail) - spent);
}

}  // namespace kavel
