#include "model/row_order.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace kavel {

namespace {

constexpr int most_buckets = 4096;

/// Rows by one key. Few different ages or years are counted rather than compared.
class KeyOrder {
 public:
  KeyOrder(const std::vector<RowPlace>& places, std::size_t key) : places_(places), key_(key) {}

  /// Those alike stay in their order.
  void apply(std::vector<std::size_t>& order) const {
    const auto earlier = [&](std::size_t a, std::size_t b) {
      return std::tie(range(a).from, range(a).to) < std::tie(range(b).from, range(b).to);
    };
    if (std::is_sorted(order.begin(), order.end(), earlier)) return;
    if (!count(order)) std::stable_sort(order.begin(), order.end(), earlier);
  }

 private:
  const Range& range(std::size_t row) const { return places_[row][key_]; }

  /// False where ranges begin too far apart, or begin alike and end differently.
  bool count(std::vector<std::size_t>& order) const {
    const auto by_from = [&](std::size_t a, std::size_t b) { return range(a).from < range(b).from; };
    const auto [least, most] = std::minmax_element(order.begin(), order.end(), by_from);
    const int first = range(*least).from;
    if (range(*most).from - first >= most_buckets) return false;
    const auto buckets = static_cast<std::size_t>(range(*most).from - first) + 1;
    std::vector<std::size_t> starts(buckets + 1, 0);
    std::vector<int> ends(buckets, -1);
    for (const std::size_t row : order) {
      const auto bucket = static_cast<std::size_t>(range(row).from - first);
      if (starts[bucket + 1]++ > 0 && ends[bucket] != range(row).to) return false;
      ends[bucket] = range(row).to;
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<std::size_t> sorted(order.size());
    for (const std::size_t row : order) sorted[starts[static_cast<std::size_t>(range(row).from - first)]++] = row;
    order = std::move(sorted);
    return true;
  }

  const std::vector<RowPlace>& places_;
  std::size_t key_;
};

}  // namespace

std::vector<std::size_t> in_order(const std::vector<RowPlace>& places) {
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t key = table_keys; key-- > 0;) KeyOrder(places, key).apply(order);
  return order;
}

}  // namespace kavel
