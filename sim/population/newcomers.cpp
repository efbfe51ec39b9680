#include "population/newcomers.hpp"

#include <algorithm>
#include <numeric>

#include "random/stream.hpp"

namespace kavel {

Newcomers::Newcomers(const Population& population)
    : zones_(population),
      affiliations_(population.affiliations.size()),
      cumulative_(population.areas.size() * affiliations_, 0) {
  for (const PopulationCell& cell : population.cells) {
    cumulative_[static_cast<std::size_t>(cell.area) * affiliations_ + static_cast<std::size_t>(cell.affiliation)] +=
        cell.persons;
  }
  for (std::size_t area = 0; area < population.areas.size(); ++area) {
    const auto first = cumulative_.begin() + static_cast<std::ptrdiff_t>(area * affiliations_);
    std::partial_sum(first, first + static_cast<std::ptrdiff_t>(affiliations_), first);
  }
}

int Newcomers::affiliation_of(Key key, PersonId person, int area) const {
  constexpr StreamId drawn_by = stream_of(affiliation_stream);
  if (affiliations_ == 1) return 0;
  const auto first = cumulative_.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(area) * affiliations_);
  const auto last = first + static_cast<std::ptrdiff_t>(affiliations_);
  const auto inhabitants = static_cast<std::uint64_t>(*(last - 1));
  if (inhabitants == 0) return 0;
  const std::uint64_t word = random_word(key, person, drawn_by, 0);
  const auto like = static_cast<std::int64_t>(word * inhabitants >> 32);  // one of them, by number
  return static_cast<int>(std::upper_bound(first, last, like) - first);
}

}  // namespace kavel
