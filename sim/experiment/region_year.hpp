#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "programme/offers.hpp"
#include "experiment/allotted.hpp"

namespace kavel {

/// Candidates, [arm][programme].
using Candidates = std::vector<std::vector<std::vector<Candidate>>>;

/// A whole region, all blocks in step, because people compete for places. Memory: a row for everyone.
/// `Block`: ArmBlock or BlockInArms.
template <class Block>
class RegionInStep {
 public:
  void add(std::unique_ptr<Block> block) { blocks_.push_back(std::move(block)); }
  std::int64_t size() const { return static_cast<std::int64_t>(blocks_.size()); }
  Block& block(std::int64_t place) { return *blocks_[static_cast<std::size_t>(place)]; }

  /// Does something to every block, several at once; false if it was given up.
  using Each = std::function<bool(const std::function<void(std::int64_t block)>& work)>;

  /// What a block does in a year, on the thread at hand.
  struct Steps {
    std::function<void(Block&, Candidates&)> propose{};
    std::function<void(Block&)> live{};
  };

  /// The year of a region: propose, allot, enrol, live. `portfolios` [arm]; what comes of allotting is added to
  /// `allotted` [arm]. False if it was given up.
  bool live_year(int year, const std::vector<const Portfolio*>& portfolios, const Each& each, const Steps& steps,
                 Allotted* allotted) {
    std::vector<Candidates> candidates(blocks_.size());
    const auto propose = [&](std::int64_t place) {
      steps.propose(block(place), candidates[static_cast<std::size_t>(place)]);
    };
    if (!each(propose)) return false;
    for (std::size_t arm = 0; arm < portfolios.size(); ++arm) {
      CapacityLeft left(portfolios[arm]->capacities);
      for (const std::unique_ptr<Block>& block : blocks_) block->hold(arm, year, left);
      for (std::size_t p = 0; p < portfolios[arm]->programmes.size(); ++p) {
        std::vector<Candidate> all = gathered(candidates, arm, p);
        const std::size_t wanted = all.size();
        allot(portfolios[arm]->programmes[p], left, all);
        allotted[arm].turned_away.push_back(static_cast<std::int64_t>(wanted - all.size()));
        for (const Candidate& one : all) block(one.block).enrol(arm, static_cast<int>(p), one, year);
      }
      const std::vector<std::int64_t> used = left.used();
      allotted[arm].used.insert(allotted[arm].used.end(), used.begin(), used.end());
    }
    return each([&](std::int64_t place) { steps.live(block(place)); });
  }

 private:
  static std::vector<Candidate> gathered(const std::vector<Candidates>& candidates, std::size_t arm,
                                         std::size_t programme) {
    std::vector<Candidate> all;
    for (std::size_t b = 0; b < candidates.size(); ++b) {
      for (const Candidate& one : candidates[b][arm][programme]) {
        all.push_back(one);
        all.back().block = static_cast<std::int64_t>(b);
      }
    }
    return all;
  }

  std::vector<std::unique_ptr<Block>> blocks_{};
};

}  // namespace kavel
