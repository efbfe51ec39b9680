#include "experiment/run_arms.hpp"

#include <algorithm>
#include <deque>

#include "tally/difference.hpp"
#include "experiment/record_lives.hpp"
#include "experiment/region_year.hpp"

namespace kavel {

/// What is written down of a block: in usual care, then of those who diverged in each arm.
struct RunArms::Diaries {
  std::deque<Diary> all{};
};

bool RunArms::is_coupled() const {
  return std::any_of(running_.variants.begin() + 1, running_.variants.end(),
                     [](const CompiledVariant& arm) { return arm.portfolio->couples(); });
}

std::int64_t RunArms::work() const { return running_.blocks.count() * (is_coupled() ? 2 * std::int64_t{years()} : 1); }

void RunArms::run() {
  if (is_coupled()) return live_in_step();
  workers_.each(running_.blocks.count(), [&](std::int64_t place) { live_block(place); });
}

std::unique_ptr<BlockInArms> RunArms::block(std::int64_t place, Diaries* diaries) {
  std::vector<BlockRun> runs;
  for (std::size_t v = 0; v < running_.variants.size(); ++v) {
    Diary* const diary = diaries == nullptr ? nullptr : &diaries->all.emplace_back(running_.sample);
    runs.push_back(running_.blocks.run_of(running_.variants[v], &workers_.sums().tallies[v], diary));
  }
  std::unique_ptr<BlockInArms> made;
  running_.blocks.with(place, [&](const auto& who) {
    made = std::make_unique<BlockInArms>(running_.variants, runs.front(),
                                         std::vector<BlockRun>(runs.begin() + 1, runs.end()), who);
  });
  return made;
}

void RunArms::live_year(BlockInArms& block, int year) {
  Sums& sums = workers_.sums();
  std::vector<Tally*> arms;
  for (std::size_t arm = 0; arm < block.arms(); ++arm) arms.push_back(&sums.tallies[arm + 1]);
  workers_.add_ticks(block.persons() * ticks_per_year);
  block.live(year, sums.tallies.front(), arms);
}

/// A block through all years, where nobody competes for places.
void RunArms::live_block(std::int64_t place) {
  Diaries diaries;
  Diaries* const kept = running_.sample == nullptr ? nullptr : &diaries;
  const std::unique_ptr<BlockInArms> here = block(place, kept);
  Candidates candidates;
  for (int year = 0; year < years(); ++year) {
    here->propose(year, workers_.sums().tallies.front(), candidates);
    for (std::size_t arm = 0; arm < candidates.size(); ++arm) {
      for (std::size_t p = 0; p < candidates[arm].size(); ++p) {
        for (const Candidate& one : candidates[arm][p]) here->enrol(arm, static_cast<int>(p), one, year);
      }
    }
    live_year(*here, year);
  }
  finish(place, *here, kept);
}

void RunArms::live_in_step() {
  std::deque<Diaries> diaries;
  RegionInStep<BlockInArms> region;
  for (std::int64_t place = 0; place < running_.blocks.count(); ++place) {
    region.add(block(place, running_.sample == nullptr ? nullptr : &diaries.emplace_back()));
  }
  std::vector<const Portfolio*> portfolios;
  for (std::size_t v = 1; v < running_.variants.size(); ++v)
    portfolios.push_back(&present(running_.variants[v].portfolio, "an arm has a portfolio"));
  const auto each = [&](const std::function<void(std::int64_t)>& work) { return workers_.each(region.size(), work); };
  for (int year = 0; year < years(); ++year) {
    const auto propose = [&](BlockInArms& block, Candidates& candidates) {
      block.propose(year, workers_.sums().tallies.front(), candidates);
    };
    const auto live = [&](BlockInArms& block) { live_year(block, year); };
    if (!region.live_year(year, portfolios, each, {propose, live}, &allotted_[1])) return;
  }
  for (std::int64_t place = 0; place < region.size(); ++place) {
    finish(place, region.block(place), diaries.empty() ? nullptr : &diaries[static_cast<std::size_t>(place)]);
  }
}

void RunArms::finish(std::int64_t place, BlockInArms& block, Diaries* diaries) {
  block.close();
  std::vector<std::vector<Int128>> totals{block.totals()};
  for (std::size_t arm = 0; arm < block.arms(); ++arm) {
    totals.push_back(block.diverged(arm).differences());
    for (std::size_t i = 0; i < totals.back().size(); ++i) totals.back()[i] += totals.front()[i];
  }
  add_lineages(running_, place, totals, workers_.sums());
  if (diaries == nullptr) return;
  std::vector<RecordedLife>& lives = workers_.sums().lives;
  for (std::size_t arm = 0; arm < block.arms(); ++arm) {
    const CompiledVariant& variant = running_.variants[arm + 1];
    const auto since = [&](PersonId person) { return block.diverged(arm).since(person); };
    record_arm(diaries->all.front(), diaries->all[arm + 1], since, variant, arm + 1, lives);
  }
  record(diaries->all.front(), 0, lives);
}

void complete(const std::vector<CompiledVariant>& variants, Sums& sums) {
  for (std::size_t arm = 1; arm < variants.size(); ++arm) {
    const Embedding& embedding = present(variants[arm].of_usual_care, "an arm has an embedding");
    add_embedded(sums.tallies.front(), embedding, sums.tallies[arm]);
  }
}

}  // namespace kavel
