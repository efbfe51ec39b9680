#pragma once

#include <string>
#include <vector>

#include "population/population.hpp"
#include "io/read_margin.hpp"
#include "io/sources.hpp"

namespace kavel {

/// A state that a table of persons gives, and where it does so first.
struct GivenState {
  std::string name{};
  Mark mark{};
};

/// An attribute of which a table of persons gives the state.
struct GivenAttribute {
  std::string name{};
  Mark mark{};
  std::vector<GivenState> states{};
};

/// Whatever is said of persons' states: PopulationCell::given counts `persons` from 0.
struct GivenStates {
  std::vector<std::string> absent_columns{};  ///< columns the table could have had beside attributes
  std::vector<GivenAttribute> attributes{};
  std::vector<std::vector<int>> persons{};  ///< [kind of person][attribute]: position among its states; -1: to be drawn
};

/// A region person by person: sex, age and perhaps area, SES, practice, insurer, `persons` (so many alike), and states
/// of attributes. `names`: those declared.
GivenStates read_people(const SourceFile& source, NamesByKey& names, Population& population, Problems& problems);

/// Turns states by name into positions among the `states` of the pack's `attributes`; a state nobody can be in has an
/// empty name there.
void resolve_given_states(const GivenStates& given, const std::vector<std::string>& attributes,
                          const std::vector<std::vector<std::string>>& states, Population& population,
                          Problems& problems);

}  // namespace kavel
