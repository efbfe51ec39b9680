#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/age.hpp"
#include "core/errors.hpp"
#include "core/person.hpp"

namespace kavel {

/// Persons of one sex and age in one area with one SES.
struct PopulationCell {
  Sex sex = Sex::female;
  int age = 0;  ///< on the first 1 January
  int area = 0;
  int ses = 0;
  std::int64_t persons = 0;
};

/// The people a study starts with.
struct Population {
  AgeRule age_rule = AgeRule::exact;
  std::vector<std::string> areas{"all"};
  std::vector<std::string> ses_groups{"all"};
  std::vector<PopulationCell> cells{};
  Mark mark{};
  std::int64_t persons() const;
};

}  // namespace kavel
