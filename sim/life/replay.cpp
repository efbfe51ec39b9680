#include "life/replay.hpp"

#include <algorithm>
#include <span>

#include "life/cohort.hpp"

namespace kavel {

void Told::take(const Cohort& from, const std::vector<std::uint32_t>& rows, const std::vector<std::uint8_t>& is_same) {
  cohort = &from;
  persons = from.rows.size();
  same = 0;
  differing.clear();
  for (const std::uint32_t row : rows) {
    if (is_same[row] != 0) {
      ++same;
    } else {
      differing.add(from.rows, row);
    }
  }
}

Replay::Replay(const Model& model, const Valuation& valuation, const Telling& telling)
    : model_(&model),
      telling_(telling),
      person_(model, valuation),
      at_hand_(model.attributes.size(), valuation.modifiers_of_each()) {
  at_hand_.add(PersonKey{});
}

void Replay::close(const Cohort& there, std::size_t row, const CohortBooks& cohort, Int128* totals) {
  at_hand_.set(0, there.rows, row);
  person_.close(at_hand_, 0, cohort, totals, -1);
}

void Replay::begin_year(Told& told, const CohortBooks& cohort, int year_index, const YearBooks& books) {
  told_ = &told;
  cohort_ = &cohort;
  year_index_ = year_index;
  more_ = books;
  more_.census = nullptr;
  more_.newborns = nullptr;
  more_.diary = nullptr;
  less_ = more_;
  less_.sign = -1;
  const Script& script = told.cohort->script;
  is_settled_.assign(script.size(), 0);
  parts_.assign(told.persons, Told::nobody);
  for (std::size_t i = 0; i < script.size(); ++i) {
    if (!script.part(i).is_late) parts_[script.part(i).row] = static_cast<std::uint32_t>(i);
  }
}

/// Did just the same happen?
bool Replay::is_alike(const Script& here, const Script& there, std::size_t i) const {
  const auto same = [this](const Script::Event& mine, const Script::Event& other) {
    return mine.tick == other.tick && mine.lane == (*telling_.transitions)[static_cast<std::size_t>(other.lane)];
  };
  const std::span<const Script::Event> mine = here.events(0), others = there.events(i);
  return std::equal(mine.begin(), mine.end(), others.begin(), others.end(), same);
}

void Replay::settle(const Script& script, std::uint32_t twin) {
  const std::uint32_t part = parts_[twin];
  const Script& there = told_->cohort->script;
  if (part != Told::nobody && is_alike(script, there, part)) {
    is_settled_[part] = 1;
    if (script.part(0).has_left) leave(script, there.people().attributes());
  } else if (!script.events(0).empty()) {
    tell(script, 0, more_, nullptr);
  }
}

/// Someone left in both alike, but here the attributes that only this model has, too. In these nothing happened.
void Replay::leave(const Script& script, std::size_t common) {
  at_hand_.set(0, script.people(), 0);
  person_.attach(at_hand_, 0, *cohort_, year_index_, &more_);
  person_.leave_states(common, script.events(0).back().tick);
}

void Replay::end_year(Tally& tally) {
  const auto year = static_cast<std::size_t>(year_index_);
  auto here = static_cast<std::int64_t>(told_->size());
  tally.start[year] -= here;
  for (std::size_t row = 0; row < told_->differing.size(); ++row) {
    person_.attach(told_->differing, row, *cohort_, year_index_, &less_);
    person_.stay(ticks_per_year);
  }
  if (less_.deductible != nullptr) less_.deductible->whole_year(told_->differing, nullptr, -1);
  const Script& script = told_->cohort->script;
  for (std::size_t i = 0; i < script.size(); ++i) {
    if (is_settled_[i] == 0 && !telling_.of(script.people().key(i))) continue;
    if (is_settled_[i] == 0) tell(script, i, less_, telling_.transitions);
    here += (script.part(i).is_late ? 1 : 0) - (script.part(i).has_left ? 1 : 0);
  }
  tally.end[year] -= here;
}

/// Books a part of a script; `transitions`: where its are among this model's; null: in place.
void Replay::tell(const Script& script, std::size_t i, const YearBooks& books, const std::vector<int>* transitions) {
  at_hand_.set(0, script.people(), i);
  person_.attach(at_hand_, 0, *cohort_, year_index_, &books);
  const Script::Part& part = script.part(i);
  const Ticks left = ticks_per_year - part.from;
  if (part.is_late) {
    person_.open(part.from);
    person_.stay(left);
    person_.begin_late(left);
  } else {
    person_.begin();
  }
  for (const Script::Event& event : script.events(i)) {
    const int lane = transitions == nullptr ? event.lane : (*transitions)[static_cast<std::size_t>(event.lane)];
    const Transition& transition = model_->transitions[static_cast<std::size_t>(lane)];
    person_.happen(lane, event.tick);
    if (transition.leaving != Leaving::no) {
      person_.leave(lane, event.tick);
      break;
    }
    if (transition.birth) person_.give_birth();
    if (transition.from != transition.to) person_.change(transition.attribute, transition.to, event.tick);
  }
  person_.end();
}

}  // namespace kavel
