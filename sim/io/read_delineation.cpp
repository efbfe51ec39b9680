#include "io/read_delineation.hpp"

#include <algorithm>

#include "io/fields.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

/// Which of some names are inside, and how it was said.
struct Selection {
  std::vector<bool> inside{};  ///< [name]; empty: all, and those without
  std::string words{};
};

class DelineationReader {
 public:
  DelineationReader(const YamlNode& node, Population& population, Problems& problems)
      : fields_(node, schema().delineation, "delineation", problems), population_(population), problems_(problems) {}

  std::string read() {
    if (!fields_.is_mapping()) return {};
    const std::size_t before = problems_.all().size();
    const bool is_region = population_.age_rule == AgeRule::lexis;
    if (!is_region) problems_.add(fields_.mark(), "delineation", "a region as population", "a cohort");
    const std::vector<std::string> no_areas;
    const Selection areas = select("geographic", "areas", is_region ? population_.areas : no_areas);
    const Selection practices = select("registered", "practices", population_.practices);
    const Selection insurers = select("insured", "insurers", population_.insurers);
    fields_.done();
    if (areas.words.empty() && practices.words.empty() && insurers.words.empty() && problems_.all().size() == before)
      problems_.add(fields_.mark(), "delineation", "geographic, registered or insured", "none of them");
    if (problems_.all().size() > before || population_.cells.empty()) return {};
    mark(areas, practices, insurers);
    check_both_sides();
    std::string words;
    for (const Selection* one : {&areas, &practices, &insurers}) {
      if (!one->words.empty()) words += (words.empty() ? "" : "; ") + one->words;
    }
    return words;
  }

 private:
  /// The names a key lists, or all but those it lists under `not`.
  Selection select(const std::string& key, const std::string& what, const std::vector<std::string>& names) {
    const YamlNode* node = fields_.find(key);
    if (node == nullptr) return {};
    const std::string path = fields_.path(key);
    const bool excluding = node->kind == YamlNode::Kind::mapping;
    std::vector<NodePtr> items = node->items;
    if (excluding) {
      Fields except(*node, schema().except, path, problems_);
      items = except.list("not");
      except.done();
    } else if (node->kind != YamlNode::Kind::list || items.empty()) {
      problems_.add(node->mark(), path, "a list of " + what + ", or {not: a list}", describe(*node));
    }
    if (names.empty() && !items.empty() && population_.age_rule == AgeRule::lexis)
      problems_.add(node->mark(), path, what + " in the region", "a region without");
    Selection selection{std::vector<bool>(names.size(), excluding), key + (excluding ? ": not " : ": ")};
    std::vector<std::string> given;
    for (const NodePtr& item : items) {
      const auto name = read_text(*item, schema().text, path, problems_);
      if (!name || names.empty()) continue;
      const auto found = std::find(names.begin(), names.end(), *name);
      if (found == names.end()) {
        problems_.add(item->mark(), path, "one of the " + what + " " + listed(names), in_quotes(*name),
                      suggest(*name, names));
      } else if (contains(given, *name)) {
        problems_.add(item->mark(), path, "each name once", in_quotes(*name));
      } else {
        selection.inside[static_cast<std::size_t>(found - names.begin())] = !excluding;
      }
      given.push_back(*name);
    }
    for (std::size_t i = 0; i < given.size(); ++i) selection.words += (i == 0 ? "" : ", ") + given[i];
    return selection;
  }

  void mark(const Selection& areas, const Selection& practices, const Selection& insurers) {
    const auto holds = [](const Selection& selection, int name) {
      return selection.inside.empty() || (name >= 0 && selection.inside[static_cast<std::size_t>(name)]);
    };
    for (int area = 0; area < static_cast<int>(population_.areas.size()); ++area) {
      for (const Affiliation& affiliation : population_.affiliations) {
        const bool inside =
            holds(areas, area) && holds(practices, affiliation.practice) && holds(insurers, affiliation.insurer);
        population_.inside.push_back(inside ? 1 : 0);
      }
    }
  }

  void check_both_sides() {
    bool some_inside = false, some_outside = false;
    for (const PopulationCell& cell : population_.cells) {
      (population_.is_inside(cell.area, cell.affiliation) ? some_inside : some_outside) = true;
    }
    if (!some_inside) problems_.add(fields_.mark(), "delineation", "somebody inside", "nobody");
    if (!some_outside) problems_.add(fields_.mark(), "delineation", "somebody outside", "all inhabitants inside");
  }

  Fields fields_;
  Population& population_;
  Problems& problems_;
};

}  // namespace

std::string read_delineation(const YamlNode& node, Population& population, Problems& problems) {
  return DelineationReader(node, population, problems).read();
}

}  // namespace kavel
