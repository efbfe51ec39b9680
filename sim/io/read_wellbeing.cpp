#include "io/read_wellbeing.hpp"

#include <fmt/format.h>

#include "io/text.hpp"

namespace kavel {

namespace {

class WellbeingReader {
 public:
  WellbeingReader(const Entry& entry, std::string path, const PackReading& reading)
      : entry_(&entry), path_(std::move(path)), reading_(&reading) {}

  WellbeingSpec read() {
    spec_.name = entry_->key;
    spec_.mark = entry_->mark();
    spec_.key = path_;
    Fields fields(*entry_->value, schema().measure, path_, reading_->problems);
    if (!fields.is_mapping()) return std::move(spec_);
    if (const auto scale = fields.choice("scale")) {
      spec_.scale = *scale == 0 ? WellbeingScale::multiply : WellbeingScale::add;
    }
    spec_.title = fields.text("title").value_or("");
    spec_.unit = fields.text("unit").value_or("1");
    spec_.from_age = static_cast<int>(fields.whole("from_age").value_or(0));
    take_range(fields);
    const Provenance near = read_near(fields);
    if (const YamlNode* baseline = fields.find("baseline")) {
      spec_.baseline = reading_->figures.read(*baseline, Meaning::level(spec_.unit, spec_.least, spec_.most),
                                              fields.path("baseline"), near);
    }
    take_spread(fields, near);
    if (const YamlNode* states = fields.find("states")) take_states(*states, fields.path("states"), near);
    fields.text("source");
    read_status(fields);
    fields.done();
    return std::move(spec_);
  }

 private:
  /// Where the range is wrong, whatever it could be is right for the baseline.
  void take_range(Fields& fields) {
    std::vector<double> ends;
    const std::vector<NodePtr> items = fields.list("range");
    for (const NodePtr& item : items) {
      const auto end = read_number(*item, schema().range_end, fields.path("range"), reading_->problems);
      if (end) ends.push_back(*end);
    }
    spec_.least = schema().range_end.least;
    spec_.most = schema().range_end.most;
    if (items.size() == 2 && ends.size() == 2 && ends[0] < ends[1]) {
      spec_.least = ends[0];
      spec_.most = ends[1];
    } else if (!items.empty() && ends.size() == items.size()) {
      reading_->problems.add(
          fields.find("range")->mark(), fields.path("range"), "two numbers, the lower first",
          ends.size() == 2 ? fmt::format("{}, {}", shown(ends[0]), shown(ends[1])) : std::to_string(ends.size()));
    }
  }

  void take_spread(Fields& fields, const Provenance& near) {
    const YamlNode* spread = fields.find("spread");
    if (spread == nullptr) return;
    spec_.spread = reading_->figures.read(*spread, Meaning::spread(spec_.unit), fields.path("spread"), near);
    if (spec_.scale == WellbeingScale::multiply || spec_.spread->table) {
      reading_->problems.add(spread->mark(), fields.path("spread"), "one number, and only with scale: add",
                             spec_.spread->table ? "a table" : "scale: multiply");
    }
  }

  void take_states(const YamlNode& node, const std::string& path, const Provenance& near) {
    const Meaning meaning = spec_.scale == WellbeingScale::multiply ? Meaning::ratio("") : Meaning::change(spec_.unit);
    Fields fields(node, schema().state_effects, path, reading_->problems);
    for (const Entry* entry : fields.others()) {
      const std::string at = fields.path(entry->key);
      const PackNames::Attribute* known = reading_->names.attribute(entry->mark(), at, entry->key, reading_->problems);
      if (known == nullptr) continue;
      Fields states(*entry->value, schema().by_state, at, reading_->problems);
      for (const Entry* state : states.others()) {
        const std::string key = states.path(state->key);
        if (!check_start(state->mark(), key, state->key, *known, reading_->problems)) continue;
        spec_.states.push_back({entry->key, state->key, reading_->figures.read(*state->value, meaning, key, near)});
      }
    }
  }

  const Entry* entry_;
  std::string path_;
  const PackReading* reading_;
  WellbeingSpec spec_{};
};

}  // namespace

WellbeingSpec read_wellbeing(const Entry& entry, const std::string& path, const PackReading& reading) {
  return WellbeingReader(entry, path, reading).read();
}

}  // namespace kavel
