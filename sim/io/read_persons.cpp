#include "io/read_persons.hpp"

#include <algorithm>

#include "core/calendar.hpp"
#include "core/errors.hpp"
#include "programme/names.hpp"

namespace kavel {

namespace {

using Names = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

class PersonsReader {
 public:
  PersonsReader(const Hdf5Reader& file, const Results& results) : file_(file), results_(results) {}

  PersonsSample read() {
    sample_.founders = file_.whole_number("/persons", "founders_sampled");
    sample_.lives.resize(file_.whole_numbers("/persons/life").size());
    std::int64_t end_of_states = 0;
    for (const std::string& state : results_.states) {
      const std::string attribute = attribute_in(state);
      if (attributes_.empty() || attributes_.back() != attribute) {
        attributes_.push_back(attribute);
        first_state_.push_back(end_of_states);
      }
      ++end_of_states;
    }
    first_state_.push_back(end_of_states);
    read_who();
    read_when();
    read_states();
    read_events();
    return std::move(sample_);
  }

 private:
  Numbers numbers(const std::string& name) const {
    return file_.whole_numbers("/persons/" + name, {sample_.lives.size()});
  }

  /// Positions of texts among the names they must be.
  Numbers positions(const std::string& name, const Names& among) const {
    const Names texts = file_.texts("/persons/" + name);
    if (texts.size() != sample_.lives.size()) file_.refuse("/persons/" + name, "a text for every life", "others");
    Numbers result;
    for (const std::string& text : texts) {
      const auto found = std::find(among.begin(), among.end(), text);
      if (found == among.end()) file_.refuse("/persons/" + name, "a known word", text);
      result.push_back(found - among.begin());
    }
    return result;
  }

  std::int64_t within(const std::string& name, std::int64_t value, std::int64_t least, std::size_t end) const {
    if (value < least || value >= static_cast<std::int64_t>(end)) {
      file_.refuse("/persons/" + name, "positions that exist", std::to_string(value));
    }
    return value;
  }

  template <class Set>
  void deal(const Numbers& values, Set set) {
    for (std::size_t i = 0; i < values.size(); ++i) set(sample_.lives[i], values[i]);
  }

  void read_who() {
    Names arms;
    for (const VariantResults& variant : results_.variants) arms.push_back(variant.name);
    using Life = RecordedLife&;
    deal(positions("life_arm", arms), [](Life life, std::int64_t v) { life.variant = static_cast<std::size_t>(v); });
    deal(positions("person_sex", {sex_names.begin(), sex_names.end()}),
         [](Life life, std::int64_t v) { life.sex = static_cast<Sex>(v); });
    deal(positions("person_area", results_.areas), [](Life life, std::int64_t v) { life.area = static_cast<int>(v); });
    deal(positions("person_ses", results_.ses_groups),
         [](Life life, std::int64_t v) { life.ses = static_cast<int>(v); });
    read_identities("person", &RecordedLife::person);
    read_identities("lineage", &RecordedLife::first_of_lineage);
    deal(numbers("mother_life"), [&](Life life, std::int64_t v) {
      within("mother_life", v, -1, sample_.lives.size());
      if (v >= 0) life.mother = sample_.lives[static_cast<std::size_t>(v)].person;
    });
  }

  void read_identities(const std::string& name, PersonId RecordedLife::*field) {
    const std::vector<std::uint64_t> ids = file_.identities("/persons/" + name);
    if (ids.size() != sample_.lives.size()) file_.refuse("/persons/" + name, "one for every life", "others");
    for (std::size_t i = 0; i < ids.size(); ++i) (sample_.lives[i].*field).value = ids[i];
  }

  std::int64_t end_of_study() const { return moment(static_cast<int>(results_.years.size()), 0); }

  void read_when() {
    deal(numbers("age_at_start"), [](RecordedLife& life, std::int64_t v) { life.first_age = static_cast<int>(v); });
    deal(numbers("begins_moment"), [&](RecordedLife& life, std::int64_t v) {
      life.from = within("begins_moment", v, 0, static_cast<std::size_t>(end_of_study()) + 1);
    });
  }

  void read_states() {
    const std::size_t width = attributes_.size();
    const Numbers states = file_.whole_numbers("/persons/begins_state", {sample_.lives.size(), width});
    for (std::size_t i = 0; i < states.size(); ++i) {
      const std::int64_t first = first_state_[i % width];
      within("begins_state", states[i], first, static_cast<std::size_t>(first_state_[i % width + 1]));
      sample_.lives[i / width].states.push_back(static_cast<int>(states[i] - first));
    }
  }

  void read_events() {
    const Numbers lives = file_.whole_numbers("/persons/event_life");
    const Numbers moments = file_.whole_numbers("/persons/event_moment", {lives.size()});
    const Numbers transitions = file_.whole_numbers("/persons/event_transition", {lives.size()});
    Numbers years;  // not in files from before there were programmes
    if (file_.has("/persons/event_year")) years = file_.whole_numbers("/persons/event_year", {lives.size()});
    for (std::size_t i = 0; i < lives.size(); ++i) {
      within("event_life", lives[i], 0, sample_.lives.size());
      within("event_transition", transitions[i], 0, results_.transitions.size());
      RecordedLife& life = sample_.lives[static_cast<std::size_t>(lives[i])];
      const Moment after = life.events.empty() ? life.from : life.events.back().at;
      within("event_moment", moments[i], after, static_cast<std::size_t>(end_of_study()) + 1);
      const std::int64_t year = years.empty() ? year_index_of(moments[i]) : years[i] - results_.years.front();
      within("event_year", year, 0, results_.years.size());
      life.events.push_back({moments[i], static_cast<int>(transitions[i]), static_cast<int>(year)});
    }
  }

  const Hdf5Reader& file_;
  const Results& results_;
  PersonsSample sample_{};
  Names attributes_{};
  Numbers first_state_{};  ///< [attribute]: position of its first state; and the end of all
};

}  // namespace

PersonsSample read_persons(const Hdf5Reader& file, const Results& results) {
  if (!file.has("/persons")) return {};
  return PersonsReader(file, results).read();
}

}  // namespace kavel
