#include "cli/description.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "cli/figure_text.hpp"
#include "cli/programme_text.hpp"
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

class Description {
 public:
  explicit Description(const Study& study) : study_(study), pack_(study.variants.front().pack) {}

  std::string all() {
    describe_people();
    describe_region();
    describe_model();
    describe_parts();
    describe_variants();
    describe_arms();
    text_ += fmt::format("\n{}\n", counts_text(counts_of(stated_figures(study_))));
    const std::string sources = sources_.text();
    if (!sources.empty()) text_ += "\nSources\n" + sources;
    return text_;
  }

 private:
  void describe_people() {
    const Population& people = study_.population;
    text_ += study_.title + "\n";
    text_ += fmt::format("{}, {} from {}, seed {}\n", counted(people.persons(), "person"),
                         counted(study_.years, "year"), study_.start, study_.seed);
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

  /// What the region says of its areas: each figure, and what it is where.
  void describe_region() {
    const std::vector<StatedFigure> figures = stated_figures(study_.region);
    if (figures.empty()) return;
    text_ += "\nRegion, area by area\n" + figure_lines(figures, sources_);
    if (study_.region.cost_level) text_ += notes(*study_.region.cost_level);
    for (const AreaPrevalenceSpec& spec : study_.region.prevalences) text_ += notes(spec);
  }

  /// Factors by area, of each part of care.
  static std::string notes(const CostLevelSpec& level) {
    std::vector<std::pair<std::string, std::string>> parts;
    for (const CostFactor& factor : level.factors) {
      const std::string part = factor.of.empty() ? "all care" : factor.of;
      auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& known) { return known.first == part; });
      if (found == parts.end()) found = parts.emplace(parts.end(), part, "");
      found->second += (found->second.empty() ? "" : ", ") + factor.area + " " + shown(factor.factor);
    }
    std::string text;
    for (const auto& [part, areas] : parts) text += "  · cost level of " + part + ": " + areas + "\n";
    return text;
  }

  static std::string notes(const AreaPrevalenceSpec& spec) {
    std::string text;
    for (const auto& [state, share] : spec.shares) {
      text += fmt::format("  · {} {} at the start{}: ", spec.attribute, state,
                          spec.from_age == 0 ? "" : fmt::format(", from age {} on", spec.from_age));
      if (!share.table || !share.table->by_state) {
        text +=
            shown(share.table ? share.table->rows.front().values[static_cast<std::size_t>(share.column)] * share.times
                              : share.value * share.times) +
            " in every area\n";
        continue;
      }
      std::vector<std::string> areas;
      for (const TableRow& row : share.table->rows) {
        areas.push_back(*row.keys.state + " " +
                        shown(row.values[static_cast<std::size_t>(share.column)] * share.times));
      }
      text += joined(areas) + "\n";
    }
    return text;
  }

  void describe_model() {
    text_ += "\nModel: " + pack_.title + "\n";
    text_ += pack_.cycles_per_year == 0 ? "  continuous time: an event at any moment\n"
             : pack_.cycles_per_year == 1
                 ? "  discrete time: a cycle of 1 year\n"
                 : fmt::format("  discrete time: a cycle of 1/{} year\n", pack_.cycles_per_year);
  }

  /// What the pack holds, part by part in its order: what it is, its figures, and what else holds for them.
  void describe_parts() {
    std::vector<std::pair<std::string, std::vector<StatedFigure>>> parts;
    for (const AttributeSpec& attribute : pack_.attributes) parts.emplace_back("attributes." + attribute.name, 0);
    for (StatedFigure& figure : stated_figures(pack_)) {
      const std::string part = part_of(figure);
      auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& known) { return known.first == part; });
      if (found == parts.end()) found = parts.emplace(parts.end(), part, 0);
      found->second.push_back(std::move(figure));
    }
    for (const OutcomeSpec& outcome : pack_.outcomes) {  // one may have no figures of its own
      const std::string part = "outcomes." + outcome.name;
      const auto is_it = [&](const auto& known) { return known.first == part; };
      if (std::none_of(parts.begin(), parts.end(), is_it)) parts.emplace_back(part, 0);
    }
    for (const auto& [part, figures] : parts)
      text_ += "\n" + heading(part) + figure_lines(figures, sources_) + notes(part);
  }

  std::string heading(const std::string& part) const {
    for (const AttributeSpec& attribute : pack_.attributes) {
      if (part == "attributes." + attribute.name) return heading(attribute);
    }
    for (const OutcomeSpec& outcome : pack_.outcomes) {
      if (part == "outcomes." + outcome.name) return heading(outcome);
    }
    for (const SpreadSpec& spread : pack_.spreads) {
      if (part == "spreads." + spread.name) {
        return fmt::format("Spread {}: of what a person spends in a year around what is expected of them\n",
                           spread.name);
      }
    }
    for (const DeductibleSpec& deductible : pack_.deductibles) {
      if (part == "deductibles." + deductible.name) return heading(deductible);
    }
    for (const WellbeingSpec& measure : pack_.wellbeing) {
      if (part == "wellbeing." + measure.name) return heading(measure);
    }
    for (const ActivitySpec& activity : pack_.activities) {
      if (part == "activities." + activity.name) return heading(activity);
    }
    std::string words = part;
    std::replace(words.begin(), words.end(), '.', ' ');
    words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
    return words + "\n";
  }

  static std::string heading(const AttributeSpec& attribute) {
    std::string text = "Attribute " + attribute.name + ": " + joined(attribute.states);
    if (attribute.states.size() > 1) text += "; born " + attribute.newborn.value_or(attribute.states.front());
    for (const auto& [state, leaving] : attribute.leaves) {
      if (leaving != Leaving::no)
        text += fmt::format("; {} is {}", state, leaving == Leaving::death ? "death" : "emigration");
    }
    return text + "\n";
  }

  static std::string heading(const OutcomeSpec& outcome) {
    return fmt::format("Outcome {}: {} in {}, discounted at {} % a year, counting {}\n", outcome.name,
                       outcome.kind == OutcomeKind::cost ? "a cost" : "an effect", outcome.unit,
                       shown(100 * outcome.discount), word_of(outcome.counting));
  }

  static std::string heading(const DeductibleSpec& deductible) {
    return fmt::format("Deductible {}: {} pays the first euros of a year's care under it{}\n", deductible.name,
                       deductible.payer,
                       deductible.from_age == 0 ? "" : fmt::format(", from age {} on", deductible.from_age));
  }

  static std::string heading(const WellbeingSpec& measure) {
    return fmt::format("Wellbeing {}: from {} to {}{}, {}{}\n", measure.name, shown(measure.least), shown(measure.most),
                       measure.unit == "1" ? "" : " " + measure.unit,
                       measure.scale == WellbeingScale::multiply ? "the baseline times the factors of states"
                                                                 : "the baseline plus the effects of states",
                       measure.from_age == 0 ? "" : fmt::format(", from age {} on", measure.from_age));
  }

  /// What holds of transitions beside their figures.
  static std::string heading(const ActivitySpec& activity) {
    return fmt::format("Activity {}: in {}, sector {}, from {}, {}{}\n",
                       activity.title.empty() ? activity.name : activity.title, activity.unit, activity.sector,
                       activity.provider, activity.payer.empty() ? "which nobody pays" : "paid by " + activity.payer,
                       activity.deductible.empty()
                           ? ""
                           : fmt::format(", under {}, spread as {}", activity.deductible, activity.spread));
  }

  /// What holds of transitions and outcomes beside their figures.
  std::string notes(const std::string& part) const {
    std::string text;
    for (const OutcomeSpec& outcome : pack_.outcomes) {
      if (part != "outcomes." + outcome.name || outcome.activities.empty()) continue;
      text += "  · holds what these activities cost: " + joined(outcome.activities) + "\n";
    }
    for (const AttributeSpec& attribute : pack_.attributes) {
      if (part != "attributes." + attribute.name) continue;
      for (const TransitionSpec& transition : attribute.transitions) {
        const std::string note = note_of(transition);
        if (!note.empty()) text += "  · " + transition.name + ": " + note + "\n";
      }
    }
    for (const OutcomeSpec& outcome : pack_.outcomes) {
      if (part != "outcomes." + outcome.name || outcome.wellbeing.empty()) continue;
      text += "  · the value of " + outcome.wellbeing + ", every year lived\n";
    }
    return text;
  }

  static std::string note_of(const TransitionSpec& transition) {
    std::vector<std::string> notes;
    if (transition.birth) notes.emplace_back("each is a live birth");
    if (transition.only) notes.push_back(fmt::format("only {}", sex_names[static_cast<std::size_t>(*transition.only)]));
    for (const GateSpec& gate : transition.gates) {
      notes.push_back("only while " + gate.attribute + " is " + joined(gate.states));
    }
    if (transition.kind == TransitionKind::weibull) notes.emplace_back("a Weibull time in the state");
    if (transition.kind == TransitionKind::gamma) notes.emplace_back("a gamma time in the state");
    if (transition.normalise) notes.emplace_back("the population's: divided by the mean ratio among those at risk");
    const auto note_effects = [&](const std::string& words, const auto& belongs) {
      std::vector<std::string> by;
      for (const RatioSpec& ratio : transition.ratios) {
        if (belongs(ratio)) by.push_back(ratio.by);
      }
      if (!by.empty()) notes.push_back(words + joined(by));
    };
    note_effects("accelerated by ", [](const RatioSpec& ratio) { return ratio.accelerates; });
    note_effects("total effect of ", [](const RatioSpec& ratio) { return ratio.effect == EffectKind::total; });
    note_effects("direct effect of ", [](const RatioSpec& ratio) { return ratio.effect == EffectKind::direct; });
    return fmt::format("{}", fmt::join(notes, "; "));
  }

  /// What the other variants change.
  void describe_variants() {
    if (study_.variants.size() < 2) return;
    text_ += "\nVariants: the first, " + study_.variants.front().name + ", is the comparator, shown above\n";
    std::map<std::string, StatedFigure> comparator;
    for (StatedFigure& figure : stated_figures(pack_)) comparator.emplace(figure.what, figure);
    for (std::size_t i = 1; i < study_.variants.size(); ++i) {
      text_ += study_.variants[i].name + "\n";
      for (const StatedFigure& figure : stated_figures(study_.variants[i].pack)) {
        const auto found = comparator.find(figure.what);
        if (found != comparator.end() && found->second == figure) continue;
        text_ += "  " + figure.key + ": " + value_text(figure);
        if (found != comparator.end()) text_ += " instead of " + value_text(found->second);
        text_ += "   " + sources_.reference(figure.provenance) + "\n";
      }
    }
  }

  void describe_arms() {
    for (const Programme& programme : study_.programmes) {
      text_ += "\n" + programme_text(programme) + figure_lines(stated_figures(programme), sources_);
    }
    if (study_.arms.empty()) return;
    text_ += "\nArms: usual_care, the comparator\n";
    for (const Arm& arm : study_.arms) {
      std::vector<std::string> names;
      for (const int programme : arm.programmes)
        names.push_back(study_.programmes[static_cast<std::size_t>(programme)].name);
      text_ += fmt::format("  {}: {}\n", arm.name, names.empty() ? "no programme" : joined(names));
    }
  }

  const Study& study_;
  const Pack& pack_;
  SourceList sources_{};
  std::string text_{};
};

}  // namespace

std::string describe_study(const Study& study) { return Description(study).all(); }

}  // namespace kavel
