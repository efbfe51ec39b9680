#pragma once

#include <string>
#include <vector>

#include "tests/analysis/small_results.hpp"

namespace kavel::test {

/// The small results as a study with arms: a programme `walks` that costs, moves people between weights and lowers
/// strokes, and `talks`, which some follow too; usual care and the arm `lifestyle`. Four groups of founders, by year
/// alike.
inline Results small_arms() {
  Results results = small_results();
  results.states = {"vital.alive",
                    "vital.dead",
                    "weight.normal",
                    "weight.obese",
                    "stroke.none",
                    "stroke.acute",
                    "stroke.chronic",
                    "programme.any.outside",
                    "programme.any.reached",
                    "programme.walks.outside",
                    "programme.walks.taking_part",
                    "programme.walks.ended",
                    "programme.talks.outside",
                    "programme.talks.taking_part"};
  results.transitions = {"vital.alive>dead/old",
                         "vital.alive>dead/stroke",
                         "weight.obese>normal/walks",
                         "stroke.none>acute",
                         "stroke.acute>chronic",
                         "stroke.chronic>acute",
                         "programme.any.outside>reached",
                         "programme.walks.outside>taking_part",
                         "programme.talks.outside>taking_part"};
  results.roles.assign(results.transitions.size(), Role::change);
  results.roles[0] = results.roles[1] = Role::death;
  results.care.activities.push_back({"programme.walks", "Walks", "EUR 2025", 0, 1, 1, 0});
  results.care.activities.push_back({"refill.stay", "Days in hospital, filled again", "day", 0, 0, 0, 0.6});
  const std::vector<std::vector<double>> years{{100, 0, 80, 20, 90, 2, 8, 100, 0, 100, 0, 0, 100, 0},  // of usual care
                                               {100, 0, 84, 16, 91, 1, 8, 65, 35, 70, 10, 20, 90, 10}};  // of the arm
  const std::vector<std::vector<std::int64_t>> events{{3, 2, 0, 4, 5, 1, 0, 0, 0}, {3, 1, 4, 2, 4, 0, 6, 5, 2}};
  const std::vector<std::vector<double>> volumes{{50, 4e4, 7.5, 0, 0}, {48, 4e4, 7.5, 2500, 1}};
  for (std::size_t arm = 0; arm < 2; ++arm) {
    VariantResults& variant = results.variants[arm];
    /// The same cell everywhere, times 1 + unevenness x group; groups are the last dimension before the cell, or none.
    const auto repeat = [](auto& array, const std::vector<std::size_t>& shape, const auto& cell, double unevenness) {
      std::size_t cells = 1;
      for (const std::size_t length : shape) cells *= length;
      array.shape = shape;
      array.shape.push_back(cell.size());
      array.values.clear();
      for (std::size_t i = 0; i < cells; ++i) {
        for (const auto value : cell) {
          const double here = static_cast<double>(value) * (1 + unevenness * static_cast<double>(i % 4));
          array.values.push_back(static_cast<typename std::decay_t<decltype(array.values)>::value_type>(here));
        }
      }
    };
    repeat(variant.by_group.person_years, {12, 4}, years[arm], 0);
    repeat(variant.by_group.events, {12, 4}, events[arm], 1);
    repeat(variant.by_group.volumes, {12, 4}, volumes[arm], 0.01);
    repeat(variant.by_sex_age_ses.person_years, {12, 2, 2, 2}, years[arm], 0);
    repeat(variant.by_sex_age_ses.volumes, {12, 2, 2, 2}, volumes[arm], 0);
    repeat(variant.people.adults, {12, 4}, years[arm], 0);
    repeat(variant.people.first.volumes, {1, 2, 2, 2, 4}, volumes[arm], 0);
    repeat(variant.people.by_side.person_years, {12, 2, 4}, years[arm], 0);
    repeat(variant.people.by_side.volumes, {12, 2, 4}, volumes[arm], 0.01);
    variant.prices = {{{12, 5}, {}}, {{12, 5}, {}}};
    for (int year = 0; year < 12; ++year) {
      for (const double price : {700., 1., 40., 1., 700.}) {
        variant.prices.real.values.push_back(price);
        variant.prices.nominal.values.push_back(price * (1 + 0.25 * year));
      }
    }
  }
  return results;
}

}  // namespace kavel::test
