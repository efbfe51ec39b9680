#include "life/cohort_lives.hpp"

#include <algorithm>
#include <utility>

#include "random/word_batch.hpp"
#include "population/starting_state.hpp"
#include "life/kernels.hpp"

namespace kavel {

namespace {

constexpr std::size_t batch_rows = 64;  ///< lived together
constexpr std::size_t ahead = 3;        ///< rows asked for before they are lived

}  // namespace

CohortLives::CohortLives(const BlockRun& run, std::uint32_t& people, std::vector<Int128>& totals,
                         std::vector<std::vector<Newborn>>& newborns, const Telling& telling)
    : run_(run),
      model_(*run.model),
      people_(people),
      totals_(totals),
      newborns_(newborns),
      life_(model_, *run.valuation, run.key),
      replay_(model_, *run.valuation, telling),
      speeds_(model_),
      care_(model_, *run.valuation),
      deductible_(model_, *run.valuation, run.key),
      written_(model_.attributes.size(), run.valuation->modifiers_of_each()),
      spent_(model_.attributes.size()),
      none_spent_(model_.attributes.size(), 0),
      start_words_(model_.start_streams.size()),
      busy_(batch_rows),
      firing_((batch_rows + 1) * static_cast<std::size_t>((model_.lanes + 63) / 64)) {}

CohortYear CohortLives::year_of(const Cohort& cohort, int year_index) const {
  return {model_, cohort.books, cohort.sex, cohort.first_age + year_index, year_index};
}

WellbeingYear CohortLives::wellbeing_of(const Cohort& cohort, int year_index) {
  return {model_,     *run_.valuation, run_.key, *run_.tally, cohort.sex, cohort.first_age + year_index,
          year_index, totals_.data()};
}

YearBooks CohortLives::books_of(Cohort& cohort, TallyYear& tally, int year_index) {
  const int age = cohort.first_age + year_index;
  CareYear* const care = care_.any() ? &care_ : nullptr;
  if (care != nullptr) care_.open(*run_.tally, cohort.sex, age, year_index, cohort.level, totals_.data());
  deductible_.open(*run_.tally, cohort.sex, age, year_index, cohort.level, care);
  return {&tally,
          &cohort.census,
          totals_.data(),
          &newborns_[static_cast<std::size_t>(year_index)],
          run_.diary,
          wellbeing_of(cohort, year_index),
          deductible_.any() ? &deductible_ : nullptr,
          care,
          run_.follows ? &cohort.script : nullptr};
}

// ---- the order of a cohort's year

void CohortLives::live(Cohort& cohort, int year_index) {
  cohort.script.clear();
  if (cohort.is_here() || cohort.told.cohort != nullptr) live_year(cohort, year_index);
  receive_arrivals(cohort, year_index);
}

void CohortLives::live_year(Cohort& cohort, int year_index) {
  const CohortYear year = year_of(cohort, year_index);
  start(cohort, year);
  TallyYear tally(*run_.tally, *run_.valuation, year_index, cohort.sex, year.age, cohort.level);
  const YearBooks books = books_of(cohort, tally, year_index);
  const bool is_told = cohort.told.cohort != nullptr;
  if (is_told) begin_telling(cohort, year_index, books);
  run_.tally->start[static_cast<std::size_t>(year_index)] += static_cast<std::int64_t>(cohort.rows.size());
  const Differing* const differing = cohort.differing ? &*cohort.differing : nullptr;
  cohort.census.new_year(tally, cohort.rows, differing);
  if (books.wellbeing.any()) books.wellbeing.whole_year(cohort.rows, differing);
  if (books.care != nullptr) books.care->whole_year(cohort.rows);
  live_happenings(cohort, year, books);
  if (books.deductible != nullptr) books.deductible->whole_year(cohort.rows, differing);
  live_busy_rows(cohort, year, books);
  if (is_told) replay_.end_year(*run_.tally);
  cohort.told.cohort = nullptr;
  cohort.differing.reset();
  cohort.census.end_year(tally);
}

/// Who is the same in the other block lives the year first, and it is booked if it is not the same.
void CohortLives::begin_telling(Cohort& cohort, int year_index, const YearBooks& books) {
  replay_.begin_year(cohort.told, cohort.books, year_index, books);
  deferred_ = books;
  deferred_.deductible = nullptr;
  deferred_.care = nullptr;
  deferred_.script = &written_;
  deferred_.is_deferred = true;
}

void CohortLives::take_off(Cohort& cohort, int year_index) {
  TallyYear tally(*run_.tally, *run_.valuation, year_index, cohort.sex, cohort.first_age + year_index, cohort.level);
  replay_.begin_year(cohort.told, cohort.books, year_index, books_of(cohort, tally, year_index));
  replay_.end_year(*run_.tally);
}

/// What is made to happen on 1 January, before the year is taken off any clock and before anyone pays under a
/// deductible.
void CohortLives::live_happenings(Cohort& cohort, const CohortYear& year, const YearBooks& all_books) {
  if (cohort.happenings.empty()) return;
  YearBooks books = all_books;
  books.deductible = nullptr;
  for (const Happening& happening : cohort.happenings) {
    life_.happen(cohort.rows, happening.row, year, books, happening.lane);
  }
  cohort.happenings.clear();
}

void CohortLives::live_busy_rows(Cohort& cohort, const CohortYear& year, const YearBooks& books) {
  const std::size_t words = firing_.size() / (batch_rows + 1);
  Rows& rows = cohort.rows;
  for (std::size_t end = rows.size(); end > 0;) {
    const std::size_t first = end > batch_rows ? end - batch_rows : 0;
    const QuietRows batch{year.base,
                          rows.speeds(first),
                          rows.clocks(first),
                          rows.wakes() == nullptr ? nullptr : rows.wakes() + first,
                          moment(year.year_index, ticks_per_year),
                          end - first,
                          model_.lanes};
    const std::size_t busy = kernels().quiet_year(batch, {busy_.data(), firing_.data()});
    for (std::size_t i = 0; i < std::min(busy, ahead); ++i) rows.prefetch(first + busy_[busy - 1 - i]);
    for (std::size_t i = busy; i-- > 0;) {  // backwards: a removed row is replaced by the last, already lived
      const std::size_t row = first + busy_[i];
      if (i >= ahead) rows.prefetch(first + busy_[i - ahead]);
      if (live_busy_row(cohort, row, year, books, firing_.data() + i * words)) rows.remove(row);
    }
    end = first;
  }
}

/// True if the person left.
bool CohortLives::live_busy_row(Cohort& cohort, std::size_t row, const CohortYear& year, const YearBooks& books,
                                const std::uint64_t* firing) {
  const std::uint32_t twin = cohort.told.twin(row);
  if (twin == Told::nobody) {
    const bool is_followed = books.script != nullptr && cohort.rows.key(row).mark != 0;
    if (is_followed) books.script->begin(cohort.rows, row, 0, false);
    const bool left = life_.live(cohort.rows, row, year, books, firing);
    if (is_followed) books.script->end(left);
    return left;
  }
  written_.clear();
  written_.begin(cohort.rows, row, 0, false);
  const bool left = life_.live(cohort.rows, row, year, deferred_, firing);
  written_.end(left);
  replay_.settle(written_, twin);
  return left;
}

void CohortLives::close(Cohort& cohort) {
  for (std::size_t row = 0; row < cohort.rows.size(); ++row) {
    life_.close(cohort.rows, row, cohort.books, totals_.data());
  }
}

// ---- 1 January

void CohortLives::start(Cohort& cohort, int year_index) {
  if (cohort.is_here()) start(cohort, year_of(cohort, year_index));
}

void CohortLives::start(Cohort& cohort, const CohortYear& year) {
  if (cohort.started == year.year_index) return;
  if (year.year_index == 0) {
    settle_in(cohort, year);
  } else {
    take_over_speeds(cohort, year);
    const WellbeingYear wellbeing = wellbeing_of(cohort, year.year_index);
    if (wellbeing.any()) wellbeing.refresh(cohort.rows);
  }
  cohort.figures = year.figures();
  cohort.started = year.year_index;
}

void CohortLives::take_over_speeds(Cohort& cohort, const CohortYear& year) {
  if (cohort.rows.empty()) return;
  speeds_.find(year, cohort.figures);
  if (speeds_.none()) return;
  speeds_.take_over(cohort.rows,
                    [&](std::size_t row, std::span<const int> lanes) { life_.refresh(cohort.rows, row, year, lanes); });
}

/// The founders as they are on the first 1 January.
void CohortLives::settle_in(Cohort& cohort, const CohortYear& year) {
  TallyYear tally(*run_.tally, *run_.valuation, 0, cohort.sex, year.age, cohort.level);
  const YearBooks books = books_of(cohort, tally, 0);
  std::int64_t persons = 0;
  for (const FounderRun& run : cohort.founders) persons += run.persons;
  cohort.rows.reserve(static_cast<std::size_t>(persons));
  std::int32_t lineage = cohort.first_lineage;
  for (const FounderRun& run : cohort.founders) {
    for (std::int64_t i = 0; i < run.persons; ++i, ++lineage) {
      PersonKey key;
      key.id.value = run.first.value + static_cast<std::uint64_t>(i);
      key.lineage = lineage;
      key.area = static_cast<std::uint16_t>(run.area);
      key.zone = static_cast<std::uint16_t>(run.zone);
      key.affiliation = static_cast<std::uint16_t>(run.affiliation);
      key.ses = static_cast<std::uint8_t>(run.ses);
      key.group = static_cast<std::uint8_t>(random_group_of(key.id));
      const std::size_t row = add(cohort, key);
      give_states(key, run.sex, run.age, run.given, cohort.rows.states(row));
      cohort.census.enter(tally, key, cohort.rows.states(row));
      note_beginning(cohort, row, 0, {});
      life_.enter(cohort.rows, row, year, books, 0, spent_.data());
    }
  }
  cohort.founders = {};
}

std::size_t CohortLives::add(Cohort& cohort, PersonKey key) {
  key.number = people_++;
  return cohort.rows.add(key);
}

/// The states someone comes with, those `given` and others drawn, and the time they have spent in each.
void CohortLives::give_states(const PersonKey& key, Sex sex, int age, std::span<const std::int16_t> given,
                              std::uint8_t* states) {
  random_words(run_.key, key.id, model_.start_streams.data(), static_cast<int>(start_words_.size()), 0,
               start_words_.data());
  for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
    const Attribute& attribute = model_.attributes[a];
    const std::uint32_t word =
        attribute.start_word < 0 ? 0 : start_words_[static_cast<std::size_t>(attribute.start_word)];
    const bool is_given = a < given.size() && given[a] >= 0;
    const int state = is_given ? given[a] : starting_state(attribute, word, sex, age, key.ses, key.area, states);
    states[a] = static_cast<std::uint8_t>(state);
    spent_[a] = time_spent(attribute, model_.cycle(), run_.key, key.id, sex, age, state);
  }
}

