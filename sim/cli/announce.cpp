#include "cli/announce.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <unistd.h>

#include <fmt/format.h>

#include "core/errors.hpp"
#include "analysis/number_text.hpp"

namespace kavel {

namespace {

/// Bytes this process may use: the machine's, or fewer in a container.
std::uint64_t memory_here() {
  std::uint64_t memory =
      static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  std::uint64_t limit = 0;
  std::ifstream container("/sys/fs/cgroup/memory.max");  // "max" where there is no limit
  if (container >> limit) memory = std::min(memory, limit);
  return memory;
}

}  // namespace

void announce(const FullCrossSize& size, bool quiet) {
  const std::string cells = whole(static_cast<std::int64_t>(size.cells));
  const std::uint64_t here = memory_here();
  if (size.memory > here) {
    throw InputError(
        Mark{}, "--full-cross",
        fmt::format("a cross that fits in the {} of memory here (fewer years, age groups, SES groups, areas, "
                    "variants or threads)",
                    bytes_text(here)),
        fmt::format("{} cells, which take {}", cells, bytes_text(size.memory)));
  }
  if (quiet) return;
  std::fputs(fmt::format("full cross: {} cells, {} in the file before it is compressed, at most {} of memory\n", cells,
                         bytes_text(size.bytes), bytes_text(size.memory))
                 .c_str(),
             stderr);
}

void announce_doubts(const Study& study) {
  for (const Problem& doubt : study.doubts) {
    std::fputs(fmt::format("warning: {}\n", message_of(doubt)).c_str(), stderr);
  }
}

}  // namespace kavel
