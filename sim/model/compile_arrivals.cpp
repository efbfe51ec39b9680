#include <algorithm>
#include <cmath>

#include "model/compile_parts.hpp"

namespace kavel {

namespace {

/// Numbers are of single ages: an open group would be counted once for every age in it.
void check_table(Compilation& c, const ArrivalsSpec& spec) {
  const Quantity& figure = spec.per_inhabitant;
  if (!figure.table || !figure.table->by_age) {
    c.problems.add(figure.mark, figure.key, "a table by age or age_reached", figure.table ? "one without" : "a number");
    return;
  }
  if (figure.table->by_year_in_state) {
    c.problems.add(figure.mark, figure.key, "a table without year_in_state", "one with it");
  }
  for (const TableRow& row : figure.table->rows) {
    if (!row.keys.age || row.keys.age->to != Range::open) continue;
    c.problems.add(figure.table->mark_of(row), figure.key, "ages with an end, for these are persons of each single age",
                   "an open age group");
    return;
  }
}

class FlowCompiler {
 public:
  FlowCompiler(Compilation& c, const ArrivalsSpec& spec, ArrivalFlow& flow) : c_(c), spec_(spec), flow_(flow) {}

  void run() {
    const std::size_t before = c_.problems.all().size();
    check_table(c_, spec_);
    if (c_.problems.all().size() > before) return;
    flow_.per_inhabitant.assign(static_cast<std::size_t>(c_.setting.years) * sexes * age_rows, 0.0);
    for (int year = 0; year < c_.setting.years; ++year) {
      const double all = fill(year);
      if (c_.problems.all().size() > before) return;
      if (all > 1) {
        c_.problems.add(spec_.per_inhabitant.mark, spec_.key, "at most one arrival a year per inhabitant",
                        std::to_string(all) + " in " + std::to_string(c_.setting.start + year));
        return;
      }
    }
    flow_.ses = shares_of(spec_.ses ? ses_shares(c_, *spec_.ses) : c_.reference_ses);
  }

 private:
  double fill(int year) {
    double all = 0;
    for (int sex = 0; sex < sexes; ++sex) {
      for (int age = -1; age <= oldest_age; ++age) {
        const double persons = lived(static_cast<Sex>(sex), age, year);
        flow_.per_inhabitant[(static_cast<std::size_t>(year) * sexes + static_cast<std::size_t>(sex)) * age_rows +
                             static_cast<std::size_t>(age_index(age))] = persons;
        all += persons;
      }
    }
    return all;
  }

  /// Of those who arrive at an age half were that old on 1 January, half turn it in the year.
  double lived(Sex sex, int age, int year) {
    if (spec_.per_inhabitant.table->age_reached) return row(sex, age + 1, year);
    return (row(sex, age, year) + row(sex, age + 1, year)) / 2;
  }

  double row(Sex sex, int age, int year) {
    if (age < 0 || age > oldest_age) return 0;
    return c_.figures.at(spec_.per_inhabitant, {sex, age, year, 0, ""}, Domain::not_negative);
  }

  static std::vector<double> shares_of(const GroupShares& groups) {
    std::vector<double> shares = groups.persons;
    const auto width = static_cast<std::size_t>(groups.groups);
    for (std::size_t first = 0; first < shares.size(); first += width) {
      double sum = 0;
      for (std::size_t group = 0; group < width; ++group) sum += shares[first + group];
      for (std::size_t group = 0; group < width && sum > 0; ++group) shares[first + group] /= sum;
    }
    return shares;
  }

  Compilation& c_;
  const ArrivalsSpec& spec_;
  ArrivalFlow& flow_;
};

}  // namespace

/// A cohort of exact age is closed: nobody comes to join those who started together.
void compile_arrivals(Compilation& c) {
  if (c.setting.age_rule == AgeRule::exact) {
    c.model.arrivals.clear();
    return;
  }
  if (c.narrower != nullptr) {
    c.model.arrivals = c.narrower->model->arrivals;
    return;
  }
  for (std::size_t flow = 0; flow < c.pack.arrivals.size(); ++flow) {
    FlowCompiler(c, c.pack.arrivals[flow], c.model.arrivals[flow]).run();
  }
}

}  // namespace kavel
