#include "io/read_region_figures.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "io/provenance.hpp"
#include "io/read_cost_level.hpp"
#include "io/read_targets.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

class PrevalencesReader {
 public:
  PrevalencesReader(const std::vector<std::string>* areas, FigureReader& figures, Problems& problems)
      : areas_(areas), figures_(figures), problems_(problems) {}

  AreaPrevalenceSpec read(const Entry& entry, const std::string& path) {
    AreaPrevalenceSpec spec;
    spec.attribute = entry.key;
    spec.mark = entry.mark();
    spec.key = path;
    Fields fields(*entry.value, schema().area_prevalence, path, problems_);
    if (!fields.is_mapping()) return spec;
    spec.from_age = static_cast<int>(fields.whole("from_age").value_or(0));
    const YamlNode* states = fields.find("states");
    fields.done();
    if (states == nullptr) return spec;
    const Fields shares(*states, schema().area_shares, fields.path("states"), problems_);
    for (const Entry* one : shares.others()) {
      Quantity share = figures_.read(*one->value, Meaning::share("area"), shares.path(one->key));
      check_areas(share);
      spec.shares.emplace_back(one->key, std::move(share));
    }
    if (shares.is_mapping() && states->entries.empty())
      problems_.add(states->mark(), shares.path(), "states and their shares", "an empty mapping");
    return spec;
  }

 private:
  /// Shares differ by area and nothing else.
  void check_areas(const Quantity& share) {
    if (!share.table) return;
    const Table& table = *share.table;
    if (table.by_sex || table.by_age || table.by_year || table.by_year_of_study || table.by_year_in_state ||
        (!table.by_state && table.rows.size() > 1)) {
      problems_.add(share.mark, share.key, "a table by area only", "one by something else");
    }
    if (!table.by_state || areas_ == nullptr) return;
    for (const TableRow& row : table.rows) {
      const std::string area = row.keys.state.value_or("");
      if (contains(*areas_, area)) continue;
      problems_.add(table.mark_of(row), "area", "one of the areas " + listed(*areas_), in_quotes(area),
                    suggest(area, *areas_));
    }
  }

  const std::vector<std::string>* areas_;
  FigureReader& figures_;
  Problems& problems_;
};

/// A region is known by what it says; so all of it says from where.
void check_origin(const Provenance& provenance, const Mark& mark, const std::string& key, Problems& problems) {
  const std::string why = ": beside it, in its table or at the head of its file";
  if (provenance.source.empty()) problems.add(mark, key, "a source" + why, "none");
  if (provenance.status == Status::unstated)
    problems.add(mark, key, "a status (published, derived or assumed)" + why, "none");
}

void check_origin(const Quantity& quantity, Problems& problems) {
  if (quantity.key.empty()) return;  // not read
  check_origin(quantity.provenance, quantity.mark, quantity.key, problems);
}

TargetsSpec read_region_targets(const YamlNode& node, const std::string& path, FigureReader& figures,
                                Problems& problems) {
  TargetsSpec spec;
  spec.key = path;
  spec.mark = node.mark();
  Fields fields(node, schema().region_targets, path, problems);
  if (!fields.is_mapping()) return spec;
  const auto table = fields.text("table");
  const auto folder = fields.text("folder");
  if (const YamlNode* inhabitants = fields.find("inhabitants")) {
    spec.inhabitants = figures.read(*inhabitants, Meaning::inhabitants(), fields.path("inhabitants"));
  }
  fields.done();
  if (folder && (folder->empty() || std::filesystem::path(*folder).is_absolute() || has_control(*folder))) {
    problems.add(fields.find("folder")->mark(), fields.path("folder"), "a path relative to this file",
                 in_quotes(*folder));
  }
  spec.folder = folder.value_or("");
  if (!table) return spec;
  const YamlNode& name = *fields.find("table");
  const SourceFile* file =
      figures.sources().open(*table, *name.source, "", name.mark(), fields.path("table"), problems);
  if (file == nullptr) return spec;
  read_targets(*file, spec, problems);
  spec.provenance = completed(spec.provenance, figures.inherited(node));
  check_origin(spec.provenance, spec.mark, path, problems);
  return spec;
}

