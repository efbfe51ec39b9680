#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace kavel::support {

/// Chance for the making of studies; the library's distributions are not portable, so these are written out.
class Dice {
 public:
  explicit Dice(std::uint64_t number) : engine_(number * 0x9E3779B97F4A7C15ULL + 1) {}
  double share() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
  bool one_in(int n) { return below(n) == 0; }
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  double between(double low, double high) { return low + (high - low) * share(); }
  double log_between(double low, double high) { return low * std::exp(share() * std::log(high / low)); }
  template <class Value>
  const Value& of(const std::vector<Value>& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace kavel::support
