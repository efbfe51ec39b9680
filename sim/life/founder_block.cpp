#include "life/founder_block.hpp"

#include <algorithm>
#include <utility>

#include "random/stream.hpp"
#include "random/word_batch.hpp"
#include "population/starting_state.hpp"
#include "life/kernels.hpp"
#include "life/new_speeds.hpp"

namespace kavel {

namespace {

constexpr std::size_t batch_rows = 64;  ///< lived together
constexpr std::size_t ahead = 3;        ///< rows asked for before they are lived
constexpr StreamId birth_sex_stream = stream_of("birth@sex");

}  // namespace

FounderBlock::FounderBlock(const BlockRun& run, const std::vector<FounderRun>& founders)
    : run_(run),
      model_(*run.model),
      life_(model_, *run.valuation, run.key),
      spent_(model_.attributes.size()),
      none_spent_(model_.attributes.size(), 0),
      start_words_(model_.start_streams.size()) {
  std::int64_t persons = 0;
  for (const FounderRun& part : founders) persons += part.persons;
  totals_.assign(static_cast<std::size_t>(persons) * run.valuation->outcomes.size(), 0);
  settle_in(founders);
}

FounderBlock::FounderBlock(const BlockRun& run, const std::vector<ArrivalRun>& arrivals)
    : FounderBlock(run, std::vector<FounderRun>{}) {
  arrivals_ = arrivals;
  std::int64_t persons = 0;
  for (const ArrivalRun& part : arrivals_) {
    persons += part.persons;
    for (std::int32_t i = 0; i < part.persons && run_.diary != nullptr; ++i) {
      run_.diary->add_lineage(part.id(model_.start, i));
    }
  }
  totals_.assign(static_cast<std::size_t>(persons) * run.valuation->outcomes.size(), 0);
}

FounderBlock::FounderBlock(const FounderBlock& other, Tally& tally)
    : run_{other.run_.model, other.run_.valuation, other.run_.key, &tally, nullptr, other.run_.newcomers},
      model_(other.model_),
      totals_(other.totals_),
      life_(model_, *run_.valuation, run_.key),
      arrivals_(other.arrivals_),
      cohorts_(other.cohorts_),
      spent_(other.spent_),
      none_spent_(other.none_spent_),
      start_words_(other.start_words_) {
  expects(other.newborns_.empty(), "a block is copied between two years");
}

void FounderBlock::start_year(int year_index) {
  for (Cohort& cohort : cohorts_) {
    if (!cohort.rows.empty())
      start(cohort, {model_, cohort.books, cohort.sex, cohort.first_age + year_index, year_index});
  }
}

void FounderBlock::live_year(int year_index) {
  const std::size_t here = cohorts_.size();  // children of this year come after
  for (std::size_t cohort = 0; cohort < here; ++cohort) live(cohorts_[cohort], year_index);
  receive_arrivals(year_index);
  receive_newborns(year_index);
  for (const Cohort& cohort : cohorts_) run_.tally->end[static_cast<std::size_t>(year_index)] += cohort.rows.size();
}

void FounderBlock::close() {
  for (Cohort& cohort : cohorts_) {
    for (std::size_t row = 0; row < cohort.rows.size(); ++row) {
      life_.close(cohort.rows, row, cohort.books, totals_.data());
    }
  }
}

Cohort& FounderBlock::add_cohort(Sex sex, int first_age) {
  return cohorts_.emplace_back(model_, *run_.valuation, run_.tally->shape, sex, first_age);
}

Cohort& FounderBlock::cohort_of(Sex sex, int first_age) {
  for (Cohort& cohort : cohorts_) {
    if (cohort.sex == sex && cohort.first_age == first_age) return cohort;
  }
  return add_cohort(sex, first_age);
}

WellbeingYear FounderBlock::wellbeing_of(const Cohort& cohort, int year_index) {
  return {model_,     *run_.valuation, run_.key, *run_.tally, cohort.sex, cohort.first_age + year_index,
          year_index, totals_.data()};
}

YearBooks FounderBlock::books_of(Cohort& cohort, TallyYear& tally, int year_index) {
  return {&tally,
          &cohort.census,
          totals_.data(),
          &newborns_,
          run_.diary,
          wellbeing_of(cohort, year_index),
          deductible_of(cohort, year_index)};
}

DeductibleYear FounderBlock::deductible_of(const Cohort& cohort, int year_index) {
  if (run_.valuation->deductibles.empty()) return {};
  return {model_, *run_.valuation, run_.key, *run_.tally, cohort.sex, cohort.first_age + year_index, year_index};
}

/// The founders as they are on the first 1 January, cohort by cohort.
void FounderBlock::settle_in(const std::vector<FounderRun>& founders) {
  std::int32_t lineage = 0;
  for (auto first = founders.begin(); first != founders.end();) {
    const auto last = std::find_if(
        first, founders.end(), [&](const FounderRun& run) { return run.sex != first->sex || run.age != first->age; });
    settle_in(std::span(first, last), lineage);
    first = last;
  }
}

void FounderBlock::settle_in(std::span<const FounderRun> alike, std::int32_t& lineage) {
  const FounderRun& first = alike.front();
  Cohort& cohort = add_cohort(first.sex, first.age);
  const CohortYear year(model_, cohort.books, first.sex, first.age, 0);
  TallyYear tally(*run_.tally, *run_.valuation, 0, first.sex, first.age);
  const YearBooks books = books_of(cohort, tally, 0);
  std::int64_t persons = 0;
  for (const FounderRun& run : alike) persons += run.persons;
  cohort.rows.reserve(static_cast<std::size_t>(persons));
  for (const FounderRun& run : alike) {
    for (std::int64_t i = 0; i < run.persons; ++i, ++lineage) {
      PersonKey key;
      key.id.value = run.first.value + static_cast<std::uint64_t>(i);
      key.lineage = lineage;
      key.area = static_cast<std::uint16_t>(run.area);
      key.zone = static_cast<std::uint16_t>(run.zone);
      key.affiliation = static_cast<std::uint16_t>(run.affiliation);
      key.ses = static_cast<std::uint8_t>(run.ses);
      key.group = static_cast<std::uint8_t>(random_group_of(key.id));
      const std::size_t row = cohort.rows.add(key);
      give_states(key, run.sex, run.age, run.given, cohort.rows.states(row));
      if (run_.diary != nullptr) run_.diary->add_lineage(key.id);
      note_beginning(cohort, row, 0, {});
      life_.enter(cohort.rows, row, year, books, 0, spent_.data());
    }
  }
}

/// The states someone comes with, those `given` and others drawn, and the time they have spent in each.
void FounderBlock::give_states(const PersonKey& key, Sex sex, int age, const std::int16_t* given,
                               std::uint8_t* states) {
  random_words(run_.key, key.id, model_.start_streams.data(), static_cast<int>(start_words_.size()),
               start_words_.data());
  for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
    const Attribute& attribute = model_.attributes[a];
    const std::uint32_t word =
        attribute.start_word < 0 ? 0 : start_words_[static_cast<std::size_t>(attribute.start_word)];
    const bool is_given = given != nullptr && given[a] >= 0;
    const int state = is_given ? given[a] : starting_state(attribute, word, sex, age, key.ses, states);
    states[a] = static_cast<std::uint8_t>(state);
    spent_[a] = time_spent(attribute, model_.cycle(), run_.key, key.id, sex, age, state);
  }
}

