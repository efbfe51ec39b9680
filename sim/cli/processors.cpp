#include "cli/processors.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <sys/syscall.h>
#include <unistd.h>

#include "cli/number_option.hpp"

namespace kavel {

namespace {

constexpr std::uint64_t most_threads = 1024;

/// Fewer than the machine has, in a container or under taskset.
int processors() {
  std::array<std::uint64_t, 128> allowed{};  // a bit each
  ::syscall(SYS_sched_getaffinity, 0, sizeof allowed, allowed.data());
  int count = 0;
  for (const std::uint64_t word : allowed) count += std::popcount(word);
  return std::max(count, 1);
}

}  // namespace

int threads_of(const std::string& option) {
  if (!option.empty()) return static_cast<int>(number_option("--threads", option, 1, most_threads));
  return processors();
}

}  // namespace kavel
