#include "experiment/record_lives.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace kavel {

void record(Diary& diary, std::size_t variant, std::vector<RecordedLife>& lives) {
  std::unordered_map<std::uint64_t, std::size_t> place;
  for (Beginning& beginning : diary.beginnings()) {
    place.emplace(beginning.person.value, lives.size());
    RecordedLife life;
    life.variant = variant;
    life.person = beginning.person;
    life.first_of_lineage = beginning.first_of_lineage;
    life.mother = beginning.mother;
    life.sex = beginning.sex;
    life.first_age = beginning.first_age;
    life.area = beginning.area;
    life.ses = beginning.ses;
    life.from = beginning.from;
    life.states.assign(beginning.states.begin(), beginning.states.end());
    lives.push_back(std::move(life));
  }
  for (const Event& event : diary.events()) {  // each person's in their order
    lives[place.at(event.person.value)].events.push_back({moment(event.year_index, event.tick), event.lane});
  }
}

void put_in_order(std::vector<RecordedLife>& lives) {
  std::sort(lives.begin(), lives.end(), [](const RecordedLife& a, const RecordedLife& b) {
    return std::tuple(a.variant, a.first_of_lineage, a.from, a.person) <
           std::tuple(b.variant, b.first_of_lineage, b.from, b.person);
  });
}

}  // namespace kavel
