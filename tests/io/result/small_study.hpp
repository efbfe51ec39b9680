#pragma once

#include "io/read_result.hpp"
#include "io/write_result.hpp"
#include "analysis/estimate.hpp"
#include "tests/analysis/small_results.hpp"

namespace kavel::test {

/// A study with one attribute and both kinds of figures, to go with small_results().
inline Study small_study() {
  Study study;
  study.title = "A small region – klein";
  study.years = 12;
  study.age_groups = {0, 65};
  study.population.age_rule = AgeRule::lexis;
  Pack pack;
  pack.title = "Two states";
  pack.provenance = {"", "Someone 2020", Status::published};
  AttributeSpec attribute;
  attribute.name = "diabetes";
  attribute.states = {"no", "yes"};
  TransitionSpec onset;
  onset.name = "no>yes";
  onset.from = "no";
  onset.to = "yes";
  onset.figure.value = 0.01;
  onset.figure.provenance = {"1/year", "", Status::assumed};
  attribute.transitions = {onset};
  pack.attributes = {attribute};
  study.variants = {{"usual_care", pack}, {"lifestyle", pack}};
  study.variants[1].pack.attributes[0].transitions[0].figure.value = 0.008;
  return study;
}

inline StoredStudy small_stored_study() {
  return {{{"small.yaml", "title: A small region – klein\n"}, {"models/a.csv", "sex,age,rate\n"}},
          {"years=12", "seed=7"},
          18446744073709551615U};
}

inline RunRecord small_run() {
  return {"kavel 0.0.0", "GCC 0", "kavel run small.yaml", "2025-01-01T00:00:00Z", 3, 0.25};
}

inline std::vector<std::byte> small_image(const RunRecord& run = small_run()) {
  const Study study = small_study();
  const StoredStudy stored = small_stored_study();
  const Results results = small_results();
  return result_image({study, stored, results, estimate(results), run});
}

}  // namespace kavel::test
