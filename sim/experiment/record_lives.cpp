#include "experiment/record_lives.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "core/errors.hpp"

namespace kavel {

namespace {

RecordedLife life_of(const Beginning& beginning, std::size_t variant, std::size_t attributes) {
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
  life.states.resize(attributes, 0);  // outside the programmes that only an arm has
  return life;
}

/// Lives of one block in one variant, to which events are added.
class Recorder {
 public:
  Recorder(std::size_t variant, std::size_t attributes, std::vector<RecordedLife>& lives)
      : variant_(variant), attributes_(attributes), lives_(lives) {}

  void begin(const Beginning& beginning) {
    place_.emplace(beginning.person.value, lives_.size());
    lives_.push_back(life_of(beginning, variant_, attributes_));
  }
  void add(const Event& event, int transition) {
    lives_[place_.at(event.person.value)].events.push_back(
        {moment(event.year_index, event.tick), transition, event.year_index});
  }

 private:
  std::size_t variant_;
  std::size_t attributes_;
  std::vector<RecordedLife>& lives_;
  std::unordered_map<std::uint64_t, std::size_t> place_{};
};

}  // namespace

void record(Diary& diary, std::size_t variant, std::vector<RecordedLife>& lives) {
  if (diary.beginnings().empty()) return;
  Recorder recorder(variant, diary.beginnings().front().states.size(), lives);
  for (const Beginning& beginning : diary.beginnings()) recorder.begin(beginning);
  for (const Event& event : diary.events()) recorder.add(event, event.lane);  // each person's in their order
}

void record_arm(Diary& usual, Diary& diverged, const std::function<const int*(PersonId)>& since,
                const CompiledVariant& arm, std::size_t variant, std::vector<RecordedLife>& lives) {
  Recorder recorder(variant, arm.model.attributes.size(), lives);
  std::unordered_set<std::uint64_t> born_diverged;  // those whose mother had: they are in the other diary, if at all
  for (const Beginning& beginning : usual.beginnings()) {  // mothers come before their children
    if (beginning.mother) {
      const int* of_mother = since(*beginning.mother);
      const auto year = static_cast<int>((beginning.from - 1) / ticks_per_year);
      if (born_diverged.contains(beginning.mother->value) || (of_mother != nullptr && year >= *of_mother)) {
        born_diverged.insert(beginning.person.value);
        continue;
      }
    }
    recorder.begin(beginning);
  }
  for (const Beginning& beginning : diverged.beginnings()) recorder.begin(beginning);
  const Embedding& embedding = present(arm.of_usual_care, "an arm has an embedding");
  for (const Event& event : usual.events()) {
    const int* from = since(event.person);
    if (born_diverged.contains(event.person.value) || (from != nullptr && event.year_index >= *from)) continue;
    recorder.add(event, embedding.transitions[static_cast<std::size_t>(event.lane)]);
  }
  for (const Event& event : diverged.events()) recorder.add(event, event.lane);
}

void put_in_order(std::vector<RecordedLife>& lives) {
  std::sort(lives.begin(), lives.end(), [](const RecordedLife& a, const RecordedLife& b) {
    return std::tuple(a.variant, a.first_of_lineage, a.from, a.person) <
           std::tuple(b.variant, b.first_of_lineage, b.from, b.person);
  });
}

}  // namespace kavel
