#include "io/read_effects.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "io/read_condition.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

Meaning rate_ratio() {
  Meaning meaning = Meaning::ratio("");
  meaning.above = true;
  meaning.expected = "a ratio above 0";
  return meaning;
}

Meaning units_instead() {
  return {{"units per unit", "1", "ratio"}, "a number of units of at least 0", 0, 1e9, false, {}};
}

Meaning times() { return {{"times", "1", "ratio"}, "a number of times from 0 to 100", 0, 100, false, {}}; }

Meaning spread() {
  return {{"1", "coefficient of variation"}, "a coefficient of variation from 0 to 3", 0, 3, false, {}};
}

Meaning of_measure(const std::string& name, const std::vector<WellbeingSpec>& measures) {
  for (const WellbeingSpec& measure : measures) {
    if (measure.name != name) continue;
    return measure.scale == WellbeingScale::multiply ? Meaning::ratio("") : Meaning::change(measure.unit);
  }
  return Meaning::change("1");  // a measure that does not exist: its name is the problem
}

/// Added in a year, in the outcome's unit.
Meaning of_outcome(const std::string& name, const std::vector<OutcomeSpec>& outcomes) {
  std::string unit = "1";  // of an outcome that does not exist: its name is the problem
  for (const OutcomeSpec& outcome : outcomes) {
    if (outcome.name == name) unit = outcome.unit;
  }
  return {{unit + " per year", unit + "/year", unit}, "an amount from -1 million to 1 million", -1e6, 1e6, false, {}};
}

class EffectsReader {
 public:
  EffectsReader(Fields& programme, const ProgrammeReading& reading, Programme& into)
      : programme_(&programme), reading_(&reading), into_(&into) {}

  void read() {
    if (const YamlNode* node = programme_->find("effects")) take_effects(*node);
    const bool lasting =
        !into_->hazards.empty() || !into_->care.empty() || !into_->wellbeing.empty() || !into_->outcomes.empty();
    const bool some = lasting || !into_->states.empty();
    take_modifiers(some);
    if (const YamlNode* node = programme_->find("response")) take_response(*node, some);
    if (const YamlNode* node = programme_->find("waning")) take_waning(*node, lasting);
  }

 private:
  void take_effects(const YamlNode& node) {
    Fields fields(node, schema().effects, programme_->path("effects"), reading_->problems);
    for (const NodePtr& item : fields.list("hazard")) {
      into_->hazards.push_back(hazard(*item, fields.path("hazard") + '.' + std::to_string(into_->hazards.size())));
    }
    for (const NodePtr& item : fields.list("state")) {
      into_->states.push_back(state(*item, fields.path("state") + '.' + std::to_string(into_->states.size())));
    }
    for (const NodePtr& item : fields.list("care")) {
      into_->care.push_back(care(*item, fields.path("care") + '.' + std::to_string(into_->care.size())));
    }
    if (const YamlNode* wellbeing = fields.find("wellbeing")) take_wellbeing(*wellbeing, fields.path("wellbeing"));
    if (const YamlNode* outcomes = fields.find("outcomes")) take_outcomes(*outcomes, fields.path("outcomes"));
    fields.done();
  }

  HazardEffect hazard(const YamlNode& node, const std::string& path) {
    HazardEffect effect;
    effect.mark = node.mark();
    effect.key = path;
    Fields fields(node, schema().hazard_effect, path, reading_->problems);
    if (!fields.is_mapping()) return effect;
    if (const YamlNode* names = fields.find("transitions")) {
      effect.transitions = read_named_transitions(*names, fields.path("transitions"), reading_->problems);
    }
    if (const YamlNode* ratio = fields.find("ratio"))
      effect.ratio = reading_->figures.by_sex_age(*ratio, rate_ratio(), fields.path("ratio"));
    effect.accelerates = fields.flag("accelerates").value_or(false);
    fields.done();
    return effect;
  }

  StateEffect state(const YamlNode& node, const std::string& path) {
    StateEffect effect;
    effect.mark = node.mark();
    effect.key = path;
    Fields fields(node, schema().state_effect, path, reading_->problems);
    if (!fields.is_mapping()) return effect;
    effect.attribute = read_name(fields, "attribute", effect.mark);
    effect.from = read_name(fields, "from", effect.from_mark);
    effect.to = read_name(fields, "to", effect.to_mark);
    if (!effect.to.empty() && effect.from == effect.to) {
      reading_->problems.add(effect.to_mark, fields.path("to"), "another state than " + effect.from,
                             in_quotes(effect.to));
    }
    if (const YamlNode* probability = fields.find("probability")) {
      effect.probability = reading_->figures.by_sex_age(*probability, chance(), fields.path("probability"));
    }
    fields.done();
    return effect;
  }

