#pragma once

#include <cstdint>
#include <vector>

#include "core/ids.hpp"
#include "model/model.hpp"

namespace kavel {

/// Grows or shrinks a vector, which keeps no memory beyond its size if it shrinks.
template <class Values>
void set_size(Values& values, std::size_t size) {
  const bool frees = size < values.size();
  values.resize(size);
  if (frees) values.shrink_to_fit();
}

/// What a person is, besides states and clocks.
struct PersonKey {
  PersonId id{};
  std::int32_t lineage = 0;  ///< founder's position in the block
  std::uint16_t area = 0;
  std::uint8_t ses = 0;
  std::uint8_t group = 0;         ///< random group of the founder
  std::uint16_t zone = 0;         ///< where its years are tallied (zones.hpp)
  std::uint16_t affiliation = 0;  ///< practice and insurer
  std::uint32_t mark = 0;         ///< noted by whoever runs the block; children take their mother's
  std::uint32_t number = 0;       ///< among all who ever came to be in the block, in their order
};

/// Persons, a row each: who they are, their states and what wellbeing keeps of them.
class People {
 public:
  /// `modifiers`: numbers that wellbeing keeps of each person, 0 without.
  People(std::size_t attributes, std::size_t modifiers) : attributes_(attributes), modifiers_of_each_(modifiers) {}

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::size_t attributes() const { return attributes_; }
  std::size_t modifiers_of_each() const { return modifiers_of_each_; }
  /// Makes place for so many persons.
  void reserve(std::size_t persons);
  /// Removes everyone, and keeps the place.
  void clear() { size_ = 0; }

  /// Adds a person, in the first state of every attribute.
  std::size_t add(const PersonKey& key);
  /// Adds a person as they are among others, who have the same attributes or the first of these;
  /// in the others, the first state.
  std::size_t add(const People& other, std::size_t row);
  /// Another person instead, as in add.
  void set(std::size_t row, const People& other, std::size_t from);
  /// Asks the memory for a row, so that it is there in time.
  void prefetch(std::size_t row) const;
  /// Removes a row by moving the last one into its place.
  void remove(std::size_t row);
  void mark(std::size_t row, std::uint32_t mark) { keys_[row].mark = mark; }
  void number(std::size_t row, std::uint32_t number) { keys_[row].number = number; }

  const PersonKey& key(std::size_t row) const { return keys_[row]; }
  std::uint8_t* states(std::size_t row) { return states_.data() + row * attributes_; }
  const std::uint8_t* states(std::size_t row) const { return states_.data() + row * attributes_; }
  std::int32_t* modifiers(std::size_t row) { return modifiers_.data() + row * modifiers_of_each_; }
  const std::int32_t* modifiers(std::size_t row) const { return modifiers_.data() + row * modifiers_of_each_; }

 protected:
  /// For how many there is place.
  std::size_t place() const { return keys_.size(); }
  /// Makes it so many: as many as there are, or more.
  void set_place(std::size_t persons);
  /// A person's states and modifiers, as they are in another row.
  void take_over(const People& other, std::size_t from, std::size_t row);

 private:
  std::size_t attributes_, modifiers_of_each_;
  std::size_t size_ = 0;  ///< persons; there is place for as many as `keys_` is long
  std::vector<PersonKey> keys_{};
  std::vector<std::uint8_t> states_{};
  std::vector<std::int32_t> modifiers_{};
};

}  // namespace kavel