std::size_t CohortLives::adopt(Cohort& cohort, const Cohort& from, std::size_t row, const std::vector<int>& transitions,
                               int year_index) {
  const std::size_t mine = cohort.rows.add(from.rows, row, transitions);
  cohort.rows.number(mine, people_++);
  const CohortYear year = year_of(cohort, year_index);
  life_.adopt(cohort.rows, mine, year);
  cohort.census.adopt();
  cohort.figures = year.figures();  // who was here before was seen to by start
  cohort.started = year_index;
  return mine;
}

// ---- in the course of a year

void CohortLives::receive_arrivals(Cohort& cohort, int year_index) {
  const auto is_of_year = [year_index](const ArrivalRun& run) { return run.year_index == year_index; };
  const auto first = std::find_if(cohort.arrivals.begin(), cohort.arrivals.end(), is_of_year);
  if (first == cohort.arrivals.end()) return;
  std::int32_t lineage = cohort.first_lineage;
  for (auto before = cohort.arrivals.begin(); before != first; ++before) lineage += before->persons;
  const CohortYear year = year_of(cohort, year_index);
  TallyYear tally(*run_.tally, *run_.valuation, year_index, cohort.sex, year.age, cohort.level);
  const YearBooks books = books_of(cohort, tally, year_index);
  for (auto run = first; run != cohort.arrivals.end() && is_of_year(*run); ++run) {
    receive(cohort, *run, lineage, year, books);
    lineage += run->persons;
  }
  cohort.census.end_year(tally);
  cohort.figures = year.figures();
}

