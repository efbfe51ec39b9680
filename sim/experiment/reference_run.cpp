// Why the result does not depend on threads or blocks: as in run.cpp, what a block's lives depend on, hazards of the
// year included, is the same for all and changes only between two rounds over the blocks; all sums are of integers.

#include "experiment/reference_run.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include "experiment/bare_study.hpp"
#include "experiment/threads.hpp"

namespace kavel {

namespace {

constexpr std::int64_t usual_block = 32768;              ///< large: every block keeps cohorts for all that will be born
constexpr double greatest_in_sums = 4503599627370496.0;  ///< 2^52: its square, 2^20 times, fits in 128 bits

/// Base hazards by calendar year, also where they are the same in all.
void spread_over_years(Model& model) {
  if (model.base_varies_by_year) return;
  const auto lanes = static_cast<std::size_t>(model.lanes);
  const auto one = model.base;
  model.base.clear();
  model.base.reserve(one.size() * static_cast<std::size_t>(model.years));
  for (std::size_t row = 0; row < one.size(); row += lanes) {
    for (int year = 0; year < model.years; ++year) {
      model.base.insert(model.base.end(), one.begin() + static_cast<std::ptrdiff_t>(row),
                        one.begin() + static_cast<std::ptrdiff_t>(row + lanes));
    }
  }
  model.base_varies_by_year = true;
}

std::int64_t in_units(double value, double unit) { return std::llround(std::min(value * unit, greatest_in_sums)); }

}  // namespace

DeathComposition::DeathComposition(std::size_t death_lanes) : cells(rows_by_year(1)) {
  for (DeathSums& cell : cells) {
    cell.hazards.assign(death_lanes, 0);
    cell.squares.assign(death_lanes, 0);
  }
}

void DeathComposition::add(const DeathComposition& other) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i].persons += other.cells[i].persons;
    cells[i].speed += other.cells[i].speed;
    for (std::size_t d = 0; d < cells[i].hazards.size(); ++d) {
      cells[i].hazards[d] += other.cells[i].hazards[d];
      cells[i].squares[d] += other.cells[i].squares[d];
    }
  }
}

struct ReferenceRun::Worker {
  struct Thread {
    std::unique_ptr<Tally> lived{};
    std::unique_ptr<Tally> tried{};  ///< of years that are thrown away
    std::unique_ptr<DeathComposition> sums{};
  };
  explicit Worker(int most)
      : limit(oneapi::tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(most)), arena(most) {}
  oneapi::tbb::global_control limit;
  oneapi::tbb::task_arena arena;
  oneapi::tbb::enumerable_thread_specific<Thread> threads{};
};

ReferenceRun::ReferenceRun(const Study& study, const RunOptions& options, const std::string& background,
                           const std::vector<std::string>& deaths)
    : options_(options),
      threads_(threads_or_all(options.threads)),
      key_(key_of(study.seed, 0)),
      variant_(std::move(compile_variants(without_outcomes(study)).front())),
      founders_(study.population),
      newcomers_(study.population),
      arrivals_(study.population, variant_.model, key_),
      shape_(variant_.model, variant_.valuation, study.age_groups, static_cast<int>(study.population.ses_groups.size()),
             Zones(study.population).size()),
      worker_(std::make_unique<Worker>(threads_)) {
  spread_over_years(variant_.model);
  base_as_read_ = variant_.model.base;
  background_ = lane_of(model(), background);
  for (const std::string& death : deaths) deaths_.push_back(lane_of(model(), death));
  make_blocks();
}

ReferenceRun::~ReferenceRun() = default;

template <class Work>
DeathComposition ReferenceRun::over_blocks(const Work& work) {
  std::atomic<bool> stop = false;
  for (Worker::Thread& thread : worker_->threads) thread.sums.reset();
  worker_->arena.execute([&] {
    oneapi::tbb::parallel_for(
        oneapi::tbb::blocked_range<std::size_t>(0, blocks_.size(), 1),
        [&](const oneapi::tbb::blocked_range<std::size_t>& range) {
          Worker::Thread& thread = worker_->threads.local();
          if (!thread.lived) thread.lived = std::make_unique<Tally>(shape_);
          if (!thread.tried) thread.tried = std::make_unique<Tally>(shape_);
          if (!thread.sums) thread.sums = std::make_unique<DeathComposition>(deaths_.size());
          for (std::size_t block = range.begin(); block != range.end() && !stop; ++block) {
            work(blocks_[block], block, thread);
            if (options_.cancelled && options_.cancelled()) stop = true;
          }
        },
        oneapi::tbb::simple_partitioner());
  });
  if (stop) throw Cancelled();
  DeathComposition all(deaths_.size());
  for (const Worker::Thread& thread : worker_->threads) {
    if (thread.sums) all.add(*thread.sums);
  }
  return all;
}

