#include "io/read_attribute.hpp"

#include "io/read_prevalence.hpp"
#include "io/read_transition.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

class AttributeReader {
 public:
  explicit AttributeReader(const PackReading& reading) : reading_(&reading) {}

  AttributeSpec read(const Entry& entry, const std::string& path) {
    AttributeSpec spec;
    spec.name = entry.key;
    spec.mark = entry.mark();
    spec.key = path;
    Fields fields(*entry.value, schema().attribute, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    const PackNames::Attribute& known = *reading_->names.find(entry.key);
    spec.title = fields.text("title").value_or("");
    spec.states = read_states(fields);
    if (const YamlNode* titles = fields.find("titles")) take_titles(*titles, fields.path("titles"), known, spec);
    if (const YamlNode* leaves = fields.find("leaves")) take_leaves(*leaves, fields.path("leaves"), known, spec);
    read_prevalence(fields, known, spec, *reading_);
    spec.newborn = fields.text("newborn");
    if (spec.newborn)
      check_start(fields.find("newborn")->mark(), fields.path("newborn"), *spec.newborn, known, reading_->problems);
    if (const YamlNode* node = fields.find("transitions")) {
      Fields transitions(*node, schema().transitions, fields.path("transitions"), reading_->problems);
      for (const Entry* one : transitions.others()) {
        spec.transitions.push_back(read_transition(*one, transitions.path(one->key), spec.name, *reading_));
      }
    }
    fields.done();
    return spec;
  }

 private:
  std::vector<std::string> read_states(Fields& fields) {
    static const std::vector<std::string> reserved = [] {
      std::vector<std::string> names = schema().ratio.names();
      names.insert(names.end(), {"value", "of"});
      return names;
    }();
    std::vector<std::string> states;
    for (const NodePtr& item : fields.list("states")) {
      const auto name = read_text(*item, schema().name, fields.path("states"), reading_->problems);
      if (!name) continue;
      if (contains(reserved, *name)) {
        reading_->problems.add(item->mark(), fields.path("states"), "another name than " + listed(reserved),
                               in_quotes(*name));
      } else if (contains(states, *name)) {
        reading_->problems.add(item->mark(), fields.path("states"), "each state once", "a second " + in_quotes(*name));
      } else {
        states.push_back(*name);
      }
    }
    return states;
  }

  void take_titles(const YamlNode& node, const std::string& path, const PackNames::Attribute& known,
                   AttributeSpec& spec) {
    const Fields fields(node, schema().state_titles, path, reading_->problems);
    for (const Entry* entry : fields.others()) {
      const std::string key = fields.path(entry->key);
      check_state(entry->mark(), key, entry->key, known, reading_->problems);
      if (const auto title = read_text(*entry->value, schema().text, key, reading_->problems))
        spec.titles.emplace_back(entry->key, *title);
    }
  }

  void take_leaves(const YamlNode& node, const std::string& path, const PackNames::Attribute& known,
                   AttributeSpec& spec) {
    Fields fields(node, schema().leaves, path, reading_->problems);
    for (const Entry* entry : fields.others()) {
      check_state(entry->mark(), fields.path(entry->key), entry->key, known, reading_->problems);
      const auto word = read_choice(*entry->value, schema().leaving, fields.path(entry->key), reading_->problems);
      if (word) spec.leaves.emplace_back(entry->key, *word == 0 ? Leaving::death : Leaving::emigration);
    }
  }

  const PackReading* reading_;
};

}  // namespace

AttributeSpec read_attribute(const Entry& entry, const std::string& path, const PackReading& reading) {
  return AttributeReader(reading).read(entry, path);
}

}  // namespace kavel
