#pragma once

#include <algorithm>
#include <string>

#include "model/compile.hpp"
#include "experiment/setting.hpp"
#include "tests/support/packs.hpp"

namespace kavel {

/// A pack compiled for women of one age in one year, or what is wrong with it.
struct Compiled {
  Model model{};
  Problems problems{};

  const Transition& transition(const std::string& name) const {
    const auto found = std::find_if(model.transitions.begin(), model.transitions.end(),
                                    [&](const Transition& one) { return one.name == name; });
    expects(found != model.transitions.end(), "no such transition");
    return *found;
  }
  int lane(const std::string& name) const { return static_cast<int>(&transition(name) - model.transitions.data()); }
  /// Base hazard, 1/year.
  double base(const std::string& name, int age = 40, int year = 0, Sex sex = Sex::female) const {
    return static_cast<double>(model.base_row(sex, age, year)[lane(name)]) / clock_unit;
  }
  const Factor& factor(const std::string& name) const {
    return *std::find_if(model.factors.begin(), model.factors.end(),
                         [&](const Factor& one) { return one.name == name; });
  }
  /// What a factor's value multiplies a speed by.
  float ratio(const std::string& by, int value, const std::string& name, int age = 40, Sex sex = Sex::female) const {
    const Factor& one = factor(by);
    return one.rows[static_cast<std::size_t>(model.band(one, sex, age))]
                   [static_cast<std::size_t>(value) * static_cast<std::size_t>(model.lanes) +
                    static_cast<std::size_t>(lane(name))];
  }
};

inline Compiled compiled(const Study& study) {
  Compiled result;
  const Pack& pack = study.variants.front().pack;
  result.model = compile(pack, setting_of(study, pack), result.problems);
  return result;
}

inline Compiled compiled(const Pack& pack, int years = 1, int age = 40) {
  return compiled(support::study_of(pack, years, 10, age));
}

/// The message of the only problem, or how many there are.
inline std::string only_problem(const Compiled& of) {
  if (of.problems.all().size() != 1) return std::to_string(of.problems.all().size()) + " problems";
  return message_of(of.problems.all().front());
}

}  // namespace kavel
