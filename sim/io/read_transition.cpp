#include "io/read_transition.hpp"

#include <algorithm>
#include <array>

#include "io/read_by_state.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

constexpr std::array transition_kinds{
    std::pair{"hazard", TransitionKind::hazard},           std::pair{"rate", TransitionKind::rate},
    std::pair{"probability", TransitionKind::probability}, std::pair{"duration", TransitionKind::duration},
    std::pair{"weibull", TransitionKind::weibull},         std::pair{"gamma", TransitionKind::gamma}};

Meaning meaning_of(TransitionKind kind) {
  if (kind == TransitionKind::probability) return Meaning::probability();
  if (kind == TransitionKind::duration) return Meaning::years();
  return Meaning::hazard();
}

class TransitionReader {
 public:
  explicit TransitionReader(const PackReading& reading) : reading_(&reading) {}

  TransitionSpec read(const Entry& entry, const std::string& path, const std::string& attribute_name) {
    TransitionSpec spec;
    spec.name = entry.key;
    spec.mark = entry.mark();
    spec.key = path;
    const std::size_t arrow = entry.key.find('>');
    const std::size_t slash = std::min(entry.key.find('/'), entry.key.size());
    spec.from = entry.key.substr(0, arrow);
    spec.to = entry.key.substr(arrow + 1, slash - arrow - 1);
    if (slash < entry.key.size()) spec.cause = entry.key.substr(slash + 1);
    const PackNames::Attribute& known = *reading_->names.find(attribute_name);
    const bool from_known = check_state(entry.mark(), path, spec.from, known, reading_->problems);
    if (spec.to != spec.from) check_state(entry.mark(), path, spec.to, known, reading_->problems);
    if (from_known && contains(known.leaving, spec.from)) {
      reading_->problems.add(entry.mark(), path, "a transition that can happen",
                             in_quotes(spec.from) + " leaves the population");
    }
    Fields fields(*entry.value, schema().transition, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    take_figure(fields, spec);
    if (const auto sex = fields.choice("only")) spec.only = static_cast<Sex>(*sex);
    if (const YamlNode* gates = fields.find("while")) take_gates(*gates, fields.path("while"), attribute_name, spec);
    spec.normalise = fields.flag("normalise").value_or(false);
    spec.birth = fields.flag("birth").value_or(false);
    for (const NodePtr& ratio : fields.list("ratios")) {
      const std::string ratio_path = fields.path("ratios") + '.' + std::to_string(spec.ratios.size());
      spec.ratios.push_back(read_ratio(*ratio, ratio_path, attribute_name));
    }
    if (spec.birth && contains(known.leaving, spec.to)) {
      reading_->problems.add(fields.find("birth")->mark(), fields.path("birth"), "a transition of someone who stays",
                             in_quotes(spec.to) + " leaves the population");
    }
    fields.done();
    return spec;
  }

 private:
  void take_figure(Fields& fields, TransitionSpec& spec) {
    std::vector<std::string> given;
    std::vector<std::string> all;
    bool mistyped = false;
    for (const auto& [key, kind] : transition_kinds) {
      all.emplace_back(key);
      mistyped = mistyped || fields.perhaps_meant(key);
      const YamlNode* node = fields.find(key);
      if (node == nullptr) continue;
      given.emplace_back(key);
      spec.kind = kind;
      const bool sojourn = kind == TransitionKind::weibull || kind == TransitionKind::gamma;
      if (sojourn) {
        take_sojourn(*node, fields.path(key), spec);
      } else {
        spec.figure = reading_->figures.read(*node, meaning_of(kind), fields.path(key));
      }
      const bool needs_cycle = kind == TransitionKind::rate || kind == TransitionKind::probability;
      if (needs_cycle && reading_->cycles_per_year == 0) {
        reading_->problems.add(node->mark(), fields.path(key), "hazard, or a cycle in the pack",
                               in_quotes(key) + " without a cycle");
      } else if ((sojourn || kind == TransitionKind::duration) && reading_->cycles_per_year > 0) {
        reading_->problems.add(node->mark(), fields.path(key), "hazard, rate or probability in a pack with a cycle",
                               in_quotes(key));
      }
    }
    if (given.size() == 1 || (given.empty() && mistyped)) return;
    reading_->problems.add(fields.mark(), fields.path(), "one of " + listed(all),
                           given.empty() ? "none" : listed(given));
  }

  void take_sojourn(const YamlNode& node, const std::string& path, TransitionSpec& spec) {
    Fields fields(node, schema().sojourn, path, reading_->problems);
    const YamlNode* shape = fields.find("shape");
    const YamlNode* scale = fields.find("scale");
    if (shape != nullptr) spec.shape = reading_->figures.read(*shape, Meaning::shape(), fields.path("shape"));
    if (scale != nullptr) spec.scale = reading_->figures.read(*scale, Meaning::years(), fields.path("scale"));
    fields.done();
  }

  void take_gates(const YamlNode& node, const std::string& path, const std::string& own, TransitionSpec& spec) {
    Fields fields(node, schema().gates, path, reading_->problems);
    for (const Entry* entry : fields.others()) {
      const std::string gate_path = fields.path(entry->key);
      if (entry->key == own) {
        reading_->problems.add(entry->mark(), gate_path, "another attribute", "its own");
        continue;
      }
      const bool group = entry->key == "ses" || entry->key == "area";  // their values are known when compiled
      const PackNames::Attribute* known =
          group ? nullptr : reading_->names.attribute(entry->mark(), gate_path, entry->key, reading_->problems);
      GateSpec gate{entry->key, {}, entry->mark()};
      const bool is_list = entry->value->kind == YamlNode::Kind::list;
      for (const NodePtr& item : is_list ? entry->value->items : std::vector<NodePtr>{entry->value}) {
        const auto name = read_text(*item, schema().name, gate_path, reading_->problems);
        if (!name || (known != nullptr && !check_state(item->mark(), gate_path, *name, *known, reading_->problems)))
          continue;
        if (contains(gate.states, *name)) {
          reading_->problems.add(item->mark(), gate_path, "each state once", "a second " + in_quotes(*name));
        }
        gate.states.push_back(*name);
      }
      if (is_list && entry->value->items.empty())
        reading_->problems.add(entry->value->mark(), gate_path, "a list", "an empty one");
      spec.gates.push_back(std::move(gate));
    }
  }

  RatioSpec read_ratio(const YamlNode& node, const std::string& path, const std::string& own) {
    RatioSpec spec;
    spec.mark = node.mark();
    spec.key = path;
    Fields fields(node, schema().ratio, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    spec.by = fields.text("by").value_or("");
    if (const auto effect = fields.choice("effect"))
      spec.effect = *effect == 0 ? EffectKind::total : EffectKind::direct;
    spec.accelerates = fields.flag("accelerates").value_or(false);
    const bool group = spec.by == "ses" || spec.by == "area";  // their values are known when compiled
    const bool plain = group || spec.by == "age" || spec.by.empty();
    if (spec.by == own)
      reading_->problems.add(fields.find("by")->mark(), fields.path("by"), "another attribute", "its own");
    const PackNames::Attribute* known = plain ? nullptr : attribute_or_group(fields);
    read_by_state(fields, Meaning::ratio(column_of(spec.by)), known, spec, *reading_);
    fields.done();
    return spec;
  }

  const PackNames::Attribute* attribute_or_group(Fields& fields) {
    const YamlNode& by = *fields.find("by");
    if (const PackNames::Attribute* found = reading_->names.find(by.text)) return found;
    std::vector<std::string> names = reading_->names.attributes();
    names.insert(names.end(), {"ses", "area", "age"});
    reading_->problems.add(by.mark(), fields.path("by"), "one of " + listed(names), in_quotes(by.text),
                           suggest(by.text, names, {"sex", "year"}));
    return nullptr;
  }

  const PackReading* reading_;
};

}  // namespace

TransitionSpec read_transition(const Entry& entry, const std::string& path, const std::string& attribute,
                               const PackReading& reading) {
  return TransitionReader(reading).read(entry, path, attribute);
}

}  // namespace kavel
