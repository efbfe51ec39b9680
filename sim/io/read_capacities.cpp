#include "io/read_capacities.hpp"

#include <algorithm>

#include "io/text.hpp"

namespace kavel {

namespace {

/// So many of a unit, spelt `hour per year` or shorter.
Meaning amount(const std::string& unit) {
  return {{unit + " per year", unit + "/year", unit}, "an amount of at least 0", 0, 1e12, false, {}};
}

class CapacityReader {
 public:
  CapacityReader(const YamlNode& node, const std::string& path, ProgrammeFigures& figures, Problems& problems)
      : node_(&node), fields_(node, schema().capacity, path, problems), figures_(&figures), problems_(&problems) {}

  CapacitySpec read(const std::string& name) {
    CapacitySpec spec;
    spec.name = name;
    spec.mark = node_->mark();
    spec.key = fields_.path();
    if (!fields_.is_mapping()) return spec;
    spec.title = fields_.text("title").value_or(name);
    spec.unit = fields_.text("unit").value_or("");
    fields_.text("source");
    read_status(fields_);
    if (const YamlNode* year = fields_.find("a_year")) take_year(*year, spec);
    fields_.done();
    return spec;
  }

 private:
  void take_year(const YamlNode& node, CapacitySpec& spec) {
    const std::string path = fields_.path("a_year");
    if (node.kind != YamlNode::Kind::mapping || node.find("by") == nullptr) {
      spec.a_year = number(node, spec, path, node_);
      return;
    }
    Fields areas(node, schema().capacity_by_area, path, *problems_);
    areas.choice("by");
    for (const Entry* entry : areas.others())
      spec.by_area.emplace_back(entry->key, number(*entry->value, spec, areas.path(entry->key), node_));
    areas.done();
    spec.a_year.mark = node.mark();
    spec.a_year.key = path;
    if (spec.by_area.empty()) problems_->add(node.mark(), path, "an amount for each area", "none");
  }

  Quantity number(const YamlNode& node, const CapacitySpec& spec, const std::string& path, const YamlNode* within) {
    Quantity quantity = figures_->number(node, amount(spec.unit), path, within);
    if (quantity.provenance.source.empty())
      problems_->add(node.mark(), path, "a source: beside it, or in the capacity", "none");
    if (quantity.provenance.status == Status::unstated)
      problems_->add(node.mark(), path, "a status (published, derived or assumed): beside it, or in the capacity",
                     "none");
    return quantity;
  }

  const YamlNode* node_;
  Fields fields_;
  ProgrammeFigures* figures_;
  Problems* problems_;
};

void check_areas(const CapacitySpec& capacity, const std::vector<std::string>& areas, Problems& problems) {
  std::vector<std::string> given;
  for (const auto& [area, amount] : capacity.by_area) {
    given.push_back(area);
    if (!contains(areas, area))
      problems.add(amount.mark, amount.key, "one of the areas " + listed(areas), in_quotes(area), suggest(area, areas));
  }
  for (const std::string& area : areas) {
    if (!contains(given, area))
      problems.add(capacity.a_year.mark, capacity.a_year.key, "an amount for each of the areas " + listed(areas),
                   "none for " + area);
  }
}

}  // namespace

std::vector<CapacitySpec> read_capacities(const YamlNode& node, ProgrammeFigures& figures, Problems& problems) {
  std::vector<CapacitySpec> capacities;
  const Fields fields(node, schema().capacities, "capacities", problems);
  if (fields.is_mapping() && node.entries.empty())
    problems.add(node.mark(), "capacities", "at least one capacity", "an empty mapping");
  for (const Entry* entry : fields.others()) {
    figures.set_head(*entry->value);
    capacities.push_back(CapacityReader(*entry->value, fields.path(entry->key), figures, problems).read(entry->key));
    capacities.back().mark = entry->mark();
  }
  return capacities;
}

void check_areas_of(const std::vector<CapacitySpec>& capacities, const std::vector<std::string>& areas,
                    Problems& problems) {
  for (const CapacitySpec& capacity : capacities) {
    if (!capacity.by_area.empty()) check_areas(capacity, areas, problems);
  }
}

void check_drawn_on(const std::vector<CapacitySpec>& capacities, const std::vector<Programme>& programmes,
                    Problems& problems) {
  std::vector<std::string> drawn;
  for (const Programme& programme : programmes) {
    for (const DrawSpec& draw : programme.offer.draws_on) drawn.push_back(draw.capacity);
  }
  for (const CapacitySpec& capacity : capacities) {
    if (!contains(drawn, capacity.name))
      problems.add(capacity.mark, capacity.key, "a programme that draws on it", "none");
  }
}

}  // namespace kavel
