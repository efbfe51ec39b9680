#include "io/read_prevalence.hpp"

#include <algorithm>
#include <set>

#include "io/read_by_state.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

class SharesReader {
 public:
  SharesReader(std::string path, const CheckName& check, const PackReading& reading)
      : reading_(&reading), check_(check) {
    spec_.key = std::move(path);
  }

  SharesSpec read(const YamlNode& node, const ObjectKind& kind, const std::string& column) {
    spec_.mark = node.mark();
    Fields fields(node, kind, spec_.key, reading_->problems);
    if (!fields.is_mapping()) return spec_;
    const auto columns = reading_->figures.read_columns(fields, Meaning::share(column));
    const Provenance near = read_near(fields);
    fields.done();
    for (const Entry* entry : fields.others()) {
      const std::string path = fields.path(entry->key);
      check_(entry->mark(), path, entry->key);
      named_.insert(entry->key);
      spec_.shares.emplace_back(entry->key, reading_->figures.read(*entry->value, Meaning::share(""), path, near));
    }
    for (const auto& [name, quantity] : columns) take_column(name, quantity);
    if (node.entries.empty()) {
      reading_->problems.add(node.mark(), spec_.key, "shares by name, or a table", "an empty mapping");
    }
    return std::move(spec_);
  }

 private:
  void take_column(const std::string& column, const Quantity& quantity) {
    if (!quantity.table->by_state) {
      check_(quantity.table->mark, quantity.key + " (column)", column);
      take(column, quantity);
      return;
    }
    std::set<std::string> in_table;
    for (const TableRow& row : quantity.table->rows) {  // rows, not columns, name the states
      if (!row.keys.state || !in_table.insert(*row.keys.state).second) continue;
      check_(quantity.table->mark_of(row), quantity.key, *row.keys.state);
      take(*row.keys.state, quantity);
    }
  }

  void take(const std::string& name, const Quantity& quantity) {
    if (!named_.insert(name).second) {
      reading_->problems.add(quantity.mark, quantity.key, "each name once", in_quotes(name) + " more than once");
    }
    spec_.shares.emplace_back(name, quantity);
  }

  const PackReading* reading_;
  const CheckName& check_;
  SharesSpec spec_{};
  std::set<std::string> named_{};
};

class RatioReader {
 public:
  RatioReader(const AttributeSpec& attribute, const PackNames::Attribute& own, const PackReading& reading)
      : attribute_(&attribute), own_(&own), reading_(&reading) {}

  PrevalenceRatioSpec read(const YamlNode& node, const std::string& path) {
    PrevalenceRatioSpec spec;
    spec.mark = node.mark();
    spec.key = path;
    Fields fields(node, schema().prevalence_ratio, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    spec.by = fields.text("by").value_or("");
    const PackNames::Attribute* known = spec.by.empty() || spec.by == "ses" ? nullptr : earlier(fields, spec.by);
    if (const YamlNode* of = fields.find("of")) take_of(*of, fields.path("of"), spec);
    read_by_state(fields, Meaning::odds_ratio(column_of(spec.by)), known, spec, *reading_);
    fields.done();
    return spec;
  }

 private:
  /// The attribute by whose state the ratios are: its own states at the start must be known by then.
  const PackNames::Attribute* earlier(Fields& fields, const std::string& by) {
    const std::vector<std::string>& all = reading_->names.attributes();
    std::vector<std::string> names(all.begin(), std::find(all.begin(), all.end(), attribute_->name));
    const bool is_earlier = contains(names, by);
    names.emplace_back("ses");
    if (is_earlier) return reading_->names.find(by);
    const bool is_own = by == attribute_->name;
    const bool is_later = !is_own && reading_->names.find(by) != nullptr;
    reading_->problems.add(fields.find("by")->mark(), fields.path("by"),
                           "one of " + listed(names) + " (what comes before " + attribute_->name + ")",
                           in_quotes(by) + (is_own     ? ", its own"
                                            : is_later ? ", which comes later"
                                                       : ""),
                           is_own || is_later ? "" : suggest(by, names));
    return nullptr;
  }

  void take_of(const YamlNode& node, const std::string& path, PrevalenceRatioSpec& spec) {
    const bool is_list = node.kind == YamlNode::Kind::list;
    for (const NodePtr& item : is_list ? node.items : std::vector<NodePtr>{std::make_shared<YamlNode>(node)}) {
      const auto name = read_text(*item, schema().name, path, reading_->problems);
      if (!name || !check_start(item->mark(), path, *name, *own_, reading_->problems)) continue;
      if (contains(spec.of, *name)) {
        reading_->problems.add(item->mark(), path, "each state once", "a second " + in_quotes(*name));
      }
      spec.of.push_back(*name);
    }
    if (is_list && node.items.empty()) reading_->problems.add(node.mark(), path, "a list", "an empty one");
  }

  const AttributeSpec* attribute_;
  const PackNames::Attribute* own_;
  const PackReading* reading_;
};

TimeBeforeSpec read_time_spent(const Entry& entry, const std::string& path, const PackReading& reading) {
  TimeBeforeSpec spec;
  spec.state = entry.key;
  spec.mark = entry.mark();
  spec.key = path;
  Fields fields(*entry.value, schema().time_spent, path, reading.problems);
  if (!fields.is_mapping()) return spec;
  const YamlNode* uniform = fields.find("uniform");
  const YamlNode* exponential = fields.find("exponential");
  fields.done();
  if ((uniform == nullptr) == (exponential == nullptr)) {
    reading.problems.add(fields.mark(), path, "either uniform or exponential", uniform == nullptr ? "neither" : "both");
    return spec;
  }
  spec.kind = uniform != nullptr ? TimeBeforeSpec::Kind::uniform : TimeBeforeSpec::Kind::exponential;
  spec.years = reading.figures.read(uniform != nullptr ? *uniform : *exponential, Meaning::time_spent(),
                                    fields.path(uniform != nullptr ? "uniform" : "exponential"));
  return spec;
}

}  // namespace

SharesSpec read_shares(const YamlNode& node, const ObjectKind& kind, const std::string& path, const std::string& column,
                       const CheckName& check, const PackReading& reading) {
  return SharesReader(path, check, reading).read(node, kind, column);
}

void read_prevalence(Fields& fields, const PackNames::Attribute& known, AttributeSpec& spec,
                     const PackReading& reading) {
  const auto check = [&](const Mark& mark, const std::string& path, const std::string& name) {
    check_start(mark, path, name, known, reading.problems);
  };
  if (const YamlNode* node = fields.find("prevalence")) {
    spec.prevalence =
        read_shares(*node, schema().prevalence, fields.path("prevalence"), "state", check, reading).shares;
  }
  for (const NodePtr& ratio : fields.list("prevalence_ratios")) {
    const std::string path = fields.path("prevalence_ratios") + '.' + std::to_string(spec.prevalence_ratios.size());
    spec.prevalence_ratios.push_back(RatioReader(spec, known, reading).read(*ratio, path));
  }
  if (!spec.prevalence_ratios.empty() && fields.find("prevalence") == nullptr) {
    reading.problems.add(fields.find("prevalence_ratios")->mark(), fields.path("prevalence_ratios"),
                         "a prevalence beside it", "none");
  }
  if (const YamlNode* node = fields.find("time_in_state")) {
    const Fields states(*node, schema().time_in_state, fields.path("time_in_state"), reading.problems);
    for (const Entry* entry : states.others()) {
      check(entry->mark(), states.path(entry->key), entry->key);
      spec.time_in_state.push_back(read_time_spent(*entry, states.path(entry->key), reading));
    }
  }
}

}  // namespace kavel
