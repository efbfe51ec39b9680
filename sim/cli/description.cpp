#include "cli/description.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "core/person.hpp"
#include "io/stated_figures.hpp"
#include "io/text.hpp"
#include "analysis/number_text.hpp"

namespace kavel {

namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

std::string value_text(const StatedFigure& figure) {
  std::string text = figure.table.empty() ? shown(figure.value) : "table " + figure.table;
  if (!std::isnan(figure.outside)) text += fmt::format(" (outside it {})", shown(figure.outside));
  if (figure.times != 1) text += fmt::format(" × {}", shown(figure.times));
  const std::string& unit = figure.provenance.unit;
  if (unit.empty()) return text;
  return figure.table.empty() ? fmt::format("{} {}", text, unit) : fmt::format("{} ({})", text, unit);
}

const char* word_of(TransitionKind kind) {
  switch (kind) {
    case TransitionKind::hazard:
      return "hazard";
    case TransitionKind::rate:
      return "rate";
    case TransitionKind::probability:
      return "probability";
    case TransitionKind::duration:
      return "duration";
    case TransitionKind::weibull:
      return "Weibull sojourn";
    case TransitionKind::gamma:
      return "gamma sojourn";
  }
  return "";
}

const char* word_of(Counting counting) {
  switch (counting) {
    case Counting::integral:
      return "all time in a state";
    case Counting::start:
      return "at the start of each cycle";
    case Counting::end:
      return "at the end of each cycle";
    case Counting::every_point:
      return "at every counting point, from 0 to the end";
    case Counting::half_cycle:
      return "at every counting point, the first and last half";
    case Counting::weights:
      return "at every counting point, by given weights";
  }
  return "";
}

std::string counts_text(const StatusCounts& counts) {
  std::string text = fmt::format("{} figures: {} published, {} derived, {} assumed", counts.all(), counts.published,
                                 counts.derived, counts.assumed);
  if (counts.unstated > 0) text += fmt::format(", {} of unstated status", counts.unstated);
  return text;
}

/// Sources are long and few: numbered in the order they come, listed at the end.
class SourceList {
 public:
  std::string reference(const Provenance& provenance) {
    std::string text(name_of(provenance.status));
    if (provenance.source.empty()) return text;
    const auto [place, is_new] = numbers_.emplace(provenance.source, numbers_.size() + 1);
    if (is_new) sources_.push_back(provenance.source);
    return text + fmt::format(" [{}]", place->second);
  }
  std::string text() const {
    std::string all;
    for (std::size_t i = 0; i < sources_.size(); ++i) all += fmt::format("  [{}] {}\n", i + 1, sources_[i]);
    return all;
  }

 private:
  std::map<std::string, std::size_t> numbers_{};
  std::vector<std::string> sources_{};
};

class Description {
 public:
  explicit Description(const Study& study) : study_(study), pack_(study.variants.front().pack) {}

  std::string all() {
    describe_people();
    describe_model();
    for (const AttributeSpec& attribute : pack_.attributes) describe(attribute);
    if (pack_.births) {
      text_ += fmt::format("\nBirths: {} boys per girl   {}\n", shown(pack_.births->boys_per_girl),
                           sources_.reference(pack_.births->provenance));
    }
    for (const OutcomeSpec& outcome : pack_.outcomes) describe(outcome);
    describe_variants();
    text_ += fmt::format("\n{}\n", counts_text(counts_of(stated_figures(pack_))));
    const std::string sources = sources_.text();
    if (!sources.empty()) text_ += "\nSources\n" + sources;
    return text_;
  }

 private:
  static constexpr int figure_column = 46;
  static constexpr int status_column = 44;

  void describe_people() {
    const Population& people = study_.population;
    text_ += study_.title + "\n";
    text_ += fmt::format("{} persons, {} years from {}, seed {}\n", whole(people.persons()), study_.years, study_.start,
                         study_.seed);
    text_ += people.age_rule == AgeRule::lexis
                 ? "A population: figures of a year are the mean of the ages before and after the birthday\n"
                 : "A cohort: everybody has the same exact age on 1 January\n";
    describe_ages(people);
    if (people.areas.size() > 1) text_ += "Areas: " + joined(people.areas) + "\n";
    if (people.ses_groups.size() > 1) text_ += "SES: " + joined(people.ses_groups) + "\n";
  }

  void describe_ages(const Population& people) {
    for (std::size_t sex = 0; sex < sex_names.size(); ++sex) {
      std::int64_t persons = 0;
      int youngest = 1000;
      int oldest = 0;
      for (const PopulationCell& cell : people.cells) {
        if (cell.sex != static_cast<Sex>(sex) || cell.persons == 0) continue;
        persons += cell.persons;
        youngest = std::min(youngest, cell.age);
        oldest = std::max(oldest, cell.age);
      }
      if (persons == 0) continue;
      text_ += fmt::format("  {:<7} {:>12}   age {}\n", sex_names[sex], whole(persons),
                           youngest == oldest ? std::to_string(youngest) : fmt::format("{} to {}", youngest, oldest));
    }
  }

