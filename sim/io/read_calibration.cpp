#include "io/read_calibration.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>

#include "io/text.hpp"

namespace kavel {

namespace {

namespace fs = std::filesystem;

constexpr double infinity = std::numeric_limits<double>::infinity();

Meaning deaths() {
  return {{"deaths per year", "deaths a year", "deaths/year", "deaths", "1/year"},
          "a number of deaths above 0",
          0,
          infinity,
          true,
          {}};
}

Meaning inhabitants() {
  return {{"persons", "inhabitants", "person"}, "a number of persons above 0", 0, infinity, true, {}};
}

class CalibrationReader {
 public:
  explicit CalibrationReader(const PackReading& reading) : reading_(&reading) {}

  CalibrationSpec read(const YamlNode& node, const std::string& path) {
    CalibrationSpec spec;
    spec.mark = node.mark();
    spec.key = path;
    Fields fields(node, schema().calibration, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    if (const auto persons = fields.whole("persons")) spec.persons = static_cast<std::int64_t>(*persons);
    take_folder(fields, spec);
    if (const YamlNode* total = fields.find("inhabitants")) {
      spec.inhabitants = read_number_figure(*total, inhabitants(), fields.path("inhabitants"));
    }
    if (const YamlNode* background = fields.find("background")) {
      spec.background = read_background(*background, fields.path("background"));
    }
    if (const YamlNode* budgets = fields.find("attributable_deaths")) {
      take_budgets(*budgets, fields.path("attributable_deaths"), spec);
    }
    fields.done();
    return spec;
  }

 private:
  void take_folder(Fields& fields, CalibrationSpec& spec) {
    const auto folder = fields.text("folder");
    if (!folder) return;
    const YamlNode& node = *fields.find("folder");
    if (folder->empty() || fs::path(*folder).is_absolute() || has_control(*folder)) {
      reading_->problems.add(node.mark(), fields.path("folder"), "a path relative to this file", in_quotes(*folder));
    }
    spec.folder = (fs::path(node.source->folder) / *folder).lexically_normal().string();
    if (spec.folder.ends_with('/')) spec.folder.pop_back();
  }

  Quantity read_number_figure(const YamlNode& node, const Meaning& meaning, const std::string& path) {
    Quantity quantity = reading_->figures.read(node, meaning, path);
    if (quantity.table) reading_->problems.add(node.mark(), path, "one number", "a table");
    return quantity;
  }

  BackgroundSpec read_background(const YamlNode& node, const std::string& path) {
    BackgroundSpec spec;
    spec.mark = node.mark();
    spec.key = path;
    Fields fields(node, schema().background, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    spec.transition = fields.text("transition").value_or("");
    if (const YamlNode* name = fields.find("transition")) check_transition(*name, fields.path("transition"));
    if (const YamlNode* all = fields.find("all_cause")) {
      spec.all_cause = reading_->figures.read(*all, Meaning::hazard(), fields.path("all_cause"));
    }
    spec.most_explained = fields.number("most_explained").value_or(spec.most_explained);
    spec.writes = read_written(fields);
    fields.done();
    return spec;
  }

  void take_budgets(const YamlNode& node, const std::string& path, CalibrationSpec& spec) {
    const Fields fields(node, schema().budgets, path, reading_->problems);
    for (const Entry* entry : fields.others()) {
      spec.attributable_deaths.push_back(read_budget(*entry, fields.path(entry->key)));
    }
    if (!spec.attributable_deaths.empty() && !spec.inhabitants) {
      reading_->problems.add(node.mark(), joined(spec.key, "inhabitants"),
                             "whom the deaths are of: inhabitants on 1 January of the base year", "nothing");
    }
  }

  AttributableDeathsSpec read_budget(const Entry& entry, const std::string& path) {
    AttributableDeathsSpec spec;
    spec.name = entry.key;
    spec.mark = entry.mark();
    spec.key = path;
    Fields fields(*entry.value, schema().budget, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    for (const NodePtr& item : fields.list("transitions")) {
      const auto name = read_text(*item, schema().text, fields.path("transitions"), reading_->problems);
      if (!name) continue;
      check_transition(*item, fields.path("transitions"));
      spec.transitions.push_back(*name);
    }
    if (const YamlNode* total = fields.find("deaths")) {
      spec.deaths = read_number_figure(*total, deaths(), fields.path("deaths"));
    }
    if (const auto follows = fields.choice("follows")) {
      spec.follows =
          *follows == 0 ? AttributableDeathsSpec::Follows::nothing : AttributableDeathsSpec::Follows::all_cause;
    }
    spec.writes = read_written(fields);
    fields.done();
    return spec;
  }

  /// `attribute.from>to/cause`, of a transition in the pack and of one block of the calibration only.
  void check_transition(const YamlNode& node, const std::string& path) {
    std::vector<std::string> all;
    for (const std::string& attribute : reading_->names.attributes()) {
      for (const std::string& transition : reading_->names.find(attribute)->transitions) {
        all.push_back(attribute + '.' + transition);
      }
    }
    if (!contains(all, node.text)) {
      reading_->problems.add(node.mark(), path, "one of the transitions " + listed(all), in_quotes(node.text),
                             suggest(node.text, all));
    }
    const auto [first, is_new] = used_.emplace(node.text, path);
    if (!is_new) {
      reading_->problems.add(node.mark(), path, "each transition once",
                             in_quotes(node.text) + ", which stands in " + first->second + " too");
    }
  }

  std::string read_written(Fields& fields) {
    const std::string name = fields.text("writes").value_or("");
    const YamlNode* node = fields.find("writes");
    if (node == nullptr) return name;
    if (!name.ends_with(".csv") || name.size() < 5 || name.find('/') != std::string::npos || has_control(name)) {
      reading_->problems.add(node->mark(), fields.path("writes"), "the name of a file NAME.csv", in_quotes(name));
    }
    const auto [first, is_new] = written_.emplace(name, fields.path());
    if (!is_new) {
      reading_->problems.add(node->mark(), fields.path("writes"), "a table of its own",
                             in_quotes(name) + ", which " + first->second + " writes too");
    }
    return name;
  }

  const PackReading* reading_;
  std::map<std::string, std::string> used_{}, written_{};
};

/// Holds what a calibration says about transitions against them.
class CalibrationCheck {
 public:
  CalibrationCheck(const Pack& pack, Problems& problems)
      : pack_(&pack), spec_(&*pack.calibration), problems_(&problems) {}

  void run() {
    if (pack_->cycles_per_year > 0) {
      problems_->add(spec_->mark, spec_->key, "a pack without a cycle", "one with");
    }
    if (spec_->background) {
      const TransitionSpec* death = death_of(spec_->background->transition);
      if (death != nullptr) check_background(*death);
    }
    for (const AttributableDeathsSpec& budget : spec_->attributable_deaths) {
      for (const std::string& name : budget.transitions) {
        const TransitionSpec* death = death_of(name);
        if (death != nullptr) check_budgeted(*death, budget);
      }
    }
  }

 private:
  /// The transition, if it is a death by hazard; null if it does not exist, which its reader told, or after a problem.
  const TransitionSpec* death_of(const std::string& name) {
    for (const AttributeSpec& attribute : pack_->attributes) {
      for (const TransitionSpec& transition : attribute.transitions) {
        if (attribute.name + '.' + transition.name != name) continue;
        const bool dies = std::any_of(attribute.leaves.begin(), attribute.leaves.end(), [&](const auto& leaving) {
          return leaving.first == transition.to && leaving.second == Leaving::death;
        });
        if (dies && transition.kind == TransitionKind::hazard) return &transition;
        problems_->add(transition.mark, transition.key, "a death by hazard, as " + spec_->key + " says", name);
        return nullptr;
      }
    }
    return nullptr;
  }

  std::string written(const std::string& table) const { return (fs::path(spec_->folder) / table).string(); }

  bool is_read(const Quantity& quantity, const std::string& table) const {
    return quantity.table && fs::path(quantity.table->mark.file).lexically_normal() == fs::path(written(table));
  }

  void check_background(const TransitionSpec& death) {
    if (is_read(death.figure, spec_->background->writes) && death.figure.times == 1) return;
    problems_->add(death.figure.mark, death.key + ".hazard",
                   "the table that the calibration writes, " + written(spec_->background->writes) + ", as it is",
                   "another figure");
  }

  void check_budgeted(const TransitionSpec& death, const AttributableDeathsSpec& budget) {
    const auto reads = [&](const RatioSpec& ratio) {
      return ratio.by == "age" && ratio.table && is_read(*ratio.table, budget.writes) && ratio.table->times == 1;
    };
    if (std::count_if(death.ratios.begin(), death.ratios.end(), reads) == 1) return;
    problems_->add(death.mark, death.key + ".ratios",
                   "one ratio by age from the table that the calibration writes, " + written(budget.writes), "none");
  }

  const Pack* pack_;
  const CalibrationSpec* spec_;
  Problems* problems_;
};

}  // namespace

CalibrationSpec read_calibration(const YamlNode& node, const std::string& path, const PackReading& reading) {
  return CalibrationReader(reading).read(node, path);
}

void check_calibration(const Pack& pack, Problems& problems) {
  if (pack.calibration) CalibrationCheck(pack, problems).run();
}

void read_as_neutral(const CalibrationSpec& spec, Sources& sources) {
  const auto substitute = [&](const std::string& table, const std::string& text) {
    sources.substitute((fs::path(spec.folder) / table).string(), text);
  };
  if (spec.background) substitute(spec.background->writes, "# unit: 1/year\nage_reached,hazard\n0+,1\n");
  for (const AttributableDeathsSpec& budget : spec.attributable_deaths) {
    substitute(budget.writes, "# unit: 1\nage,ratio\n0+,1\n");
  }
}

}  // namespace kavel
