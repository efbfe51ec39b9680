#pragma once

#include <set>
#include <string>

#include "core/age.hpp"
#include "core/errors.hpp"
#include "model/table.hpp"

namespace kavel {

/// For whom and when a figure is looked up.
struct Circumstances {
  Sex sex = Sex::female;
  int age = 0;
  int year_index = 0;
  int year_in_state = 0;
  std::string state{};
};

/// What a figure must be.
enum class Domain { any, not_negative, probability, positive };

/// Looks figures up and reports, once per figure, what is missing or out of range.
class Figures {
 public:
  Figures(int start, Problems& problems) : start_(start), problems_(&problems) {}

  /// The figure in these circumstances; 0 after a problem.
  double at(const Quantity& quantity, const Circumstances& circumstances, Domain domain = Domain::any);

  /// The figure lived in a year by those who are `circumstances.age` on its 1 January (-1: born in it): the mean of two
  /// rows where the table's ages do not say what a year's people live through (sim/README.md, "Age").
  double lived(const Quantity& quantity, Circumstances circumstances, AgeRule rule, Domain domain = Domain::any);

 private:
  void report(const Quantity& quantity, const Mark& mark, std::string expected, std::string got);

  int start_;
  Problems* problems_;
  std::set<std::string> reported_{};
};

/// Does the figure differ between calendar years (or years of the study)?
bool varies_by_year(const Quantity& quantity);

}  // namespace kavel