void ReferenceRun::make_blocks() {
  const std::int64_t size = options_.block_size > 0 ? options_.block_size : usual_block;
  const std::int64_t of_founders = (founders_.persons() + size - 1) / size;
  const std::int64_t of_arrivals = (arrivals_.persons() + size - 1) / size;
  blocks_.resize(static_cast<std::size_t>(of_founders + of_arrivals));
  over_blocks([&](std::unique_ptr<FounderBlock>& block, std::size_t index, Worker::Thread& thread) {
    const BlockRun run{&model(), &variant_.valuation, key_, thread.lived.get(), nullptr, &newcomers_};
    const std::int64_t beyond = static_cast<std::int64_t>(index) - of_founders;
    if (beyond < 0) {
      block = std::make_unique<FounderBlock>(run, founders_.between(static_cast<std::int64_t>(index) * size, size));
    } else {
      block = std::make_unique<FounderBlock>(run, arrivals_.between(beyond * size, size));
    }
  });
}

std::size_t ReferenceRun::base_at(int lane, Sex sex, int age, int year) const {
  return sex_age_year(sex, age, year, model().years) * static_cast<std::size_t>(model().lanes) +
         static_cast<std::size_t>(lane);
}

double ReferenceRun::base_as_read(int lane, Sex sex, int age, int year) const {
  return static_cast<double>(base_as_read_[base_at(lane, sex, age, year)]) / clock_unit;
}

void ReferenceRun::set_base(int lane, Sex sex, int age, int year, double hazard) {
  variant_.model.base[base_at(lane, sex, age, year)] = static_cast<float>(hazard * clock_unit);
}

void ReferenceRun::take(const FounderBlock& block, int year, DeathComposition& sums) const {
  for (const Cohort& cohort : block.cohorts()) {
    const int age = cohort.first_age + year;
    if (age < -1) continue;
    const float* base = base_as_read_.data() + base_at(0, cohort.sex, age, year);
    DeathSums& cell = sums.cells[DeathComposition::cell(cohort.sex, age)];
    cell.persons += static_cast<std::int64_t>(cohort.rows.size());
    for (std::size_t row = 0; row < cohort.rows.size(); ++row) {
      const float* speeds = cohort.rows.speeds(row);
      cell.speed += in_units(static_cast<double>(speeds[background_]), speed_in_sums);
      for (std::size_t d = 0; d < deaths_.size(); ++d) {
        const int lane = deaths_[d];
        if (speeds[lane] == 0.0F) continue;
        const std::int64_t hazard =
            in_units(static_cast<double>(base[lane]) * static_cast<double>(speeds[lane]), hazard_in_sums / clock_unit);
        cell.hazards[d] += hazard;
        cell.squares[d] += static_cast<Int128>(hazard) * hazard;
      }
    }
  }
}

DeathComposition ReferenceRun::start_year(int year) {
  return over_blocks([&](std::unique_ptr<FounderBlock>& block, std::size_t, Worker::Thread& thread) {
    block->add_to(*thread.lived);  // the first 1 January enters the founders
    block->start_year(year);
    take(*block, year, *thread.sums);
  });
}

DeathComposition ReferenceRun::try_year(int year) {
  return over_blocks([&](std::unique_ptr<FounderBlock>& block, std::size_t, Worker::Thread& thread) {
    FounderBlock trial(*block, *thread.tried);
    trial.live_year(year);
    take(trial, year, *thread.sums);
  });
}

void ReferenceRun::live_year(int year) {
  over_blocks([&](std::unique_ptr<FounderBlock>& block, std::size_t, Worker::Thread& thread) {
    block->add_to(*thread.lived);
    block->live_year(year);
  });
}

Tally ReferenceRun::tally() const {
  Tally all(shape_);
  for (const Worker::Thread& thread : worker_->threads) {
    if (thread.lived) all.add(*thread.lived);
  }
  return all;
}

}  // namespace kavel
