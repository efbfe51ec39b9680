#include "valuation/compile_care_shifts.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>

namespace kavel {

namespace {

constexpr double greatest_spending = 1e10;  ///< quanta a person-year: see compile_deductible.cpp

void add_once(int value, std::vector<int>& all) {
  const auto place = std::lower_bound(all.begin(), all.end(), value);
  if (place == all.end() || *place != value) all.insert(place, value);
}

class CareShiftCompiler {
 public:
  CareShiftCompiler(const Pack& pack, const Model& model, Valuation& valuation, Problems& problems)
      : pack_(pack), model_(model), valuation_(valuation), shifts_(valuation.care_shifts), problems_(problems) {}

  void run() {
    for (const CareShiftSpec& spec : pack_.care_shifts) add(spec);
    for (const CareShiftSpec& spec : pack_.care_shifts) check_sum(spec);
    find_attributes();
    find_sums();
  }

 private:
  const std::vector<Activity>& activities() const { return valuation_.care.activities; }

  int activity_named(const std::string& name) const {
    const auto found =
        std::find_if(activities().begin(), activities().end(), [&](const Activity& one) { return one.name == name; });
    expects(found != activities().end(), "activities that programmes shift are checked");
    return static_cast<int>(found - activities().begin());
  }

  void add(const CareShiftSpec& spec) {
    CareShift shift;
    shift.activity = activity_named(spec.activity);
    shift.share = spec.share.value * spec.share.times;
    shift.changes.push_back({shift.activity, std::vector<double>(static_cast<std::size_t>(model_.years), -1.0)});
    for (const auto& [name, units] : spec.instead) {
      shift.changes.push_back(change(shift.activity, activity_named(name), units.value * units.times));
    }
    for (const CareChange& one : shift.changes) check_size(spec, shift, one);
    programme_of(spec).shifts.push_back(std::move(shift));
  }

  CareChange change(int dropped, int instead, double units) const {
    CareChange made{instead, {}};
    const Activity& from = activities()[static_cast<std::size_t>(dropped)];
    const Activity& to = activities()[static_cast<std::size_t>(instead)];
    for (std::size_t year = 0; year < from.grown.size(); ++year)
      made.per_unit.push_back(units * substituted(from, to, year));
    return made;
  }

  CareProgramme& programme_of(const CareShiftSpec& spec) {
    const auto at = std::find_if(model_.attributes.begin(), model_.attributes.end(),
                                 [&](const Attribute& one) { return one.name == spec.attribute; });
    const int attribute = static_cast<int>(at - model_.attributes.begin());
    for (CareProgramme& known : shifts_.programmes) {
      if (known.attribute == attribute) return known;
    }
    CareProgramme made{attribute, std::vector<double>(at->states.size(), 0.0), {}};
    for (const auto& [state, strength] : spec.strengths) {
      const auto place = std::find(at->states.begin(), at->states.end(), state);
      made.strengths[static_cast<std::size_t>(place - at->states.begin())] = strength;
    }
    shifts_.programmes.push_back(std::move(made));
    return shifts_.programmes.back();
  }

  /// The largest share that one programme drops of an activity.
  static double most_dropped(const CareProgramme& programme, int activity) {
    double most = 0;
    for (const CareShift& shift : programme.shifts) {
      if (shift.activity == activity)
        most = shift.share * *std::max_element(programme.strengths.begin(), programme.strengths.end());
    }
    return most;
  }

  /// Someone in all programmes of an arm drops no more than there is.
  void check_sum(const CareShiftSpec& spec) {
    const int activity = activity_named(spec.activity);
    double sum = 0;
    std::ostringstream parts;
    parts.precision(3);
    for (const CareProgramme& programme : shifts_.programmes) {
      const double most = most_dropped(programme, activity);
      if (most == 0) continue;
      sum += most;
      const std::string& name = model_.attributes[static_cast<std::size_t>(programme.attribute)].name;
      parts << (sum == most ? "" : ", ") << name.substr(name.find('.') + 1) << ' ' << most;
    }
    if (sum <= 1 + 1e-9) return;
    problems_.add(spec.mark, spec.key + ".share", "no more volume shifted than there is: at most 1 of " + spec.activity,
                  "more: " + parts.str());
  }

