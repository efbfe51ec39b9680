#include "io/write_persons.hpp"

#include <map>

#include "core/calendar.hpp"
#include "programme/names.hpp"
#include "io/result_format.hpp"

namespace kavel {

namespace {

using Names = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

std::vector<std::int32_t> counted(std::size_t count) {
  std::vector<std::int32_t> numbers(count);
  for (std::size_t i = 0; i < count; ++i) numbers[i] = static_cast<std::int32_t>(i);
  return numbers;
}

class PersonsWriter {
 public:
  PersonsWriter(Hdf5Writer& file, const Results& results)
      : file_(file), results_(results), lives_(results.sample.lives), start_(results.years.front()) {}

  void write() {
    file_.add_group("/persons",
                    "A random sample of founders with all their descendants: every event of every life, in every arm");
    file_.annotate("/persons", "founders_sampled", results_.sample.founders);
    file_.add_coordinate("/persons/life", counted(lives_.size()),
                         {.units = "1", .long_name = "life", .description = "one person in one arm"});
    write_who();
    write_when();
    write_states();
    write_events();
  }

 private:
  template <class Value, class Of>
  std::vector<Value> of_lives(Of of) const {
    std::vector<Value> values;
    values.reserve(lives_.size());
    for (const RecordedLife& life : lives_) values.emplace_back(of(life));
    return values;
  }

  template <class Of>
  void texts(const std::string& name, Of of, const Description& description) {
    file_.add("/persons/" + name, {"life"}, of_lives<std::string>(of), description);
  }
  template <class Of>
  void numbers(const std::string& name, Of of, const Description& description) {
    file_.add("/persons/" + name, {"life"}, of_lives<std::int64_t>(of), description);
  }

  void write_who() {
    using Life = const RecordedLife&;
    texts("life_arm", [&](Life life) { return results_.variants[life.variant].name; }, {.long_name = "arm"});
    file_.add("/persons/person", {"life"}, of_lives<std::uint64_t>([](Life life) { return life.person.value; }),
              {.units = "1", .long_name = "identity of the person", .description = "the same in every arm"});
    file_.add("/persons/lineage", {"life"},
              of_lives<std::uint64_t>([](Life life) { return life.first_of_lineage.value; }),
              {.units = "1",
               .long_name = "identity of the founder or arrival from whom they descend",
               .description = "their own where they are one"});
    const Numbers mothers = mother_lives();
    file_.add(
        "/persons/mother_life", {"life"}, mothers,
        {.units = "1", .long_name = "the mother's life", .description = "in the same arm; -1: not in the simulation"});
    texts("person_sex", [](Life life) { return sex_names[static_cast<std::size_t>(life.sex)]; }, {.long_name = "sex"});
    texts("person_area", [&](Life life) { return results_.areas[static_cast<std::size_t>(life.area)]; },
          {.long_name = "area"});
    texts("person_ses", [&](Life life) { return results_.ses_groups[static_cast<std::size_t>(life.ses)]; },
          {.long_name = "socio-economic group"});
  }

  Numbers mother_lives() const {
    std::map<std::pair<std::size_t, PersonId>, std::int64_t> place;
    for (const RecordedLife& life : lives_) {
      place.emplace(std::pair(life.variant, life.person), static_cast<std::int64_t>(place.size()));
    }
    return of_lives<std::int64_t>([&](const RecordedLife& life) {
      return life.mother ? place.at(std::pair(life.variant, *life.mother)) : std::int64_t{-1};
    });
  }

  void write_when() {
    using Life = const RecordedLife&;
    numbers("age_at_start", [](Life life) { return life.first_age; },
            {.units = "years",
             .long_name = "age on the study's first 1 January",
             .description = "completed years; -1 - k: born in the study's year k, counted from 0"});
    texts("begins_as", [](Life life) { return life.mother      ? "birth"
                                              : life.from == 0 ? "start"
                                                               : "arrival"; },
          {.long_name = "how the life begins here", .description = "start (there on the first day), birth or arrival"});
    numbers(
        "begins_moment", [](Life life) { return life.from; }, moment_description("when the life begins here"));
    texts("begins_date", [&](Life life) { return text_of(date_of(start_, life.from)); },
          {.long_name = "day on which the life begins here"});
  }

  static Description moment_description(const std::string& what) {
    return {.units = "ticks",
            .long_name = what,
            .description = "since the study's first 1 January; 12582912 ticks a year; the last tick of a year is its"};
  }

  void write_states() {
    Names attributes;
    Numbers first;
    for (std::size_t i = 0; i < results_.states.size(); ++i) {
      const std::string& state = results_.states[i];
      const std::string attribute = attribute_in(state);
      if (!attributes.empty() && attributes.back() == attribute) continue;
      attributes.push_back(attribute);
      first.push_back(static_cast<std::int64_t>(i));
    }
    file_.add_coordinate("/persons/attribute", attributes, {.long_name = "attribute"});
    Numbers states;
    for (const RecordedLife& life : lives_) {
      for (std::size_t a = 0; a < attributes.size(); ++a) states.push_back(first[a] + life.states[a]);
    }
    file_.add(
        "/persons/begins_state", {"life", "attribute"}, states,
        {.units = "1", .long_name = "state in which the life begins", .description = "position in /state, from 0"});
  }

  void write_events() {
    Numbers lives;
    Numbers moments;
    Numbers transitions;
    Names dates;
    Numbers years;
    for (std::size_t i = 0; i < lives_.size(); ++i) {
      for (const LifeEvent& event : lives_[i].events) {
        lives.push_back(static_cast<std::int64_t>(i));
        moments.push_back(event.at);
        transitions.push_back(event.transition);
        years.push_back(start_ + event.year_index);
        dates.push_back(text_of(date_of(start_, event.told_at())));
      }
    }
    file_.add_coordinate(
        "/persons/event", counted(lives.size()),
        {.units = "1", .long_name = "event", .description = "life after life, each in the order of happening"});
    file_.add("/persons/event_life", {"event"}, lives,
              {.units = "1", .long_name = "in whose life", .description = "position in life"});
    file_.add("/persons/event_moment", {"event"}, moments, moment_description("when it happens"));
    file_.add("/persons/event_date", {"event"}, dates, {.long_name = "day on which it happens"});
    file_.add("/persons/event_year", {"event"}, years,
              {.units = "calendar year",
               .long_name = "year in which it is booked",
               .description = "a start in a programme is on its 1 January"});
    file_.add("/persons/event_transition", {"event"}, transitions,
              {.units = "1", .long_name = "transition", .description = "position in /transition, from 0"});
  }

  Hdf5Writer& file_;
  const Results& results_;
  const std::vector<RecordedLife>& lives_;
  int start_;
};

}  // namespace

void write_persons(Hdf5Writer& file, const Results& results) {
  if (results.sample.founders > 0) PersonsWriter(file, results).write();
}

}  // namespace kavel
