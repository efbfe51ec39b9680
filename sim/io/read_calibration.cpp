#include "io/read_calibration.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>

#include "io/read_conditions.hpp"
#include "io/read_table.hpp"
#include "io/read_targets.hpp"
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

class CalibrationReader {
 public:
  CalibrationReader(const YamlNode& pack, const PackReading& reading) : pack_(&pack), reading_(&reading) {}

  CalibrationSpec read(const YamlNode& node, const std::string& path) {
    CalibrationSpec spec;
    spec.mark = node.mark();
    spec.key = path;
    Fields fields(node, schema().calibration, path, reading_->problems);
    if (!fields.is_mapping()) return spec;
    if (const auto persons = fields.whole("persons")) spec.persons = static_cast<std::int64_t>(*persons);
    take_folder(fields, spec);
    if (const YamlNode* total = fields.find("inhabitants")) {
      spec.inhabitants = read_number_figure(*total, Meaning::inhabitants(), fields.path("inhabitants"));
    }
    if (const YamlNode* background = fields.find("background")) {
      spec.background = read_background(*background, fields.path("background"));
    }
    if (const YamlNode* budgets = fields.find("attributable_deaths")) {
      take_budgets(*budgets, fields.path("attributable_deaths"), spec);
    }
    take_conditions(fields, spec);
    if (const YamlNode* residuals = fields.find("residuals")) {
      take_residuals(*residuals, fields.path("residuals"), spec);
    }
    if (const YamlNode* baselines = fields.find("baselines")) {
      take_baselines(*baselines, fields.path("baselines"), spec);
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

  void take_conditions(Fields& fields, CalibrationSpec& spec) {
    if (const YamlNode* conditions = fields.find("conditions")) {
      spec.conditions = read_conditions(*conditions, fields.path("conditions"), *reading_,
                                        [this](Fields& of, const char* key) { return read_written(of, key); });
    }
    spec.targets.key = spec.key;
    spec.targets.inhabitants = spec.inhabitants;
    const auto path = fields.text("targets");
    if (!path) return;
    const YamlNode& node = *fields.find("targets");
    const SourceFile* file = reading_->figures.sources().open(*path, *node.source, "", node.mark(),
                                                              fields.path("targets"), reading_->problems);
    if (file == nullptr) return;
    read_targets(*file, spec.targets, reading_->problems);
    check_targets(spec.targets, spec, reading_->problems);
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
    spec.weight = fields.number("weight");
    spec.writes = read_written(fields);
    fields.done();
    return spec;
  }

  void take_residuals(const YamlNode& node, const std::string& path, CalibrationSpec& spec) {
    const Fields fields(node, schema().residual_blocks, path, reading_->problems);
    for (const Entry* entry : fields.others()) {
      ResidualsSpec block;
      block.name = entry->key;
      block.mark = entry->mark();
      block.key = fields.path(entry->key);
      Fields own(*entry->value, schema().residual_block, block.key, reading_->problems);
      if (!own.is_mapping()) continue;
      if (const YamlNode* published = own.find("published")) take_published(*published, own.path("published"), block);
      block.writes = read_written(own);
      own.done();
      spec.residuals.push_back(std::move(block));
    }
  }

  /// A table whose columns are activities of one unit.
  void take_published(const YamlNode& node, const std::string& path, ResidualsSpec& block) {
    Fields fields(node, schema().published, path, reading_->problems);
    Problems unknown;
    if (!fields.is_mapping()) return;
    for (const std::string& column : columns_of(node)) {
      if (!contains(reading_->care.activities, column)) {
        unknown.add(node.mark(), path, "columns that are activities: " + listed(reading_->care.activities),
                    in_quotes(column), suggest(column, reading_->care.activities));
        continue;
      }
      const std::string unit = text_in("activities", column, "unit", "");
      if (block.unit.empty()) block.unit = unit;
      if (unit != block.unit) {
        unknown.add(node.mark(), path, "activities of one unit, " + block.unit, column + " in " + unit);
      }
    }
    for (const Problem& problem : unknown.all()) reading_->problems.add(problem);
    block.published = reading_->figures.read_columns(fields, Meaning::residual(block.unit));
    if (fields.find("table") == nullptr) reading_->problems.add(node.mark(), path, "a table", "none");
    fields.done();
  }

  /// The columns of figures of the table that `node` names, or the one it names.
  std::vector<std::string> columns_of(const YamlNode& node) {
    Problems told_later;
    const YamlNode* column = node.find("column");
    if (column != nullptr) return {column->text};
    const YamlNode* name = node.find("table");
    if (name == nullptr) return {};
    const SourceFile* file =
        reading_->figures.sources().open(name->text, *name->source, "", name->mark(), "", told_later);
    if (file == nullptr) return {};
    const auto table = read_table(*file, told_later);
    return table ? table->columns : std::vector<std::string>{};
  }

  void take_baselines(const YamlNode& node, const std::string& path, CalibrationSpec& spec) {
    const Fields fields(node, schema().baselines, path, reading_->problems);
    for (const Entry* entry : fields.others()) {
      BaselineSpec one;
      one.measure = entry->key;
      one.mark = entry->mark();
      one.key = fields.path(entry->key);
      if (!contains(reading_->measures, one.measure)) {
        reading_->problems.add(one.mark, one.key, "one of the measures " + listed(reading_->measures),
                               in_quotes(one.measure), suggest(one.measure, reading_->measures));
      }
      Fields own(*entry->value, schema().baseline, one.key, reading_->problems);
      if (!own.is_mapping()) continue;
      if (const YamlNode* norm = own.find("norm")) {
        const std::string unit = text_in("wellbeing", one.measure, "unit", "1");
        one.norm = reading_->figures.read(*norm, Meaning::level(unit, -1000, 1000), own.path("norm"));
      }
      one.writes = read_written(own);
      own.done();
      spec.baselines.push_back(std::move(one));
    }
  }

  /// What the pack's section says of a name, under a key; its own reader tells what is wrong with it.
  std::string text_in(const std::string& section, const std::string& name, const std::string& key,
                      const std::string& otherwise) const {
    const YamlNode* all = pack_->find(section);
    const YamlNode* one = all == nullptr ? nullptr : all->find(name);
    const YamlNode* value = one == nullptr ? nullptr : one->find(key);
    return value == nullptr ? otherwise : value->text;
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

  std::string read_written(Fields& fields, const char* key = "writes") {
    std::string name = fields.text(key).value_or("");
    const YamlNode* node = fields.find(key);
    if (node == nullptr) return name;
    if (!name.ends_with(".csv") || name.size() < 5 || name.find('/') != std::string::npos || has_control(name)) {
      reading_->problems.add(node->mark(), fields.path(key), "the name of a file NAME.csv", in_quotes(name));
    }
    const auto [first, is_new] = written_.emplace(name, fields.path());
    if (!is_new) {
      reading_->problems.add(node->mark(), fields.path(key), "a table of its own",
                             in_quotes(name) + ", which " + first->second + " writes too");
    }
    return name;
  }

  const YamlNode* pack_;
  const PackReading* reading_;
  std::map<std::string, std::string> used_{}, written_{};
};

/// Holds what a calibration says about transitions against them.
class CalibrationCheck {
 public:
  CalibrationCheck(const Pack& pack, const CalibrationSpec& spec, Problems& problems)
      : pack_(&pack), spec_(&spec), problems_(&problems) {}

  void run() {
    if (pack_->cycles_per_year > 0) {
      problems_->add(spec_->mark, spec_->key, "a pack without a cycle", "one with");
    }
    if (spec_->background) {
      const TransitionSpec* death = death_of(spec_->background->transition);
      if (death != nullptr) check_background(*death, *spec_->background);
    }
    for (const AttributableDeathsSpec& budget : spec_->attributable_deaths) {
      for (const std::string& name : budget.transitions) {
        const TransitionSpec* death = death_of(name);
        if (death != nullptr) check_budgeted(*death, budget);
      }
    }
    for (const ResidualsSpec& block : spec_->residuals) {
      for (const auto& [activity, published] : block.published) check_residual(activity, block);
    }
    for (const BaselineSpec& baseline : spec_->baselines) check_baseline(baseline);
    check_conditions(*pack_, *spec_, *problems_);
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

  void check_background(const TransitionSpec& death, const BackgroundSpec& background) {
    if (is_read(death.figure, background.writes) && death.figure.times == 1) return;
    problems_->add(death.figure.mark, death.key + ".hazard",
                   "the table that the calibration writes, " + written(background.writes) + ", as it is",
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

  void check_residual(const std::string& name, const ResidualsSpec& block) {
    for (const ActivitySpec& activity : pack_->activities) {
      if (activity.name != name) continue;
      const auto& residual = activity.residual;
      if (residual && is_read(*residual, block.writes) && residual->times == 1 &&
          residual->table->columns[static_cast<std::size_t>(residual->column)] == name) {
        return;
      }
      problems_->add(residual ? residual->mark : activity.mark, activity.key + ".residual",
                     "the column " + name + " of the table that the calibration writes, " + written(block.writes),
                     residual ? "another figure" : "none");
    }
  }

  void check_baseline(const BaselineSpec& baseline) {
    for (const WellbeingSpec& measure : pack_->wellbeing) {
      if (measure.name != baseline.measure) continue;
      if (is_read(measure.baseline, baseline.writes) && measure.baseline.times == 1) return;
      problems_->add(measure.baseline.mark, measure.key + ".baseline",
                     "the table that the calibration writes, " + written(baseline.writes), "another figure");
    }
  }

  const Pack* pack_;
  const CalibrationSpec* spec_;
  Problems* problems_;
};

}  // namespace

CalibrationSpec read_calibration(const YamlNode& node, const YamlNode& pack, const std::string& path,
                                 const PackReading& reading) {
  return CalibrationReader(pack, reading).read(node, path);
}

void check_calibration(const Pack& pack, Problems& problems) {
  if (pack.calibration) CalibrationCheck(pack, *pack.calibration, problems).run();
}

void read_as_neutral(const CalibrationSpec& spec, Sources& sources) {
  read_conditions_as_neutral(spec, sources);
  const auto substitute = [&](const std::string& table, const std::string& text) {
    sources.substitute((fs::path(spec.folder) / table).string(), text);
  };
  if (spec.background) substitute(spec.background->writes, "# unit: 1/year\nage_reached,hazard\n0+,1\n");
  for (const AttributableDeathsSpec& budget : spec.attributable_deaths) {
    substitute(budget.writes, "# unit: 1\nage,ratio\n0+,1\n");
  }
  for (const ResidualsSpec& block : spec.residuals) {
    std::string columns = "age_reached";
    std::string zeros = "0+";
    for (const auto& [activity, published] : block.published) {
      columns += ',' + activity;
      zeros += ",0";
    }
    substitute(block.writes, "# unit: " + block.unit + '\n' + columns + '\n' + zeros + '\n');
  }
  for (const BaselineSpec& baseline : spec.baselines) {  // some value within the range: whatever, it is fitted
    const bool table = baseline.norm.table && !baseline.norm.table->rows.empty();
    const double value = table
                             ? baseline.norm.table->rows.front().values[static_cast<std::size_t>(baseline.norm.column)]
                             : baseline.norm.value;
    substitute(baseline.writes, "age_reached,baseline\n0+," + shown(value * baseline.norm.times) + '\n');
  }
}

}  // namespace kavel
