#include "life/founder_block.hpp"

#include <algorithm>
#include <utility>

#include "random/stream.hpp"

namespace kavel {

namespace {

constexpr std::int64_t cohort_persons = 4096;  ///< of a cohort that are together: their rows fit in the cache
constexpr StreamId birth_sex_stream = stream_of("birth@sex");

int first_age_of(const FounderRun& run) { return run.age; }
int first_age_of(const ArrivalRun& run) { return run.first_age; }

PersonId id_of(const FounderRun& run, const Model&, std::int64_t i) {
  return {run.first.value + static_cast<std::uint64_t>(i)};
}
PersonId id_of(const ArrivalRun& run, const Model& model, std::int64_t i) {
  return run.id(model.start, static_cast<std::int32_t>(i));
}

}  // namespace

FounderBlock::FounderBlock(const BlockRun& run, const Telling& telling)
    : run_(run),
      newborns_(static_cast<std::size_t>(run.model->years)),
      lives_(run, people_, totals_, newborns_, telling) {}

FounderBlock::FounderBlock(const BlockRun& run, const std::vector<FounderRun>& founders) : FounderBlock(run) {
  divide(founders, &Cohort::founders);
}

FounderBlock::FounderBlock(const BlockRun& run, const std::vector<ArrivalRun>& arrivals) : FounderBlock(run) {
  divide(arrivals, &Cohort::arrivals);
}

FounderBlock::FounderBlock(const BlockRun& run, std::size_t lineages, const Telling& telling)
    : FounderBlock(run, telling) {
  totals_.assign(lineages * run.valuation->outcomes.size(), 0);
}

FounderBlock::FounderBlock(const FounderBlock& other, Tally& tally)
    : run_{other.run_.model, other.run_.valuation, other.run_.key, &tally, nullptr, other.run_.newcomers},
      people_(other.people_),
      totals_(other.totals_),
      newborns_(other.newborns_),
      cohorts_(other.cohorts_),
      lives_(run_, people_, totals_, newborns_) {}

void FounderBlock::add_to(Tally& tally) {
  run_.tally = &tally;
  lives_.add_to(tally);
}

Cohort& FounderBlock::add_cohort(Sex sex, int first_age, int level) {
  return cohorts_.emplace_back(*run_.model, *run_.valuation, run_.tally->shape, BooksOf{sex, first_age, level},
                               run_.shelf);
}

/// Divides those with whom lineages begin over cohorts, in their order.
template <class Run>
void FounderBlock::divide(const std::vector<Run>& runs, std::vector<Run> Cohort::*who) {
  std::int64_t lineages = 0;
  std::int64_t place = 0;  // left in the last cohort
  for (const Run& run : runs) {
    const int first_age = first_age_of(run);
    const int level = run_.valuation->level_of(run.area);
    for (std::int64_t begin = 0; begin < run.persons;) {
      if (place == 0 || cohorts_.back().sex != run.sex || cohorts_.back().first_age != first_age ||
          cohorts_.back().level != level) {
        add_cohort(run.sex, first_age, level).first_lineage = static_cast<std::int32_t>(lineages);
        place = cohort_persons;
      }
      const std::int64_t persons = std::min<std::int64_t>(place, run.persons - begin);
      (cohorts_.back().*who).push_back(run.part(begin, persons));
      begin += persons;
      place -= persons;
      lineages += persons;
    }
    for (std::int64_t i = 0; run_.diary != nullptr && i < run.persons; ++i) {
      run_.diary->add_lineage(id_of(run, *run_.model, i));
    }
  }
  totals_.assign(static_cast<std::size_t>(lineages) * run_.valuation->outcomes.size(), 0);
}

// ---- cohort by cohort, or year by year

void FounderBlock::live_all_years() {
  const std::size_t here = cohorts_.size();
  for (std::size_t cohort = 0; cohort < here; ++cohort) live_through(cohorts_[cohort], 0);
  for (int year = 0; year < run_.model->years; ++year) {
    const std::size_t before = cohorts_.size();
    receive_newborns(year);  // their children are born later: in a year that is still to come, or in this one
    for (std::size_t cohort = before; cohort < cohorts_.size(); ++cohort) live_through(cohorts_[cohort], year + 1);
  }
}

/// Lives all years from the first on, and makes place.
void FounderBlock::live_through(Cohort& cohort, int first_year) {
  for (int year = first_year; year < run_.model->years; ++year) live(cohort, year);
  lives_.close(cohort);
  cohort.rows.clear();
}

void FounderBlock::start_year(int year_index) {
  for (Cohort& cohort : cohorts_) lives_.start(cohort, year_index);
}

std::size_t FounderBlock::add_cohort_like(const Cohort& other) {
  add_cohort(other.sex, other.first_age, other.level);
  return cohorts_.size() - 1;
}

std::size_t FounderBlock::adopt(std::size_t cohort, const Cohort& from, std::size_t row,
                                const std::vector<int>& transitions, int year_index) {
  return lives_.adopt(cohorts_[cohort], from, row, transitions, year_index);
}

void FounderBlock::take_off_children(std::size_t cohort, const Cohort& there, int year_index) {
  cohorts_[cohort].told.take(there, {}, {});
  lives_.take_off(cohorts_[cohort], year_index);
}

void FounderBlock::live_year(int year_index) {
  for (Cohort& cohort : cohorts_) {
    live(cohort, year_index);
    cohort.rows.fit();
  }
  receive_newborns(year_index);
}

void FounderBlock::close() {
  for (Cohort& cohort : cohorts_) lives_.close(cohort);
}

void FounderBlock::live(Cohort& cohort, int year_index) {
  lives_.live(cohort, year_index);
  run_.tally->end[static_cast<std::size_t>(year_index)] += static_cast<std::int64_t>(cohort.rows.size());
}

/// Children live the rest of their first year from the tick of birth; a model may let them give birth in it.
void FounderBlock::receive_newborns(int year_index) {
  const auto is_girl = [this](const Newborn& child) { return sex_of(child.key.id) == Sex::female; };
  const auto level_of = [this](const Newborn& child) { return run_.valuation->level_of(child.key.area); };
  const std::size_t first_new = cohorts_.size();
  const auto receive = [&](Sex sex, std::span<Newborn> children) {
    while (!children.empty()) {
      const int level = level_of(children.front());
      const auto others = std::stable_partition(children.begin(), children.end(),
                                                [&](const Newborn& child) { return level_of(child) == level; });
      const auto alike = static_cast<std::size_t>(others - children.begin());
      lives_.receive(newborns_of(sex, level, year_index, first_new), children.first(alike), year_index);
      children = children.subspan(alike);
    }
  };
  std::vector<Newborn>& newborns = newborns_[static_cast<std::size_t>(year_index)];
  while (!newborns.empty()) {
    std::vector<Newborn> born = std::exchange(newborns, {});
    const auto boys = std::stable_partition(born.begin(), born.end(), is_girl);
    receive(Sex::female, {born.begin(), boys});
    receive(Sex::male, {boys, born.end()});
  }
  for (std::size_t cohort = first_new; cohort < cohorts_.size(); ++cohort) {
    run_.tally->end[static_cast<std::size_t>(year_index)] += static_cast<std::int64_t>(cohorts_[cohort].rows.size());
  }
}

/// The cohort of those born in a year, one of those from `first_new` on.
Cohort& FounderBlock::newborns_of(Sex sex, int level, int year_index, std::size_t first_new) {
  for (std::size_t cohort = first_new; cohort < cohorts_.size(); ++cohort) {
    if (cohorts_[cohort].sex == sex && cohorts_[cohort].level == level) return cohorts_[cohort];
  }
  return add_cohort(sex, -1 - year_index, level);
}

Sex FounderBlock::sex_of(PersonId child) const {
  const double boys = run_.model->boys_per_girl / (1 + run_.model->boys_per_girl);
  return uniform(random_word(run_.key, child, birth_sex_stream, 0)) < boys ? Sex::male : Sex::female;
}

namespace {

template <class Run>
void run_all_years(const BlockRun& run, const std::vector<Run>& who, std::vector<Int128>& totals) {
  FounderBlock block(run, who);
  block.live_all_years();
  totals = block.totals();
}

}  // namespace

void run_block(const BlockRun& run, const std::vector<FounderRun>& founders, std::vector<Int128>& totals) {
  run_all_years(run, founders, totals);
}

void run_block(const BlockRun& run, const std::vector<ArrivalRun>& arrivals, std::vector<Int128>& totals) {
  run_all_years(run, arrivals, totals);
}

}  // namespace kavel
