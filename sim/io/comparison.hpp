#pragma once

#include <array>
#include <string>
#include <vector>

namespace kavel {

/// On what the arms of a study are compared with usual care.
enum class ComparedOn {
  reached,         ///< people who ever started, by programme and in any
  taking_part,     ///< people taking part, mean of the last year
  events,          ///< deaths, new and repeated cases
  years,           ///< person-years lived, in all and in states that programmes move people between
  effects,         ///< outcomes that are effects, undiscounted
  wellbeing,       ///< means over all years
  cost,            ///< real cost by payer: programmes, care, care filled again
  programme_cost,  ///< real cost of each programme
  volumes,         ///< of care that is counted in units, not in money
  totals           ///< outcomes, discounted
};
inline constexpr std::array compared_on_names{"reached",   "taking_part", "events",         "person_years", "effects",
                                              "wellbeing", "cost",        "programme_cost", "volumes",      "totals"};

/// An arm minus usual care, over all years of the study.
struct Difference {
  double value = 0;
  double standard_error = 0;  ///< paired; not a number where it is not known
};

/// One thing on which arms are compared.
struct ComparisonRow {
  ComparedOn on = ComparedOn::events;
  std::string name{};              ///< within its section: `gli`, `stroke.acute`, `insurer`
  std::string part{};              ///< of that: `programmes`, `care`; empty: all of it
  std::string label{};             ///< for readers
  std::string unit{};              ///< of the differences
  std::vector<Difference> arms{};  ///< [variant]; the first, usual care, differs from itself by nothing
};

/// What arms change; empty in a study without programmes.
struct Comparison {
  std::vector<ComparisonRow> rows{};
};

}  // namespace kavel
