// How many person-years a second does a whole run live, from founders to tallies? See bench/README.md.

#include <benchmark/benchmark.h>

#include "experiment/run.hpp"
#include "packs.hpp"

namespace kavel {

namespace {

void live(benchmark::State& state, Pack (*pack)()) {
  const Study study = bench_study(state.range(0), 30, pack());
  RunOptions options;
  options.threads = static_cast<int>(state.range(1));
  double person_years = 0;
  double events = 0;
  for (auto _ : state) {
    const Results results = run(study, options);
    person_years += results.person_years;
    for (const std::int64_t count : results.variants.front().by_area.events.values)
      events += static_cast<double>(count);
  }
  state.counters["person_years/s"] = benchmark::Counter(person_years, benchmark::Counter::kIsRate);
  state.counters["events/person_year"] = events / person_years;
}

BENCHMARK_CAPTURE(live, plain, plain_pack)
    ->Args({1000000, 1})
    ->Args({1000000, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(live, synthetic, synthetic_pack)
    ->Args({300000, 1})
    ->Args({300000, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace

}  // namespace kavel

BENCHMARK_MAIN();
