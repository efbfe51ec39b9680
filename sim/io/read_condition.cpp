#include "io/read_condition.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "io/programme_figures.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

using Kind = Predicate::Kind;

/// `attribute.from>to`, or nothing after a problem.
std::optional<NamedTransition> read_named_transition(const YamlNode& node, const std::string& path,
                                                     Problems& problems) {
  const auto text = read_text(node, schema().text, path, problems);
  if (!text) return std::nullopt;
  const std::size_t dot = text->find('.');
  const std::size_t arrow = text->find('>');
  if (dot == std::string::npos || arrow == std::string::npos || arrow < dot) {
    problems.add(node.mark(), path, "a transition with its attribute, ATTRIBUTE.FROM>TO", in_quotes(*text));
    return std::nullopt;
  }
  return NamedTransition{text->substr(0, dot), text->substr(dot + 1), node.mark(), path};
}

class ConditionReader {
 public:
  ConditionReader(const YamlNode& node, const std::string& path, Problems& problems)
      : fields_(node, schema().condition, path, problems), problems_(&problems) {
    whole_.mark = node.mark();
    whole_.key = path;
  }

  Predicate read() {
    if (!fields_.is_mapping()) return std::move(whole_);
    take_age();
    if (const auto sex = fields_.choice("sex")) add(Kind::sex, "sex").names = {std::string(sex_names[*sex])};
    take_names("ses", Kind::ses);
    take_names("area", Kind::area);
    if (fields_.choice("delineation")) add(Kind::delineated, "delineation");
    take_states();
    take_risk();
    take_benefit("saving", OutcomeKind::cost);
    take_benefit("gain", OutcomeKind::effect);
    take_parts("any", Kind::any);
    take_parts("none", Kind::none);
    take_parts("all", Kind::all);
    fields_.done();
    return std::move(whole_);
  }

 private:
  Predicate& add(Kind kind, std::string_view key) {
    Predicate& part = whole_.parts.emplace_back();
    part.kind = kind;
    part.mark = fields_.find(key)->mark();
    part.key = fields_.path(key);
    return part;
  }

  void take_age() {
    const YamlNode* node = fields_.find("age");
    if (node == nullptr) return;
    Fields ends(*node, schema().age_range, fields_.path("age"), *problems_);
    const auto from = ends.whole("from");
    const auto to = ends.whole("to");
    const bool empty = ends.is_mapping() && ends.find("from") == nullptr && ends.find("to") == nullptr;
    ends.done();
    Predicate& part = add(Kind::age, "age");
    if (from) part.age.from = static_cast<int>(*from);
    if (to) part.age.to = static_cast<int>(*to);
    if (empty) problems_->add(node->mark(), fields_.path("age"), "from, to or both", "neither");
    if (part.age.from > part.age.to) {
      problems_->add(ends.find("to")->mark(), ends.path("to"), fmt::format("an age of at least {}", part.age.from),
                     std::to_string(part.age.to));
    }
  }

  void take_names(std::string_view key, Kind kind) {
    const YamlNode* node = fields_.find(key);
    if (node == nullptr) return;
    add(kind, key).names = read_texts(*node, schema().text, fields_.path(key), *problems_);
  }

  void take_states() {
    const YamlNode* node = fields_.find("states");
    if (node == nullptr) return;
    const Fields attributes(*node, schema().in_states, fields_.path("states"), *problems_);
    if (attributes.is_mapping() && node->entries.empty())
      problems_->add(node->mark(), attributes.path(), "at least one attribute", "an empty mapping");
    for (const Entry* entry : attributes.others()) {
      Predicate& part = add(Kind::state, "states");
      part.attribute = entry->key;
      part.mark = entry->mark();
      part.key = attributes.path(entry->key);
      part.names = read_texts(*entry->value, schema().name, part.key, *problems_);
    }
  }

