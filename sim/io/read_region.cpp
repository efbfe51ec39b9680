#include "io/read_region.hpp"

#include <algorithm>

#include "io/fields.hpp"
#include "io/read_inhabitants.hpp"
#include "io/read_margin.hpp"
#include "io/read_region_figures.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

std::size_t at(PopulationKey key) { return static_cast<std::size_t>(key); }

class RegionReader {
 public:
  RegionReader(const YamlNode& tree, std::string path, std::optional<std::int64_t> persons, FigureReader& figures,
               Problems& problems)
      : tree_(tree),
        fields_(tree, schema().region, std::move(path), problems),
        persons_(persons),
        figures_(figures),
        problems_(problems) {}

  PopulationRead read() {
    PopulationRead result;
    if (!fields_.is_mapping()) return result;
    fields_.text("title");
    const auto source = fields_.text("source");
    figures_.inherit(*tree_.source, {"", source.value_or(""), read_status(fields_)});
    const std::size_t before = problems_.all().size();
    take_areas();
    take_practices();
    const YamlNode* whole = fields_.find("population");
    const YamlNode* margins = fields_.find("margins");
    const YamlNode* people = fields_.find("persons");
    const int ways = (whole != nullptr) + (margins != nullptr) + (people != nullptr);
    if (ways != 1) {
      problems_.add(tree_.mark(), fields_.path("margins"), "one of population, margins, persons",
                    ways == 0 ? "none of them" : "more than one");
    } else if (whole != nullptr) {
      read_whole_table(*whole, result.population);
    } else if (margins != nullptr) {
      read_margins(result.population);
    } else {
      read_each(*people, result);
    }
    const bool known = problems_.all().size() == before;
    const auto year = fields_.whole("year");
    result.region = read_region_figures(fields_, known ? &result.population.areas : nullptr, figures_, problems_);
    if (year) result.region.year = static_cast<int>(*year);
    if (!result.region.prevalences.empty()) check_drawn(result.given);
    if (result.region.targets) {
      const TargetsSpec& targets = *result.region.targets;
      result.tables = RegionTables{tree_.source, targets.folder, fields_.find("targets")->mark(), targets.key};
    }
    fields_.done();
    return result;
  }

 private:
  /// What is known of an area says nothing of people whose states are told one by one.
  void check_drawn(const GivenStates& given) {
    if (given.attributes.empty()) return;
    problems_.add(tree_.find("prevalences")->mark(), fields_.path("prevalences"),
                  "states drawn from the pack's prevalence", "a column of states in the table of persons");
  }

  std::vector<std::string> read_names(const std::vector<NodePtr>& items, const std::string& key) {
    std::vector<std::string> names;
    for (const NodePtr& item : items) {
      const auto name = read_text(*item, schema().text, fields_.path(key), problems_);
      if (!name) continue;
      if (contains(names, *name)) {
        problems_.add(item->mark(), fields_.path(key), "each name once", in_quotes(*name));
      } else {
        names.push_back(*name);
      }
    }
    return names;
  }

  void take_areas() {
    const std::vector<std::string> areas = read_names(fields_.list("areas"), "areas");
    if (!areas.empty()) names_[at(PopulationKey::area)].declare(areas);
  }

  void take_practices() {
    std::vector<std::string> practices;
    for (const NodePtr& item : fields_.list("practices")) {
      Fields fields(*item, schema().practice, fields_.path("practices"), problems_);
      if (!fields.is_mapping()) continue;
      const auto name = fields.text("name");
      const auto area = fields.text("area");
      fields.done();
      if (name && contains(practices, *name))
        problems_.add(item->mark(), fields_.path("practices"), "each name once", in_quotes(*name));
      practices.push_back(name.value_or(""));
      practice_area_.push_back(area ? area_of(*area, *fields.find("area")) : -1);
    }
    if (!practices.empty()) names_[at(PopulationKey::practice)].declare(practices);
  }

  int area_of(const std::string& area, const YamlNode& node) {
    const std::vector<std::string>& areas = names_[at(PopulationKey::area)].names();
    const auto found = std::find(areas.begin(), areas.end(), area);
    if (found != areas.end()) return static_cast<int>(found - areas.begin());
    problems_.add(node.mark(), fields_.path("practices"),
                  areas.empty() ? "the region's areas by name (the key areas)" : "one of the areas " + listed(areas),
                  in_quotes(area), suggest(area, areas));
    return -1;
  }

