#include "experiment/compiled.hpp"

#include <algorithm>
#include <set>

#include "model/compile.hpp"
#include "experiment/setting.hpp"

namespace kavel {

namespace {

void check_study(const Study& study, Problems& problems) {
  const Mark& mark = study.population.mark;
  if (study.years < 1) problems.add(mark, "years", "at least 1 year", std::to_string(study.years));
  if (study.variants.empty()) problems.add(mark, "variants", "at least one", "none");
  if (study.population.persons() < 1) problems.add(mark, "population", "at least one person", "none");
}

template <class Value, class Alike>
bool same(const std::vector<Value>& a, const std::vector<Value>& b, const Alike& alike) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), alike);
}

/// The same activities with the same parties; figures may differ.
bool same_care(const Care& one, const Care& other) {
  const auto same_party = [](const Party& a, const Party& b) { return a.name == b.name; };
  const auto same_activity = [](const Activity& a, const Activity& b) {
    return a.name == b.name && a.unit == b.unit && a.sector == b.sector && a.payer == b.payer &&
           a.provider == b.provider && a.fixed_share == b.fixed_share && a.deductible == b.deductible;
  };
  return same(one.sectors, other.sectors, same_party) && same(one.payers, other.payers, same_party) &&
         same(one.providers, other.providers, same_party) && same(one.activities, other.activities, same_activity);
}

/// Variants are compared outcome by outcome, transition by transition: they must have the same ones.
void check_alike(const std::vector<CompiledVariant>& variants, const Study& study, Problems& problems) {
  const auto alike = [](const CompiledVariant& one, const CompiledVariant& other) {
    if (one.model.transitions.size() != other.model.transitions.size() || one.model.states != other.model.states ||
        one.valuation.outcomes.size() != other.valuation.outcomes.size()) {
      return false;
    }
    const auto same_measure = [](const Measure& a, const Measure& b) {
      return a.name == b.name && a.unit == b.unit && a.from_age == b.from_age && a.least == b.least && a.most == b.most;
    };
    const auto same_deductible = [](const Deductible& a, const Deductible& b) {
      return a.name == b.name && a.payer == b.payer && a.insurer == b.insurer && a.from_age == b.from_age;
    };
    if (!same(one.valuation.wellbeing.measures, other.valuation.wellbeing.measures, same_measure) ||
        !same(one.valuation.deductibles, other.valuation.deductibles, same_deductible)) {
      return false;
    }
    for (std::size_t lane = 0; lane < one.model.transitions.size(); ++lane) {
      if (one.model.transitions[lane].name != other.model.transitions[lane].name) return false;
    }
    return same_care(one.valuation.care, other.valuation.care);
  };
  for (const CompiledVariant& variant : variants) {
    if (variant.model.arrivals != variants.front().model.arrivals) {  // lineages are compared one by one
      problems.add(study.population.mark, "variants." + variant.name, "the arrivals of the first variant", "others");
    }
    if (!alike(variants.front(), variant)) {
      problems.add(study.population.mark, "variants." + variant.name,
                   "the states, transitions, outcomes, measures and activities of the first variant", "others");
    }
  }
}

}  // namespace

std::vector<CompiledVariant> compile_variants(const Study& study) {
  Problems problems;
  check_study(study, problems);
  problems.raise();
  std::vector<CompiledVariant> variants;
  std::set<std::string> told;
  for (const Variant& variant : study.variants) {
    Problems own;
    const Setting setting = setting_of(study, variant.pack);
    CompiledVariant compiled;
    compiled.name = variant.name;
    compiled.model = compile(variant.pack, setting, own);
    if (own.empty()) compiled.valuation = compile_valuation(variant.pack, setting, compiled.model, own);
    for (const Problem& problem : own.all()) {
      if (told.insert(message_of(problem)).second) problems.add(problem);  // variants share most of their figures
    }
    variants.push_back(std::move(compiled));
  }
  problems.raise();
  check_alike(variants, study, problems);
  problems.raise();
  return variants;
}

}  // namespace kavel
