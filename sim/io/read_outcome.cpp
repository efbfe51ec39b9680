#include "io/read_outcome.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/meant.hpp"
#include "io/care_names.hpp"
#include "io/read_payoffs.hpp"
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
    if (const YamlNode* node = fields.find("per_year"))
      spec.per_year = read_per_year(*node, fields.path("per_year"), spec.unit, *reading_);
    if (const YamlNode* node = fields.find("per_transition"))
      spec.per_transition = read_per_transition(*node, fields.path("per_transition"), spec.unit, *reading_);
    if (const YamlNode* node = fields.find("wellbeing")) take_wellbeing(*node, fields.path("wellbeing"), spec);
    if (const YamlNode* node = fields.find("activities")) take_activities(*node, fields.path("activities"), spec);
    take_includes(fields, spec);
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

  /// Names of other outcomes; what they are is known when all have been read.
  void take_includes(Fields& fields, OutcomeSpec& spec) {
    for (const NodePtr& item : fields.list("includes")) {
      const auto name = read_text(*item, schema().name, fields.path("includes"), reading_->problems);
      if (!name) continue;
      if (contains(spec.includes, *name)) {
        reading_->problems.add(item->mark(), fields.path("includes"), "each cost once", in_quotes(*name) + " twice");
      } else {
        spec.includes.push_back(*name);
      }
    }
  }

  /// `all`, or a list of names.
  void take_activities(const YamlNode& node, const std::string& path, OutcomeSpec& spec) {
    const std::vector<std::string>& known = reading_->care.activities;
    if (spec.kind != OutcomeKind::cost) {
      reading_->problems.add(node.mark(), path, "this key only in an outcome of kind cost", "an effect");
    }
    if (const auto money = money_unit(spec.unit)) {
      spec.price_year = money->year;
    } else {
      reading_->problems.add(node.mark(), path, "activities in an outcome whose unit is EUR, or EUR and a year",
                             in_quotes(spec.unit));
    }
    if (node.kind != YamlNode::Kind::list) {
      if (read_choice(node, schema().all_word, path, reading_->problems)) spec.activities = known;
      if (known.empty()) reading_->problems.add(node.mark(), path, "activities in the pack", "none");
      return;
    }
    for (const NodePtr& item : node.items) {
      const auto name = read_text(*item, schema().name, path, reading_->problems);
      if (!name) continue;
      if (contains(spec.activities, *name)) {
        reading_->problems.add(item->mark(), path, "each activity once", in_quotes(*name) + " twice");
      } else if (!contains(known, *name)) {
        const Choice choice = choice_among(*name, known);
        reading_->problems.add(item->mark(), path, "one of the activities " + choice.names, in_quotes(*name),
                               choice.suggestion);
      } else {
        spec.activities.push_back(*name);
      }
    }
  }

  const PackReading* reading_;
};

/// Nothing where `of` may be held by `holder`; else what was expected of it.
std::string unlike(const OutcomeSpec& holder, const OutcomeSpec& of) {
  if (holder.kind != OutcomeKind::cost) return "this key only in an outcome of kind cost";
  if (of.name == holder.name) return "other outcomes";
  if (of.kind != OutcomeKind::cost || of.unit != holder.unit || of.discount != holder.discount ||
      of.counting != holder.counting || of.weights != holder.weights) {
    return "costs of the same unit, discount and counting";
  }
  return of.activities.empty() && of.includes.empty() ? "" : "costs of states and transitions alone";
}

}  // namespace

void include_outcomes(std::vector<OutcomeSpec>& outcomes, Problems& problems) {
  std::vector<std::string> names;
  for (const OutcomeSpec& outcome : outcomes) names.push_back(outcome.name);
  const std::vector<OutcomeSpec> alone = outcomes;
  for (OutcomeSpec& holder : outcomes) {
    for (const std::string& name : holder.includes) {
      const auto of =
          std::find_if(alone.begin(), alone.end(), [&](const OutcomeSpec& one) { return one.name == name; });
      const std::string key = holder.key + ".includes";
      if (of == alone.end()) {
        problems.add(holder.mark, key, "some of the outcomes " + listed(names), in_quotes(name), suggest(name, names));
      } else if (const std::string expected = unlike(holder, *of); !expected.empty()) {
        problems.add(holder.mark, key, expected, in_quotes(name));
      } else {
        holder.per_year.insert(holder.per_year.end(), of->per_year.begin(), of->per_year.end());
        holder.per_transition.insert(holder.per_transition.end(), of->per_transition.begin(), of->per_transition.end());
      }
    }
  }
}

OutcomeSpec read_outcome(const Entry& entry, const std::string& path, const PackReading& reading) {
  return OutcomeReader(reading).read(entry, path);
}

}  // namespace kavel
