#include "io/read_conditions.hpp"

#include <algorithm>
#include <filesystem>

#include "io/text.hpp"

namespace kavel {

namespace {

namespace fs = std::filesystem;

std::string place_of(const CalibrationSpec& spec, const std::string& table) {
  return (fs::path(spec.folder) / table).string();
}

class ConditionReader {
 public:
  ConditionReader(const PackReading& reading, const ReadWritten& written) : reading_(&reading), written_(&written) {}

  ConditionSpec read(const Entry& entry, const std::string& path) {
    ConditionSpec spec;
    spec.name = entry.key;
    spec.mark = entry.mark();
    spec.key = path;
    Fields fields(*entry.value, schema().fitted_condition, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    spec.attribute = fields.text("attribute").value_or(entry.key);
    const YamlNode* named = fields.find("attribute");
    const PackNames::Attribute* known = reading_->names.attribute(named != nullptr ? named->mark() : entry.mark(),
                                                                  named != nullptr ? fields.path("attribute") : path,
                                                                  spec.attribute, reading_->problems);
    take_cases(fields, known, spec);
    take_onset(fields, spec);
    take_knots(fields, spec);
    spec.hold = fields.number("hold").value_or(spec.hold);
    spec.deaths = fields.text("deaths").value_or("");
    if (const YamlNode* start = fields.find("start")) take_start(*start, fields.path("start"), known, spec);
    spec.writes_onset = (*written_)(fields, "writes_onset");
    spec.writes_start = (*written_)(fields, "writes_start");
    if (const auto where = fields.choice("fitted_in")) spec.only_in_regions = *where == 1;
    check_together(fields, spec);
    fields.done();
    return spec;
  }

 private:
  void take_cases(Fields& fields, const PackNames::Attribute* known, ConditionSpec& spec) {
    for (const NodePtr& item : fields.list("cases")) {
      const auto state = read_text(*item, schema().name, fields.path("cases"), reading_->problems);
      if (!state || known == nullptr) continue;
      if (check_start(item->mark(), fields.path("cases"), *state, *known, reading_->problems))
        spec.cases.push_back(*state);
    }
    if (known != nullptr && !known->leaving.empty()) {
      reading_->problems.add(fields.mark(), fields.path("attribute"), "an attribute by which nobody leaves",
                             in_quotes(spec.attribute));
    }
    if (fields.find("cases") == nullptr && known != nullptr && known->states.size() > 1)
      spec.cases.assign(known->states.begin() + 1, known->states.end());
    if (known != nullptr && (spec.cases.empty() || spec.cases.size() == known->states.size()) &&
        reading_->problems.empty()) {
      reading_->problems.add(fields.mark(), fields.path("cases"), "some of the states " + listed(known->states),
                             spec.cases.empty() ? "none" : "all");
    }
  }

  void take_onset(Fields& fields, ConditionSpec& spec) {
    std::vector<std::string> all;
    for (const std::string& attribute : reading_->names.attributes()) {
      for (const std::string& transition : reading_->names.find(attribute)->transitions)
        all.push_back(attribute + '.' + transition);
    }
    for (const NodePtr& item : fields.list("onset")) {
      const auto name = read_text(*item, schema().text, fields.path("onset"), reading_->problems);
      if (!name) continue;
      if (!contains(all, *name)) {
        reading_->problems.add(item->mark(), fields.path("onset"), "one of the transitions " + listed(all),
                               in_quotes(*name), suggest(*name, all));
      } else if (contains(spec.onset, *name)) {
        reading_->problems.add(item->mark(), fields.path("onset"), "each transition once", in_quotes(*name));
      }
      spec.onset.push_back(*name);
    }
  }

  void take_knots(Fields& fields, ConditionSpec& spec) {
    for (const NodePtr& item : fields.list("knots")) {
      const auto age = read_whole(*item, schema().age, fields.path("knots"), reading_->problems);
      if (!age) continue;
      if (!spec.knots.empty() && static_cast<int>(*age) <= spec.knots.back()) {
        reading_->problems.add(item->mark(), fields.path("knots"), "an age above " + std::to_string(spec.knots.back()),
                               std::to_string(*age));
      }
      spec.knots.push_back(static_cast<int>(*age));
    }
  }

  void take_start(const YamlNode& node, const std::string& path, const PackNames::Attribute* known,
                  ConditionSpec& spec) {
    Fields fields(node, schema().published, path, reading_->problems);
    if (!fields.is_mapping()) return;
    spec.start = reading_->figures.read_columns(fields, Meaning::share(""));
    fields.done();
    if (fields.find("table") == nullptr) reading_->problems.add(node.mark(), path, "a table", "none");
    for (const auto& [state, share] : spec.start) {
      if (known != nullptr) check_start(share.mark, path + " (column)", state, *known, reading_->problems);
    }
    for (const char* key : {"column", "outside", "times"}) {
      const YamlNode* other = fields.find(key);
      if (other != nullptr) reading_->problems.add(other->mark(), fields.path(key), "the whole table as it is", key);
    }
  }

  void check_together(Fields& fields, const ConditionSpec& spec) {
    const bool fits = !spec.writes_onset.empty() || !spec.writes_start.empty();
    if (fits && fields.find("knots") == nullptr) {
      reading_->problems.add(spec.mark, fields.path("knots"), "ages between which factors change", "none");
    }
    if (!fits && fields.find("fitted_in") != nullptr) {
      reading_->problems.add(fields.find("fitted_in")->mark(), fields.path("fitted_in"),
                             "writes_onset or writes_start beside it", "neither");
    }
    if (!fits && fields.find("knots") != nullptr) {
      reading_->problems.add(fields.find("knots")->mark(), fields.path("knots"),
                             "writes_onset or writes_start beside it", "neither");
    }
    if (spec.writes_start.empty() != (fields.find("start") == nullptr)) {
      reading_->problems.add(spec.mark, spec.key, "start and writes_start together",
                             spec.writes_start.empty() ? "start alone" : "writes_start alone");
    }
  }

  const PackReading* reading_;
  const ReadWritten* written_;
};

/// Holds what one condition says against the pack.
class ConditionCheck {
 public:
  ConditionCheck(const Pack& pack, const CalibrationSpec& calibration, const ConditionSpec& spec, Problems& problems)
      : pack_(&pack), calibration_(&calibration), spec_(&spec), problems_(&problems) {}

