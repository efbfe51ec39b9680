#include "life/founder_block.hpp"

#include <algorithm>
#include <deque>

#include "random/stream.hpp"
#include "population/starting_state.hpp"
#include "life/person_year.hpp"

namespace kavel {

namespace {

/// The persons of one sex and birth year in a block.
struct Cohort {
  Cohort(const BlockRun& run, Sex of_sex, int age)
      : sex(of_sex),
        first_age(age),
        rows(*run.model),
        census(*run.model, run.tally->shape),
        books(*run.model, *run.valuation, of_sex, age) {}

  Sex sex;
  int first_age;  ///< age on the first 1 January of the study; below -1 for those born later
  Rows rows;
  Census census;
  CohortBooks books;
  std::vector<const float*> last_factor_rows{};  ///< of the year before
  const float* last_base = nullptr;
};

class Block {
 public:
  Block(const BlockRun& run, std::vector<Int128>& totals)
      : run_(run), model_(*run.model), totals_(totals), life_(model_, *run.valuation, run.key) {}

  void live(const std::vector<FounderRun>& founders) {
    settle_in(founders);
    for (int year = 0; year < model_.years; ++year) {
      const std::size_t here = cohorts_.size();  // children of this year come after
      for (std::size_t cohort = 0; cohort < here; ++cohort) live_year(cohorts_[cohort], year);
      receive_newborns(year);
      for (const Cohort& cohort : cohorts_) run_.tally->end[static_cast<std::size_t>(year)] += cohort.rows.size();
    }
    for (Cohort& cohort : cohorts_) {
      for (std::size_t row = 0; row < cohort.rows.size(); ++row) {
        life_.close(cohort.rows, row, cohort.books, totals_.data());
      }
    }
  }

 private:
  YearBooks books_of(Cohort& cohort, TallyYear& tally) {
    return {&tally, &cohort.census, totals_.data(), &newborns_, run_.trace};
  }

  /// The founders as they are on the first 1 January.
  void settle_in(const std::vector<FounderRun>& founders) {
    std::int32_t lineage = 0;
    for (const FounderRun& run : founders) {
      if (cohorts_.empty() || cohorts_.back().sex != run.sex || cohorts_.back().first_age != run.age) {
        cohorts_.emplace_back(run_, run.sex, run.age);
      }
      Cohort& cohort = cohorts_.back();
      const CohortYear year(model_, cohort.books, run.sex, run.age, 0);
      TallyYear tally(*run_.tally, *run_.valuation, 0, run.sex, run.age);
      const YearBooks books = books_of(cohort, tally);
      cohort.rows.reserve(cohort.rows.size() + static_cast<std::size_t>(run.persons));
      for (std::int64_t i = 0; i < run.persons; ++i, ++lineage) {
        PersonKey key;
        key.id.value = run.first.value + static_cast<std::uint64_t>(i);
        key.lineage = lineage;
        key.area = static_cast<std::uint16_t>(run.area);
        key.ses = static_cast<std::uint8_t>(run.ses);
        key.group = static_cast<std::uint8_t>(random_group_of(key.id));
        const std::size_t row = cohort.rows.add(key);
        for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
          cohort.rows.states(row)[a] =
              static_cast<std::uint8_t>(starting_state(model_.attributes[a], run_.key, key.id, run.sex, run.age));
        }
        life_.enter(cohort.rows, row, year, books, 0);
      }
    }
  }

  void live_year(Cohort& cohort, int year_index) {
    if (cohort.rows.empty()) return;
    const int age = cohort.first_age + year_index;
    const CohortYear year(model_, cohort.books, cohort.sex, age, year_index);
    TallyYear tally(*run_.tally, *run_.valuation, year_index, cohort.sex, age);
    const YearBooks books = books_of(cohort, tally);
    const auto persons = static_cast<std::int64_t>(cohort.rows.size());
    run_.tally->start[static_cast<std::size_t>(year_index)] += persons;
    tally.alive(persons * ticks_per_year);
    cohort.census.new_year(tally, cohort.rows);
    if (year_index > 0 && changes_with_age(cohort, year)) {
      for (std::size_t row = 0; row < cohort.rows.size(); ++row) life_.refresh(cohort.rows, row, year);
    }
    remember(cohort, year);
    live_busy_rows(cohort, year, books);
  }

