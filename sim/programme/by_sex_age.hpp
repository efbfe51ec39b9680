#pragma once

#include <vector>

#include "model/compile.hpp"
#include "model/figures.hpp"
#include "programme/person_then.hpp"
#include "programme/programme.hpp"

namespace kavel {

/// [sex x age 0 … oldest_age]: value(circumstances) for those whom a study can meet, else 0.
template <class Value>
std::vector<double> by_sex_age(const Setting& setting, const Value& value) {
  std::vector<double> values(rows_by_sex_age, 0.0);
  const auto [first, last] = ages_met(setting);
  for (int sex = 0; sex < sexes; ++sex) {
    if (!setting.sex_met[static_cast<std::size_t>(sex)]) continue;
    for (int age = first; age <= last; ++age) {
      values[sex_age(sex, age)] = value(Circumstances{static_cast<Sex>(sex), age, 0, 0, {}});
    }
  }
  return values;
}

/// What a programme is compiled with.
struct ProgrammeCompiling {
  const Programme& programme;
  const Surroundings& around;
  const Setting& setting;
  Figures& figures;
  Problems& problems;
};

}  // namespace kavel
