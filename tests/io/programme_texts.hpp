#pragma once

#include "tests/io/reading.hpp"

namespace kavel::test {

/// A pack with something of all that programmes speak of.
inline const std::string small_pack =
    "title: P\n"
    "source: made up\n"
    "status: assumed\n"
    "attributes:\n"
    "  vital: {states: [alive, dead], leaves: {dead: death}, transitions: {alive>dead: {hazard: 0.01}}}\n"
    "  smoking:\n"
    "    states: [never, current, former]\n"
    "    transitions: {current>former: {hazard: 0.04}}\n"
    "  stroke:\n"
    "    states: [none, acute, chronic]\n"
    "    transitions: {none>acute: {hazard: 0.01}, acute>chronic: {duration: 1}}\n"
    "wellbeing:\n"
    "  utility: {scale: multiply, range: [0, 1], baseline: 0.9}\n"
    "  meaning: {scale: add, range: [0, 10], unit: score, baseline: 7}\n"
    "sectors: {cure: {}}\n"
    "payers: {insurer: Insurer}\n"
    "providers: {hospital: Hospital}\n"
    "activities:\n"
    "  stay: {sector: cure, payer: insurer, provider: hospital, unit: EUR 2023, residual: 100}\n"
    "  consult: {sector: cure, payer: insurer, provider: hospital, unit: EUR 2023, residual: 10}\n"
    "outcomes:\n"
    "  cost: {kind: cost, unit: EUR 2023, activities: all}\n"
    "  qaly: {kind: effect, unit: QALY, wellbeing: utility}\n";

/// A programme file with every key.
inline const std::string whole_programme =
    "title: Groups\n"
    "evidence: two trials\n"
    "source: a trial 2020\n"
    "status: published\n"
    "eligible:\n"
    "  age: {from: 18, to: 79}\n"
    "  sex: female\n"
    "  ses: all\n"
    "  area: [all]\n"
    "  states: {smoking: current, stroke: [none, chronic]}\n"
    "  risk: {of: [stroke.none>acute], years: 5, at_least: 0.1}\n"
    "  gain: {of: qaly, years: 3, at_least: 0.02}\n"
    "  any: [{states: {smoking: current}}, {age: {from: 60}}]\n"
    "  none: [{age: {to: 20}}]\n"
    "offer: {start: 2026, end: 2030, ramp: {2026: 0.1, 2028: 0.5}, places: 500, priority: {risk: {of: "
    "vital.alive>dead}},"
    " again_after: 5, again_after_taking_part: 0}\n"
    "uptake: {by: ses, all: 0.3, source: a survey}\n"
    "lasts: 2\n"
    "dropout: 0.3\n"
    "effects:\n"
    "  hazard: [{transitions: [stroke.none>acute, vital.alive>dead], ratio: {value: 0.8, low: 0.7, high: 0.9}}]\n"
    "  state: [{attribute: smoking, from: current, to: former, probability: 0.2}]\n"
    "  care: [{activity: stay, share: 0.1, instead: consult, ratio: 0.4, refill: 0.5}]\n"
    "  wellbeing: {utility: 1.01, meaning: 0.2}\n"
    "  outcomes: {cost: 1500}\n"
    "modifiers: [{by: smoking, current: 0.5}]\n"
    "response: {spread: 0.3}\n"
    "waning: {shares: [0.5, 0.2], source: a guess, status: assumed}\n"
    "coverage_in_usual_care: 0.1\n"
    "cost: {sector: cure, payer: none, provider: hospital, price_year: 2023, set_up: 50000, running: 10000,"
    " per_participant: 450, per_year: 200, per_session: 40, sessions_a_year: 12}\n"
    "variants:\n"
    "  optimistic:\n"
    "    source: a plan\n"
    "    status: derived\n"
    "    effects: {wellbeing: {utility: 1.05}}\n"
    "    uptake: {by: ses, all: {value: 0.9, source: a hope, status: assumed}}\n"
    "  without_end: {lasts: {value: 100, status: assumed}}\n";

/// A study of the pack above and a programme file, with this under its key `programmes` and below.
inline Texts study_with(const std::string& programmes, const std::string& file = whole_programme) {
  return {
      {"s.yaml",
       "title: T\nstart: 2025\nyears: 4\npopulation: {persons: 10, sex: female, age: 40}\nmodel: pack\nprogrammes:\n" +
           programmes},
      {"pack/pack.yaml", small_pack},
      {"p/groups.yaml", file}};
}

}  // namespace kavel::test
