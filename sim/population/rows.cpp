#include "population/rows.hpp"

#include <algorithm>

namespace kavel {

namespace {

template <class Values>
void copy_row(Values& values, std::size_t from, std::size_t to, std::size_t width) {
  std::copy_n(values.data() + from * width, width, values.data() + to * width);
}

template <class Values, class Value>
void fill_row(Values& values, std::size_t row, std::size_t width, Value value) {
  std::fill_n(values.data() + row * width, width, value);
}

}  // namespace

Rows::Rows(const Model& model, std::size_t modifiers)
    : People(model.attributes.size(), modifiers),
      lanes_(static_cast<std::size_t>(model.lanes)),
      transitions_(model.transitions.size()),
      timed_(static_cast<std::size_t>(model.timed)) {}

void Rows::reserve(std::size_t persons) {
  if (persons > place()) set_place(persons);
}

void Rows::fit() {
  if (2 * size() < place()) set_place(size());
}

void Rows::clear() {
  People::clear();
  set_place(0);
}

void Rows::set_place(std::size_t persons) {
  People::set_place(persons);
  set_size(clocks_, persons * lanes_);
  set_size(speeds_, persons * lanes_);
  set_size(joint_, persons * lanes_);
  set_size(occurrences_, persons * transitions_);
  set_size(entered_, persons * timed_);
  set_size(due_, persons * timed_);
  set_size(step_, persons * timed_);
  if (timed_ > 0) set_size(wake_, persons);
}

std::size_t Rows::add(const PersonKey& key) {
  if (size() == place()) reserve(std::max<std::size_t>(2 * size(), 8));
  const std::size_t row = People::add(key);
  fill_row(clocks_, row, lanes_, never_wound);
  fill_row(speeds_, row, lanes_, 0.0F);
  fill_row(joint_, row, lanes_, std::uint16_t{0});
  fill_row(occurrences_, row, transitions_, std::uint16_t{0});
  if (timed_ == 0) return row;
  fill_row(entered_, row, timed_, Moment{0});
  fill_row(due_, row, timed_, never_due);
  fill_row(step_, row, timed_, never_due);
  wake_[row] = never_due;
  return row;
}

std::size_t Rows::add(const Rows& other, std::size_t from, const std::vector<int>& transitions) {
  const std::size_t row = add(other.key(from));
  take_over(other, from, row);
  const auto copy = [&](const std::vector<Moment>& values, std::vector<Moment>& into) {
    std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(from * other.timed_), other.timed_,
                into.begin() + static_cast<std::ptrdiff_t>(row * timed_));
  };
  copy(other.entered_, entered_);
  copy(other.due_, due_);
  copy(other.step_, step_);
  if (other.timed_ > 0) wake_[row] = other.wake_[from];
  for (std::size_t lane = 0; lane < other.transitions_; ++lane) {
    const auto to = static_cast<std::size_t>(transitions[lane]);
    clocks_[row * lanes_ + to] = other.clocks_[from * other.lanes_ + lane];
    speeds_[row * lanes_ + to] = other.speeds_[from * other.lanes_ + lane];
    occurrences_[row * transitions_ + to] = other.occurrences_[from * other.transitions_ + lane];
  }
  return row;
}

void Rows::prefetch(std::size_t row) const {
  People::prefetch(row);
  prefetch_lines(joint_.data() + row * lanes_, lanes_);
  prefetch_lines(occurrences_.data() + row * transitions_, transitions_);
}

void Rows::remove(std::size_t row) {
  People::remove(row);
  const std::size_t last = size();
  if (row == last) return;
  copy_row(clocks_, last, row, lanes_);
  copy_row(speeds_, last, row, lanes_);
  copy_row(joint_, last, row, lanes_);
  copy_row(occurrences_, last, row, transitions_);
  if (timed_ == 0) return;
  copy_row(entered_, last, row, timed_);
  copy_row(due_, last, row, timed_);
  copy_row(step_, last, row, timed_);
  wake_[row] = wake_[last];
}

std::size_t Rows::bytes_per_person() const {
  return sizeof(PersonKey) + attributes() + lanes_ * (sizeof(Clock) + sizeof(float) + sizeof(std::uint16_t)) +
         transitions_ * sizeof(std::uint16_t) + modifiers_of_each() * sizeof(std::int32_t) +
         timed_ * 3 * sizeof(Moment) + (timed_ > 0 ? sizeof(Moment) : 0);
}

}  // namespace kavel
