#include "population/rows.hpp"

#include <algorithm>

namespace kavel {

namespace {

template <class Values>
void move_last(Values& values, std::size_t row, std::size_t width) {
  if (width == 0) return;
  const std::size_t last = values.size() - width;
  std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(last), width,
              values.begin() + static_cast<std::ptrdiff_t>(row * width));
  values.resize(last);
}

}  // namespace

Rows::Rows(const Model& model)
    : attributes_(model.attributes.size()),
      lanes_(static_cast<std::size_t>(model.lanes)),
      transitions_(model.transitions.size()),
      timed_(static_cast<std::size_t>(model.timed)) {}

void Rows::reserve(std::size_t persons) {
  keys_.reserve(persons);
  states_.reserve(persons * attributes_);
  clocks_.reserve(persons * lanes_);
  speeds_.reserve(persons * lanes_);
  joint_.reserve(persons * lanes_);
  occurrences_.reserve(persons * transitions_);
  entered_.reserve(persons * timed_);
  due_.reserve(persons * timed_);
  step_.reserve(persons * timed_);
  if (timed_ > 0) wake_.reserve(persons);
}

std::size_t Rows::add(const PersonKey& key) {
  keys_.push_back(key);
  states_.resize(states_.size() + attributes_, 0);
  clocks_.resize(clocks_.size() + lanes_, never_wound);
  speeds_.resize(speeds_.size() + lanes_, 0.0F);
  joint_.resize(joint_.size() + lanes_, 0);
  occurrences_.resize(occurrences_.size() + transitions_, 0);
  entered_.resize(entered_.size() + timed_, 0);
  due_.resize(due_.size() + timed_, never_due);
  step_.resize(step_.size() + timed_, never_due);
  if (timed_ > 0) wake_.push_back(never_due);
  return keys_.size() - 1;
}

void Rows::prefetch(std::size_t row) const {
  const auto ask = [](const auto* first, std::size_t count) {
    const char* bytes = reinterpret_cast<const char*>(first);
    for (std::size_t at = 0; at < count * sizeof(*first); at += cache_line) __builtin_prefetch(bytes + at, 1);
  };
  ask(keys_.data() + row, 1);
  ask(states_.data() + row * attributes_, attributes_);
  ask(joint_.data() + row * lanes_, lanes_);
  ask(occurrences_.data() + row * transitions_, transitions_);
}

void Rows::remove(std::size_t row) {
  keys_[row] = keys_.back();
  keys_.pop_back();
  move_last(states_, row, attributes_);
  move_last(clocks_, row, lanes_);
  move_last(speeds_, row, lanes_);
  move_last(joint_, row, lanes_);
  move_last(occurrences_, row, transitions_);
  move_last(entered_, row, timed_);
  move_last(due_, row, timed_);
  move_last(step_, row, timed_);
  if (timed_ > 0) move_last(wake_, row, 1);
}

std::size_t Rows::bytes_per_person() const {
  return sizeof(PersonKey) + attributes_ + lanes_ * (sizeof(Clock) + sizeof(float) + sizeof(std::uint16_t)) +
         transitions_ * sizeof(std::uint16_t) + timed_ * 3 * sizeof(Moment) + (timed_ > 0 ? sizeof(Moment) : 0);
}

}  // namespace kavel