  void run() {
    if (spec_->cases.empty()) return;  // its reader told
    for (const AttributeSpec& attribute : pack_->attributes) {
      for (const TransitionSpec& transition : attribute.transitions) {
        if (contains(spec_->onset, attribute.name + '.' + transition.name)) {
          check_onset(attribute, transition);
        } else if (attribute.name == spec_->attribute) {
          check_course(transition);
        }
      }
      if (attribute.name == spec_->attribute) check_start_is_read(attribute);
    }
    check_deaths();
  }

 private:
  bool is_case(const std::string& state) const { return contains(spec_->cases, state); }

  void check_onset(const AttributeSpec& attribute, const TransitionSpec& transition) {
    const bool own = attribute.name == spec_->attribute;
    const bool begins = own && !is_case(transition.from) && is_case(transition.to);
    const bool dies = !own && std::any_of(transition.gates.begin(), transition.gates.end(), [&](const GateSpec& gate) {
      return gate.attribute == spec_->attribute &&
             std::none_of(gate.states.begin(), gate.states.end(), [&](const auto& s) { return is_case(s); });
    });
    if ((!begins && !dies) || transition.kind != TransitionKind::hazard) {
      problems_->add(transition.mark, transition.key,
                     "a hazard, as " + spec_->key + ".onset says, from a state that is no case of " + spec_->name +
                         " to one that is, or of death in such a state",
                     attribute.name + '.' + transition.name);
    }
    if (spec_->writes_onset.empty()) return;
    const auto reads = [&](const RatioSpec& ratio) {
      return ratio.by == "age" && ratio.table && is_read(*ratio.table, spec_->writes_onset);
    };
    if (std::count_if(transition.ratios.begin(), transition.ratios.end(), reads) == 1) return;
    problems_->add(
        transition.mark, transition.key + ".ratios",
        "one ratio by age from the table that the calibration writes, " + place_of(*calibration_, spec_->writes_onset),
        "none");
  }

