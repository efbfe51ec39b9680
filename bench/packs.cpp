#include "packs.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kavel {

namespace {

TransitionSpec transition(const std::string& from, const std::string& to, double hazard) {
  TransitionSpec spec;
  spec.name = from + '>' + to;
  spec.key = spec.name;
  spec.from = from;
  spec.to = to;
  spec.figure.value = hazard;
  return spec;
}

RatioSpec ratio(const std::string& by, const std::vector<std::pair<std::string, double>>& by_state) {
  RatioSpec spec;
  spec.by = by;
  spec.key = "ratios";
  spec.effect = EffectKind::direct;
  for (const auto& [state, value] : by_state) {
    Quantity quantity;
    quantity.value = value;
    spec.by_state.emplace_back(state, quantity);
  }
  return spec;
}

AttributeSpec vital(double hazard) {
  AttributeSpec attribute;
  attribute.name = "vital";
  attribute.states = {"alive", "dead"};
  attribute.leaves = {{"dead", Leaving::death}};
  attribute.transitions.push_back(transition("alive", "dead", hazard));
  return attribute;
}

OutcomeSpec cost_of(const std::vector<AttributeSpec>& attributes) {
  OutcomeSpec cost;
  cost.name = "cost";
  cost.kind = OutcomeKind::cost;
  cost.unit = "EUR";
  cost.discount = 0.03;
  for (const AttributeSpec& attribute : attributes) {
    if (attribute.name == "vital") continue;
    StatePayoffSpec payoff;
    payoff.attribute = attribute.name;
    payoff.state = attribute.states.back();
    payoff.per_year.value = 1000;
    cost.per_year.push_back(payoff);
  }
  return cost;
}

}  // namespace

Study bench_study(std::int64_t persons, int years, Pack pack) {
  Study study;
  study.title = "benchmark";
  study.years = years;
  for (int age = 0; age <= 90; age += 5) study.age_groups.push_back(age);
  PopulationCell cell;
  cell.age = 50;
  cell.persons = persons;
  study.population.cells = {cell};
  study.variants.push_back({"usual_care", std::move(pack)});
  return study;
}

Pack plain_pack() {
  Pack pack;
  for (int c = 0; c < 6; ++c) {
    AttributeSpec condition;
    condition.name = "condition" + std::to_string(c);
    condition.states = {"none", "ill"};
    condition.transitions.push_back(transition("none", "ill", 0.006));
    if (c > 0)
      condition.transitions.back().ratios.push_back(ratio("condition" + std::to_string(c - 1), {{"ill", 1.5}}));
    pack.attributes.push_back(condition);
  }
  pack.attributes.push_back(vital(0.008));
  for (int c = 0; c < 6; ++c) {
    pack.attributes.back().transitions.back().ratios.push_back(ratio("condition" + std::to_string(c), {{"ill", 1.6}}));
  }
  pack.outcomes.push_back(cost_of(pack.attributes));
  return pack;
}

Pack synthetic_pack() {
  Pack pack;
  // 8 risk factors that come and go, 15 conditions of 3 states, and death: 16 + 45 + 3 transitions.
  for (int r = 0; r < 8; ++r) {
    AttributeSpec factor;
    factor.name = "factor" + std::to_string(r);
    factor.states = {"low", "high"};
    factor.transitions = {transition("low", "high", 0.0178), transition("high", "low", 0.0265)};
    pack.attributes.push_back(factor);
  }
  for (int c = 0; c < 15; ++c) {
    AttributeSpec condition;
    condition.name = "condition" + std::to_string(c);
    condition.states = {"none", "mild", "severe"};
    condition.transitions = {transition("none", "mild", 0.0071), transition("mild", "severe", 0.051),
                             transition("mild", "none", 0.017)};
    for (int k = 0; k < 3; ++k) {
      condition.transitions[0].ratios.push_back(ratio("factor" + std::to_string((c + 3 * k) % 8), {{"high", 1.4}}));
    }
    condition.transitions[1].ratios.push_back(ratio("factor" + std::to_string(c % 8), {{"high", 1.3}}));
    if (c > 0) {
      condition.transitions[0].ratios.push_back(
          ratio("condition" + std::to_string(c - 1), {{"mild", 1.2}, {"severe", 1.5}}));
    }
    pack.attributes.push_back(condition);
  }
  AttributeSpec death = vital(0.006);
  for (int cause = 1; cause <= 2; ++cause) {
    TransitionSpec spec = transition("alive", "dead", 0.002);
    spec.cause = "cause" + std::to_string(cause);
    spec.name += '/' + spec.cause;
    death.transitions.push_back(spec);
  }
  for (int c = 0; c < 15; ++c) {
    death.transitions[static_cast<std::size_t>(c % 3)].ratios.push_back(
        ratio("condition" + std::to_string(c), {{"mild", 1.2}, {"severe", 1.6}}));
  }
  pack.attributes.push_back(death);
  pack.outcomes.push_back(cost_of(pack.attributes));
  return pack;
}

