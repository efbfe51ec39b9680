// A cost level changes what care an area uses, and nothing else.

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "tests/support/named_events.hpp"
#include "tests/support/random_study.hpp"

namespace kavel {

namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Of all care: 1.5 in the first area, 1.25 in the second, …
CostLevelSpec levels_of(const Study& study) {
  CostLevelSpec level;
  double factor = 1.5;
  for (const std::string& area : study.population.areas) {
    level.factors.push_back({area, "", factor, {}});
    factor -= 0.25;
  }
  return level;
}

/// Volumes are in quanta, so what is rounded may differ by half a quantum a person-year or event.
double rounding(const Trajectories& years, std::size_t cell, std::size_t states, std::size_t transitions) {
  double count = 0;
  for (std::size_t s = 0; s < states; ++s) count += years.person_years.values[cell * states + s];
  for (std::size_t t = 0; t < transitions; ++t)
    count += static_cast<double>(years.events.values[cell * transitions + t]);
  return 2e-3 * count + 1e-9;
}

}  // namespace

TEST(CostLevel, MultipliesTheVolumesOfAnAreaAndChangesNoLife) {
  int with_care = 0;
  for (std::uint64_t number = 9000; number < 9040; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    Study plain = support::random_study(number);
    const Pack& pack = plain.variants.front().pack;
    if (pack.activities.empty()) continue;
    ++with_care;
    plain.region.cost_level.reset();
    Study levelled = plain;
    levelled.region.cost_level = levels_of(plain);
    EXPECT_EQ(support::named_events(plain), support::named_events(levelled));
    const Results before = run(plain, {});
    const Results after = run(levelled, {});
    const Trajectories& expected = before.variants.front().by_area;
    const Trajectories& got = after.variants.front().by_area;
    const std::size_t activities = pack.activities.size();
    const std::size_t areas = plain.population.areas.size();
    for (std::size_t i = 0; i < expected.volumes.values.size(); ++i) {
      const std::size_t cell = i / activities;
      const double factor = levelled.region.cost_level->factors[cell % areas].factor;
      EXPECT_NEAR(got.volumes.values[i], factor * expected.volumes.values[i],
                  3 * rounding(expected, cell, before.states.size(), before.transitions.size()));
    }
    const double everywhere = sum(got.volumes.values);
    for (const Trajectories* other : {&after.variants.front().by_sex_age_ses, &after.variants.front().by_group}) {
      EXPECT_NEAR(sum(other->volumes.values), everywhere, 1e-9 * std::fabs(everywhere) + 1e-6);
    }
  }
  EXPECT_GE(with_care, 10);
}

}  // namespace kavel
