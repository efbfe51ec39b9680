#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/age.hpp"
#include "core/int128.hpp"
#include "core/ticks.hpp"

namespace kavel {

inline constexpr double money_quantum = 1e-3;  ///< EUR; spending and what is paid are integers of it

inline constexpr std::size_t spending_chunk = 4;  ///< parts of which the sums go together

/// What states and transitions are expected to cost under a deductible, in quanta, by part. The states are all those of
/// the attributes that ask for care under it, the transitions those that do; each by its place among them.
struct Spending {
  std::size_t width = 0;  ///< parts, padded to whole chunks
  std::size_t states = 0, lanes = 0;
  std::vector<std::int64_t> rates{};    ///< a year [cost level x sex x age + 1 x year x place of a state x part]
  std::vector<std::int64_t> payoffs{};  ///< each time [cost level x sex x age + 1 x year x place of a lane x part]

  std::size_t rate(std::size_t row, int place) const {
    return (row * states + static_cast<std::size_t>(place)) * width;
  }
  std::size_t payoff(std::size_t row, int place) const {
    return (row * lanes + static_cast<std::size_t>(place)) * width;
  }
};

/// What insured persons pay themselves: the first quanta of what they spend in a calendar year on the activities under
/// it, up to an amount; immutable (sim/README.md, "Deductibles").
struct Deductible {
  std::string name{};
  int payer = 0;    ///< who pays it
  int insurer = 0;  ///< who pays the activities under it, and this much less
  int from_age = 0;
  std::vector<std::int64_t> amounts{};  ///< quanta [year]
  std::vector<int> spreads{};           ///< of the activities under it, each once: the parts of what is spent
  std::vector<int> attributes{};        ///< those whose states ask for care under it
  int years = 1;
  std::vector<int> state_places{};             ///< [state]: its place among those that ask for care under it, or -1
  std::vector<int> lane_places{};              ///< [lane]: likewise
  std::shared_ptr<const Spending> spending{};  ///< what arms spend on usual care they have in common

  std::size_t parts() const { return spreads.size(); }
  std::size_t row(Sex sex, int age, int year_index, int level = 0) const {
    return static_cast<std::size_t>(level) * rows_by_year(years) + sex_age_year(sex, age, year_index, years);
  }
  /// By part: what a state is expected to cost a year, and a transition each time; null: nothing.
  const std::int64_t* rates(std::size_t row, int state) const {
    const int place = state_places[static_cast<std::size_t>(state)];
    return place < 0 ? nullptr : spending->rates.data() + spending->rate(row, place);
  }
  const std::int64_t* payoffs(std::size_t row, int lane) const {
    const int place = lane_places[static_cast<std::size_t>(lane)];
    return place < 0 ? nullptr : spending->payoffs.data() + spending->payoff(row, place);
  }

  /// What is expected of a person's year, in quanta, from quanta x ticks.
  static std::int64_t expected(Int128 quanta_ticks) {
    if (quanta_ticks <= 0) return 0;
    const auto narrow = static_cast<std::int64_t>(quanta_ticks);
    if (narrow == quanta_ticks) return narrow / ticks_per_year;  // as good as always
    return static_cast<std::int64_t>(quanta_ticks / ticks_per_year);
  }
  /// What is paid at most by someone who is here for `ticks` of the year.
  static std::int64_t amount_for(std::int64_t amount, std::int64_t ticks) {
    return static_cast<std::int64_t>(static_cast<Int128>(amount) * ticks / ticks_per_year);
  }
};

}  // namespace kavel
