// What does a winding cost: one at a time (after a firing), and per eight lanes (newborns, founders, the newly
// reachable)?
#include <algorithm>
#include <array>
#include <cstdint>

#include <benchmark/benchmark.h>

#include "random/instruction_set.hpp"
#include "random/stream.hpp"
#include "random/winding.hpp"
#include "random/winding_batch.hpp"

namespace kavel {
namespace {

constexpr int lanes = 64;

struct Lanes {
  alignas(64) std::array<std::uint32_t, lanes> streams;
  alignas(64) std::array<float, lanes> rates;
  alignas(64) std::array<Clock, lanes> clocks;
};

Lanes row() {
  Lanes row{};
  for (int lane = 0; lane < lanes; ++lane) row.streams[lane] = 0x9E3779B9U * static_cast<std::uint32_t>(lane + 1);
  row.rates.fill(1.0F);
  row.clocks.fill(never_wound);
  return row;
}

void scalar_winding(benchmark::State& state) {
  const Key key = key_of(1, 0);
  PersonId person{0};
  for (auto _ : state) {
    benchmark::DoNotOptimize(exponential_winding(key, person, {0x12345678}, 0));
    ++person.value;
  }
}
BENCHMARK(scalar_winding);

void weibull(benchmark::State& state) {
  const Key key = key_of(1, 0);
  PersonId person{0};
  for (auto _ : state) {
    benchmark::DoNotOptimize(weibull_sojourn(key, person, {0x12345678}, 0, 1.7, 10));
    ++person.value;
  }
}
BENCHMARK(weibull);

void gamma(benchmark::State& state) {
  const Key key = key_of(1, 0);
  PersonId person{0};
  for (auto _ : state) {
    benchmark::DoNotOptimize(gamma_sojourn(key, person, {0x12345678}, 0, 1.7, 10));
    ++person.value;
  }
}
BENCHMARK(gamma);

/// Winds a row of range(1) lanes on instruction set range(0); `ns_per_eight` is the figure that counts.
void batch_winding(benchmark::State& state) {
  const auto set = static_cast<InstructionSet>(state.range(0));
  if (std::ranges::count(available_instruction_sets(), set) == 0) {
    state.SkipWithError("not on this processor");
    return;
  }
  use_only(set);
  const int used = static_cast<int>(state.range(1));
  const Key key = key_of(1, 0);
  PersonId person{0};
  Lanes lanes_of_person = row();
  for (auto _ : state) {
    lanes_of_person.clocks.fill(never_wound);
    wind_reachable(key, person, lanes_of_person.streams.data(), lanes_of_person.rates.data(),
                   lanes_of_person.clocks.data(), used);
    benchmark::ClobberMemory();
    ++person.value;
  }
  state.counters["time_per_eight"] = benchmark::Counter(static_cast<double>(state.iterations()) * used / 8,
                                                        benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  use_best();
}
BENCHMARK(batch_winding)->ArgNames({"set", "lanes"})->ArgsProduct({{0, 1, 2, 3}, {8, 64}});

/// A row in which nothing is to be wound.
void batch_skip(benchmark::State& state) {
  Lanes lanes_of_person = row();
  lanes_of_person.rates.fill(0.0F);
  for (auto _ : state) {
    wind_reachable({1, 2}, {3}, lanes_of_person.streams.data(), lanes_of_person.rates.data(),
                   lanes_of_person.clocks.data(), lanes);
    benchmark::ClobberMemory();
  }
}
BENCHMARK(batch_skip);

}  // namespace
}  // namespace kavel

BENCHMARK_MAIN();
