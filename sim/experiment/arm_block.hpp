#pragma once

#include <vector>

#include "life/founder_block.hpp"
#include "programme/offers.hpp"
#include "experiment/region_year.hpp"

namespace kavel {

/// A block as it lives in one arm, everyone in it, every year of it.
class ArmBlock {
 public:
  template <class Run>
  ArmBlock(const BlockRun& run, const std::vector<Run>& who, const Portfolio& portfolio)
      : programmes_(portfolio.programmes.size()), block_(run, who), offers_(portfolio, run.key) {}

  /// 1 January: who wants a place. In the first year the founders enter, which adds to the tally.
  void propose(int year_index, Tally& tally, Candidates& candidates) {
    block_.add_to(tally);
    candidates.resize(1);
    candidates.front().assign(programmes_, {});
    block_.start_year(year_index);
    offers_.propose(block_, year_index, candidates.front());
  }
  void hold(std::size_t /*arm*/, int year_index, CapacityLeft& left) const { offers_.hold(block_, year_index, left); }
  void enrol(std::size_t /*arm*/, int programme, const Candidate& candidate, int year_index) {
    offers_.enrol(block_, programme, candidate.place, year_index);
  }
  void live(int year_index, Tally& tally) {
    block_.add_to(tally);
    block_.live_year(year_index);
  }
  void close() { block_.close(); }
  const std::vector<Int128>& totals() const { return block_.totals(); }

 private:
  std::size_t programmes_;
  FounderBlock block_;
  Offers offers_;
};

/// Lives the whole study of a block whose people compete with nobody for places. `totals`: FounderBlock::totals.
template <class Run>
void run_arm_block(const BlockRun& run, const std::vector<Run>& who, const Portfolio& portfolio,
                   std::vector<Int128>& totals) {
  ArmBlock block(run, who, portfolio);
  Candidates candidates;
  for (int year = 0; year < run.model->years; ++year) {
    block.propose(year, *run.tally, candidates);
    for (std::size_t p = 0; p < portfolio.programmes.size(); ++p) {
      for (const Candidate& one : candidates.front()[p]) block.enrol(0, static_cast<int>(p), one, year);
    }
    block.live(year, *run.tally);
  }
  block.close();
  totals = block.totals();
}

}  // namespace kavel
