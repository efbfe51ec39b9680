#pragma once

#include <array>
#include <cmath>
#include <string>

#include "experiment/results.hpp"

namespace kavel::test {

/// Results small enough to check by hand: 12 years, 2 variants, 400 founders in 4 groups; nobody lived them.
inline Results small_results() {
  Results results;
  for (int year = 2025; year < 2037; ++year) results.years.push_back(year);
  results.age_groups = {0, 65};
  results.ses_groups = {"low", "high"};
  results.areas = {"north", "south", "east"};
  results.delineation = "geographic: north";
  results.states = {"vital.alive", "vital.dead", "diabetes.no", "diabetes.yes"};
  results.transitions = {"vital.alive>dead", "vital.alive>alive/birth", "diabetes.no>yes"};
  results.roles = {Role::death, Role::birth, Role::change};
  results.outcomes = {"cost", "qaly"};
  results.outcome_units = {"EUR", "QALY"};
  results.outcome_kinds = {OutcomeKind::cost, OutcomeKind::effect};
  results.measures = {{"utility", "1", 0, 1, 0}, {"functions", "points", 0, 10, 18}};
  results.care.sectors = {{"cure", "Cure"}, {"care", "Long-term care"}};
  results.care.payers = {{"insurer", "Health insurer"}, {"municipality", "Municipality"}, {"none", "nobody"}};
  results.care.providers = {{"hospital", "Hospital"}, {"home", "Home care"}};
  results.care.activities = {{"stay", "Days in hospital", "day", 0, 0, 0, 0.6},
                             {"help", "Help at home", "EUR 2025", 1, 1, 1, 0},
                             {"advice", "Advice", "consult", 0, 2, 1, 0.5}};
  results.founders = 400;
  results.person_years = 9600;

  const auto fill = [](auto& array, const std::vector<std::size_t>& shape, auto value) {
    std::size_t count = 1;
    for (const std::size_t length : shape) count *= length;
    array.shape = shape;
    for (std::size_t i = 0; i < count; ++i) {
      array.values.push_back(static_cast<typename std::decay_t<decltype(array.values)>::value_type>(value(i)));
    }
  };
  for (int arm = 0; arm < 2; ++arm) {
    VariantResults variant;
    variant.name = arm == 0 ? "usual_care" : "lifestyle";
    const auto states = [arm](std::size_t i) {
      const double ill = 20 - 2.0 * arm + 0.25 * static_cast<double>((i / 4) % 4);
      const double persons[]{100, 0, 100 - ill, ill};
      return persons[i % 4];
    };
    const auto events = [](std::size_t i) { return 4 + i % 3; };
    const auto outcomes = [arm](std::size_t i) {
      return i % 2 == 0 ? 3e6 - 1e4 * arm + 1000.0 * static_cast<double>((i / 2) % 4) : 85.5 + arm;
    };
    fill(variant.by_sex_age_ses.person_years, {12, 2, 2, 2, 4}, states);
    fill(variant.by_sex_age_ses.events, {12, 2, 2, 2, 3}, events);
    fill(variant.by_sex_age_ses.outcomes, {12, 2, 2, 2, 2}, outcomes);
    const auto volumes = [arm](std::size_t i) {
      const double of_activity[]{50.0 - 2 * arm, 4e4, 7.5};
      return of_activity[i % 3] * (1 + 0.01 * static_cast<double>((i / 3) % 4));
    };
    fill(variant.by_sex_age_ses.volumes, {12, 2, 2, 2, 3}, [&](std::size_t i) { return volumes(i) / 2; });
    fill(variant.by_area.volumes, {12, 3, 3}, volumes);
    fill(variant.by_delineation.volumes, {12, 2, 3}, volumes);
    fill(variant.by_group.volumes, {12, 4, 3}, volumes);
    fill(variant.people.person_years, {12, 2, 2, 2, 4},
         [](std::size_t i) { return 12.5 + 0.25 * static_cast<double>(i % 7) - 0.125 * static_cast<double>(i % 5); });
    fill(variant.people.first.volumes, {1, 2, 2, 2, 4, 3}, [&](std::size_t i) { return volumes(i) / 8; });
    fill(variant.people.first.deductibles, {1, 2, 2, 2, 4, 0}, [](std::size_t) { return 0; });
    fill(variant.people.adults, {12, 4, 4}, [&](std::size_t i) { return 0.75 * states(i) + (i % 4 == 3 ? 3 : 0); });
    fill(variant.people.by_side.person_years, {12, 2, 4, 4}, [&](std::size_t i) { return states(i) / 2; });
    fill(variant.people.by_side.volumes, {12, 2, 4, 3}, [&](std::size_t i) { return volumes(i) / 2; });
    const auto price = [](std::size_t i) { return std::array{700., 1., 40.}[i % 3]; };
    fill(variant.prices.real, {12, 3}, price);
    fill(variant.prices.nominal, {12, 3}, [&](std::size_t i) {
      const std::size_t year = i / 3;
      return price(i) * (1 + 0.25 * static_cast<double>(year));
    });
    fill(variant.by_area.person_years, {12, 3, 4}, states);
    fill(variant.by_area.events, {12, 3, 3}, events);
    fill(variant.by_area.outcomes, {12, 3, 2}, outcomes);
    fill(variant.by_delineation.person_years, {12, 2, 4}, states);
    fill(variant.by_delineation.events, {12, 2, 3}, events);
    fill(variant.by_delineation.outcomes, {12, 2, 2}, outcomes);
    fill(variant.by_group.person_years, {12, 4, 4}, states);
    fill(variant.by_group.events, {12, 4, 3}, events);
    fill(variant.by_group.outcomes, {12, 4, 2}, outcomes);
    const auto measured = [](std::size_t i) { return 100 - 20 * (i % 2); };
    const auto values = [arm](std::size_t i) {
      const double unevenness = static_cast<double>((i / 2) % 4);
      return i % 2 == 0 ? 85.5 + arm + unevenness : 560.0 - 4 * arm;
    };
    for (auto& [part, shape] : {std::pair(&variant.wellbeing_by_sex_age_ses, std::vector<std::size_t>{12, 2, 2, 2, 2}),
                                std::pair(&variant.wellbeing_by_area, std::vector<std::size_t>{12, 3, 2}),
                                std::pair(&variant.wellbeing_by_delineation, std::vector<std::size_t>{12, 2, 2}),
                                std::pair(&variant.wellbeing_by_group, std::vector<std::size_t>{12, 4, 2})}) {
      fill(part->measured, shape, measured);
      fill(part->values, shape, values);
    }
    fill(variant.alive, {12, 2, 4}, [](std::size_t) { return 50; });
    fill(variant.deaths, {12, 2, 4}, [](std::size_t i) { return i % 4 == 3 ? 10 : 1; });
    variant.totals = {{1.2e6 - 1000 * arm, 3000 - 2.5 * arm, 12.3, -2.5 * arm, 0.4 * arm, {0.16 * arm, -0.0006 * arm}},
                      {4000, 10 + 0.02 * arm, 0.05, 0.02 * arm, 0.003 * arm, {-0.0006 * arm, 9e-6 * arm}}};
    if (arm > 0) {  // women and men, young and old, two groups; three areas; of cost and QALYs
      variant.differences_by_stratum = {{40, 30, 20, 10, 40, 30, 20, 10}, {}, {}};
      variant.differences_by_area = {{100, 60, 40}, {}, {}};
      for (StratumDifferences* of : {&variant.differences_by_stratum, &variant.differences_by_area}) {
        for (const std::int64_t lineages : of->lineages) {
          of->difference.insert(of->difference.end(), {-2.5 * static_cast<double>(lineages), 0.25});
          of->standard_error.insert(of->standard_error.end(), {3, 0.0625});
        }
      }
    }
    variant.totals[0].discount = 0.03;
    variant.totals[1].discount = 0.015;
    variant.conservation.start.assign(12, 400);
    variant.conservation.births.assign(12, 20);
    variant.conservation.arrivals.assign(12, 3);
    variant.conservation.deaths.assign(12, 18);
    variant.conservation.departures.assign(12, 5);
    variant.conservation.end.assign(12, 400);
    results.variants.push_back(std::move(variant));
  }
  results.sample.founders = 1;
  RecordedLife mother;
  mother.person = mother.first_of_lineage = {7};
  mother.first_age = 30;
  mother.area = 2;
  mother.ses = 1;
  mother.states = {0, 0};
  mother.events = {{1000, 1}, {ticks_per_year, 2}};
  RecordedLife child;
  child.person = {std::uint64_t{1} << 63 | 5};
  child.first_of_lineage = child.mother.emplace(mother.person);
  child.sex = Sex::male;
  child.first_age = -1;
  child.area = 2;
  child.ses = 1;
  child.from = 1000;
  child.states = {0, 0};
  child.events = {{2000, 0}};
  for (const std::size_t variant : {0, 1}) {
    mother.variant = child.variant = variant;
    results.sample.lives.push_back(mother);
    results.sample.lives.push_back(child);
  }
  return results;
}

}  // namespace kavel::test
