#include "experiment/compiled.hpp"

#include <algorithm>
#include <set>

#include "model/compile.hpp"
#include "population/zones.hpp"
#include "programme/check_programme.hpp"
#include "programme/extend_pack.hpp"
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

/// Compiles variants and arms, which share most of their figures: each problem is told once.
class StudyCompiler {
 public:
  StudyCompiler(const Study& study, const Each& each) : study_(study), each_(each) {}

  std::vector<CompiledVariant> compile_all() {
    check_study(study_, problems_);
    problems_.raise();
    variants_.reserve(study_.variants.size() + study_.arms.size());
    for (const Variant& variant : study_.variants) add_variant(variant);
    problems_.raise();
    check_alike(variants_, study_, problems_);
    problems_.raise();
    check_programmes();
    problems_.raise();
    usual_ground_.model = &variants_.front().model;
    for (const Arm& arm : study_.arms) add_arm(arm);
    problems_.raise();
    if (!study_.arms.empty()) add_offerings();
    for (std::size_t arm = 0; arm < study_.arms.size(); ++arm) add_portfolio(arm);
    problems_.raise();
    return std::move(variants_);
  }

 private:
  const Pack& usual() const { return study_.variants.front().pack; }

  std::vector<const Programme*> programmes_of(const Arm& arm) const {
    std::vector<const Programme*> programmes;
    for (const int place : arm.programmes) programmes.push_back(&study_.programmes[static_cast<std::size_t>(place)]);
    return programmes;
  }

  void tell(const Problems& own) {
    for (const Problem& problem : own.all()) {
      if (told_.insert(message_of(problem)).second) problems_.add(problem);
    }
  }

  /// `ground` and `usual`: what is known of usual care, for an arm, whose pack only adds to that of usual care.
  void add(const std::string& name, const Pack& pack, const Groundwork* ground = nullptr,
           const Valuation* usual = nullptr) {
    Problems own;
    const Setting setting = setting_of(study_, pack);
    CompiledVariant compiled;
    compiled.name = name;
    compiled.model = compile(pack, setting, own, ground, variants_.empty() ? &usual_ground_.ratios : nullptr, each_);
    if (own.empty()) compiled.valuation = compile_valuation(pack, setting, compiled.model, own, usual, each_);
    tell(own);
    variants_.push_back(std::move(compiled));
  }

  void add_variant(const Variant& variant) {
    const std::size_t first = problems_.all().size();
    add(variant.name, variant.pack);
    for (Problem& problem : problems_.take_from(first)) {
      problem.key = variant.place_of(problem.key);
      problems_.add(std::move(problem));
    }
  }

  void check_programmes() {
    const ProgrammeSetting setting{usual(), study_.population.ses_groups, study_.population.areas, true,
                                   names_of_capacities(study_.capacities)};
    for (const Programme& programme : study_.programmes) check_programme(programme, setting, problems_);
  }

  void add_arm(const Arm& arm) {
    Problems own;
    const Pack pack = extended(usual(), programmes_of(arm), own);
    tell(own);
    if (own.empty()) add(arm.name, pack, &usual_ground_, &variants_.front().valuation);
  }

  Surroundings around(const Model& model) const {
    Surroundings around;
    around.model = &model;
    around.ses_groups = study_.population.ses_groups;
    around.areas = study_.population.areas;
    around.pack = &usual();
    around.usual = &variants_.front().model;
    around.valuation = &variants_.front().valuation;
    const Zones zones(study_.population);
    for (const Zone& zone : zones.all()) around.inside.push_back(zone.inside ? 1 : 0);
    return around;
  }

  // When all variants stand where they will stay: programmes refer to their models.
  void add_offerings() {
    Problems own;
    CompiledVariant& first = variants_.front();
    for (const Programme& programme : study_.programmes) {
      first.offerings.push_back(compile_offering(programme, around(first.model), setting_of(study_, usual()), own));
    }
    tell(own);
  }

  void add_portfolio(std::size_t arm) {
    CompiledVariant& variant = variants_[study_.variants.size() + arm];
    Problems own;
    variant.of_usual_care.emplace(variants_.front().model, variant.model);
    for (const Embedding::States& of : variant.of_usual_care->outside) {
      expects(!variant.valuation.pays_in(of.first) && !variant.valuation.volumes.pays_in(of.first),
              "nothing is paid outside programmes");
    }
    variant.portfolio = compile_portfolio(study_.programmes, study_.arms[arm].programmes, study_.capacities, usual(),
                                          around(variant.model), setting_of(study_, usual()), own);
    tell(own);
  }

  const Study& study_;
  const Each& each_;
  Groundwork usual_ground_{};
  Problems problems_{};
  std::set<std::string> told_{};
  std::vector<CompiledVariant> variants_{};
};

}  // namespace

std::vector<CompiledVariant> compile_variants(const Study& study, const Each& each) {
  return StudyCompiler(study, each).compile_all();
}

}  // namespace kavel
