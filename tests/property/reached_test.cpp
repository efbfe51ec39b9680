// How many people a portfolio reaches: each counts once, on their first start in any of its programmes.

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "tests/support/named_events.hpp"
#include "tests/support/random_programmes.hpp"
#include "tests/support/random_study.hpp"

namespace kavel {

namespace {

constexpr std::size_t arm = 1;

bool is_start(const std::string& transition) { return transition.find(".outside>taking_part") != std::string::npos; }
bool is_return(const std::string& transition) {
  return transition.starts_with("programme.") && transition.ends_with(">outside");
}
bool is_first_start(const std::string& transition) { return transition == "programme.any.outside>reached"; }

/// Events by some transitions, [cell].
template <class Wanted>
std::vector<std::int64_t> by_cell(const Results& results, std::size_t variant, const Wanted& wanted) {
  const Array<std::int64_t>& events = results.variants[variant].by_sex_age_ses.events;
  std::vector<std::int64_t> sums(events.values.size() / results.transitions.size(), 0);
  for (std::size_t i = 0; i < events.values.size(); ++i) {
    if (wanted(results.transitions[i % results.transitions.size()]))
      sums[i / results.transitions.size()] += events.values[i];
  }
  return sums;
}

std::int64_t sum_of(const std::vector<std::int64_t>& values) {
  std::int64_t sum = 0;
  for (const std::int64_t value : values) sum += value;
  return sum;
}

/// What happened in some arms of random studies.
struct Seen {
  int alone = 0;           ///< arms of one programme that reach someone
  std::int64_t twice = 0;  ///< starts of people who had been reached before
  std::int64_t again = 0;  ///< starts of people who had been in that programme before
  std::int64_t reached = 0;
};

void expect_each_once(const Study& study, const Results& results, std::size_t a, Seen& seen) {
  const std::vector<std::int64_t> reached = by_cell(results, arm + a, is_first_start);
  const std::vector<std::int64_t> starts = by_cell(results, arm + a, is_start);
  std::set<std::uint64_t> persons;
  for (const support::NamedEvent& event : support::named_events(study, arm + a, is_start)) persons.insert(event.person);
  ASSERT_EQ(sum_of(reached), static_cast<std::int64_t>(persons.size()));
  for (std::size_t cell = 0; cell < reached.size(); ++cell) ASSERT_LE(reached[cell], starts[cell]);
  for (const int p : study.arms[a].programmes) {
    const std::string name = "programme." + study.programmes[static_cast<std::size_t>(p)].name;
    const auto starts_in = by_cell(
        results, arm + a, [&](const std::string& transition) { return transition.starts_with(name + ".outside>"); });
    const auto returns = by_cell(results, arm + a, [&](const std::string& transition) {
      return transition.starts_with(name + '.') && is_return(transition);
    });
    ASSERT_GE(sum_of(reached), sum_of(starts_in) - sum_of(returns));
    seen.again += sum_of(returns);
    if (study.arms[a].programmes.size() > 1) continue;
    for (std::size_t cell = 0; cell < reached.size(); ++cell) ASSERT_EQ(reached[cell], starts_in[cell] - returns[cell]);
    seen.alone += sum_of(reached) > 0 ? 1 : 0;
  }
  seen.reached += sum_of(reached);
  seen.twice += sum_of(starts) - sum_of(reached);
}

}  // namespace

TEST(PeopleReached, AreThoseWhoStartInAProgrammeEachOnce) {
  Seen seen;
  int studies = 0;
  for (std::uint64_t number = 0; studies < 60; ++number) {
    SCOPED_TRACE("random study " + std::to_string(number));
    Study study = support::random_study(number);
    if (!support::takes_programmes(study)) continue;
    support::add_random_programmes(study, number);
    ++studies;
    RunOptions options;
    options.full_arms = number % 3 == 0;
    const Results results = run(study, options);
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
      expect_each_once(study, results, a, seen);
      if (testing::Test::HasFatalFailure()) return;
    }
  }
  EXPECT_GT(seen.reached, 500);
  EXPECT_GT(seen.twice, 50);
  EXPECT_GT(seen.again, 50);
  EXPECT_GT(seen.alone, 5);
}

}  // namespace kavel
