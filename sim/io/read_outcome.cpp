#include "io/read_outcome.hpp"

#include <array>

#include <fmt/format.h>

#include "io/text.hpp"

namespace kavel {

namespace {

class OutcomeReader {
 public:
  explicit OutcomeReader(const PackReading& reading) : reading_(&reading) {}

  OutcomeSpec read(const Entry& entry, const std::string& path) {
    OutcomeSpec spec;
    spec.name = entry.key;
    spec.mark = entry.mark();
    spec.key = path;
    Fields fields(*entry.value, schema().outcome, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    if (const auto kind = fields.choice("kind")) spec.kind = *kind == 0 ? OutcomeKind::cost : OutcomeKind::effect;
    spec.unit = fields.text("unit").value_or("");
    spec.discount = fields.number("discount").value_or(0);
    take_counting(fields.find("counting"), fields.path("counting"), spec);
    if (const YamlNode* node = fields.find("per_year")) take_per_year(*node, fields.path("per_year"), spec);
    if (const YamlNode* node = fields.find("per_transition"))
      take_per_transition(*node, fields.path("per_transition"), spec);
    if (const YamlNode* node = fields.find("wellbeing")) take_wellbeing(*node, fields.path("wellbeing"), spec);
    fields.done();
    return spec;
  }

 private:
  void take_wellbeing(const YamlNode& node, const std::string& path, OutcomeSpec& spec) {
    spec.wellbeing = read_text(node, schema().name, path, reading_->problems).value_or("");
    if (spec.wellbeing.empty()) return;
    if (!contains(reading_->measures, spec.wellbeing)) {
      reading_->problems.add(node.mark(), path,
                             reading_->measures.empty() ? "a measure of the section wellbeing"
                                                        : "one of the measures " + listed(reading_->measures),
                             in_quotes(spec.wellbeing), suggest(spec.wellbeing, reading_->measures));
    }
    if (spec.kind == OutcomeKind::cost || reading_->cycles_per_year > 0) {
      reading_->problems.add(node.mark(), path, "this key only in an effect, and in a pack without a cycle",
                             spec.kind == OutcomeKind::cost ? "a cost" : "a pack with a cycle");
    }
  }

  void take_counting(const YamlNode* node, const std::string& path, OutcomeSpec& spec) {
    const bool discrete = reading_->cycles_per_year > 0;
    spec.counting = discrete ? Counting::half_cycle : Counting::integral;
    if (node == nullptr) return;
    if (node->kind == YamlNode::Kind::mapping) {
      spec.counting = Counting::weights;
      take_weights(*node, path, spec);
    } else {
      constexpr std::array words{Counting::integral, Counting::start, Counting::end, Counting::every_point,
                                 Counting::half_cycle};
      const auto word = read_choice(*node, schema().counting_word, path, reading_->problems);
      if (!word) return;
      spec.counting = words[*word];
    }
    if (discrete && spec.counting == Counting::integral) {
      reading_->problems.add(node->mark(), path,
                             "start, end, every_point, half_cycle or weights in a pack with a cycle", "integral");
    } else if (!discrete && spec.counting != Counting::integral) {
      reading_->problems.add(node->mark(), path, "integral in a pack without a cycle",
                             node->text.empty() ? "weights" : node->text);
    }
  }

  void take_weights(const YamlNode& node, const std::string& path, OutcomeSpec& spec) {
    Fields fields(node, schema().weights, path, reading_->problems);
    for (const NodePtr& item : fields.list("weights")) {
      spec.weights.push_back(
          read_number(*item, schema().number, fields.path("weights"), reading_->problems).value_or(0));
    }
    const YamlNode* weights = fields.find("weights");
    fields.done();
    const auto points =
        static_cast<std::size_t>(reading_->years) * static_cast<std::size_t>(reading_->cycles_per_year) + 1;
    if (reading_->years == 0 || reading_->cycles_per_year == 0 || spec.weights.empty() || spec.weights.size() == points)
      return;
    reading_->problems.add(weights->mark(), fields.path("weights"),
                           fmt::format("{} weights, one for each counting point 0 … {}", points, points - 1),
                           std::to_string(spec.weights.size()));
  }

  void take_per_year(const YamlNode& node, const std::string& path, OutcomeSpec& spec) {
    Fields fields(node, schema().by_attribute, path, reading_->problems);
    for (const Entry* entry : fields.others()) {
      const std::string at = fields.path(entry->key);
      const PackNames::Attribute* known = reading_->names.attribute(entry->mark(), at, entry->key, reading_->problems);
      if (known == nullptr) continue;
      const YamlNode& value = *entry->value;
      const bool by_state =
          value.kind == YamlNode::Kind::mapping && value.find("value") == nullptr && value.find("table") == nullptr;
      const Meaning meaning = Meaning::per_year(spec.unit);
      if (!by_state) {
        take_for_all_states(entry->key, *known, reading_->figures.read(value, meaning, at), spec);
        continue;
      }
      Fields states(value, schema().by_state, at, reading_->problems);
      for (const Entry* state : states.others()) {
        check_state(state->mark(), states.path(state->key), state->key, *known, reading_->problems);
        spec.per_year.push_back(
            {entry->key, state->key, reading_->figures.read(*state->value, meaning, states.path(state->key))});
      }
    }
  }

  /// One figure for every state that does not leave; by state, if its table has that column.
  void take_for_all_states(const std::string& attribute_name, const PackNames::Attribute& known,
                           const Quantity& quantity, OutcomeSpec& spec) {
    std::vector<std::string> states;
    if (quantity.table && quantity.table->by_state) {
      for (const TableRow& row : quantity.table->rows) {
        if (contains(states, *row.keys.state)) continue;
        check_state(row.mark, quantity.key, *row.keys.state, known, reading_->problems);
        states.push_back(*row.keys.state);
      }
    } else {
      for (const std::string& state : known.states) {
        if (!contains(known.leaving, state)) states.push_back(state);
      }
    }
    for (const std::string& state : states) spec.per_year.push_back({attribute_name, state, quantity});
  }

  void take_per_transition(const YamlNode& node, const std::string& path, OutcomeSpec& spec) {
    Fields fields(node, schema().by_attribute_transition, path, reading_->problems);
    for (const Entry* entry : fields.others()) {
      const std::string at = fields.path(entry->key);
      const PackNames::Attribute* known = reading_->names.attribute(entry->mark(), at, entry->key, reading_->problems);
      if (known == nullptr) continue;
      Fields transitions(*entry->value, schema().by_transition, at, reading_->problems);
      for (const Entry* one : transitions.others()) {
        if (!contains(known->transitions, one->key)) {
          reading_->problems.add(one->mark(), transitions.path(one->key),
                                 "one of the transitions " + listed(known->transitions), in_quotes(one->key),
                                 suggest(one->key, known->transitions));
        }
        spec.per_transition.push_back(
            {entry->key, one->key,
             reading_->figures.read(*one->value, Meaning::per_transition(spec.unit), transitions.path(one->key))});
      }
    }
  }

  const PackReading* reading_;
};

}  // namespace

OutcomeSpec read_outcome(const Entry& entry, const std::string& path, const PackReading& reading) {
  return OutcomeReader(reading).read(entry, path);
}

}  // namespace kavel
