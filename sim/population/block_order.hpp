#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace kavel {

/// Runs of persons one after the other, to be cut into blocks: ordered by the cost level of their area, so that a block
/// holds few levels, and as they came within a level.
template <class Run>
class BlockOrder {
 public:
  BlockOrder() = default;
  BlockOrder(std::vector<Run> runs, const std::vector<int>& level_of_area) : runs_(std::move(runs)) {
    if (!level_of_area.empty()) {
      const auto level = [&](const Run& run) { return level_of_area[static_cast<std::size_t>(run.area)]; };
      std::stable_sort(runs_.begin(), runs_.end(), [&](const Run& a, const Run& b) { return level(a) < level(b); });
    }
    for (const Run& run : runs_) {
      starts_.push_back(persons_);
      persons_ += run.persons;
    }
  }

  /// The persons first … first + count - 1, run by run.
  std::vector<Run> between(std::int64_t first, std::int64_t count) const {
    std::vector<Run> parts;
    const std::int64_t end = std::min(first + count, persons_);
    auto i = static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), first) - starts_.begin());
    if (i > 0) --i;
    for (; i < runs_.size() && starts_[i] < end; ++i) {
      const std::int64_t from = std::max(first - starts_[i], std::int64_t{0});
      const std::int64_t to = std::min(end - starts_[i], static_cast<std::int64_t>(runs_[i].persons));
      if (to > from) parts.push_back(runs_[i].part(from, to - from));
    }
    return parts;
  }

 private:
  std::vector<Run> runs_{};
  std::vector<std::int64_t> starts_{};  ///< [run]: persons before it
  std::int64_t persons_ = 0;
};

}  // namespace kavel
