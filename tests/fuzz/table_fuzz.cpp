#include <cstddef>
#include <cstdint>

#include "core/errors.hpp"
#include "io/read_table.hpp"

/// Reads a CSV table, and looks up what its rows say they hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const kavel::SourceFile file{"t.csv", std::string(reinterpret_cast<const char*>(data), size), "t.csv", ""};
  kavel::Problems problems;
  const auto table = kavel::read_table(file, problems);
  kavel::expects((table == nullptr) == !problems.empty(), "a table or problems");
  if (!table) return 0;
  for (const kavel::TableRow& row : table->rows) {
    const kavel::TableKeys& keys = row.keys;
    const auto first = [](const std::optional<kavel::Range>& range) { return range ? range->from : 0; };
    const kavel::TableRow* found =
        table->find(keys.sex.value_or(kavel::Sex::male), first(keys.age), first(keys.year), first(keys.year_of_study),
                    first(keys.year_in_state), keys.state.value_or(""));
    kavel::expects(found == &row, "every row is found by its own keys");
  }
  return 0;
}
