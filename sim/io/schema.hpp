#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

struct ObjectKind;

/// What a value in a study file may be.
struct Shape {
  enum class Is {
    text,    ///< any text
    name,    ///< letters, digits and `_`
    path,    ///< a file or folder, relative to the file that names it
    flag,    ///< true or false
    whole,   ///< a whole number within [least, most]
    number,  ///< a number within [least, most]
    choice,  ///< one of a few words
    list,    ///< of `of[0]`, at least one unless `least` is 0
    object,  ///< a mapping with declared keys
    either,  ///< any of `of`
    anything
  };
  Is is = Is::anything;
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  bool above = false;  ///< `least` itself is refused
  std::vector<std::string> choices{};
  std::vector<std::string> other_words{};  ///< of the same kind, but not allowed here: no slips for a choice
  const ObjectKind* object = nullptr;
  std::vector<const Shape*> of{};
};

/// `a whole number from 1 to 200`
std::string expected_of(const Shape& shape);

enum class Need { required, optional };

/// One key of an object, as reader, schema and documentation know it.
struct DeclaredKey {
  std::string name{};
  Need need = Need::optional;
  const Shape* shape = nullptr;
  std::string fallback{};  ///< value of an absent key, as JSON; empty: see doc
  std::string unit{};
  std::string doc{};
};

/// What other keys than the declared ones may look like.
enum class KeyForm { name, transition, path };

/// A kind of mapping: its keys, and perhaps others that its user names.
struct ObjectKind {
  std::string name{};
  std::string doc{};
  std::vector<DeclaredKey> keys{};
  const Shape* others = nullptr;  ///< value of keys the user names; null: there are none
  KeyForm form = KeyForm::name;
  std::string others_doc{};

  const DeclaredKey* find(std::string_view key) const;
  std::vector<std::string> names() const;
};

/// Every kind of mapping in a study, declared once.
struct Schema {
  Schema();
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  ObjectKind calibration, background, budget, figure, attribute, transition, sojourn, ratio, prevalence_ratio,
      time_spent, births, outcome, weights, arrival_flow, reference, pack, part, population, region, study, sector,
      activity, price;
  ObjectKind practice, margin, except, delineation, cost_level, area_prevalence;  ///< of regions
  std::vector<const ObjectKind*> kinds{};                                         ///< all of them

  // Mappings whose keys are all the user's.
  ObjectKind state_titles;
  Shape state_titles_shape;
  ObjectKind leaves, prevalence, arrivals, time_in_state, ses_shares, transitions, gates, attributes, outcomes,
      by_state, by_attribute, by_transition, by_attribute_transition, shares, cohort_states, overrides, variants,
      budgets, sectors, parties, activities;
  ObjectKind measure, wellbeing, state_effects, spread, spreads, deductible, deductibles;
  ObjectKind area_shares, area_prevalences;

  Shape spread_shape, spreads_shape, deductible_shape, deductibles_shape;
  Shape range_end, scale, range, measure_shape, wellbeing_shape, state_effects_shape;
  ObjectKind fitted_condition, fitted_conditions, region_targets;
  Shape fitted_condition_shape, fitted_conditions_shape, region_targets_shape, not_negative;
  ObjectKind residual_block, residual_blocks, published, baseline, baselines;
  Shape residual_block_shape, residual_blocks_shape, published_shape, baseline_shape, baselines_shape;
  Shape follows, fitted_in, transition_names, positive_share, calibration_shape, background_shape, budget_shape,
      budgets_shape;
  Shape text, name, path, flag, number, seed, year, price_year, years, years_or_none, persons, age, cycle, status, sex,
      leaving, effect, kind, counting_word, discount, ratio_number, share, names, name_or_names, paths, ages,
      weights_list, anything;
  Shape figure_shape, figure_object, sojourn_shape, leaves_shape, prevalence_shape, transitions_shape, transition_shape,
      gates_shape, ratio_shape, ratios_shape, prevalence_ratio_shape, prevalence_ratios_shape, time_spent_shape,
      time_in_state_shape, ses_shares_shape, reference_shape, arrival_flow_shape, arrivals_shape, attribute_shape,
      attributes_shape, births_shape, outcome_shape, outcomes_shape, weights_shape, counting_shape, by_state_shape,
      figure_or_by_state, by_attribute_shape, by_transition_shape, by_attribute_transition_shape, pack_shape,
      model_shape, shares_shape, cohort_states_shape, population_shape, overrides_shape, variants_shape, study_shape;
  Shape texts, population_key, practice_shape, practices_shape, margin_object, margin_shape, margins_shape,
      except_shape, delineated, delineation_shape, cost_level_shape, area_shares_shape, area_prevalence_shape,
      area_prevalences_shape;
  // Care.
  Shape required_word, all_word, activity_names, sector_shape, sectors_shape, parties_shape, price_shape,
      activity_shape, activities_shape;

  // Programmes and arms.
  ObjectKind capacity, capacity_by_area, capacities, draws_on, outcome_effects;
  Shape capacity_shape, capacity_by_area_shape, capacity_amount, capacities_shape, draws_on_shape,
      outcome_effects_shape, area_word;
  ObjectKind condition, age_range, in_states, risk, risk_condition, benefit, benefit_condition, offer, by_prediction,
      ramp_by_year, uptake_by_ses, hazard_effect, state_effect, care_effect, wellbeing_effects, effects, modifier,
      response, waning_shares, programme_cost, programme, programme_changes, programme_variants, programme_of_study,
      programmes, arms;
  Shape text_or_texts, probability, horizon, amount, chance_above, places, inside_word, chance_word, ses_word,
      shares_list;
  Shape condition_shape, conditions_shape, age_range_shape, in_states_shape, risk_shape, risk_condition_shape,
      benefit_shape, benefit_condition_shape;
  Shape offer_shape, by_prediction_shape, priority, ramp_by_year_shape, ramp, uptake_by_ses_shape, uptake;
  Shape hazard_effect_shape, hazard_effects_shape, state_effect_shape, state_effects_list, care_effect_shape,
      care_effects_shape, wellbeing_effects_shape, effects_shape, modifier_shape, modifiers_shape, response_shape,
      waning_object, waning;
  Shape programme_cost_shape, programme_changes_shape, programme_variants_shape, programme_of_study_shape,
      programme_or_path, programmes_shape, portfolio, arms_shape;
};
const Schema& schema();

void declare_calibration(Schema& schema);
void declare_care(Schema& schema);        ///< sectors, payers, providers, activities
void declare_programmes(Schema& schema);  ///< programmes and arms of a study

/// JSON Schema (draft 2020-12) of a study file; packs, parts of packs and regions are among its `$defs`.
std::string json_schema();

}  // namespace kavel
