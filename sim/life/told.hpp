#pragma once

#include <cstdint>
#include <vector>

#include "population/people.hpp"

namespace kavel {

struct Cohort;

/// Those of another block's cohort whose year there is taken off beside that of this cohort. As they are on 1 January.
struct Told {
  static constexpr std::uint32_t nobody = UINT32_MAX;

  const Cohort* cohort = nullptr;      ///< of the other block; null: nobody is told
  std::size_t persons = 0;             ///< in that cohort
  std::vector<std::uint32_t> twins{};  ///< [row of this cohort]: of who is the same in both, the row there; or nobody
  std::size_t same = 0;                ///< how many are
  People differing;                    ///< who is not, or is only there: the year as they were is taken off, too

  /// `like`: who lives beside them, with as many attributes or more.
  explicit Told(const People& like) : differing(like.attributes(), like.modifiers_of_each()) {}

  /// Takes rows of a cohort; `is_same` [row].
  void take(const Cohort& from, const std::vector<std::uint32_t>& rows, const std::vector<std::uint8_t>& is_same);
  std::uint32_t twin(std::size_t row) const { return cohort == nullptr ? nobody : twins[row]; }
  std::size_t size() const { return same + differing.size(); }
};

/// How the lives of another block are read in this one.
struct Telling {
  const std::vector<int>* transitions = nullptr;        ///< where the other block's are among this one's
  const std::vector<std::uint8_t>* of_marks = nullptr;  ///< [PersonKey::mark]: is someone with it told?

  bool of(const PersonKey& key) const { return (*of_marks)[key.mark] != 0; }
};

}  // namespace kavel