void FounderBlock::start(Cohort& cohort, const CohortYear& year) {
  if (cohort.started == year.year_index) return;
  if (year.year_index > 0) take_over_speeds(cohort, year);
  const WellbeingYear wellbeing = wellbeing_of(cohort, year.year_index);
  if (wellbeing.any() && year.year_index > 0) wellbeing.refresh(cohort.rows);
  cohort.figures = year;
  cohort.started = year.year_index;
}

void FounderBlock::take_over_speeds(Cohort& cohort, const CohortYear& year) {
  const NewSpeeds speeds(model_, year, cohort.figures);
  if (speeds.none()) return;
  for (std::size_t row = 0; row < cohort.rows.size(); ++row) {
    if (speeds.take_over(cohort.rows, row)) life_.refresh(cohort.rows, row, year);
  }
}

void FounderBlock::live(Cohort& cohort, int year_index) {
  if (cohort.rows.empty()) return;
  const CohortYear year(model_, cohort.books, cohort.sex, cohort.first_age + year_index, year_index);
  start(cohort, year);
  TallyYear tally(*run_.tally, *run_.valuation, year_index, cohort.sex, year.age);
  const auto persons = static_cast<std::int64_t>(cohort.rows.size());
  run_.tally->start[static_cast<std::size_t>(year_index)] += persons;
  tally.alive(persons * ticks_per_year);
  cohort.census.new_year(tally, cohort.rows);
  const YearBooks books = books_of(cohort, tally, year_index);
  if (books.wellbeing.any()) books.wellbeing.whole_year(cohort.rows);
  if (books.deductible.any()) books.deductible.whole_year(cohort.rows);
  live_busy_rows(cohort, year, books);
  cohort.census.end_year(tally);
}

