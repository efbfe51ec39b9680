#include "experiment/compiled.hpp"

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

/// Variants are compared outcome by outcome, transition by transition: they must have the same ones.
void check_alike(const std::vector<CompiledVariant>& variants, const Study& study, Problems& problems) {
  const auto alike = [](const CompiledVariant& one, const CompiledVariant& other) {
    if (one.model.transitions.size() != other.model.transitions.size() || one.model.states != other.model.states ||
        one.valuation.outcomes.size() != other.valuation.outcomes.size() ||
        one.valuation.wellbeing.measures.size() != other.valuation.wellbeing.measures.size()) {
      return false;
    }
    for (std::size_t m = 0; m < one.valuation.wellbeing.measures.size(); ++m) {
      if (one.valuation.wellbeing.measures[m].name != other.valuation.wellbeing.measures[m].name) return false;
    }
    for (std::size_t lane = 0; lane < one.model.transitions.size(); ++lane) {
      if (one.model.transitions[lane].name != other.model.transitions[lane].name) return false;
    }
    return true;
  };
  for (const CompiledVariant& variant : variants) {
    if (!alike(variants.front(), variant)) {
      problems.add(study.population.mark, "variants." + variant.name,
                   "the states, transitions and measures of the first variant", "others");
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
