#include "tests/reference/agreement.hpp"

#include <array>

#include <gtest/gtest.h>

#include "experiment/run.hpp"
#include "tests/reference/reference.hpp"
#include "tests/support/same_results.hpp"

namespace kavel::reference {

namespace {

constexpr std::array<int, 4> threads{1, 2, 3, 8};
constexpr std::array<int, 5> block_sizes{0, 1, 7, 64, 1000};

std::string words_of(const Way& way) {
  return std::string(instruction_set_names[static_cast<std::size_t>(way.instruction_set)]) + ", " +
         std::to_string(way.threads) + " threads, blocks of " + std::to_string(way.block_size);
}

void expect_agreement_in(const Study& study, const Way& way, bool full_arms, const Results& expected,
                         const std::vector<Trace>& traces) {
  RunOptions options;
  options.full_arms = full_arms;
  options.threads = way.threads;
  options.block_size = way.block_size;
  for (std::size_t variant = 0; variant < traces.size(); ++variant) {
    ASSERT_TRUE(support::same_trace(traces[variant], trace(study, variant, options))) << "variant " << variant;
  }
  options.full_cross = way.threads % 2 == 0;
  ASSERT_TRUE(
      support::same_results(options.full_cross ? expected : support::without_cross(expected), run(study, options)));
}

/// Goes back to the best instruction set, also after a failure.
struct BestAfterwards {
  ~BestAfterwards() { use_best(); }
};

}  // namespace

std::vector<Way> all_ways() {
  std::vector<Way> ways;
  for (const InstructionSet set : available_instruction_sets()) {
    for (const int count : threads) {
      for (const int size : block_sizes) ways.push_back({set, count, size});
    }
  }
  return ways;
}

std::vector<Way> some_ways(std::size_t number) {
  std::vector<Way> ways;
  for (const InstructionSet set : available_instruction_sets()) {
    const std::size_t pair = number + ways.size();  // 4 and 5 have no common divisor
    ways.push_back({set, threads[pair % threads.size()], block_sizes[pair % block_sizes.size()]});
  }
  return ways;
}

std::vector<Way> alone_and_together(std::size_t number) {
  const std::vector<InstructionSet> sets = available_instruction_sets();
  return {{sets[number % sets.size()], 1, block_sizes[number % block_sizes.size()]},
          {sets[(number + 1) % sets.size()], 2, block_sizes[(number + 2) % block_sizes.size()]}};
}

void expect_agreement(const Study& study, const std::vector<Way>& ways) {
  const BestAfterwards best;
  const Results expected = reference_run(study);
  std::vector<Trace> traces;
  for (std::size_t variant = 0; variant < study.variants.size() + study.arms.size(); ++variant) {
    traces.push_back(reference_trace(study, variant));
  }
  for (const Way& way : ways) {
    SCOPED_TRACE(words_of(way));
    use_only(way.instruction_set);
    expect_agreement_in(study, way, false, expected, traces);
    if (testing::Test::HasFatalFailure()) return;
    if (study.arms.empty()) continue;
    expect_agreement_in(study, way, true, expected, traces);
    if (testing::Test::HasFatalFailure()) return;
  }
}

}  // namespace kavel::reference
