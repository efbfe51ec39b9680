#include "io/declaring.hpp"

namespace kavel {

using namespace declaring;

namespace {

const char* const own_source = "of figures in it that do not say so themselves";

void declare_words(Schema& s) {
  s.text_or_texts = either({&s.text, &s.texts});
  s.probability = within(Is::number, 0, 1);
  s.horizon = within(Is::whole, 1, 100);
  s.amount = within(Is::number, 0, 1e12);
  s.chance_above = within(Is::number, 0, 1);
  s.chance_above.above = true;
  s.places = within(Is::whole, 0, 1e9);
  s.inside_word = choice({"inside"});
  s.chance_word = choice({"chance"});
  s.ses_word = choice({"ses"});
  s.area_word = choice({"area"});
  s.shares_list = list_of(s.probability);
}

void declare_risks(Schema& s) {
  const std::vector<DeclaredKey> keys{
      {"of", required, &s.text_or_texts, "", "", "transitions, ATTRIBUTE.FROM>TO: that one of them happens"},
      {"years", optional, &s.horizon, "10", "years", "within so many years"}};
  s.risk = {"risk",        "a person's predicted risk, present states and hazards of usual care going on",
            keys,          nullptr,
            KeyForm::name, ""};
  s.risk_shape = object(s.risk);
  s.risk_condition = {
      "risk_condition",
      "a predicted risk from some level on",
      keys + std::vector<DeclaredKey>{{"at_least", required, &s.chance_above, "", "", "the lowest risk of them"}},
      nullptr,
      KeyForm::name,
      ""};
  s.risk_condition_shape = object(s.risk_condition);
}

void declare_benefits(Schema& s) {
  const std::vector<DeclaredKey> keys{
      {"of", required, &s.name, "", "", "an outcome: a cost for what is saved, an effect for what is gained"},
      {"years", optional, &s.horizon, "10", "years", "within so many years"}};
  s.benefit = {"benefit",     "what a person is predicted to save or gain by the programme, present states going on",
               keys,          nullptr,
               KeyForm::name, ""};
  s.benefit_shape = object(s.benefit);
  s.benefit_condition = {"benefit_condition",
                         "a predicted saving or gain from some amount on",
                         keys + std::vector<DeclaredKey>{{"at_least", required, &s.amount, "", "unit of the outcome",
                                                          "the smallest saving or gain of them"}},
                         nullptr,
                         KeyForm::name,
                         ""};
  s.benefit_condition_shape = object(s.benefit_condition);
}

void declare_conditions(Schema& s) {
  s.age_range = {"age_range",
                 "ages on 1 January; both ends belong to it",
                 {{"from", optional, &s.age, "0", "years", "the youngest"},
                  {"to", optional, &s.age, "", "years", "the oldest; else however old"}},
                 nullptr,
                 KeyForm::name,
                 ""};
  s.age_range_shape = object(s.age_range);
  s.in_states = named_by_user("in_states", "states they are in", s.name_or_names,
                              "ATTRIBUTE: a state, or a list of states of which they are in one");
  s.in_states_shape = object(s.in_states);
  s.conditions_shape = list_of(s.condition_shape);
  s.condition = {"condition",
                 "whom, on 1 January: those of whom all of its keys hold",
                 {{"age", optional, &s.age_range_shape, "", "", "completed years"},
                  {"sex", optional, &s.sex, "", "", "female or male"},
                  {"ses", optional, &s.text_or_texts, "", "", "SES groups of the population"},
                  {"area", optional, &s.text_or_texts, "", "", "areas of the region"},
                  {"delineation", optional, &s.inside_word, "", "", "inside the study's delineation"},
                  {"states", optional, &s.in_states_shape, "", "", "states of attributes"},
                  {"risk", optional, &s.risk_condition_shape, "", "", "predicted personal risk"},
                  {"saving", optional, &s.benefit_condition_shape, "", "", "predicted saving by this programme"},
                  {"gain", optional, &s.benefit_condition_shape, "", "", "predicted gain by this programme"},
                  {"any", optional, &s.conditions_shape, "", "", "conditions of which at least one holds"},
                  {"none", optional, &s.conditions_shape, "", "", "conditions of which none holds"},
                  {"all", optional, &s.conditions_shape, "", "", "conditions that all hold"}},
                 nullptr,
                 KeyForm::name,
                 ""};
  s.condition_shape = object(s.condition);
}

void declare_capacities(Schema& s) {
  s.capacity_by_area = {"capacity_by_area",
                        "capacity of each area, for those who live there",
                        {{"by", required, &s.area_word, "", "", "`area`"}},
                        &s.figure_shape,
                        KeyForm::name,
                        "AREA: so much a year; every area of the study's population"};
  s.capacity_by_area_shape = object(s.capacity_by_area);
  s.capacity_amount = either({&s.number, &s.figure_object, &s.capacity_by_area_shape});
  s.capacity = {"capacity",
                "what several programmes draw on and can use up in a year",
                {{"title", optional, &s.text, "", "", "for readers; else its name"},
                 {"unit", required, &s.text, "", "", "what it is counted in: hour, place"},
                 {"a_year", required, &s.capacity_amount, "", "its unit a year",
                  "how much there is: of the whole region, or by area"},
                 {"source", optional, &s.text, "", "", own_source},
                 {"status", optional, &s.status, "", "", own_source}},
                nullptr,
                KeyForm::name,
                ""};
  s.capacity_shape = object(s.capacity);
  s.capacities = named_by_user("capacities", "what programmes share and can use up", s.capacity_shape,
                               "NAME: a capacity, on which programmes draw by `offer.draws_on`");
  s.capacities_shape = object(s.capacities);
  s.draws_on = named_by_user("draws_on", "what a participant uses of the study's capacities", s.figure_shape,
                             "CAPACITY: so much of its unit in a year in which they take part, above 0");
  s.draws_on_shape = object(s.draws_on);
}

void declare_offer(Schema& s) {
  s.by_prediction = {"by_prediction",
                     "who has the highest risk, or the largest benefit, goes first: one of the keys",
                     {{"risk", optional, &s.risk_shape, "", "", "predicted personal risk"},
                      {"saving", optional, &s.benefit_shape, "", "", "predicted saving by this programme"},
                      {"gain", optional, &s.benefit_shape, "", "", "predicted gain by this programme"}},
                     nullptr,
                     KeyForm::name,
                     ""};
  s.by_prediction_shape = object(s.by_prediction);
  s.priority = either({&s.chance_word, &s.by_prediction_shape});
  s.ramp_by_year = named_by_user("ramp", "share of the eligible who are asked, by calendar year", s.probability,
                                 "YEAR: share from this calendar year on");
  s.ramp_by_year_shape = object(s.ramp_by_year);
  s.ramp = either({&s.shares_list, &s.ramp_by_year_shape});
  s.offer = {"offer",
             "when a programme is offered, to how many, in what order",
             {{"start", optional, &s.year, "", "calendar year", "first year; else the study's"},
              {"end", optional, &s.year, "", "calendar year", "last year in which people start; else the study's"},
              {"ramp", optional, &s.ramp, "", "",
               "share of the eligible who are asked: in the first, second, … year of the offer, or from calendar "
               "years on; else all"},
              {"places", optional, &s.places, "", "persons a year", "who can start in a year; else everyone can"},
              {"draws_on", optional, &s.draws_on_shape, "", "",
               "capacities of the study that a participant uses; nobody starts where they are used up"},
              {"priority", optional, &s.priority, "\"chance\"", "",
               "who goes first: a permanent number of each person (chance), or who has the highest risk or benefit"},
              {"again_after", optional, &s.years, "", "years", "until who refused is asked again; else never"},
              {"again_after_taking_part", optional, &s.years_or_none, "", "years",
               "whole years after taking part until it is offered again, 0: at once; else never"}},
             nullptr,
             KeyForm::name,
             ""};
  s.offer_shape = object(s.offer);
  s.uptake_by_ses = {"uptake_by_ses",
                     "uptake by SES group",
                     {{"by", required, &s.ses_word, "", "", "`ses`"},
                      {"source", optional, &s.text, "", "", own_source},
                      {"status", optional, &s.status, "", "", own_source}},
                     &s.figure_shape,
                     KeyForm::name,
                     "GROUP: probability; every group of the study's population"};
  s.uptake_by_ses_shape = object(s.uptake_by_ses);
  s.uptake = either({&s.number, &s.figure_object, &s.uptake_by_ses_shape});
}

void declare_effects(Schema& s) {
  s.hazard_effect = {
      "hazard_effect",
      "a rate ratio on transitions while taking part",
      {{"transitions", required, &s.text_or_texts, "", "", "ATTRIBUTE.FROM>TO, by hazard"},
       {"ratio", required, &s.figure_shape, "", "", "rate ratio against not taking part, above 0; by sex and age"},
       {"accelerates", optional, &s.flag, "false", "",
        "on a Weibull or gamma sojourn: time runs this many times as fast"}},
      nullptr,
      KeyForm::name,
      ""};
  s.hazard_effect_shape = object(s.hazard_effect);
  s.hazard_effects_shape = list_of(s.hazard_effect_shape);
  s.state_effect = {"state_effect",
                    "some who start change their state at once",
                    {{"attribute", required, &s.name, "", "", "of which"},
                     {"from", required, &s.name, "", "", "state they are in"},
                     {"to", required, &s.name, "", "", "state they come to be in"},
                     {"probability", required, &s.figure_shape, "", "", "for each who starts; by sex and age"}},
                    nullptr,
                    KeyForm::name,
                    ""};
  s.state_effect_shape = object(s.state_effect);
  s.state_effects_list = list_of(s.state_effect_shape);
  s.care_effect = {"care_effect",
                   "care that participants no longer use, and what they get instead",
                   {{"activity", required, &s.name, "", "", "of which they use less"},
                    {"share", required, &s.figure_shape, "", "", "of their volume that is dropped"},
                    {"instead", optional, &s.name, "", "",
                     "activity they get instead; the same: that care in another place, under the same contract"},
                    {"ratio", optional, &s.figure_shape, "", "", "units of `instead` per unit dropped; needed with it"},
                    {"refill", optional, &s.figure_shape, "", "",
                     "share of the freed capacity that providers fill with others; 0 if not given"}},
                   nullptr,
                   KeyForm::name,
                   ""};
  s.care_effect_shape = object(s.care_effect);
  s.care_effects_shape = list_of(s.care_effect_shape);
  s.wellbeing_effects = named_by_user("wellbeing_effects", "how participants fare while taking part", s.figure_shape,
                                      "MEASURE: factor, or what is added, as the measure's `scale` says");
  s.wellbeing_effects_shape = object(s.wellbeing_effects);
  s.outcome_effects = named_by_user("outcome_effects", "what outcomes have more or less of while taking part",
                                    s.figure_shape, "OUTCOME: what is added in a year of taking part, in its unit");
  s.outcome_effects_shape = object(s.outcome_effects);
  s.effects = {"effects",
               "what a programme does",
               {{"hazard", optional, &s.hazard_effects_shape, "", "", "rate ratios on transitions"},
                {"state", optional, &s.state_effects_list, "", "", "changes of state at the start"},
                {"care", optional, &s.care_effects_shape, "", "", "shifts of care"},
                {"wellbeing", optional, &s.wellbeing_effects_shape, "", "", "changes of wellbeing"},
                {"outcomes", optional, &s.outcome_effects_shape, "", "", "changes of outcomes, such as informal care"}},
               nullptr,
               KeyForm::name,
               ""};
  s.effects_shape = object(s.effects);
  s.modifier = {"modifier",
                "how many times participants in a state have the effects: exponent of ratios, factor of all else",
                {{"by", required, &s.name, "", "", "an attribute, by its state at the start"},
                 {"source", optional, &s.text, "", "", own_source},
                 {"status", optional, &s.status, "", "", own_source}},
                &s.figure_shape,
                KeyForm::name,
                "STATE: how many times; 1 in states not named"};
  s.modifier_shape = object(s.modifier);
  s.modifiers_shape = list_of(s.modifier_shape);
  s.response = {"response",
                "how participants differ in their response",
                {{"spread", required, &s.figure_shape, "", "",
                  "coefficient of variation of how many times a person has the effects; mean 1"}},
                nullptr,
                KeyForm::name,
                ""};
  s.response_shape = object(s.response);
  s.waning_shares = {"waning",
                     "what is left of the effects after taking part",
                     {{"shares", required, &s.shares_list, "", "", "in the first, second, … year after; then nothing"},
                      {"source", optional, &s.text, "", "", own_source},
                      {"status", optional, &s.status, "", "", own_source}},
                     nullptr,
                     KeyForm::name,
                     ""};
  s.waning_object = object(s.waning_shares);
  s.waning = either({&s.shares_list, &s.waning_object});
}

void declare_cost(Schema& s) {
  s.programme_cost = {
      "programme_cost",
      "what a programme costs, and whom",
      {{"payer", required, &s.name, "", "", "one of the pack's payers, or none"},
       {"provider", required, &s.name, "", "", "one of the pack's providers"},
       {"sector", required, &s.name, "", "",
        "one of the pack's sectors: costs grow as its care does, with prices and beyond them"},
       {"price_year", required, &s.price_year, "", "calendar year", "in whose prices"},
       {"set_up", optional, &s.figure_shape, "", "EUR", "once, in the first year of the offer"},
       {"running", optional, &s.figure_shape, "", "EUR", "each year of the offer"},
       {"per_participant", optional, &s.figure_shape, "", "EUR", "each start"},
       {"per_year", optional, &s.figure_shape, "", "EUR", "a year of taking part"},
       {"per_session", optional, &s.figure_shape, "", "EUR", "each session; together with sessions_a_year"},
       {"sessions_a_year", optional, &s.figure_shape, "", "sessions a year", "how many a participant has"},
       {"source", optional, &s.text, "", "", own_source},
       {"status", optional, &s.status, "", "", own_source}},
      nullptr,
      KeyForm::name,
      ""};
  s.programme_cost_shape = object(s.programme_cost);
}

/// The keys of a programme; none of them is needed in what changes one.
std::vector<DeclaredKey> programme_keys(const Schema& s, Need need) {
  return {{"title", need, &s.text, "", "", "what it is"},
          {"evidence", optional, &s.text, "", "", "how good the evidence is, in words"},
          {"source", optional, &s.text, "", "", "where figures in it are from that do not say so themselves"},
          {"status", optional, &s.status, "", "", own_source},
          {"eligible", optional, &s.condition_shape, "", "", "to whom it is offered; else to everyone"},
          {"offer", optional, &s.offer_shape, "", "", "when, to how many, in what order"},
          {"uptake", need, &s.uptake, "", "",
           "probability that someone who is asked takes part; by sex and age, or by SES"},
          {"lasts", optional, &s.figure_shape, "", "years", "how long people take part; else until they drop out"},
          {"dropout", optional, &s.figure_shape, "", "1/year", "hazard of leaving early; by sex and age"},
          {"effects", optional, &s.effects_shape, "", "", "what it does"},
          {"modifiers", optional, &s.modifiers_shape, "", "", "for whom the effects are larger or smaller"},
          {"response", optional, &s.response_shape, "", "", "how participants differ in their response"},
          {"waning", optional, &s.waning, "", "",
           "share of the effects left in the first, second, … year after taking part; then nothing"},
          {"coverage_in_usual_care", optional, &s.figure_shape, "", "",
           "share of the eligible who have it in usual care already: they are not asked"},
          {"cost", optional, &s.programme_cost_shape, "", "", "what it costs, and whom"}};
}

void declare_programme(Schema& s) {
  s.programme_changes = {"programme_changes",
                         "what is otherwise in a programme: mappings key by key, all else as a whole",
                         programme_keys(s, optional),
                         nullptr,
                         KeyForm::name,
                         ""};
  s.programme_changes_shape = object(s.programme_changes);
  s.programme_variants = named_by_user("programme_variants", "the programme under other figures, chosen by `use`",
                                       s.programme_changes_shape, "NAME: what is otherwise in it");
  s.programme_variants_shape = object(s.programme_variants);
  const std::vector<DeclaredKey> variants{
      {"variants", optional, &s.programme_variants_shape, "", "", "other figures by name, chosen by `use`"}};
  s.programme = {"programme",
                 "an intervention: to whom it is offered, what it does, what it costs",
                 programme_keys(s, required) + variants,
                 nullptr,
                 KeyForm::name,
                 ""};
  s.programme_of_study = {"programme_of_study",
                          "a programme, written here or included and changed",
                          std::vector<DeclaredKey>{{"include", optional, &s.path, "", "",
                                                    "programme file; the other keys are changes of it"},
                                                   {"use", optional, &s.name, "", "", "one of its variants"}} +
                              programme_keys(s, optional) + variants,
                          nullptr,
                          KeyForm::name,
                          ""};
  s.programme_of_study_shape = object(s.programme_of_study);
  s.programme_or_path = either({&s.path, &s.programme_of_study_shape});
  s.programmes = named_by_user("programmes", "programmes that arms may use", s.programme_or_path,
                               "NAME: a programme, or the path of its file; permanent, keys the participants' luck");
  s.programmes_shape = object(s.programmes);
  s.portfolio = list_of(s.name);
  s.portfolio.least = 0;
  s.arms = named_by_user("arms", "portfolios beside usual care", s.portfolio,
                         "NAME: list of programmes; an empty one is usual care again");
  s.arms_shape = object(s.arms);
}

}  // namespace

void declare_programmes(Schema& schema) {
  declare_words(schema);
  declare_risks(schema);
  declare_benefits(schema);
  declare_conditions(schema);
  declare_capacities(schema);
  declare_offer(schema);
  declare_effects(schema);
  declare_cost(schema);
  declare_programme(schema);
  for (const ObjectKind* kind : {&schema.capacities,
                                 &schema.capacity,
                                 &schema.capacity_by_area,
                                 &schema.programmes,
                                 &schema.programme_of_study,
                                 &schema.programme,
                                 &schema.programme_changes,
                                 &schema.programme_variants,
                                 &schema.condition,
                                 &schema.age_range,
                                 &schema.in_states,
                                 &schema.risk,
                                 &schema.risk_condition,
                                 &schema.offer,
                                 &schema.by_prediction,
                                 &schema.benefit,
                                 &schema.benefit_condition,
                                 &schema.draws_on,
                                 &schema.ramp_by_year,
                                 &schema.uptake_by_ses,
                                 &schema.effects,
                                 &schema.hazard_effect,
                                 &schema.state_effect,
                                 &schema.care_effect,
                                 &schema.wellbeing_effects,
                                 &schema.outcome_effects,
                                 &schema.modifier,
                                 &schema.response,
                                 &schema.waning_shares,
                                 &schema.programme_cost,
                                 &schema.arms}) {
    schema.kinds.push_back(kind);
  }
}

}  // namespace kavel