  CareEffect care(const YamlNode& node, const std::string& path) {
    CareEffect effect;
    effect.mark = node.mark();
    effect.key = path;
    Fields fields(node, schema().care_effect, path, reading_->problems);
    if (!fields.is_mapping()) return effect;
    effect.activity = read_name(fields, "activity", effect.mark);
    const std::string instead = read_name(fields, "instead", effect.instead_mark);
    if (!instead.empty()) effect.instead = instead;
    const YamlNode* share = fields.find("share");
    const YamlNode* ratio = fields.find("ratio");
    const YamlNode* refill = fields.find("refill");
    ProgrammeFigures& figures = reading_->figures;
    if (share != nullptr) effect.share = figures.number(*share, Meaning::share(""), fields.path("share"));
    if (ratio != nullptr) effect.ratio = figures.number(*ratio, units_instead(), fields.path("ratio"));
    if (refill != nullptr) effect.refill = figures.number(*refill, Meaning::share(""), fields.path("refill"));
    if ((fields.find("instead") == nullptr) != (ratio == nullptr)) {
      reading_->problems.add((ratio == nullptr ? *fields.find("instead") : *ratio).mark(), fields.path(),
                             "instead together with ratio", ratio == nullptr ? "instead alone" : "ratio alone");
    }
    fields.done();
    return effect;
  }

  void take_wellbeing(const YamlNode& node, const std::string& path) {
    const Fields fields(node, schema().wellbeing_effects, path, reading_->problems);
    for (const Entry* entry : fields.others()) {
      const std::string key = fields.path(entry->key);
      const Meaning meaning = of_measure(entry->key, reading_->measures);
      into_->wellbeing.push_back(
          {entry->key, reading_->figures.number(*entry->value, meaning, key), entry->mark(), key});
    }
  }

  void take_outcomes(const YamlNode& node, const std::string& path) {
    const Fields fields(node, schema().outcome_effects, path, reading_->problems);
    for (const Entry* entry : fields.others()) {
      const std::string key = fields.path(entry->key);
      into_->outcomes.push_back(
          {entry->key, reading_->figures.number(*entry->value, of_outcome(entry->key, reading_->outcomes), key),
           entry->mark(), key});
    }
  }

  void take_modifiers(bool has_effects) {
    for (const NodePtr& item : programme_->list("modifiers")) {
      const std::string path = programme_->path("modifiers") + '.' + std::to_string(into_->modifiers.size());
      into_->modifiers.push_back(modifier(*item, path));
    }
    if (!into_->modifiers.empty() && !has_effects) refuse("modifiers", "effects");
  }

  ModifierSpec modifier(const YamlNode& node, const std::string& path) {
    ModifierSpec spec;
    spec.mark = node.mark();
    spec.key = path;
    Fields fields(node, schema().modifier, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    spec.by = read_name(fields, "by", spec.mark);
    fields.text("source");
    read_status(fields);
    for (const Entry* entry : fields.others()) {
      const std::string key = fields.path(entry->key);
      spec.by_state.emplace_back(entry->key, reading_->figures.number(*entry->value, times(), key, &node));
    }
    if (spec.by_state.empty()) {
      reading_->problems.add(node.mark(), path, "a number of times for some state", "none");
    }
    const bool again = std::any_of(into_->modifiers.begin(), into_->modifiers.end(),
                                   [&](const ModifierSpec& other) { return other.by == spec.by; });
    if (again && !spec.by.empty())
      reading_->problems.add(spec.mark, fields.path("by"), "each attribute once", in_quotes(spec.by));
    fields.done();
    return spec;
  }

  void take_response(const YamlNode& node, bool has_effects) {
    Fields fields(node, schema().response, programme_->path("response"), reading_->problems);
    if (const YamlNode* spread_node = fields.find("spread"))
      into_->response = reading_->figures.number(*spread_node, spread(), fields.path("spread"));
    fields.done();
    if (!has_effects) refuse("response", "effects");
  }

  void take_waning(const YamlNode& node, bool has_lasting) {
    std::vector<NodePtr> items;
    const std::string path = programme_->path("waning");
    const bool is_mapping = node.kind == YamlNode::Kind::mapping;
    if (is_mapping) {
      Fields fields(node, schema().waning_shares, path, reading_->problems);
      items = fields.list("shares");
      fields.text("source");
      read_status(fields);
      fields.done();
    } else if (node.kind == YamlNode::Kind::list && !node.items.empty()) {
      items = node.items;
    } else {
      reading_->problems.add(node.mark(), path, "a list of shares, or a mapping with shares",
                             node.kind == YamlNode::Kind::list ? "an empty list" : describe(node));
    }
    if (items.size() > 200) {
      reading_->problems.add(node.mark(), path, "at most 200 years", std::to_string(items.size()));
      return;
    }
    for (const NodePtr& item : items) {
      into_->waning.push_back(read_number(*item, schema().probability, path, reading_->problems).value_or(0));
    }
    into_->waning_origin = reading_->figures.origin(node, is_mapping ? &node : nullptr);
    into_->waning_mark = node.mark();
    if (!has_lasting) refuse("waning", "effects on hazards, care, wellbeing or outcomes");
  }

  void refuse(std::string_view key, const std::string& with) {
    reading_->problems.add(programme_->find(key)->mark(), programme_->path(key), "this key only beside " + with,
                           "none");
  }

  Fields* programme_;
  const ProgrammeReading* reading_;
  Programme* into_;
};

}  // namespace

void read_effects(Fields& programme, const ProgrammeReading& reading, Programme& into) {
  EffectsReader(programme, reading, into).read();
}

}  // namespace kavel
