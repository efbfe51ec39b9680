// How many persons a second does synthesis make, from margins to whole persons? See bench/README.md.

#include <array>
#include <string>

#include <benchmark/benchmark.h>

#include "population/synthesis.hpp"

namespace kavel {

namespace {

Range one(int value) { return {value, value}; }

/// `areas` areas, 106 ages, three SES groups; with practices (three an area) and four insurers if `affiliated`.
RegionMargins region(int areas, bool affiliated, std::int64_t persons) {
  RegionMargins region;
  region.ses_groups = {"low", "middle", "high"};
  region.persons = persons;
  MarginTable population{"population", {}, {PopulationKey::sex, PopulationKey::age, PopulationKey::area}, false, {}};
  MarginTable ses{"ses", {}, {PopulationKey::sex, PopulationKey::age, PopulationKey::ses}, true, {}};
  MarginTable practices{"practices", {}, {PopulationKey::area, PopulationKey::practice}, true, {}};
  MarginTable insurers{"insurers", {}, {PopulationKey::area, PopulationKey::insurer}, true, {}};
  for (int area = 0; area < areas; ++area) region.areas.push_back("area " + std::to_string(area));
  for (int sex = 0; sex < sexes; ++sex) {
    for (int age = 0; age < 106; ++age) {
      for (int area = 0; area < areas; ++area) {
        population.rows.push_back({{one(sex), one(age), one(area)}, 10.0 + (age * 37 + area * 11) % 23, 0});
      }
    }
    for (int band = 0; band < 105; band += 5) {
      const std::array shares{0.2 + 0.003 * band, 0.3, 0.5 - 0.003 * band};
      for (int group = 0; group < 3; ++group) {
        MarginRow row{
            {one(sex), {band, band == 100 ? Range::open : band + 4}}, shares[static_cast<std::size_t>(group)], 0};
        row.keys[3] = one(group);
        ses.rows.push_back(row);
      }
    }
  }
  region.margins = {population, ses};
  if (!affiliated) return region;
  region.insurers = {"a", "b", "c", "d"};
  for (int area = 0; area < areas; ++area) {
    for (int i = 0; i < 3; ++i) {
      region.practices.push_back("practice " + std::to_string(region.practices.size()));
      region.practice_area.push_back(area);
      MarginRow row{{}, 1.0 / 3, 0};
      row.keys[2] = one(area);
      row.keys[4] = one(3 * area + i);
      practices.rows.push_back(row);
    }
    for (int i = 0; i < 4; ++i) {
      MarginRow row{{}, i == 0 ? 0.55 : 0.15, 0};
      row.keys[2] = one(area);
      row.keys[5] = one(i);
      insurers.rows.push_back(row);
    }
  }
  region.margins.push_back(practices);
  region.margins.push_back(insurers);
  return region;
}

void synthesis(benchmark::State& state) {
  const std::int64_t persons = state.range(0);
  const RegionMargins margins = region(static_cast<int>(state.range(1)), state.range(2) != 0, persons);
  std::size_t cells = 0;
  for (auto _ : state) {
    Problems problems;
    const Population population = synthesise(margins, problems);
    problems.raise();
    cells = population.cells.size();
  }
  state.counters["persons/s"] = benchmark::Counter(
      static_cast<double>(persons) * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
  state.counters["cells"] = static_cast<double>(cells);
}
BENCHMARK(synthesis)
    ->ArgNames({"persons", "areas", "affiliated"})
    ->Args({100'000, 4, 0})
    ->Args({100'000, 4, 1})
    ->Args({1'000'000, 4, 1})
    ->Args({1'000'000, 40, 1})
    ->Args({17'811'291, 342, 0})
    ->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace kavel

BENCHMARK_MAIN();