Pack faring_pack() {
  Pack pack = synthetic_pack();
  for (int m = 0; m < 8; ++m) {
    WellbeingSpec measure;
    measure.name = "measure" + std::to_string(m);
    measure.key = measure.name;
    measure.scale = m < 2 ? WellbeingScale::multiply : WellbeingScale::add;
    measure.most = m < 2 ? 1 : 10;
    measure.baseline.value = m < 2 ? 0.9 : 7.5;
    if (m >= 2) measure.spread = Quantity{.value = 1.2};
    for (const AttributeSpec& attribute : pack.attributes) {
      if (attribute.name == "vital") continue;
      for (std::size_t state = 1; state < attribute.states.size(); ++state) {
        StatePayoffSpec effect{attribute.name, attribute.states[state], {}};
        effect.per_year.value = m < 2 ? 0.95 : -0.2;
        measure.states.push_back(effect);
      }
    }
    pack.wellbeing.push_back(measure);
  }
  OutcomeSpec qaly;
  qaly.name = "qaly";
  qaly.kind = OutcomeKind::effect;
  qaly.unit = "QALY";
  qaly.discount = 0.015;
  qaly.wellbeing = "measure0";
  pack.outcomes.push_back(qaly);
  return pack;
}

namespace {

void add_care(Pack& pack) {
  SectorSpec sector;
  sector.name = "cure";
  pack.sectors = {sector};
  pack.payers = {{"insurer", "", {}}, {"household", "", {}}};
  pack.providers = {{"hospital", "", {}}};
  ActivitySpec care;
  care.name = "care";
  care.key = care.name;
  care.sector = "cure";
  care.payer = "insurer";
  care.provider = "hospital";
  care.unit = "EUR 2025";
  care.price.value = 1;
  care.price_year = 2025;
  care.residual = Quantity{.value = 800};
  for (const AttributeSpec& attribute : pack.attributes) {
    if (attribute.name.starts_with("condition")) {
      StatePayoffSpec payoff{attribute.name, attribute.states.back(), {}};
      payoff.per_year.value = 900;
      care.per_year.push_back(payoff);
    }
  }
  pack.activities = {care};
}

void add_deductible(Pack& pack) {
  DeductibleSpec own_risk;
  own_risk.name = "own_risk";
  own_risk.key = own_risk.name;
  own_risk.payer = "household";
  own_risk.amount.value = 385;
  own_risk.from_age = 18;
  pack.deductibles = {own_risk};
  SpreadSpec spread;
  spread.name = "care";
  spread.key = spread.name;
  spread.users = Quantity{.value = 0.8};
  spread.variation.value = 2.5;
  pack.spreads = {spread};
  pack.activities.front().deductible = own_risk.name;
  pack.activities.front().spread = spread.name;
}

}  // namespace

Pack care_pack() {
  Pack pack = synthetic_pack();
  add_care(pack);
  return pack;
}

Pack deductible_pack() {
  Pack pack = care_pack();
  add_deductible(pack);
  return pack;
}

Pack accounts_pack() {
  Pack pack = faring_pack();
  add_care(pack);
  add_deductible(pack);
  return pack;
}

}  // namespace kavel
