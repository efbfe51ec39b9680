#include "cli/described_part.hpp"

#include <algorithm>
#include <cctype>

#include "cli/figure_text.hpp"
#include "cli/programme_text.hpp"
#include <fmt/format.h>

#include "core/person.hpp"
#include "io/text.hpp"

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

/// Heading and notes of the parts of a pack.
class PackWords {
 public:
  explicit PackWords(const Pack& pack) : pack_(pack) {}

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

 private:
  static std::string heading(const AttributeSpec& attribute) {
    std::vector<std::string> states = attribute.states;
    for (std::string& state : states) {
      const auto title = std::find_if(attribute.titles.begin(), attribute.titles.end(),
                                      [&](const auto& titled) { return titled.first == state; });
      if (title != attribute.titles.end()) state += " (" + title->second + ")";
    }
    std::string text = "Attribute " + attribute.name + ": " + joined(states);
    if (attribute.states.size() > 1) text += "; born " + attribute.newborn.value_or(attribute.states.front());
    for (const auto& [state, leaving] : attribute.leaves) {
      if (leaving != Leaving::no)
        text += fmt::format("; {} is {}", state, leaving == Leaving::death ? "death" : "emigration");
    }
    return text + "\n";
  }

  static std::string heading(const OutcomeSpec& outcome) {
    return fmt::format("Outcome {}: {} in {}, discounted at {} % a year, counting {}{}\n", outcome.name,
                       outcome.kind == OutcomeKind::cost ? "a cost" : "an effect", outcome.unit,
                       shown(100 * outcome.discount), word_of(outcome.counting),
                       outcome.includes.empty() ? "" : "; with " + joined(outcome.includes));
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

  const Pack& pack_;
};

/// Factors by area, of each part of care.
std::string notes(const CostLevelSpec& level) {
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

/// Area by area, from a table of them.
std::string shares_of_areas(const Table& table, const Quantity& share) {
  std::vector<std::string> areas;
  for (const TableRow& row : table.rows) {
    const double value = row.values[static_cast<std::size_t>(share.column)] * share.times;
    areas.push_back(row.keys.state.value_or("") + " " + shown(value));
  }
  return joined(areas);
}

std::string share_text(const Quantity& share) {
  const Table* const table = share.table.get();
  if (table == nullptr) return shown(share.value * share.times) + " in every area";
  if (table->by_state) return shares_of_areas(*table, share);
  return shown(table->rows.front().values[static_cast<std::size_t>(share.column)] * share.times) + " in every area";
}

std::string notes(const AreaPrevalenceSpec& spec) {
  std::string text;
  for (const auto& [state, share] : spec.shares) {
    text += fmt::format("  · {} {} at the start{}: {}\n", spec.attribute, state,
                        spec.from_age == 0 ? "" : fmt::format(", from age {} on", spec.from_age), share_text(share));
  }
  return text;
}

std::string kind_of(const std::string& part) { return part.substr(0, part.find('.')); }

/// The part of that name; a new one stands after the others of its kind.
std::vector<DescribedPart>::iterator place(std::vector<DescribedPart>& parts, const std::string& name) {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const DescribedPart& part) { return part.name == name; });
  if (found != parts.end()) return found;
  const auto last = std::find_if(parts.rbegin(), parts.rend(),
                                 [&](const DescribedPart& part) { return kind_of(part.name) == kind_of(name); });
  return parts.insert(last == parts.rend() ? parts.end() : last.base(), {name, "", {}, ""});
}

}  // namespace

std::vector<DescribedPart> described_parts(const RegionSpec& region) {
  DescribedPart part{"region", "Region, area by area\n", stated_figures(region), ""};
  if (part.figures.empty()) return {};
  if (region.cost_level) part.notes += notes(*region.cost_level);
  for (const AreaPrevalenceSpec& spec : region.prevalences) part.notes += notes(spec);
  return {std::move(part)};
}

std::vector<DescribedPart> described_parts(const Pack& pack) {
  std::vector<DescribedPart> parts;
  for (const AttributeSpec& attribute : pack.attributes) parts.push_back({"attributes." + attribute.name, "", {}, ""});
  for (StatedFigure& figure : stated_figures(pack)) place(parts, part_of(figure))->figures.push_back(std::move(figure));
  for (const OutcomeSpec& outcome : pack.outcomes) place(parts, "outcomes." + outcome.name);  // one may have no figures
  const PackWords words(pack);
  for (DescribedPart& part : parts) {
    part.heading = words.heading(part.name);
    part.notes = words.notes(part.name);
  }
  return parts;
}

std::vector<DescribedPart> programme_parts(const Study& study) {
  std::vector<DescribedPart> parts;
  for (const Programme& programme : study.programmes) {
    parts.push_back({"programmes." + programme.name, programme_text(programme, study.variants.front().pack),
                     stated_figures(programme), ""});
  }
  for (const CapacitySpec& capacity : study.capacities) {
    const std::string heading = fmt::format("Capacity {}: {}, {} a year{}\n", capacity.name, capacity.title,
                                            capacity.unit, capacity.by_area.empty() ? "" : " and area");
    parts.push_back({"capacities." + capacity.name, heading, stated_figures(capacity), ""});
  }
  return parts;
}

}  // namespace kavel
