// What do portfolios cost beside usual care? A whole run in memory, pack compiled, file not written. See
// bench/README.md.

#include <algorithm>

#include <benchmark/benchmark.h>

#include "experiment/run.hpp"
#include "io/read_study.hpp"
#include "io/sources.hpp"

namespace kavel {

namespace {

Quantity number(double value) {
  Quantity figure;
  figure.value = value;
  return figure;
}

/// Offered once, to everyone, of whom a share take part for as long as they live; fewer infarctions and strokes.
Programme programme(int position, int start, double uptake) {
  Programme made;
  made.name = "p" + std::to_string(position);
  made.key = made.name;
  made.offer.start = start;
  made.offer.end = start;
  made.uptake = number(uptake);
  made.dropout = number(0.0001);
  HazardEffect effect;
  for (const char* attribute : {"ihd", "stroke"}) effect.transitions.push_back({attribute, "none>acute", {}, ""});
  effect.ratio = number(0.8);
  made.hazards.push_back(effect);
  return made;
}

/// The example region with so many portfolios, each of so many programmes that reach a tenth of the people together.
Study region(int portfolios, int programmes) {
  Sources sources;
  Study study = read_study(KAVEL_SCENARIOS "/voorbeeldkavel-usual-care.yaml", {}, sources);
  for (int a = 0; a < portfolios; ++a) {
    Arm arm;
    arm.name = "a" + std::to_string(a);
    for (int p = 0; p < programmes; ++p) {
      const auto position = static_cast<int>(study.programmes.size());
      study.programmes.push_back(programme(position, study.start, 0.1 / programmes));
      arm.programmes.push_back(position);
    }
    study.arms.push_back(arm);
  }
  return study;
}

/// Arguments: portfolios, programmes in each.
void live(benchmark::State& state) {
  const Study study = region(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
  RunOptions options;
  options.threads = 1;
  for (auto _ : state) benchmark::DoNotOptimize(run(study, options));
}

BENCHMARK(live)
    ->ArgNames({"portfolios", "programmes"})
    ->Args({0, 0})
    ->Args({1, 1})
    ->Args({16, 1})
    ->Args({1, 20})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();

}  // namespace

}  // namespace kavel

BENCHMARK_MAIN();
