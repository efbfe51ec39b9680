// What is counted in two ways is the same: persons, time, events, payoffs.

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "core/int128.hpp"
#include "population/zones.hpp"
#include "life/founder_block.hpp"
#include "experiment/compiled.hpp"
#include "experiment/run.hpp"
#include "tests/support/random_study.hpp"

namespace kavel {

namespace {

constexpr std::uint64_t first_study = 6000;
constexpr std::uint64_t studies = 60;

/// Sums over all but the first and the last dimension: [year x last].
template <class Value>
std::vector<Value> by_year(const Array<Value>& array) {
  const std::size_t years = array.shape.front();
  const std::size_t width = array.shape.back();
  std::vector<Value> sums(years * width, 0);
  const std::size_t in_year = array.values.size() / years;
  for (std::size_t i = 0; i < array.values.size(); ++i) sums[i / in_year * width + i % width] += array.values[i];
  return sums;
}

template <class Each>
void each_result(const Each& each) {
  for (std::uint64_t number = first_study; number < first_study + studies; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    const Study study = support::random_study(number);
    const Results results = run(study, {});
    for (std::size_t v = 0; v < study.variants.size(); ++v) each(study, results, v);
  }
}

double near(double value) { return 1e-9 * std::max(1.0, std::fabs(value)); }

}  // namespace

TEST(Conservation, NobodyAppearsOrVanishes) {
  each_result([](const Study& study, const Results& results, std::size_t v) {
    const Conservation& persons = results.variants[v].conservation;
    EXPECT_EQ(persons.start.front(), study.population.persons());
    EXPECT_TRUE(persons.holds());
    const Array<std::int64_t>& deaths = results.variants[v].deaths;
    EXPECT_EQ(std::accumulate(persons.deaths.begin(), persons.deaths.end(), std::int64_t{0}),
              std::accumulate(deaths.values.begin(), deaths.values.end(), std::int64_t{0}));
  });
}

TEST(Conservation, EventsByRoleAreThePersonsCounted) {
  each_result([](const Study&, const Results& results, std::size_t v) {
    const Conservation& persons = results.variants[v].conservation;
    const std::vector<std::int64_t> events = by_year(results.variants[v].by_area.events);
    for (std::size_t year = 0; year < results.years.size(); ++year) {
      std::int64_t births = 0, deaths = 0, departures = 0;
      for (std::size_t lane = 0; lane < results.transitions.size(); ++lane) {
        const std::int64_t count = events[year * results.transitions.size() + lane];
        births += results.roles[lane] == Role::birth ? count : 0;
        deaths += results.roles[lane] == Role::death ? count : 0;
        departures += results.roles[lane] == Role::departure ? count : 0;
      }
      EXPECT_EQ(births, persons.births[year]);
      EXPECT_EQ(deaths, persons.deaths[year]);
      EXPECT_EQ(departures, persons.departures[year]);
    }
  });
}

TEST(Conservation, EveryTableAddsUpToTheSame) {
  each_result([](const Study&, const Results& results, std::size_t v) {
    const VariantResults& variant = results.variants[v];
    for (const Trajectories* other : {&variant.by_area, &variant.by_delineation, &variant.by_group}) {
      EXPECT_EQ(by_year(variant.by_sex_age_ses.events), by_year(other->events));
      const auto compare = [](const std::vector<double>& one, const std::vector<double>& two) {
        for (std::size_t i = 0; i < one.size(); ++i) EXPECT_NEAR(one[i], two[i], near(one[i]) * 100);
      };
      compare(by_year(variant.by_sex_age_ses.person_years), by_year(other->person_years));
      compare(by_year(variant.by_sex_age_ses.outcomes), by_year(other->outcomes));
    }
  });
}

TEST(Conservation, EveryAttributeFillsTheTimeAlive) {
  each_result([](const Study& study, const Results& results, std::size_t v) {
    const std::vector<double> lived = by_year(results.variants[v].by_area.person_years);
    const std::vector<double> alive = by_year(results.variants[v].alive);
    const CompiledVariant compiled = compile_variants(study)[v];
    for (std::size_t year = 0; year < results.years.size(); ++year) {
      double total = 0;
      for (std::size_t age = 0; age < age_rows; ++age) total += alive[year * age_rows + age];
      for (const Attribute& attribute : compiled.model.attributes) {
        double in_attribute = 0;
        for (std::size_t state = 0; state < attribute.states.size(); ++state) {
          in_attribute += lived[year * results.states.size() + static_cast<std::size_t>(attribute.first_state) + state];
        }
        EXPECT_NEAR(in_attribute, total, near(total));
      }
    }
  });
}

TEST(Conservation, UndiscountedTotalsAreTheSumOverYears) {
  int compared = 0;
  for (std::uint64_t number = first_study; number < first_study + studies; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    Study study = support::random_study(number);
    if (study.variants.front().pack.cycles_per_year > 0) continue;
    for (Variant& variant : study.variants) {
      for (OutcomeSpec& outcome : variant.pack.outcomes) outcome.discount = 0;
    }
    const Results results = run(study, {});
    for (const VariantResults& variant : results.variants) {
      const std::vector<double> years = by_year(variant.by_area.outcomes);
      for (std::size_t o = 0; o < results.outcomes.size(); ++o) {
        double sum = 0;
        for (std::size_t year = 0; year < results.years.size(); ++year)
          sum += years[year * results.outcomes.size() + o];
        EXPECT_NEAR(variant.totals[o].sum, sum, near(sum) * 100);
        EXPECT_NEAR(variant.totals[o].mean * static_cast<double>(results.founders), sum, near(sum) * 100);
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 20);
}

TEST(Conservation, TheTwoSidesOfASplitOfThePopulationAddUp) {
  for (std::uint64_t number = first_study; number < first_study + studies; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    const Study study = support::random_study(number);
    const CompiledVariant variant = compile_variants(study).front();
    const TallyShape shape(variant.model, variant.valuation, study.age_groups,
                           static_cast<int>(study.population.ses_groups.size()), Zones(study.population).size());
    const Founders founders(study.population);
    Tally whole(shape);
    Tally sides(shape);
    const auto live = [&](std::int64_t first, std::int64_t persons, Tally& tally) {
      std::vector<Int128> totals;
      const BlockRun block{&variant.model, &variant.valuation, key_of(study.seed, 0), &tally, nullptr};
      run_block(block, founders.between(first, persons), totals);
      return totals;
    };
    const std::vector<Int128> all = live(0, founders.persons(), whole);
    const std::int64_t cut = static_cast<std::int64_t>(number) % founders.persons();
    std::vector<Int128> parts = live(0, cut, sides);
    Tally second(shape);
    const std::vector<Int128> rest = live(cut, founders.persons() - cut, second);
    parts.insert(parts.end(), rest.begin(), rest.end());
    sides.add(second);
    EXPECT_TRUE(all == parts);
    EXPECT_EQ(whole.by_sex_age_ses.ticks, sides.by_sex_age_ses.ticks);
    EXPECT_EQ(whole.by_sex_age_ses.events, sides.by_sex_age_ses.events);
    EXPECT_TRUE(whole.by_sex_age_ses.outcomes == sides.by_sex_age_ses.outcomes);
    EXPECT_EQ(whole.alive, sides.alive);
    EXPECT_EQ(whole.end, sides.end);
    EXPECT_EQ(whole.person_ticks, sides.person_ticks);
  }
}

}  // namespace kavel