  /// Takes the year off all clocks and lives the rows in which something happens.
  void live_busy_rows(Cohort& cohort, const CohortYear& year, const YearBooks& books) {
    const auto words = static_cast<std::size_t>((model_.lanes + 63) / 64);
    busy_.resize(cohort.rows.size() + 1);
    firing_.resize((cohort.rows.size() + 1) * words);
    const QuietRows rows{year.base,
                         cohort.rows.speeds(0),
                         cohort.rows.clocks(0),
                         cohort.rows.wakes(),
                         moment(year.year_index, ticks_per_year),
                         cohort.rows.size(),
                         model_.lanes};
    const std::size_t busy = kernels().quiet_year(rows, {busy_.data(), firing_.data()});
    for (std::size_t i = busy; i-- > 0;) {  // backwards: a removed row is replaced by the last, already lived
      if (life_.live(cohort.rows, busy_[i], year, books, firing_.data() + i * words)) cohort.rows.remove(busy_[i]);
    }
  }

  /// Is there anything a new age or year changes besides the base hazards: ratios, clocks that first run, figures by
  /// time?
  bool changes_with_age(const Cohort& cohort, const CohortYear& year) const {
    if (!model_.time_in_state.empty() || year.factor_rows != cohort.last_factor_rows) return true;
    for (int lane = 0; lane < model_.lanes; ++lane) {
      if (cohort.last_base[lane] == 0.0F && year.base[lane] > 0.0F) return true;
    }
    return false;
  }

  static void remember(Cohort& cohort, const CohortYear& year) {
    cohort.last_factor_rows = year.factor_rows;
    cohort.last_base = year.base;
  }

  Cohort& cohort_of(Sex sex, int year_index) {
    for (Cohort& cohort : cohorts_) {
      if (cohort.sex == sex && cohort.first_age == -1 - year_index) return cohort;
    }
    return cohorts_.emplace_back(run_, sex, -1 - year_index);
  }

  Sex sex_of(PersonId child) const {
    const double boys = model_.boys_per_girl / (1 + model_.boys_per_girl);
    return uniform(random_word(run_.key, child, stream_of("birth@sex"), 0)) < boys ? Sex::male : Sex::female;
  }

  /// Children live the rest of their first year from the tick of birth; none gives birth in it.
  void receive_newborns(int year_index) {
    for (std::size_t i = 0; i < newborns_.size(); ++i) {
      const Newborn child = newborns_[i];
      const Sex sex = sex_of(child.key.id);
      Cohort& cohort = cohort_of(sex, year_index);
      const CohortYear year(model_, cohort.books, sex, -1, year_index);
      TallyYear tally(*run_.tally, *run_.valuation, year_index, sex, -1);
      const YearBooks books = books_of(cohort, tally);
      const std::size_t row = cohort.rows.add(child.key);
      const Ticks left = ticks_per_year - child.tick;
      for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
        cohort.rows.states(row)[a] = static_cast<std::uint8_t>(model_.attributes[a].newborn);
        tally.stay(child.key, model_.attributes[a].first_state + model_.attributes[a].newborn, left);
      }
      tally.alive(left);
      cohort.census.enter(child.key, cohort.rows.states(row));
      life_.enter(cohort.rows, row, year, books, child.tick);
      if (life_.live_from(cohort.rows, row, year, books, child.tick)) {
        cohort.rows.remove(row);
      } else {
        remember(cohort, year);
      }
    }
    newborns_.clear();
  }

  const BlockRun& run_;
  const Model& model_;
  std::vector<Int128>& totals_;
  PersonYear life_;
  std::deque<Cohort> cohorts_{};  // a deque: cohorts stay where they are when others are added
  std::vector<Newborn> newborns_{};
  std::vector<std::uint32_t> busy_{};
  std::vector<std::uint64_t> firing_{};
};

}  // namespace

void run_block(const BlockRun& run, const std::vector<FounderRun>& founders, std::vector<Int128>& totals) {
  std::int64_t persons = 0;
  for (const FounderRun& part : founders) persons += part.persons;
  totals.assign(static_cast<std::size_t>(persons) * run.valuation->outcomes.size(), 0);
  Block(run, totals).live(founders);
}

}  // namespace kavel
