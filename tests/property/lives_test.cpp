// What a sample of persons tells is what the run did: every life adds up to the trajectories, and the sample changes
// nothing.

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "random/stream.hpp"
#include "experiment/compiled.hpp"
#include "experiment/run.hpp"
#include "analysis/life_account.hpp"
#include "tests/support/random_study.hpp"
#include "tests/support/same_results.hpp"

namespace kavel {

namespace {

constexpr std::uint64_t first_study = 7000;
constexpr std::uint64_t studies = 40;

RunOptions sampling(std::int64_t founders, int threads = 0, int block_size = 0) {
  RunOptions options;
  options.threads = threads;
  options.block_size = block_size;
  options.persons_sample = founders;
  return options;
}

template <class Each>
void each_study(const Each& each) {
  for (std::uint64_t number = first_study; number < first_study + studies; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    each(support::random_study(number));
  }
}

double sum_in_year(const Array<double>& array, std::size_t year, std::size_t last) {
  const std::size_t in_year = array.values.size() / array.shape.front();
  double sum = 0;
  for (std::size_t i = last; i < in_year; i += array.shape.back()) sum += array.values[year * in_year + i];
  return sum;
}

}  // namespace

TEST(Lives, ASampleChangesNoOtherResult) {
  each_study([](const Study& study) {
    EXPECT_TRUE(support::same_results(run(study, {}), run(study, sampling(study.population.persons() / 2 + 1))));
  });
}

TEST(Lives, ASampleDependsOnNeitherThreadsNorBlocks) {
  each_study([](const Study& study) {
    const std::int64_t founders = study.population.persons() / 3 + 1;
    const std::vector<RecordedLife> lives = run(study, sampling(founders, 1, 1)).sample.lives;
    EXPECT_TRUE(lives == run(study, sampling(founders, 3, 7)).sample.lives);
    EXPECT_TRUE(lives == run(study, sampling(founders, 2, 1000)).sample.lives);
  });
}

TEST(Lives, EveryEventOfASampleOfAllIsTheTrace) {
  each_study([](const Study& study) {
    const Results results = run(study, sampling(study.population.persons()));
    for (std::size_t v = 0; v < study.variants.size(); ++v) {
      Trace told;
      for (const RecordedLife& life : results.sample.lives) {
        if (life.variant != v) continue;
        for (const LifeEvent& event : life.events) {
          const int year = static_cast<int>((event.at - 1) / ticks_per_year);
          told.push_back({life.person, year, static_cast<Ticks>(event.at - moment(year, 0)), event.transition});
        }
      }
      std::sort(told.begin(), told.end());
      EXPECT_TRUE(support::same_trace(trace(study, v, {}), told));
    }
  });
}

TEST(Lives, ASampleHoldsTheWholeLineageOfWhomItHolds) {
  each_study([](const Study& study) {
    const std::int64_t founders = study.population.persons() / 2 + 1;
    const Results all = run(study, sampling(study.population.persons()));
    const Results some = run(study, sampling(founders));
    std::set<PersonId> lineages;
    for (const RecordedLife& life : some.sample.lives) lineages.insert(life.first_of_lineage);
    const auto is_founder = [](PersonId first) { return first.value < founder_limit; };  // others came later
    EXPECT_EQ(std::count_if(lineages.begin(), lineages.end(), is_founder), founders);
    std::vector<RecordedLife> expected;
    for (const RecordedLife& life : all.sample.lives) {
      if (lineages.contains(life.first_of_lineage)) expected.push_back(life);
    }
    EXPECT_TRUE(expected == some.sample.lives);
  });
}

TEST(Lives, AccountsAddUpToTheTrajectories) {
  each_study([](const Study& study) {
    const Results results = run(study, sampling(study.population.persons()));
    const std::vector<CompiledVariant> variants = compile_variants(study);
    for (std::size_t v = 0; v < variants.size(); ++v) {
      const std::size_t outcomes = results.outcomes.size();
      std::vector<double> sums(results.years.size() * outcomes, 0.0);
      std::vector<double> sizes(sums.size(), 0.0);
      std::vector<double> in_state(results.states.size(), 0.0);
      std::vector<double> volumes(results.years.size() * variants[v].valuation.care.activities.size(), 0.0);
      std::vector<double> cost(volumes.size(), 0.0);
      const std::size_t deductibles = variants[v].valuation.deductibles.size();
      std::vector<double> paid(results.years.size() * deductibles, 0.0);
      for (const RecordedLife& life : results.sample.lives) {
        if (life.variant != v) continue;
        const LifeAccount account = account_of(life, variants[v].model, variants[v].valuation, key_of(study.seed, 0));
        for (std::size_t s = 0; s < in_state.size(); ++s) in_state[s] += account.years_in_state[s];
        for (const LifeYear& year : account.years) {
          for (std::size_t d = 0; d < deductibles; ++d) {
            paid[static_cast<std::size_t>(year.year_index) * deductibles + d] += year.own[d].paid;
          }
          for (std::size_t a = 0; a < year.volumes.size(); ++a) {
            volumes[static_cast<std::size_t>(year.year_index) * year.volumes.size() + a] += year.volumes[a];
            cost[static_cast<std::size_t>(year.year_index) * year.volumes.size() + a] += year.cost[a];
          }
          for (std::size_t o = 0; o < outcomes; ++o) {
            sums[static_cast<std::size_t>(year.year_index) * outcomes + o] += year.outcomes[o];
            sizes[static_cast<std::size_t>(year.year_index) * outcomes + o] += std::abs(year.outcomes[o]);
          }
        }
      }
      const Trajectories& expected = results.variants[v].by_area;
      const std::size_t activities = variants[v].valuation.care.activities.size();
      for (std::size_t i = 0; i < volumes.size(); ++i) {
        const double volume = sum_in_year(expected.volumes, i / activities, i % activities);
        const double price = results.variants[v].prices.real.values[i];
        EXPECT_NEAR(volumes[i], volume, 1e-9 * (1 + std::fabs(volume)));
        EXPECT_NEAR(cost[i], volume * price, 1e-9 * (1 + std::fabs(volume * price)));
      }
      for (std::size_t i = 0; i < paid.size(); ++i) {
        const double in_all = sum_in_year(expected.deductibles, i / deductibles, i % deductibles);
        EXPECT_NEAR(paid[i], in_all, 1e-9 * (1 + in_all));
      }
      for (std::size_t i = 0; i < sums.size(); ++i) {
        EXPECT_NEAR(sums[i], sum_in_year(expected.outcomes, i / outcomes, i % outcomes), 1e-9 * (1 + sizes[i]));
      }
      for (std::size_t s = 0; s < in_state.size(); ++s) {
        double years = 0;
        for (std::size_t y = 0; y < results.years.size(); ++y) years += sum_in_year(expected.person_years, y, s);
        EXPECT_NEAR(in_state[s], years, 1e-9 * (1 + years));
      }
    }
  });
}

}  // namespace kavel
