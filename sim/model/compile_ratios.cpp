#include <algorithm>

#include "model/compile_parts.hpp"

namespace kavel {

namespace {

std::vector<std::string> factor_names(const Compilation& c) {
  std::vector<std::string> names{"ses", "area", "age"};
  for (const AttributeSpec& attribute : c.pack.attributes) names.push_back(attribute.name);
  return names;
}

bool is_sojourn(const TransitionSpec& spec) {
  return spec.kind == TransitionKind::weibull || spec.kind == TransitionKind::gamma;
}

void check_kind(Compilation& c, const TransitionSpec& spec, const RatioSpec& ratio) {
  if (spec.kind == TransitionKind::duration) {
    c.problems.add(ratio.mark, ratio.key, "no ratios on a fixed duration", "ratios by " + ratio.by);
  } else if (is_sojourn(spec) && !ratio.accelerates) {
    c.problems.add(ratio.mark, ratio.key, "accelerates: true (a ratio on a Weibull or gamma sojourn scales its time)",
                   "a rate ratio");
  } else if (!is_sojourn(spec) && ratio.accelerates) {
    c.problems.add(ratio.mark, ratio.key, "accelerates only on a Weibull or gamma sojourn", "accelerates on a hazard");
  }
}

/// Evaluates `figure(sex, age, value)` over what the study can meet.
template <class Figure>
std::vector<double> over_sex_age(const Compilation& c, std::size_t values, const Figure& figure) {
  std::vector<double> result(rows_by_sex_age * values, 1.0);
  const auto [first, last] = ages_met(c.setting);
  for (int sex = 0; sex < sexes; ++sex) {
    if (!c.setting.sex_met[static_cast<std::size_t>(sex)]) continue;
    for (int age = first; age <= last; ++age) {
      for (std::size_t value = 0; value < values; ++value) {
        result[sex_age(sex, age) * values + value] = figure(static_cast<Sex>(sex), age, value);
      }
    }
  }
  return result;
}

double ratio_at(Compilation& c, const ByState& ratio, Sex sex, int age, const std::string& state, Domain domain,
                int year = 0) {
  if (ratio.table) return c.figures.at(*ratio.table, {sex, age, year, 0, state}, domain);
  for (const auto& [name, quantity] : ratio.by_state) {
    if (name == state) return c.figures.at(quantity, {sex, age, 0, 0, state}, domain);
  }
  return 1;
}

void check_names(Compilation& c, const ByState& ratio, const std::vector<std::string>& values) {
  const auto check = [&](const std::string& name, const Mark& mark) {
    if (std::find(values.begin(), values.end(), name) == values.end()) {
      c.problems.add(mark, ratio.key, "a value of " + ratio.by, name, nearest(name, values));
    }
  };
  for (const auto& [name, quantity] : ratio.by_state) check(name, quantity.mark);
  if (ratio.table && ratio.table->table) {
    for (const TableRow& row : ratio.table->table->rows) {
      if (row.keys.state) check(*row.keys.state, ratio.table->table->mark_of(row));
    }
  }
}

/// Ratios by age alone, perhaps by calendar year: they become part of the base hazard.
void add_age_ratio(Compilation& c, int lane, const RatioSpec& ratio) {
  if (!ratio.table) {
    c.problems.add(ratio.mark, ratio.key, "a table by age", "none");
    return;
  }
  std::vector<double>& product = c.age_ratio[static_cast<std::size_t>(lane)];
  const bool is_sojourn_time = is_sojourn(*c.specs[static_cast<std::size_t>(lane)]);
  const int years = varies_by_year(*ratio.table) ? c.setting.years : 1;
  if (years > 1 && is_sojourn_time) {
    c.problems.add(ratio.mark, ratio.key, "ratios that do not vary by year on a sojourn", "a table that does");
    return;
  }
  std::vector<double> ratios;
  for (int year = 0; year < years; ++year) {
    const std::vector<double> of_year = over_sex_age(c, 1, [&](Sex sex, int age, std::size_t) {
      return ratio_at(c, ratio, sex, age, "", Domain::not_negative, year);
    });
    ratios.insert(ratios.end(), of_year.begin(), of_year.end());
  }
  if (product.empty()) product.assign(rows_by_sex_age, 1.0);
  const std::size_t before = product.size();
  if (ratios.size() > before) product.resize(ratios.size());
  for (std::size_t i = before; i < product.size(); ++i) product[i] = product[i % before];
  for (std::size_t i = 0; i < product.size(); ++i) product[i] *= ratios[i % ratios.size()];
}

void check_years(Compilation& c, const ByState& ratio) {
  if (!ratio.table || !ratio.table->table) return;
  if (ratio.by != "age" && varies_by_year(*ratio.table)) {
    c.problems.add(ratio.mark, ratio.key, "ratios that do not vary by year, but by age alone", "a table that does");
  }
  if (ratio.table->table->by_year_in_state) {
    c.problems.add(ratio.mark, ratio.key, "ratios that do not vary by year in state", "a table that does");
  }
}

void add_ratio(Compilation& c, int lane, const RatioSpec& ratio) {
  check_kind(c, *c.specs[static_cast<std::size_t>(lane)], ratio);
  if (ratio.by == "age") {
    check_years(c, ratio);
    add_age_ratio(c, lane, ratio);
    return;
  }
  const std::vector<std::string>* values = values_of(c, ratio.by);
  if (values == nullptr) {
    c.problems.add(ratio.mark, ratio.key + ".by", "an attribute, ses, area or age", ratio.by,
                   nearest(ratio.by, factor_names(c)));
    return;
  }
  RatioTable table{lane, factor_index(c, ratio.by), {}, true, false};
  table.ratios = ratios_by_value(c, ratio, *values, Domain::not_negative);
  table.trivial = std::all_of(table.ratios.begin(), table.ratios.end(), [](double value) { return value == 1.0; });
  c.ratios.push_back(std::move(table));
}

void add_gate(Compilation& c, int lane, const GateSpec& gate) {
  const std::vector<std::string>* values = values_of(c, gate.attribute);
  const TransitionSpec& spec = *c.specs[static_cast<std::size_t>(lane)];
  if (values == nullptr ||
      gate.attribute ==
          c.model.attributes[static_cast<std::size_t>(c.model.transitions[static_cast<std::size_t>(lane)].attribute)]
              .name) {
    c.problems.add(gate.mark, spec.key + ".while", "another attribute, ses or area", gate.attribute,
                   nearest(gate.attribute, factor_names(c)));
    return;
  }
  for (const std::string& state : gate.states) {
    if (std::find(values->begin(), values->end(), state) == values->end()) {
      c.problems.add(gate.mark, spec.key + ".while", "a value of " + gate.attribute, state, nearest(state, *values));
    }
  }
  RatioTable table{lane, factor_index(c, gate.attribute), {}, false, true};
  table.ratios = over_sex_age(c, values->size(), [&](Sex, int, std::size_t value) {
    return std::find(gate.states.begin(), gate.states.end(), (*values)[value]) != gate.states.end() ? 1.0 : 0.0;
  });
  c.ratios.push_back(std::move(table));
}

/// What is known of the lanes that the narrower pack has too; between its attributes and SES stand those added.
void take_over(Compilation& c) {
  std::vector<int> lanes(c.narrower->model->transitions.size());
  for (std::size_t lane = 0; lane < c.known_lane.size(); ++lane) {
    if (c.is_known(lane)) lanes[static_cast<std::size_t>(c.known_lane[lane])] = static_cast<int>(lane);
  }
  const int known = static_cast<int>(c.known_attributes());
  for (const RatioTable& table : c.narrower->ratios) {
    RatioTable& taken = c.ratios.emplace_back(table);
    taken.lane = lanes[static_cast<std::size_t>(table.lane)];
    if (table.factor >= known) taken.factor += c.ses() - known;
  }
}

/// A ratio of a lane of the narrower pack, by something that it has too?
bool is_known(const Compilation& c, std::size_t lane, const RatioSpec& ratio) {
  if (!c.is_known(lane)) return false;
  const int factor = factor_index(c, ratio.by);
  return factor < static_cast<int>(c.known_attributes()) || factor >= c.ses();
}

}  // namespace

const std::vector<std::string>* values_of(const Compilation& c, const std::string& name) {
  if (name == "ses") return &c.setting.ses_groups;
  if (name == "area") return &c.setting.areas;
  for (const AttributeSpec& attribute : c.pack.attributes) {
    if (attribute.name == name) return &attribute.states;
  }
  return nullptr;
}

int factor_index(const Compilation& c, const std::string& name) {
  if (name == "ses") return c.ses();
  if (name == "area") return c.area();
  for (int a = 0; a < c.ses(); ++a) {
    if (c.pack.attributes[static_cast<std::size_t>(a)].name == name) return a;
  }
  return -1;
}

std::vector<double> ratios_by_value(Compilation& c, const ByState& ratio, const std::vector<std::string>& values,
                                    Domain domain) {
  check_years(c, ratio);
  check_names(c, ratio, values);
  return over_sex_age(c, values.size(), [&](Sex sex, int age, std::size_t value) {
    return ratio_at(c, ratio, sex, age, values[value], domain);
  });
}

void compile_ratios(Compilation& c) {
  if (c.narrower != nullptr) take_over(c);
  for (std::size_t lane = 0; lane < c.specs.size(); ++lane) {
    for (const RatioSpec& ratio : c.specs[lane]->ratios) {
      if (!is_known(c, lane, ratio)) add_ratio(c, static_cast<int>(lane), ratio);
    }
    if (c.is_known(lane)) continue;
    for (const GateSpec& gate : c.specs[lane]->gates) add_gate(c, static_cast<int>(lane), gate);
  }
}

}  // namespace kavel