  void take_risk() {
    const YamlNode* node = fields_.find("risk");
    if (node == nullptr) return;
    Predicate& part = add(Kind::risk, "risk");
    Fields risk(*node, schema().risk_condition, part.key, *problems_);
    part.at_least = risk.number("at_least").value_or(0);
    take_risk_of(risk, part.risk, *problems_);
    risk.done();
  }

  void take_benefit(std::string_view key, OutcomeKind kind) {
    const YamlNode* node = fields_.find(key);
    if (node == nullptr) return;
    Predicate& part = add(Kind::benefit, key);
    Fields benefit(*node, schema().benefit_condition, part.key, *problems_);
    part.at_least = benefit.number("at_least").value_or(0);
    take_benefit_of(benefit, kind, part.benefit);
    benefit.done();
  }

  void take_parts(std::string_view key, Kind kind) {
    const std::vector<NodePtr> items = fields_.list(key);
    if (items.empty()) return;
    std::vector<Predicate> parts;
    for (const NodePtr& item : items) {
      const std::string path = fields_.path(key) + '.' + std::to_string(parts.size());
      parts.push_back(read_condition(*item, path, *problems_));
      if (item->kind == YamlNode::Kind::mapping && item->entries.empty())
        problems_->add(item->mark(), path, "a condition", "an empty mapping");
    }
    add(kind, key).parts = std::move(parts);
  }

 public:
  static void take_risk_of(Fields& fields, RiskSpec& risk, Problems& problems) {
    if (const YamlNode* of = fields.find("of")) risk.of = read_named_transitions(*of, fields.path("of"), problems);
    risk.years = years_of(fields, risk.years);
  }

  static void take_benefit_of(Fields& fields, OutcomeKind kind, BenefitSpec& benefit) {
    benefit.kind = kind;
    benefit.mark = fields.mark();
    benefit.key = fields.path();
    benefit.outcome = read_name(fields, "of", benefit.mark);
    benefit.years = years_of(fields, benefit.years);
  }

  static int years_of(Fields& fields, int otherwise) {
    const auto years = fields.whole("years");
    return years ? static_cast<int>(*years) : otherwise;
  }

 private:
  Fields fields_;
  Problems* problems_;
  Predicate whole_{};
};

}  // namespace

std::vector<NamedTransition> read_named_transitions(const YamlNode& node, const std::string& path, Problems& problems) {
  std::vector<NamedTransition> all;
  const bool is_list = node.kind == YamlNode::Kind::list;
  if (is_list && node.items.empty()) problems.add(node.mark(), path, "at least one transition", "an empty list");
  const auto take = [&](const YamlNode& item) {
    const auto named = read_named_transition(item, path, problems);
    if (!named) return;
    const bool again = std::any_of(all.begin(), all.end(), [&](const NamedTransition& other) {
      return other.attribute == named->attribute && other.transition == named->transition;
    });
    if (again) {
      problems.add(item.mark(), path, "each transition once", "a second " + in_quotes(item.text));
    } else {
      all.push_back(*named);
    }
  };
  if (is_list) {
    for (const NodePtr& item : node.items) take(*item);
  } else {
    take(node);
  }
  return all;
}

RiskSpec read_risk(const YamlNode& node, const std::string& path, Problems& problems) {
  RiskSpec risk;
  Fields fields(node, schema().risk, path, problems);
  ConditionReader::take_risk_of(fields, risk, problems);
  fields.done();
  return risk;
}

BenefitSpec read_benefit(const YamlNode& node, const std::string& path, OutcomeKind kind, Problems& problems) {
  BenefitSpec benefit;
  Fields fields(node, schema().benefit, path, problems);
  ConditionReader::take_benefit_of(fields, kind, benefit);
  fields.done();
  return benefit;
}

Predicate read_condition(const YamlNode& node, const std::string& path, Problems& problems) {
  return ConditionReader(node, path, problems).read();
}

}  // namespace kavel
