#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/age.hpp"
#include "core/errors.hpp"
#include "core/person.hpp"

namespace kavel {

/// Persons of one sex and age in one area with one SES and one affiliation.
struct PopulationCell {
  Sex sex = Sex::female;
  int age = 0;  ///< on the first 1 January
  int area = 0;
  int ses = 0;
  std::int64_t persons = 0;
  int affiliation = 0;
  int given = -1;  ///< which of Population::given; -1: all states are drawn
};

/// Where people are registered and with whom they are insured, for life; children follow their mother.
struct Affiliation {
  int practice = -1;  ///< position among the practices; -1: not told
  int insurer = -1;   ///< position among the insurers; -1: not told
};

/// Every practice with every insurer; where there are none of a kind, without.
std::vector<Affiliation> all_affiliations(const std::vector<std::string>& practices,
                                          const std::vector<std::string>& insurers);

/// The people a study starts with.
struct Population {
  AgeRule age_rule = AgeRule::exact;
  std::vector<std::string> areas{"all"};
  std::vector<std::string> ses_groups{"all"};
  std::vector<std::string> practices{};
  std::vector<std::string> insurers{};
  std::vector<Affiliation> affiliations{Affiliation{}};
  std::vector<PopulationCell> cells{};
  std::vector<std::uint8_t> inside{};  ///< [area x affiliation]: within the study's delineation? Empty: everyone is
  std::vector<std::vector<std::int16_t>> given{};  ///< [kind of person][attribute]: state at the start; -1: drawn
  std::int64_t inhabitants = 0;                    ///< of the region, for whom these persons stand; 0: for themselves
  Mark mark{};
  std::int64_t persons() const;
  bool is_inside(int area, int affiliation) const {
    return inside.empty() ||
           inside[static_cast<std::size_t>(area) * affiliations.size() + static_cast<std::size_t>(affiliation)] != 0;
  }
};

}  // namespace kavel