void CohortLives::receive(Cohort& cohort, const ArrivalRun& run, std::int32_t lineage, const CohortYear& year,
                          const YearBooks& books) {
  for (std::int32_t i = 0; i < run.persons; ++i) {
    PersonKey key;
    key.id = run.id(model_.start, i);
    key.lineage = lineage + i;
    key.area = static_cast<std::uint16_t>(run.area);
    place(key);
    key.ses = static_cast<std::uint8_t>(run.ses);
    key.group = static_cast<std::uint8_t>((run.first + i) % random_groups);
    const std::size_t row = add(cohort, key);
    give_states(key, run.sex, year.age, {}, cohort.rows.states(row));
    books.tally->arrival();
    enter_late(cohort, row, year, books, arrival_tick(model_, run.flow, run_.key, key.id), spent_, {});
  }
}

/// Gives someone who arrives a practice and an insurer, and with them a zone.
void CohortLives::place(PersonKey& key) const {
  key.zone = key.area;
  if (run_.newcomers == nullptr) return;
  const int affiliation = run_.newcomers->affiliation_of(run_.key, key.id, key.area);
  key.affiliation = static_cast<std::uint16_t>(affiliation);
  key.zone = static_cast<std::uint16_t>(run_.newcomers->zone_of(key.area, affiliation));
}