template <class Specs>
std::vector<std::string> names_of(const Specs& specs) {
  std::vector<std::string> names;
  for (const auto& spec : specs) names.push_back(spec.name);
  return names;
}

void check_region_targets(const TargetsSpec& targets, const Pack& pack, Problems& problems) {
  if (pack.calibration) {
    check_targets(targets, *pack.calibration, problems);
  } else {
    problems.add(targets.mark, targets.key, "a pack whose calibration has conditions", "one without a calibration");
  }
}

void check_parts(const CostLevelSpec& spec, const Pack& pack, Problems& problems) {
  if (spec.of == CostLevelSpec::Of::everything) return;
  const bool sectors = spec.of == CostLevelSpec::Of::sector;
  const std::string what = sectors ? "sector" : "activity";
  const std::vector<std::string> known = sectors ? names_of(pack.sectors) : names_of(pack.activities);
  std::set<std::string> told;
  for (const CostFactor& factor : spec.factors) {
    if (contains(known, factor.of) || !told.insert(factor.of).second) continue;
    problems.add(factor.mark, what,
                 known.empty() ? fmt::format("a {} of the pack, which has none", what)
                               : fmt::format("one of the {} {}", sectors ? "sectors" : "activities", listed(known)),
                 in_quotes(factor.of), suggest(factor.of, known));
  }
}

void check_states(const AreaPrevalenceSpec& spec, const Pack& pack, Problems& problems) {
  const std::vector<std::string> names = names_of(pack.attributes);
  const auto attribute = std::find_if(pack.attributes.begin(), pack.attributes.end(),
                                      [&](const AttributeSpec& one) { return one.name == spec.attribute; });
  if (attribute == pack.attributes.end()) {
    problems.add(spec.mark, spec.key, "one of the attributes " + listed(names), in_quotes(spec.attribute),
                 suggest(spec.attribute, names));
    return;
  }
  for (const auto& [state, share] : spec.shares) {
    const std::string path = joined(spec.key, "states." + state);
    if (!contains(attribute->states, state)) {
      problems.add(share.mark, path, "one of the states " + listed(attribute->states), in_quotes(state),
                   suggest(state, attribute->states));
    }
    for (const auto& [leaves, how] : attribute->leaves) {
      if (leaves == state && how != Leaving::no)
        problems.add(share.mark, path, "a state within the population", in_quotes(state) + ", which leaves it");
    }
  }
}

}  // namespace

RegionSpec read_region_figures(Fields& region, const std::vector<std::string>* areas, FigureReader& figures,
                               Problems& problems) {
  RegionSpec spec;
  if (const YamlNode* node = region.find("cost_level")) {
    spec.cost_level = read_cost_level(*node, region.path("cost_level"), areas, figures, problems);
    check_origin(spec.cost_level->figure, problems);
  }
  if (const YamlNode* node = region.find("prevalences")) {
    const Fields fields(*node, schema().area_prevalences, region.path("prevalences"), problems);
    for (const Entry* entry : fields.others()) {
      spec.prevalences.push_back(PrevalencesReader(areas, figures, problems).read(*entry, fields.path(entry->key)));
      for (const auto& [state, share] : spec.prevalences.back().shares) check_origin(share, problems);
    }
  }
  if (const YamlNode* node = region.find("targets"))
    spec.targets = read_region_targets(*node, region.path("targets"), figures, problems);
  return spec;
}

void check_region_names(const RegionSpec& region, const Pack& pack, Problems& problems) {
  if (region.cost_level) check_parts(*region.cost_level, pack, problems);
  if (region.targets) check_region_targets(*region.targets, pack, problems);
  for (const AreaPrevalenceSpec& spec : region.prevalences) check_states(spec, pack, problems);
}

}  // namespace kavel
