#include "experiment/threads.hpp"

#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace kavel {

TEST(OnThreads, DoesEachPieceOnce) {
  for (const int threads : {1, 2, 3}) {
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{1000}}) {
      std::vector<int> done(count, 0);
      on_threads(threads)(count, [&](std::size_t i) { ++done[i]; });
      EXPECT_EQ(done, std::vector<int>(count, 1));
    }
  }
}

TEST(OnThreads, LetsAFailureThrough) {
  for (const int threads : {1, 2}) {
    const auto fail = [](std::size_t i) {
      if (i == 7) throw std::runtime_error("seven");
    };
    EXPECT_THROW(on_threads(threads)(20, fail), std::runtime_error);
  }
}

TEST(ThreadsOrAll, AreAsAskedOrAtLeastOne) {
  EXPECT_EQ(threads_or_all(3), 3);
  EXPECT_GE(threads_or_all(0), 1);
}

}  // namespace kavel