  /// The largest volume of an activity that anyone is said to ask for, a year or at once.
  double greatest_volume(int activity) const {
    const Payoffs& volumes = valuation_.volumes;
    double most = 0;
    for (std::size_t p = 0; p < volumes.state_payoffs.size(); ++p) {
      if (volumes.state_payoffs[p].outcome == activity) most = std::max(most, volumes.of_states.greatest(p));
    }
    for (std::size_t p = 0; p < volumes.transition_payoffs.size(); ++p) {
      if (volumes.transition_payoffs[p].outcome == activity) most = std::max(most, volumes.of_transitions.greatest(p));
    }
    return most;
  }

  /// A life's total must fit in 62 bits, a person-year's spending in fewer.
  void check_size(const CareShiftSpec& spec, const CareShift& shift, const CareChange& change) {
    const Activity& activity = activities()[static_cast<std::size_t>(change.activity)];
    double most = 0;
    for (std::size_t year = 0; year < change.per_unit.size(); ++year) {
      const double units = std::fabs(change.per_unit[year]) * std::max(1.0, activity.growth[year]);
      most = std::max(most, units * std::max(1.0, activity.price[year] / money_quantum));
    }
    if (most * shift.share * greatest_volume(shift.activity) < greatest_spending) return;
    problems_.add(spec.mark, spec.key + ".ratio", "care of less than 10 million EUR a person-year", "dearer care");
  }

  void find_attributes() {
    std::vector<int> dropped;
    for (const CareProgramme& programme : shifts_.programmes) {
      for (const CareShift& shift : programme.shifts) add_once(shift.activity, dropped);
    }
    for (const StatePayoff& payoff : valuation_.volumes.state_payoffs) {
      if (!std::binary_search(dropped.begin(), dropped.end(), payoff.outcome)) continue;
      std::size_t a = 0;
      while (a + 1 < model_.attributes.size() && model_.attributes[a + 1].first_state <= payoff.state) ++a;
      add_once(static_cast<int>(a), shifts_.attributes);
    }
  }

  void find_sums() {
    for (const CareProgramme& programme : shifts_.programmes) {
      for (const CareShift& shift : programme.shifts) {
        for (const CareChange& change : shift.changes) add_once(change.activity, shifts_.activities);
      }
    }
    const auto changes = [&](int activity) {
      return std::binary_search(shifts_.activities.begin(), shifts_.activities.end(), activity);
    };
    for (const Worth& worth : valuation_.worths) {
      if (changes(worth.activity)) add_once(worth.outcome, shifts_.outcomes);
    }
    for (std::size_t d = 0; d < valuation_.deductibles.size(); ++d) {
      const std::vector<int>& spreads = valuation_.deductibles[d].spreads;
      for (std::size_t part = 0; part < spreads.size(); ++part) {
        const bool any = std::any_of(shifts_.activities.begin(), shifts_.activities.end(), [&](int activity) {
          const Activity& of = activities()[static_cast<std::size_t>(activity)];
          return of.deductible == static_cast<int>(d) && of.spread == spreads[part];
        });
        if (any) shifts_.spending.push_back({static_cast<int>(d), static_cast<int>(part), spreads[part]});
      }
    }
  }

  const Pack& pack_;
  const Model& model_;
  Valuation& valuation_;
  CareShifts& shifts_;
  Problems& problems_;
};

}  // namespace

void compile_care_shifts(const Pack& pack, const Model& model, Valuation& valuation, Problems& problems) {
  if (pack.care_shifts.empty() || !problems.empty()) return;
  CareShiftCompiler(pack, model, valuation, problems).run();
}

}  // namespace kavel
