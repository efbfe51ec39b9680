#pragma once

#include <string>
#include <vector>

#include "model/pack.hpp"
#include "programme/programme.hpp"

namespace kavel {

/// What a programme is offered in.
struct ProgrammeSetting {
  const Pack& pack;
  std::vector<std::string> ses_groups{};  ///< of the population; empty: not known, so not checked
  std::vector<std::string> areas{};       ///< likewise
  bool delineated = false;                ///< does the study say who is inside?
  std::vector<std::string> capacities{};  ///< of the study
};

std::vector<std::string> names_of_capacities(const std::vector<CapacitySpec>& capacities);

/// Adds to `problems` whatever of a programme does not exist in its setting, or cannot happen there.
void check_programme(const Programme& programme, const ProgrammeSetting& setting, Problems& problems);

}  // namespace kavel