  const SourceFile* open(const std::string& path, const YamlNode& node, const std::string& key) {
    return figures_.sources().open(path, *node.source, "", node.mark(), fields_.path(key), problems_);
  }

  void read_whole_table(const YamlNode& node, Population& population) {
    population.age_rule = AgeRule::lexis;
    for (const char* key : {"areas", "practices"}) {
      const YamlNode* other = tree_.find(key);
      if (other != nullptr) problems_.add(other->mark(), fields_.path(key), "names beside margins", "population");
    }
    const auto path = fields_.text("population");
    const SourceFile* source = path ? open(*path, node, "population") : nullptr;
    if (source == nullptr) return;
    read_inhabitants(*source, population, problems_);
    population.inhabitants = population.persons();
    if (persons_ && !population.cells.empty() && problems_.empty()) rescale(population.cells, *persons_);
  }

  void read_each(const YamlNode& node, PopulationRead& result) {
    const auto path = fields_.text("persons");
    const SourceFile* source = path ? open(*path, node, "persons") : nullptr;
    if (source == nullptr) return;
    const std::size_t before = problems_.all().size();
    result.given = read_people(*source, names_, result.population, problems_);
    if (problems_.all().size() > before) return;
    for (std::size_t i = 0; i < practice_area_.size(); ++i) check_patients(i, *source, result.population);
    result.population.inhabitants = result.population.persons();
    if (persons_) rescale(result.population.cells, *persons_);
  }

  /// Nobody is a patient of a practice whose area is another.
  void check_patients(std::size_t practice, const SourceFile& source, const Population& population) {
    const int area = practice_area_[practice];
    const bool strays = std::any_of(population.cells.begin(), population.cells.end(), [&](const PopulationCell& cell) {
      const auto affiliation = population.affiliations[static_cast<std::size_t>(cell.affiliation)];
      return area >= 0 && cell.area != area && affiliation.practice == static_cast<int>(practice);
    });
    if (!strays) return;
    problems_.add({source.name, 0, 0}, "practice",
                  "patients of " + population.practices[practice] + " in " +
                      population.areas[static_cast<std::size_t>(area)] + " only",
                  "some elsewhere");
  }

  void read_margins(Population& population) {
    RegionMargins region;
    region.mark = tree_.find("margins")->mark();
    region.persons = persons_;
    const std::size_t before = problems_.all().size();
    for (const NodePtr& item : fields_.list("margins")) {
      auto table = read_one(*item);
      if (table) region.margins.push_back(std::move(*table));
    }
    if (problems_.all().size() > before) return;
    region.areas = names_[at(PopulationKey::area)].names();
    region.ses_groups = names_[at(PopulationKey::ses)].names();
    region.practices = names_[at(PopulationKey::practice)].names();
    region.insurers = names_[at(PopulationKey::insurer)].names();
    region.practice_area = practice_area_;
    population = synthesise(region, problems_);
  }

  std::optional<MarginTable> read_one(const YamlNode& node) {
    std::optional<std::string> path;
    std::optional<PopulationKey> across;
    if (node.kind == YamlNode::Kind::mapping) {
      Fields fields(node, schema().margin, fields_.path("margins"), problems_);
      path = fields.text("table");
      const auto choice = fields.choice("across");
      fields.done();
      constexpr std::array keys{PopulationKey::area, PopulationKey::ses, PopulationKey::practice,
                                PopulationKey::insurer};
      if (choice) across = keys[*choice];
    } else {
      path = read_text(node, schema().path, fields_.path("margins"), problems_);
    }
    const SourceFile* source = path ? open(*path, node, "margins") : nullptr;
    return source == nullptr ? std::nullopt : read_margin(*source, across, names_, problems_);
  }

  const YamlNode& tree_;
  Fields fields_;
  std::optional<std::int64_t> persons_;
  FigureReader& figures_;
  Problems& problems_;
  NamesByKey names_{};
  std::vector<int> practice_area_{};
};

}  // namespace

PopulationRead read_region(const YamlNode& node, const std::string& path, std::optional<std::int64_t> persons,
                           FigureReader& figures, Problems& problems) {
  const auto name = read_text(node, schema().path, path, problems);
  if (!name) return {};
  const SourceFile* file = figures.sources().open(*name, *node.source, "region.yaml", node.mark(), path, problems);
  if (file == nullptr) return {};
  const NodePtr tree = parse_yaml(*file, problems);
  if (!tree) return {};
  return RegionReader(*tree, path, persons, figures, problems).read();
}

}  // namespace kavel
