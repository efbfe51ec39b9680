#include "experiment/full_cross.hpp"

namespace kavel {

namespace {

std::uint64_t size(int value) { return static_cast<std::uint64_t>(value); }

/// Cells of one sex, age group and SES in one year.
std::uint64_t rows_of(const TallyShape& shape) {
  return size(shape.years) * sexes * size(shape.age_groups) * size(shape.ses_groups);
}

/// Bytes of one cell in the file: every value is a number of 64 bits.
std::uint64_t written(const TallyShape& shape) {
  return 8 * (size(shape.states) + size(shape.transitions) + size(shape.outcomes) + size(shape.activities) +
              size(shape.deductibles) + 2 * size(shape.measures));
}

/// Bytes of one cell in a tally.
std::uint64_t tallied(const TallyShape& shape) {
  return sizeof(std::int64_t) *
             (size(shape.states) + size(shape.transitions) + size(shape.deductibles) + size(shape.measures)) +
         sizeof(Int128) * (size(shape.outcomes) + size(shape.activities) + size(shape.measures));
}

}  // namespace

FullCrossSize full_cross_size(const std::vector<TallyShape>& shapes, int areas, int threads) {
  FullCrossSize all;
  std::uint64_t tallies = 0;
  for (const TallyShape& shape : shapes) {
    all.cells = rows_of(shape) * size(areas);
    all.bytes += all.cells * written(shape);
    tallies += rows_of(shape) * size(shape.areas) * tallied(shape);
  }
  all.memory = size(threads) * tallies + 3 * all.bytes;  // results, one dataset of all variants, and the file
  return all;
}

}  // namespace kavel
