#include "cli/assumptions.hpp"

#include <algorithm>
#include <cmath>

#include "cli/figure_text.hpp"
#include <fmt/format.h>

#include "core/errors.hpp"
#include "io/text.hpp"
#include "io/vary_figure.hpp"
#include "analysis/number_text.hpp"

namespace kavel {

namespace {

constexpr double step = 0.1;
constexpr int most_decimals = 4;

/// `vital, alive>dead/ihd_onset ratio by smoking`
std::string use_of(const StatedFigure& figure) {
  const std::string part = part_of(figure);
  return part.substr(part.find('.') + 1) + ", " + transition_of(figure) + std::string(trimmed(label_of(figure)));
}

/// Wellbeing changes no cost, nor does who pays it or what of it is fixed.
Assumption::Touches touches(const StatedFigure& figure) {
  const std::string part = part_of(figure);
  const auto begins = [&](const char* kind) { return part.starts_with(kind); };
  if (begins("calibration")) return Assumption::Touches::calibration;
  if (begins("programmes.") || begins("capacities.")) return Assumption::Touches::arms;
  const bool none = begins("wellbeing.") || begins("spreads.") || begins("deductibles.");
  return none || figure.what.ends_with(".fixed_share") ? Assumption::Touches::no_cost : Assumption::Touches::cost;
}

/// A figure that is used several times is one; it touches cost if one of its uses does.
void add_use(const StatedFigure& figure, std::vector<Assumption>& assumed) {
  for (Assumption& known : assumed) {
    if (known.figure.identity != figure.identity) continue;
    known.uses.push_back(use_of(figure));
    known.touches = std::min(known.touches, touches(figure));
    return;
  }
  assumed.push_back({figure, {use_of(figure)}, touches(figure), 0, {}});
}

/// The study with the figure higher, or lower, run; nothing where neither is possible.
std::optional<Results> run_varied(const Study& study, Assumption& one, const RunOptions& options) {
  const auto with = one.touches == Assumption::Touches::arms ? with_programme_figure_times : with_figure_times;
  for (const double factor : {1 + step, 1 - step}) {
    const std::optional<Study> varied = with(study, one.figure.identity, factor);
    if (!varied) return std::nullopt;
    try {
      Results results = run(*varied, options);
      one.factor = factor;
      return results;
    } catch (const InputError&) {  // no possible value: a share above 1, prevalences beyond the whole
    }
  }
  return std::nullopt;
}

/// What changes by 10 %, of the arm's cost.
double change_in_arm(const Assumption& one) {
  return one.in_arm && one.factor != 0 ? step * one.in_arm->per_person / (one.factor - 1) : 0;
}

/// Sorts by influence: what usual care's cost depends on most, what arms' does, then what cannot be told.
bool comes_before(const Assumption& one, const Assumption& other) {
  if (one.change.has_value() != other.change.has_value()) return one.change.has_value();
  if (one.change) return std::abs(one.elasticity()) > std::abs(other.elasticity());
  if (one.in_arm.has_value() != other.in_arm.has_value()) return one.in_arm.has_value();
  return std::abs(change_in_arm(one)) > std::abs(change_in_arm(other));
}

/// Takes the arm in which it changes most what is paid beyond usual care.
void take_arm(const Results& base, const Results& varied, Assumption& one) {
  for (std::size_t v = 1; v < varied.variants.size(); ++v) {
    const std::string& arm = varied.variants[v].name;
    const std::optional<DifferenceChange> change = cost_difference_change(base, varied, arm);
    if (!change || (one.in_arm && std::abs(one.in_arm->per_person) >= std::abs(change->per_person))) continue;
    one.arm = arm;
    one.in_arm = change;
  }
}

bool tells_of_arm(const Assumption& one) {
  const double error = one.in_arm ? one.in_arm->standard_error : 0;
  return one.in_arm && std::abs(one.in_arm->per_person) > 2 * (std::isnan(error) ? 0 : error);
}

/// The standard error of its change, 0 where it is unknown.
double error_of(const Assumption& one) {
  const double error = present(one.change, "an assumption that was varied has a change").standard_error;
  return std::isnan(error) ? 0 : error;
}

/// Is the change more than chance in these lives?
bool tells(const Assumption& one) {
  return std::abs(present(one.change, "an assumption that was varied has a change").share) > 2 * error_of(one);
}

std::string line_of(const Assumption& one, SourceList& sources) {
  return fmt::format("{}: {}  {}\n", fmt::join(one.uses, "; "), value_text(one.figure),
                     sources.reference(one.figure.provenance));
}

/// Per 10 %, in percent, with its standard error.
std::string change_of(const Assumption& one) {
  const std::string text = with_error(100 * step * one.elasticity(), 100 * error_of(one), most_decimals);
  return one.elasticity() > 0 ? "+" + text : text;
}

/// A heading and those of `all` for which it holds; nothing where there are none.
template <class Holds>
std::string part(const std::string& heading, const std::vector<Assumption>& all, SourceList& sources,
                 const Holds& holds) {
  std::string text;
  for (const Assumption& one : all) {
    if (holds(one)) text += "  " + line_of(one, sources);
  }
  return text.empty() ? "" : "\n" + heading + "\n" + text;
}

/// Of programmes and capacities: by what they change of what arms cost beyond usual care.
std::string by_influence_on_arms(const Assumptions& assumptions, SourceList& sources) {
  const auto said = [](const Assumption& one) {
    const double error = std::isnan(one.in_arm->standard_error) ? 0 : one.in_arm->standard_error;
    const std::string text = with_error(change_in_arm(one), error, 2);
    return change_in_arm(one) > 0 ? "+" + text : text;
  };
  int width = 0;
  for (const Assumption& one : assumptions.all) {
    if (tells_of_arm(one)) width = std::max(width, width_of(said(one)));
  }
  std::string text;
  for (const Assumption& one : assumptions.all) {
    if (tells_of_arm(one))
      text += "  " + right_aligned(said(one), width) + "  " + one.arm + ": " + line_of(one, sources);
  }
  if (!text.empty()) {
    text =
        "\nOf programmes: change of what an arm costs beyond usual care, EUR per person at the start and all years\n"
        "together, likewise; in the arm where it is largest\n" +
        text;
  }
  text += part("Of programmes, no influence on what arms cost that these runs can tell", assumptions.all, sources,
               [](const Assumption& one) { return one.in_arm && !tells_of_arm(one); });
  return text + part("Of programmes, not ranked: no value 10 % higher or lower is possible, or left after a course",
                     assumptions.all, sources,
                     [](const Assumption& one) { return one.touches == Assumption::Touches::arms && !one.in_arm; });
}

std::string by_influence(const Assumptions& assumptions, SourceList& sources) {
  int width = 0;
  for (const Assumption& one : assumptions.all) {
    if (one.change && tells(one)) width = std::max(width, width_of(change_of(one)));
  }
  std::string text;
  for (const Assumption& one : assumptions.all) {
    if (!one.change || !tells(one)) continue;
    text += "  " + right_aligned(change_of(one), width) + " %  " + line_of(one, sources);
  }
  text += part("No influence on cost that these runs can tell", assumptions.all, sources,
               [](const Assumption& one) { return one.change && !tells(one); });
  text += part("Neither higher nor lower on its own: no possible value", assumptions.all, sources,
               [](const Assumption& one) { return one.touches == Assumption::Touches::cost && !one.change; });
  text += part("No part in what care costs: wellbeing, who pays, what is fixed", assumptions.all, sources,
               [](const Assumption& one) { return one.touches == Assumption::Touches::no_cost; });
  text += by_influence_on_arms(assumptions, sources);
  return text + part("Read by kavel calibrate only: its tables, marked derived, rest on these", assumptions.all,
                     sources, [](const Assumption& one) { return one.touches == Assumption::Touches::calibration; });
}

}  // namespace

double Assumption::elasticity() const { return change && factor != 0 ? change->share / (factor - 1) : 0; }

Assumptions assumptions_of(const Study& study) {
  Assumptions assumptions;
  for (const StatedFigure& figure : stated_figures(study)) {
    if (figure.provenance.status == Status::assumed) add_use(figure, assumptions.all);
  }
  return assumptions;
}

int runs_of(const Assumptions& assumptions) {
  const auto is_run = [](const Assumption& one) {
    return one.touches == Assumption::Touches::cost || one.touches == Assumption::Touches::arms;
  };
  return 1 + static_cast<int>(std::count_if(assumptions.all.begin(), assumptions.all.end(), is_run));
}

Assumptions weighed(const Study& study, const RunOptions& options) {
  Assumptions assumptions = assumptions_of(study);
  const Study first = usual_care_of(study);
  RunOptions quiet = options;
  quiet.progress = {};
  const Results base = run(first, quiet);
  assumptions.cost = name_of_cost(base);
  assumptions.persons = study.population.persons();
  if (assumptions.cost.empty()) return assumptions;
  const Results arms = study.arms.empty() ? Results() : run(study, quiet);
  double done = 0;
  for (Assumption& one : assumptions.all) {
    if (one.touches == Assumption::Touches::cost) {
      if (const std::optional<Results> varied = run_varied(study, one, quiet)) one.change = cost_change(base, *varied);
    } else if (one.touches == Assumption::Touches::arms && !study.arms.empty()) {
      if (const std::optional<Results> varied = run_varied(study, one, quiet)) take_arm(arms, *varied, one);
    }
    done += 1;
    if (options.progress)
      options.progress(done / static_cast<double>(assumptions.all.size()), base.person_years * done);
  }
  std::stable_sort(assumptions.all.begin(), assumptions.all.end(), comes_before);
  return assumptions;
}

std::string assumptions_text(const Study& study, const Assumptions& assumptions) {
  SourceList sources;
  std::string text = study.title + ": what rests on assumption";
  if (assumptions.persons > 0 && !assumptions.cost.empty()) {
    text += fmt::format(
        ", by influence on cost\nChange of {}, over {}, where a figure is 10 % higher (of ratios\n"
        "the logarithm), all else and everyone's luck as it was; {} at the start, ± one standard error of chance\n\n",
        assumptions.cost, counted(study.years, "year"), counted(assumptions.persons, "person"));
    text += by_influence(assumptions, sources);
  } else {
    text += "\n\n";
    for (const Assumption& one : assumptions.all) text += "  " + line_of(one, sources);
  }
  text += "\n" + counts_text(counts_of(stated_figures(study))) + "\n";
  const std::string listed = sources.text();
  return listed.empty() ? text : text + "\nWhy, or after whom\n" + listed;
}

}  // namespace kavel