void CohortLives::receive(Cohort& cohort, std::span<const Newborn> children, int year_index) {
  const CohortYear year = year_of(cohort, year_index);
  TallyYear tally(*run_.tally, *run_.valuation, year_index, cohort.sex, year.age, cohort.level);
  const YearBooks books = books_of(cohort, tally, year_index);
  for (const Newborn& child : children) {
    const std::size_t row = add(cohort, child.key);
    for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
      cohort.rows.states(row)[a] = static_cast<std::uint8_t>(model_.attributes[a].newborn);
    }
    enter_late(cohort, row, year, books, child.tick, none_spent_, child.mother);
  }
  cohort.census.end_year(tally);
  cohort.figures = year.figures();
}

/// Lives the rest of a year from `tick` on, when someone was born or arrived.
void CohortLives::enter_late(Cohort& cohort, std::size_t row, const CohortYear& year, const YearBooks& books,
                             Ticks tick, const std::vector<Moment>& spent, std::optional<PersonId> mother) {
  cohort.census.enter(*books.tally, cohort.rows.key(row), cohort.rows.states(row));
  note_beginning(cohort, row, moment(year.year_index, tick), mother);
  life_.enter(cohort.rows, row, year, books, tick, spent.data());
  const bool is_followed = books.script != nullptr && cohort.rows.key(row).mark != 0;
  if (is_followed) books.script->begin(cohort.rows, row, tick, true);
  const bool left = life_.live_from(cohort.rows, row, year, books, tick);
  if (is_followed) books.script->end(left);
  if (left) cohort.rows.remove(row);
}

void CohortLives::note_beginning(const Cohort& cohort, std::size_t row, Moment from,
                                 std::optional<PersonId> mother) const {
  if (run_.diary == nullptr) return;
  Beginning beginning;
  beginning.mother = mother;
  beginning.sex = cohort.sex;
  beginning.first_age = cohort.first_age;
  beginning.from = from;
  const std::uint8_t* states = cohort.rows.states(row);
  beginning.states.assign(states, states + model_.attributes.size());
  run_.diary->begin(cohort.rows.key(row), beginning);
}

}  // namespace kavel