/// Takes the year off all clocks and lives the rows in which something happens, a batch at a time, while it is in
/// cache.
void FounderBlock::live_busy_rows(Cohort& cohort, const CohortYear& year, const YearBooks& books) {
  const auto words = static_cast<std::size_t>((model_.lanes + 63) / 64);
  busy_.resize(batch_rows);
  firing_.resize((batch_rows + 1) * words);
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
      if (life_.live(rows, row, year, books, firing_.data() + i * words)) rows.remove(row);
    }
    end = first;
  }
}

Sex FounderBlock::sex_of(PersonId child) const {
  const double boys = model_.boys_per_girl / (1 + model_.boys_per_girl);
  return uniform(random_word(run_.key, child, birth_sex_stream, 0)) < boys ? Sex::male : Sex::female;
}

void FounderBlock::receive_arrivals(int year_index) {
  std::int32_t lineage = 0;
  for (std::size_t i = 0; i < arrivals_.size();) {
    const ArrivalRun& first = arrivals_[i];
    const std::size_t begin = i;
    std::int32_t persons = 0;
    for (; i < arrivals_.size() && arrivals_[i].sex == first.sex && arrivals_[i].first_age == first.first_age &&
           arrivals_[i].year_index == first.year_index;
         ++i) {
      persons += arrivals_[i].persons;
    }
    if (first.year_index == year_index) receive(std::span(arrivals_).subspan(begin, i - begin), lineage);
    lineage += persons;
  }
}

/// Arrivals of one year who are of one cohort.
void FounderBlock::receive(std::span<const ArrivalRun> alike, std::int32_t lineage) {
  const ArrivalRun& first = alike.front();
  Cohort& cohort = cohort_of(first.sex, first.first_age);
  const CohortYear year(model_, cohort.books, first.sex, first.age(), first.year_index);
  TallyYear tally(*run_.tally, *run_.valuation, first.year_index, first.sex, first.age());
  const YearBooks books = books_of(cohort, tally, first.year_index);
  for (const ArrivalRun& run : alike) {
    receive(run, lineage, cohort, year, books);
    lineage += run.persons;
  }
  cohort.census.end_year(tally);
  cohort.figures = year;
}

