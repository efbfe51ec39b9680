#include "io/programme_figures.hpp"

#include "io/provenance.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

/// What `mapping` says for figures in it: what was written with the figure, or later for all that is in it.
Provenance said_by(const YamlNode* mapping, const YamlNode& figure) {
  Provenance said;
  if (mapping == nullptr) return said;
  const auto holds = [&](const YamlNode* node) {
    return node != nullptr && node->kind == YamlNode::Kind::scalar && (!figure.set_by || node->set_by == figure.set_by);
  };
  if (const YamlNode* source = mapping->find("source"); holds(source)) said.source = source->text;
  if (const YamlNode* status = mapping->find("status"); holds(status)) {
    said.status = status_named(status->text).value_or(Status::unstated);
  }
  return said;
}

}  // namespace

Meaning chance() {
  return {{"1", "probability", "share", "proportion", "fraction"}, "a probability between 0 and 1", 0, 1, false, {}};
}

Provenance ProgrammeFigures::origin(const YamlNode& node, const YamlNode* within) const {
  Provenance near = said_by(within, node);
  if (const auto change = origins_->find(node.set_by); node.set_by && change != origins_->end())
    near = completed(near, change->second);
  near = completed(near, said_by(head_, node));
  return completed(near, figures_->inherited(node));
}

Quantity ProgrammeFigures::read(const YamlNode& node, const Meaning& meaning, const std::string& path,
                                const YamlNode* within) {
  const Provenance near = origin(node, within);
  const bool is_mapping = node.kind == YamlNode::Kind::mapping;
  const bool is_table = is_mapping && node.find("table") != nullptr;
  Quantity quantity = figures_->read(node, meaning, path, is_table ? Provenance{} : near);
  if (is_table) {
    quantity.provenance = completed(quantity.provenance, near);
  } else if (!is_mapping) {
    quantity.provenance.source = near.source;
    quantity.provenance.status = near.status;
  }
  return quantity;
}

Quantity ProgrammeFigures::number(const YamlNode& node, const Meaning& meaning, const std::string& path,
                                  const YamlNode* within) {
  Quantity quantity = read(node, meaning, path, within);
  if (quantity.table) {
    problems_->add(node.mark(), path, "one number", "a table");
    quantity.table = nullptr;
  }
  quantity.value *= quantity.times;
  if (quantity.interval) {
    quantity.interval = Interval{quantity.interval->low * quantity.times, quantity.interval->high * quantity.times};
  }
  quantity.times = 1;
  return quantity;
}

Quantity ProgrammeFigures::by_sex_age(const YamlNode& node, const Meaning& meaning, const std::string& path,
                                      const YamlNode* within) {
  Quantity quantity = read(node, meaning, path, within);
  if (quantity.table &&
      (quantity.table->by_year || quantity.table->by_year_of_study || quantity.table->by_year_in_state)) {
    problems_->add(node.mark(), path, "a table by sex and age only", "one by year");
  }
  return quantity;
}

std::string read_name(Fields& fields, std::string_view key, Mark& mark) {
  if (const YamlNode* node = fields.find(key)) mark = node->mark();
  return fields.text(key).value_or("");
}

std::vector<std::string> read_texts(const YamlNode& node, const Shape& shape, const std::string& path,
                                    Problems& problems) {
  std::vector<std::string> texts;
  const bool is_list = node.kind == YamlNode::Kind::list;
  if (is_list && node.items.empty()) problems.add(node.mark(), path, "at least one", "an empty list");
  const auto take = [&](const YamlNode& item) {
    const auto text = read_text(item, shape, path, problems);
    if (!text) return;
    if (contains(texts, *text)) {
      problems.add(item.mark(), path, "each once", "a second " + in_quotes(*text));
    } else {
      texts.push_back(*text);
    }
  };
  if (is_list) {
    for (const NodePtr& item : node.items) take(*item);
  } else {
    take(node);
  }
  return texts;
}

}  // namespace kavel
