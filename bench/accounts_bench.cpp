// What do person accounts (wellbeing, a deductible) cost a person-year, on top of a wide pack? See bench/README.md.

#include <benchmark/benchmark.h>

#include "experiment/run.hpp"
#include "packs.hpp"

namespace kavel {

namespace {

void live(benchmark::State& state, Pack (*pack)()) {
  const Study study = bench_study(100000, 30, pack());
  RunOptions options;
  options.threads = 1;
  double person_years = 0;
  for (auto _ : state) person_years += run(study, options).person_years;
  state.counters["time/person_year"] =
      benchmark::Counter(person_years, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

BENCHMARK_CAPTURE(live, without, synthetic_pack)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(live, wellbeing, faring_pack)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(live, care, care_pack)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(live, deductible, deductible_pack)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(live, both, accounts_pack)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

}  // namespace

}  // namespace kavel

BENCHMARK_MAIN();
