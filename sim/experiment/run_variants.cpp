#include "experiment/run_variants.hpp"

#include <deque>

#include "experiment/arm_block.hpp"
#include "experiment/record_lives.hpp"
#include "experiment/region_year.hpp"

namespace kavel {

bool RunVariants::is_coupled(std::size_t variant) const {
  const std::optional<Portfolio>& portfolio = running_.variants[variant].portfolio;
  return portfolio && portfolio->couples();
}

std::int64_t RunVariants::work() const {
  std::int64_t rounds = 1;
  for (std::size_t v = 0; v < running_.variants.size(); ++v) {
    if (is_coupled(v)) rounds += 2 * std::int64_t{running_.variants[v].model.years};
  }
  return rounds * running_.blocks.count();
}

void RunVariants::run() {
  in_step_.resize(running_.variants.size());
  for (std::size_t v = 0; v < running_.variants.size() && !workers_.cancelled(); ++v) {
    if (is_coupled(v)) live_in_step(v);
  }
  if (!workers_.cancelled()) workers_.each(running_.blocks.count(), [&](std::int64_t block) { live_block(block); });
}

void RunVariants::live_in_step(std::size_t variant) {
  const CompiledVariant& of = running_.variants[variant];
  const Portfolio& portfolio = present(of.portfolio, "who lives in step has a portfolio");
  std::deque<Diary> diaries;
  RegionInStep<ArmBlock> region;
  for (std::int64_t block = 0; block < running_.blocks.count(); ++block) {
    Diary* const diary = running_.sample == nullptr ? nullptr : &diaries.emplace_back(running_.sample);
    const BlockRun run = running_.blocks.run_of(of, &workers_.sums().tallies[variant], diary);
    running_.blocks.with(block, [&](const auto& who) { region.add(std::make_unique<ArmBlock>(run, who, portfolio)); });
  }
  const auto each = [&](const std::function<void(std::int64_t)>& work) { return workers_.each(region.size(), work); };
  for (int year = 0; year < of.model.years; ++year) {
    const auto propose = [&](ArmBlock& block, Candidates& candidates) {
      block.propose(year, workers_.sums().tallies[variant], candidates);
    };
    const auto live = [&](ArmBlock& block) {
      const std::int64_t before = workers_.sums().tallies[variant].person_ticks;
      block.live(year, workers_.sums().tallies[variant]);
      workers_.add_ticks(workers_.sums().tallies[variant].person_ticks - before);
    };
    if (!region.live_year(year, {&portfolio}, each, {propose, live}, &allotted_[variant])) return;
  }
  for (std::int64_t block = 0; block < region.size(); ++block) {
    region.block(block).close();
    in_step_[variant].push_back(region.block(block).totals());
  }
  for (Diary& diary : diaries) record(diary, variant, workers_.sums().lives);
}

void RunVariants::live_alone(std::size_t variant, std::int64_t block, std::vector<Int128>& totals) {
  Sums& sums = workers_.sums();
  const CompiledVariant& of = running_.variants[variant];
  const std::int64_t before = sums.tallies[variant].person_ticks;
  std::optional<Diary> diary;
  if (running_.sample != nullptr) diary.emplace(running_.sample);
  const BlockRun run = running_.blocks.run_of(of, &sums.tallies[variant], diary ? &*diary : nullptr);
  running_.blocks.with(block, [&](const auto& who) {
    of.portfolio ? run_arm_block(run, who, *of.portfolio, totals) : run_block(run, who, totals);
  });
  if (diary) record(*diary, variant, sums.lives);
  workers_.add_ticks(sums.tallies[variant].person_ticks - before);
}

/// All variants of a block in turn, so that lineages can be compared.
void RunVariants::live_block(std::int64_t block) {
  std::vector<std::vector<Int128>> totals(running_.variants.size());
  for (std::size_t v = 0; v < running_.variants.size(); ++v) {
    if (is_coupled(v)) {
      totals[v] = std::move(in_step_[v][static_cast<std::size_t>(block)]);
    } else {
      live_alone(v, block, totals[v]);
    }
  }
  add_lineages(running_, block, totals, workers_.sums());
}

void add_lineages(const Running& running, std::int64_t block, const std::vector<std::vector<Int128>>& totals,
                  Sums& sums) {
  const std::size_t width = running.outcomes();
  if (width == 0) return;
  const std::size_t variants = totals.size();
  std::vector<Int128> of_lineage(variants * width);
  std::size_t first = 0;
  running.blocks.each_lineage(block, [&](const LineageStart& who, std::int64_t lineages) {
    for (const std::size_t end = first + static_cast<std::size_t>(lineages) * width; first < end; first += width) {
      for (std::size_t v = 0; v < variants; ++v) {
        std::copy_n(totals[v].begin() + static_cast<std::ptrdiff_t>(first), width,
                    of_lineage.begin() + static_cast<std::ptrdiff_t>(v * width));
      }
      sums.lineages.add(who.cohort, of_lineage.data());
      if (variants > 1) sums.strata.add(running.strata.of(who), of_lineage.data());
    }
  });
}

}  // namespace kavel
