#include "random/math.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "random/log_series.hpp"

namespace kavel {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double least_normal = std::numeric_limits<double>::min();
constexpr std::uint64_t mantissa_mask = (std::uint64_t{1} << 52) - 1;
constexpr std::uint64_t sqrt_half_bits = std::bit_cast<std::uint64_t>(sqrt_half);
constexpr std::uint64_t one_bits = std::bit_cast<std::uint64_t>(1.0);

/// A number as mantissa 2^exponent, the mantissa between sqrt(1/2) and sqrt(2).
struct Parts {
  double mantissa;
  double exponent;
};

Parts parts_of(double x) {  // x > 0, finite
  double exponent = -1023;
  if (x < least_normal) {
    x *= 0x1p54;
    exponent -= 54;
  }
  const std::uint64_t shifted = std::bit_cast<std::uint64_t>(x) + (one_bits - sqrt_half_bits);
  return {std::bit_cast<double>((shifted & mantissa_mask) + sqrt_half_bits),
          exponent + static_cast<double>(shifted >> 52)};
}

/// log((1 + f) 2^exponent) + low, for 1 + f between sqrt(1/2) and sqrt(2) and a tiny low.
double log_of(double f, double exponent, double low) {
  const double s = f / (2 + f);
  const double series = log_series(s * s);
  return exponent * ln2_high + (f - (s * (f - series) - (exponent * ln2_low + low)));
}

/// 2^exponent for -1022 <= exponent <= 1023.
double power_of_two(int exponent) { return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52); }

/// x 2^exponent for x near 1, rounded once.
double scaled(double x, int exponent) {
  if (exponent > 1000) return x * power_of_two(1000) * power_of_two(exponent - 1000);
  if (exponent < -1000) return x * power_of_two(exponent + 200) * power_of_two(-200);
  return x * power_of_two(exponent);
}

/// A number as the unevaluated sum high + low, |low| at most half an ulp of high or so.
struct Sum {
  double high;
  double low;
};

/// x + low = rest + exponent ln 2, with rest within +-0.35.
struct Reduced {
  Sum rest;
  int exponent;
};

Reduced reduced(double x, double low) {  // |x| < 1100
  const int exponent = static_cast<int>(x * 1.4426950408889634 + (x < 0 ? -0.5 : 0.5));
  const double high = x - exponent * ln2_high;
  const double below = low - exponent * ln2_low;
  const double rest = high + below;
  return {{rest, (high - rest) + below}, exponent};
}

/// (exp(r) - 1 - r) / r^2, the Taylor series to r^13; |r| < 0.36.
double exp_series(double r) {
  constexpr double factorials[] = {6227020800, 479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6, 2};
  double sum = 0;
  for (const double factorial : factorials) sum = sum * r + 1 / factorial;
  return sum;
}

/// exp(r) - 1 as a sum, r within +-0.35.
Sum exp_minus_one(Sum r) {
  const double tail = r.high * r.high * exp_series(r.high) + (r.low + r.low * r.high);
  const double high = r.high + tail;
  return {high, (r.high - high) + tail};
}

/// exp(x + low) for a low that is tiny beside 1.
double exp_of(double x, double low) {
  if (x > 710) return infinity;
  if (x < -746) return 0;
  const Reduced parts = reduced(x, low);
  const Sum less_one = exp_minus_one(parts.rest);
  return scaled(1 + (less_one.high + less_one.low), parts.exponent);
}

/// a b without error (Dekker 1971), for factors below 2^990.
Sum product(double a, double b) {
  constexpr double splitter = 0x1p27 + 1;
  const double a_scaled = splitter * a;
  const double b_scaled = splitter * b;
  const double a_high = a_scaled - (a_scaled - a);
  const double b_high = b_scaled - (b_scaled - b);
  const double a_low = a - a_high;
  const double b_low = b - b_high;
  const double high = a * b;
  return {high, ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

/// a + b without error, |a| >= |b| or a = 0.
Sum ordered_sum(double a, double b) {
  const double high = a + b;
  return {high, b - (high - a)};
}

/// log(x) to some 60 bits, x > 0 finite.
Sum long_log(double x) {
  const Parts parts = parts_of(x);
  const double f = parts.mantissa - 1;
  const Sum denominator = ordered_sum(2, f);
  const double s = f / denominator.high;
  const Sum back = product(s, denominator.high);
  const double s_low = (((f - back.high) - back.low) - s * denominator.low) / denominator.high;
  const Sum leading = ordered_sum(parts.exponent * ln2_high, 2 * s);
  const double rest = leading.low + (parts.exponent * ln2_low + (2 * s_low + s * log_series(s * s)));
  return ordered_sum(leading.high, rest);
}

enum class Parity { fraction, odd, even };

Parity parity_of(double y) {  // |y| finite
  const double magnitude = std::fabs(y);
  if (magnitude >= 0x1p53) return Parity::even;
  const auto whole = static_cast<std::int64_t>(magnitude);
  if (static_cast<double>(whole) != magnitude) return Parity::fraction;
  return whole % 2 == 1 ? Parity::odd : Parity::even;
}

/// |x|^y where x or y is 0 or infinite; y is not 0, x is not 1.
double limit_of_power(double magnitude, double y) {
  if (std::fabs(y) == infinity && magnitude == 1) return 1;
  const bool grows = (magnitude > 1) == (y > 0);
  return grows ? infinity : 0;
}

}  // namespace

double portable_log(double x) {
  if (!(x > 0)) return x == 0 ? -infinity : not_a_number;
  if (x == infinity) return x;
  const Parts parts = parts_of(x);
  return log_of(parts.mantissa - 1, parts.exponent, 0);
}

double portable_log1p(double x) {
  if (!(x > -1)) return x == -1 ? -infinity : not_a_number;
  if (x == infinity || x == 0) return x;
  const double sum = 1 + x;
  if (sum > sqrt_half && sum < 2 * sqrt_half) return log_of(x, 0, 0);
  const double lost = x > 1 ? 1 - (sum - x) : x - (sum - 1);
  const Parts parts = parts_of(sum);
  return log_of(parts.mantissa - 1, parts.exponent, lost / sum);
}

double portable_exp(double x) {
  if (x != x) return x;
  return exp_of(x, 0);
}

double portable_expm1(double x) {
  if (x != x || x == 0) return x;
  if (x < -40) return -1;
  if (x > 60) return exp_of(x, 0);
  const Reduced parts = reduced(x, 0);
  const Sum less_one = exp_minus_one(parts.rest);
  if (parts.exponent == 0) return less_one.high;
  const double one = power_of_two(-parts.exponent);  // exp(x) - 1 = 2^exponent ((1 - one) + less_one)
  const double sum = (1 - one) + less_one.high;
  const double lost = ((1 - one) - sum) + less_one.high;
  return scaled(sum + (lost + less_one.low), parts.exponent);
}

double portable_pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (x != x || y != y) return not_a_number;
  const double magnitude = std::fabs(x);
  const Parity parity = std::fabs(y) == infinity ? Parity::even : parity_of(y);
  const double sign = std::signbit(x) && parity == Parity::odd ? -1 : 1;
  if (magnitude == 0 || magnitude == infinity || std::fabs(y) == infinity) return sign * limit_of_power(magnitude, y);
  if (x < 0 && parity == Parity::fraction) return not_a_number;
  const double power = std::clamp(y, -0x1p65, 0x1p65);  // beyond, the result is 0, 1 or infinite all the same
  const Sum log = long_log(magnitude);
  const Sum exponent = product(power, log.high);
  return sign * exp_of(exponent.high, exponent.low + power * log.low);
}

}  // namespace kavel
