// Why the result does not depend on threads or blocks: a founder block's lives depend on nothing outside it but the
// places that were allotted, and these depend on no order; what it adds to (tallies, lineage sums) are integers, whose
// sum is the same in any order and grouping; each thread adds to its own.

#include "experiment/run.hpp"

#include <algorithm>
#include <optional>

#include "population/lineage_sample.hpp"
#include "population/zones.hpp"
#include "experiment/align.hpp"
#include "experiment/allotted.hpp"
#include "experiment/collect.hpp"
#include "experiment/compiled.hpp"
#include "experiment/record_lives.hpp"
#include "experiment/run_arms.hpp"
#include "experiment/run_variants.hpp"
#include "experiment/threads.hpp"

namespace kavel {

namespace {

class Runner {
 public:
  Runner(const Study& study, const RunOptions& options)
      : study_(study),
        options_(options),
        threads_(threads_or_all(options.threads)),
        variants_(compile_variants(study, on_threads(threads_))),
        key_(key_of(study.seed, 0)),
        blocks_(study, variants_.front(), key_, options.block_size, threads_),
        strata_(study.age_groups, static_cast<int>(study.population.ses_groups.size()),
                static_cast<int>(study.population.areas.size())) {
    for (const CompiledVariant& variant : variants_) {
      shapes_.emplace_back(variant.model, variant.valuation, study.age_groups,
                           static_cast<int>(study.population.ses_groups.size()), Zones(study.population).size(),
                           options.full_cross ? FullCross::yes : FullCross::no);
      if (!study.population.inside.empty()) shapes_.back().sides = Zones(study.population).sides();
    }
    const bool crossed = std::any_of(shapes_.begin(), shapes_.end(), [](const TallyShape& one) { return one.crossed; });
    for (TallyShape& shape : shapes_) shape.crossed = crossed;
    if (options.full_cross && options.announce) {
      options.announce(full_cross_size(shapes_, static_cast<int>(study.population.areas.size()), threads_));
    }
  }

  Results run() {
    if (options_.persons_sample > 0) {
      check_sample();
      sample_.emplace(key_, blocks_.founders(), options_.persons_sample);
    }
    Sums sums = live(sample_ ? &*sample_ : nullptr);
    Results results =
        collect(study_, variants_, blocks_.founders(), blocks_.cohort_sizes(), sums.tallies, sums.lineages);
    if (variants_.size() > 1) strata_.tell(blocks_, sums.strata, variants_, results);
    results.inhabitants = study_.population.inhabitants;
    tell_allotted(study_, variants_, sums.allotted, results);
    put_in_order(sums.lives);
    Axes(variants_).align(sums.lives);
    results.sample = {options_.persons_sample, std::move(sums.lives)};
    return results;
  }

  /// Events of everyone.
  Trace trace(std::size_t variant) {
    const LineageSample everyone(key_, blocks_.founders(), blocks_.founders());
    Trace events;
    for (const RecordedLife& life : live(&everyone).lives) {
      if (life.variant != variant) continue;
      for (const LifeEvent& event : life.events) {
        const auto tick = static_cast<Ticks>(event.at - moment(event.year_index, 0));
        events.push_back({life.person, event.year_index, tick, event.transition});
      }
    }
    std::sort(events.begin(), events.end());
    return events;
  }

 private:
  bool by_divergence() const { return !study_.arms.empty() && !options_.full_arms; }

  Sums live(const LineageSample* sample) {
    const Running running{variants_, blocks_, shapes_, sample, strata_};
    Workers workers(options_, threads_, [this] { return empty_sums(); });
    std::vector<Allotted> allotted;
    const auto live_all = [&](auto&& way) {
      workers.expect_rounds(way.work());
      workers.within([&] { way.run(); });
      allotted = way.allotted();
    };
    if (by_divergence()) {
      live_all(RunArms(running, workers));
    } else {
      live_all(RunVariants(running, workers));
    }
    if (workers.cancelled()) throw Cancelled();
    Sums sums = workers.all();
    sums.allotted = std::move(allotted);
    if (by_divergence()) complete(variants_, sums);
    return sums;
  }

  Sums empty_sums() const {
    Sums sums;
    for (const TallyShape& shape : shapes_) sums.tallies.emplace_back(shape);
    const auto variants = static_cast<int>(variants_.size());
    const auto outcomes = static_cast<int>(variants_.front().valuation.outcomes.size());
    sums.lineages = LineageSums(static_cast<int>(blocks_.cohort_sizes().size()), variants, outcomes);
    if (variants > 1) sums.strata = LineageSums(strata_.count(), variants, outcomes, LineageSums::Products::left_out);
    return sums;
  }

  void check_sample() const {
    if (options_.persons_sample <= blocks_.founders()) return;
    throw InputError(Mark{}, "--persons-sample",
                     "no more than there are persons at the start, " + std::to_string(blocks_.founders()),
                     std::to_string(options_.persons_sample));
  }

  const Study& study_;
  const RunOptions& options_;
  int threads_;
  std::vector<CompiledVariant> variants_;
  Key key_;
  Blocks blocks_;
  LineageStrata strata_;
  std::vector<TallyShape> shapes_{};
  std::optional<LineageSample> sample_{};
};

}  // namespace

Results run(const Study& study, const RunOptions& options) { return Runner(study, options).run(); }

Trace trace(const Study& study, std::size_t variant, const RunOptions& options) {
  return Runner(study, options).trace(variant);
}

}  // namespace kavel