void FounderBlock::receive(const ArrivalRun& run, std::int32_t lineage, Cohort& cohort, const CohortYear& year,
                           const YearBooks& books) {
  for (std::int32_t i = 0; i < run.persons; ++i) {
    PersonKey key;
    key.id = run.id(model_.start, i);
    key.lineage = lineage + i;
    key.area = static_cast<std::uint16_t>(run.area);
    place(key);
    key.ses = static_cast<std::uint8_t>(run.ses);
    key.group = static_cast<std::uint8_t>((run.first + i) % random_groups);
    const std::size_t row = cohort.rows.add(key);
    give_states(key, run.sex, year.age, nullptr, cohort.rows.states(row));
    books.tally->arrival();
    enter_late(cohort, row, year, books, arrival_tick(model_, run.flow, run_.key, key.id), spent_, {});
  }
}

/// Gives someone who arrives a practice and an insurer, and with them a zone.
void FounderBlock::place(PersonKey& key) const {
  key.zone = key.area;
  if (run_.newcomers == nullptr) return;
  const int affiliation = run_.newcomers->affiliation_of(run_.key, key.id, key.area);
  key.affiliation = static_cast<std::uint16_t>(affiliation);
  key.zone = static_cast<std::uint16_t>(run_.newcomers->zone_of(key.area, affiliation));
}

/// Lives the rest of a year from `tick` on, when someone was born or arrived.
void FounderBlock::enter_late(Cohort& cohort, std::size_t row, const CohortYear& year, const YearBooks& books,
                              Ticks tick, const std::vector<Moment>& spent, std::optional<PersonId> mother) {
  const PersonKey key = cohort.rows.key(row);
  const std::uint8_t* states = cohort.rows.states(row);
  for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
    books.tally->stay(key, model_.attributes[a].first_state + states[a], ticks_per_year - tick);
  }
  books.tally->alive(ticks_per_year - tick);
  cohort.census.enter(*books.tally, key, states);
  note_beginning(cohort, row, moment(year.year_index, tick), mother);
  life_.enter(cohort.rows, row, year, books, tick, spent.data());
  if (books.wellbeing.any()) books.wellbeing.stay(key, cohort.rows.modifiers(row), ticks_per_year - tick);
  if (life_.live_from(cohort.rows, row, year, books, tick)) cohort.rows.remove(row);
}

/// Children live the rest of their first year from the tick of birth; a model may let them give birth in it.
void FounderBlock::receive_newborns(int year_index) {
  while (!newborns_.empty()) {
    std::vector<Newborn> born = std::exchange(newborns_, {});
    const auto girl = [this](const Newborn& child) { return sex_of(child.key.id) == Sex::female; };
    const auto boys = std::stable_partition(born.begin(), born.end(), girl);
    receive({born.begin(), boys}, Sex::female, year_index);
    receive({boys, born.end()}, Sex::male, year_index);
  }
}

void FounderBlock::receive(std::span<const Newborn> children, Sex sex, int year_index) {
  if (children.empty()) return;
  Cohort& cohort = cohort_of(sex, -1 - year_index);
  const CohortYear year(model_, cohort.books, sex, -1, year_index);
  TallyYear tally(*run_.tally, *run_.valuation, year_index, sex, -1);
  const YearBooks books = books_of(cohort, tally, year_index);
  for (const Newborn& child : children) receive(child, cohort, year, books);
  cohort.census.end_year(tally);
  cohort.figures = year;
}

void FounderBlock::receive(const Newborn& child, Cohort& cohort, const CohortYear& year, const YearBooks& books) {
  const std::size_t row = cohort.rows.add(child.key);
  for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
    cohort.rows.states(row)[a] = static_cast<std::uint8_t>(model_.attributes[a].newborn);
  }
  enter_late(cohort, row, year, books, child.tick, none_spent_, child.mother);
}

void FounderBlock::note_beginning(const Cohort& cohort, std::size_t row, Moment from,
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

namespace {

template <class Run>
void run_all_years(const BlockRun& run, const std::vector<Run>& who, std::vector<Int128>& totals) {
  FounderBlock block(run, who);
  for (int year = 0; year < run.model->years; ++year) block.live_year(year);
  block.close();
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