  void check_course(const TransitionSpec& transition) {
    if (transition.on_enrolment) return;
    if (transition.kind != TransitionKind::hazard && transition.kind != TransitionKind::duration) {
      problems_->add(transition.mark, transition.key,
                     "a hazard or a duration, of a condition with targets (" + spec_->key + ")", "another sojourn");
    }
    if (!is_case(transition.from) && is_case(transition.to)) {
      problems_->add(transition.mark, transition.key, "a transition that " + spec_->key + ".onset names too",
                     "one that begins a case");
    }
  }

  bool is_read(const Quantity& quantity, const std::string& table) const {
    return quantity.table && quantity.times == 1 &&
           fs::path(quantity.table->mark.file).lexically_normal() == fs::path(place_of(*calibration_, table));
  }

  void check_start_is_read(const AttributeSpec& attribute) {
    if (spec_->writes_start.empty()) return;
    const auto reads = [&](const std::string& state) {
      return std::any_of(attribute.prevalence.begin(), attribute.prevalence.end(), [&](const auto& share) {
        return share.first == state && is_read(share.second, spec_->writes_start);
      });
    };
    for (const auto& [state, share] : spec_->start) {
      if (reads(state) && attribute.prevalence.size() == spec_->start.size()) continue;
      problems_->add(attribute.mark, attribute.key + ".prevalence",
                     "the table that the calibration writes, " + place_of(*calibration_, spec_->writes_start),
                     attribute.prevalence.empty() ? "none" : "another figure");
      return;
    }
  }

  void check_deaths() {
    if (spec_->deaths.empty()) return;
    std::vector<std::string> names;
    for (const AttributableDeathsSpec& budget : calibration_->attributable_deaths) names.push_back(budget.name);
    if (contains(names, spec_->deaths)) return;
    problems_->add(spec_->mark, spec_->key + ".deaths",
                   names.empty() ? "a budget of attributable_deaths, of which there are none"
                                 : "one of the budgets " + listed(names),
                   in_quotes(spec_->deaths), suggest(spec_->deaths, names));
  }

  const Pack* pack_;
  const CalibrationSpec* calibration_;
  const ConditionSpec* spec_;
  Problems* problems_;
};

/// Calls take(name of the table) for all that conditions write.
template <class Take>
void over_written(const CalibrationSpec& spec, const Take& take) {
  for (const ConditionSpec& condition : spec.conditions) {
    if (!condition.writes_onset.empty()) take(condition.writes_onset);
    if (!condition.writes_start.empty()) take(condition.writes_start);
  }
}

}  // namespace

std::vector<ConditionSpec> read_conditions(const YamlNode& node, const std::string& path, const PackReading& reading,
                                           const ReadWritten& written) {
  std::vector<ConditionSpec> specs;
  const Fields fields(node, schema().fitted_conditions, path, reading.problems);
  ConditionReader reader(reading, written);
  for (const Entry* entry : fields.others()) specs.push_back(reader.read(*entry, fields.path(entry->key)));
  return specs;
}

void check_conditions(const Pack& pack, const CalibrationSpec& spec, Problems& problems) {
  for (const ConditionSpec& condition : spec.conditions) ConditionCheck(pack, spec, condition, problems).run();
}

void read_conditions_as_neutral(const CalibrationSpec& spec, Sources& sources) {
  for (const ConditionSpec& condition : spec.conditions) {
    if (!condition.writes_onset.empty())
      sources.substitute(place_of(spec, condition.writes_onset), "# unit: 1\nage,ratio\n0+,1\n");
    if (condition.writes_start.empty() || condition.start.empty()) continue;
    const std::string& name = condition.start.front().second.table->mark.file;
    for (const SourceFile& file : sources.files()) {
      if (file.name != name) continue;
      sources.substitute(place_of(spec, condition.writes_start), file.text);
      break;
    }
  }
}

void read_tables_of_region(const RegionTables& region, const CalibrationSpec& spec, Sources& sources,
                           Problems& problems) {
  over_written(spec, [&](const std::string& table) {
    const std::string path = (fs::path(region.folder) / table).string();
    const SourceFile* file = sources.open(path, *region.region, "", region.mark, region.key, problems);
    if (file != nullptr) sources.substitute(place_of(spec, table), file->text);
  });
}

}  // namespace kavel
