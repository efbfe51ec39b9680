#include "population/people.hpp"

#include <algorithm>

#include "core/cache_lines.hpp"
#include "core/errors.hpp"

namespace kavel {

void People::reserve(std::size_t persons) {
  if (persons > keys_.size()) set_place(persons);
}

void People::set_place(std::size_t persons) {
  expects(persons >= size_, "there is place for everyone");
  set_size(keys_, persons);
  set_size(states_, persons * attributes_);
  set_size(modifiers_, persons * modifiers_of_each_);
}

std::size_t People::add(const PersonKey& key) {
  if (size_ == keys_.size()) reserve(std::max<std::size_t>(2 * size_, 8));
  const std::size_t row = size_++;
  keys_[row] = key;
  std::fill_n(states(row), attributes_, std::uint8_t{0});
  std::fill_n(modifiers(row), modifiers_of_each_, std::int32_t{0});
  return row;
}

std::size_t People::add(const People& other, std::size_t from) {
  const std::size_t row = add(other.key(from));
  take_over(other, from, row);
  return row;
}

void People::set(std::size_t row, const People& other, std::size_t from) {
  keys_[row] = other.key(from);
  std::fill_n(states(row) + other.attributes_, attributes_ - other.attributes_, std::uint8_t{0});
  take_over(other, from, row);
}

void People::take_over(const People& other, std::size_t from, std::size_t row) {
  std::copy_n(other.states(from), other.attributes_, states(row));
  std::copy_n(other.modifiers(from), other.modifiers_of_each_, modifiers(row));
}

void People::remove(std::size_t row) {
  const std::size_t last = --size_;
  if (row == last) return;
  keys_[row] = keys_[last];
  take_over(*this, last, row);
}

void People::prefetch(std::size_t row) const {
  prefetch_lines(keys_.data() + row, 1);
  prefetch_lines(states(row), attributes_);
  prefetch_lines(modifiers(row), modifiers_of_each_);
}

}  // namespace kavel