  void describe_model() {
    text_ += "\nModel: " + pack_.title + "\n";
    text_ += pack_.cycles_per_year == 0 ? "  continuous time: an event at any moment\n"
             : pack_.cycles_per_year == 1
                 ? "  discrete time: a cycle of 1 year\n"
                 : fmt::format("  discrete time: a cycle of 1/{} year\n", pack_.cycles_per_year);
  }

  void add_figure(const std::string& label, const Quantity& quantity) {
    const StatedFigure figure = stated(quantity, pack_, label);
    text_ += left_aligned("  " + label, figure_column - 2) + "  " + left_aligned(value_text(figure), status_column) +
             "  " + sources_.reference(figure.provenance) + "\n";
  }

  void describe(const AttributeSpec& attribute) {
    text_ += "\nAttribute " + attribute.name + ": " + joined(attribute.states) + "\n";
    for (const auto& [state, leaving] : attribute.leaves) {
      if (leaving == Leaving::no) continue;
      text_ +=
          fmt::format("  {} leaves the population: {}\n", state, leaving == Leaving::death ? "death" : "emigration");
    }
    text_ +=
        "  newborns: " + attribute.newborn.value_or(attribute.states.empty() ? "" : attribute.states.front()) + "\n";
    for (const auto& [state, share] : attribute.prevalence) add_figure("at the start " + state, share);
    for (const TransitionSpec& transition : attribute.transitions) describe(transition);
  }

  void describe(const TransitionSpec& transition) {
    const std::string name = transition.name + " ";
    if (transition.kind == TransitionKind::weibull || transition.kind == TransitionKind::gamma) {
      add_figure(name + word_of(transition.kind) + ", shape", transition.shape);
      add_figure(name + word_of(transition.kind) + ", scale", transition.scale);
    } else {
      add_figure(name + word_of(transition.kind), transition.figure);
    }
    if (transition.birth) text_ += "    each is a live birth\n";
    if (transition.only) {
      text_ += fmt::format("    only {}\n", sex_names[static_cast<std::size_t>(*transition.only)]);
    }
    for (const GateSpec& gate : transition.gates) {
      text_ += "    only while " + gate.attribute + " is " + joined(gate.states) + "\n";
    }
    if (transition.normalise) text_ += "    the population's: divided by the mean ratio among those at risk\n";
    for (const RatioSpec& ratio : transition.ratios) describe(ratio);
  }

  void describe(const RatioSpec& ratio) {
    const std::string what = fmt::format("  {}{} by {}", ratio.accelerates ? "accelerated" : "ratio",
                                         ratio.effect == EffectKind::total    ? " (total effect)"
                                         : ratio.effect == EffectKind::direct ? " (direct effect)"
                                                                              : "",
                                         ratio.by);
    for (const auto& [state, value] : ratio.by_state) add_figure(what + " " + state, value);
    if (ratio.table) add_figure(what, *ratio.table);
  }

  void describe(const OutcomeSpec& outcome) {
    text_ += fmt::format("\nOutcome {}: {} in {}, discounted at {} % a year, counting {}\n", outcome.name,
                         outcome.kind == OutcomeKind::cost ? "a cost" : "an effect", outcome.unit,
                         shown(100 * outcome.discount), word_of(outcome.counting));
    for (const StatePayoffSpec& payoff : outcome.per_year) {
      add_figure(payoff.attribute + "." + payoff.state + ", per year", payoff.per_year);
    }
    for (const TransitionPayoffSpec& payoff : outcome.per_transition) {
      add_figure(payoff.attribute + "." + payoff.transition + ", each time", payoff.amount);
    }
  }

  /// What the other variants change.
  void describe_variants() {
    if (study_.variants.size() < 2) return;
    text_ += "\nVariants: the first, " + study_.variants.front().name + ", is the comparator, shown above\n";
    std::map<std::string, StatedFigure> comparator;
    for (StatedFigure& figure : stated_figures(pack_)) comparator.emplace(figure.key, figure);
    for (std::size_t i = 1; i < study_.variants.size(); ++i) {
      text_ += study_.variants[i].name + "\n";
      for (const StatedFigure& figure : stated_figures(study_.variants[i].pack)) {
        const auto found = comparator.find(figure.key);
        if (found != comparator.end() && found->second == figure) continue;
        text_ += "  " + figure.key + ": " + value_text(figure);
        if (found != comparator.end()) text_ += " instead of " + value_text(found->second);
        text_ += "   " + sources_.reference(figure.provenance) + "\n";
      }
    }
  }

  const Study& study_;
  const Pack& pack_;
  SourceList sources_{};
  std::string text_{};
};

}  // namespace

std::string describe_study(const Study& study) { return Description(study).all(); }

std::string describe_assumptions(const Study& study) {
  const std::vector<StatedFigure> figures = stated_figures(study.variants.front().pack);
  std::string text;
  for (const StatedFigure& figure : figures) {
    if (figure.provenance.status != Status::assumed) continue;
    text += figure.key + ": " + value_text(figure) + "\n";
    if (!figure.provenance.source.empty()) text += "    " + figure.provenance.source + "\n";
  }
  return text + counts_text(counts_of(figures)) + "\n";
}

}  // namespace kavel
