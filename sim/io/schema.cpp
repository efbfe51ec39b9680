#include "io/schema.hpp"

#include <fmt/format.h>

#include "io/declaring.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

using namespace declaring;

void declare_words(Schema& s) {
  s.text = simple(Is::text);
  s.name = simple(Is::name);
  s.path = simple(Is::path);
  s.flag = simple(Is::flag);
  s.number = simple(Is::number);
  s.anything = simple(Is::anything);
  s.seed = within(Is::whole, 0, 18446744073709551615.0);
  s.year = within(Is::whole, 1800, 2500);
  s.price_year = within(Is::whole, 1990, 2100);
  s.years = within(Is::whole, 1, 200);
  s.years_or_none = within(Is::whole, 0, 200);
  s.persons = within(Is::whole, 1, 1e9);
  s.age = within(Is::whole, 0, 120);
  s.discount = within(Is::number, 0, 1);
  s.share = within(Is::number, 0, 1);
  s.ratio_number = above_zero();
  s.range_end = within(Is::number, -1000, 1000);
  s.range = list_of(s.range_end);
  s.scale = choice({"multiply", "add"});
  s.cycle = choice({"1 year", "6 months", "3 months", "1 month"});
  s.status = choice({"published", "derived", "assumed"});
  s.sex = choice({"female", "male"});
  s.leaving = choice({"death", "emigration"});
  s.effect = choice({"total", "direct"});
  s.kind = choice({"cost", "effect"});
  s.counting_word = choice({"integral", "start", "end", "every_point", "half_cycle"});
  s.names = list_of(s.name);
  s.name_or_names = either({&s.name, &s.names});
  s.paths = list_of(s.path);
  s.texts = list_of(s.text);
  s.population_key = choice({"area", "ses", "practice", "insurer"});
  s.population_key.other_words = {"sex", "age"};
  s.ages = list_of(s.age);
  s.weights_list = list_of(s.number);
  s.required_word = choice({"required"});
}

void declare_figures(Schema& s) {
  s.figure = {
      "figure",
      "a number with its origin, or a column of a table",
      std::vector<DeclaredKey>{{"value", optional, &s.number, "", "", "the number; this or `table`"},
                               {"low", optional, &s.number, "", "", "lower end of the 95 % interval of `value`"},
                               {"high", optional, &s.number, "", "", "upper end of the 95 % interval of `value`"}} +
          table_keys(s),
      nullptr,
      KeyForm::name,
      ""};
  s.figure_object = object(s.figure);
  s.figure_shape = either({&s.number, &s.figure_object});
  s.sojourn = {"sojourn",
               "parameters of a random time in state",
               {{"shape", required, &s.figure_shape, "", "", "shape parameter, above 0"},
                {"scale", required, &s.figure_shape, "", "years", "scale parameter, above 0"}},
               nullptr,
               KeyForm::name,
               ""};
  s.sojourn_shape = object(s.sojourn);
  s.by_state = named_by_user("by_state", "figures by state", s.figure_shape, "STATE: figure in that state");
  s.by_state_shape = object(s.by_state);
  s.figure_or_by_state = either({&s.number, &s.figure_object, &s.by_state_shape});
}

void declare_transitions(Schema& s) {
  s.gates = named_by_user("while", "only while other attributes are in these states", s.name_or_names,
                          "ATTRIBUTE: a state, or a list of states");
  s.gates_shape = object(s.gates);
  s.ratio = {"ratio",
             "rate ratios by the state of something else: one per STATE, or a table",
             std::vector<DeclaredKey>{
                 {"by", required, &s.name, "", "", "an attribute, `ses`, `area` or `age`"},
                 {"effect", optional, &s.effect, "", "", "total effect, or direct (beside its mediators)"},
                 {"accelerates", optional, &s.flag, "false", "",
                  "on a Weibull or gamma sojourn: time runs this many times as fast"}} +
                 table_keys(s),
             &s.figure_shape,
             KeyForm::name,
             "STATE: ratio in that state; 1 in states not named"};
  s.ratio_shape = object(s.ratio);
  s.ratios_shape = list_of(s.ratio_shape);
  s.transition = {"transition",
                  "how fast a transition happens, and to whom",
                  {{"hazard", optional, &s.figure_shape, "", "1/year", "instantaneous rate"},
                   {"rate", optional, &s.figure_shape, "", "1/year",
                    "with a cycle: becomes the probability 1 - exp(-rate x cycle)"},
                   {"probability", optional, &s.figure_shape, "", "", "with a cycle: probability within a cycle"},
                   {"duration", optional, &s.figure_shape, "", "years", "fixed time in the state"},
                   {"weibull", optional, &s.sojourn_shape, "", "", "Weibull time in the state"},
                   {"gamma", optional, &s.sojourn_shape, "", "", "gamma time in the state"},
                   {"only", optional, &s.sex, "", "", "for one sex only"},
                   {"while", optional, &s.gates_shape, "", "", "only while other attributes are in these states"},
                   {"normalise", optional, &s.flag, "false", "",
                    "the figure is the population's: divide by the mean ratio of those at risk"},
                   {"birth", optional, &s.flag, "false", "", "each firing is a live birth; needs the section `births`"},
                   {"ratios", optional, &s.ratios_shape, "", "", "rate ratios"}},
                  nullptr,
                  KeyForm::name,
                  ""};
  s.transition_shape = object(s.transition);
  s.transitions = named_by_user("transitions", "transitions by name", s.transition_shape,
                                "`from>to`, or `from>to/cause`; `from>from` is a recurrent event", KeyForm::transition);
  s.transitions_shape = object(s.transitions);
}

void declare_attributes(Schema& s) {
  s.leaves = named_by_user("leaves", "states in which a person leaves the population", s.leaving,
                           "STATE: death or emigration");
  s.leaves_shape = object(s.leaves);
  s.state_titles =
      named_by_user("state_titles", "what readers call states", s.text, "STATE: its title; others go by their names");
  s.state_titles_shape = object(s.state_titles);
  s.prevalence = {"prevalence",  "share in each state at the start: one figure per STATE, or a table",
                  table_keys(s), &s.figure_shape,
                  KeyForm::name, "STATE: share; a single state not named gets the rest"};
  s.prevalence_shape = object(s.prevalence);
  s.prevalence_ratio = {"prevalence_ratio",
                        "odds ratios of being in some states at the start: one per STATE of something else, or a table",
                        std::vector<DeclaredKey>{
                            {"by", required, &s.name, "", "", "an earlier attribute, or `ses`"},
                            {"of", optional, &s.name_or_names, "", "",
                             "states of this attribute; else all but the one that gets the rest of the prevalence"}} +
                            table_keys(s),
                        &s.figure_shape,
                        KeyForm::name,
                        "STATE: odds ratio in that state; 1 in states not named"};
  s.prevalence_ratio_shape = object(s.prevalence_ratio);
  s.prevalence_ratios_shape = list_of(s.prevalence_ratio_shape);
  s.time_spent = {"time_spent",
                  "how many years those who start, or arrive, in a state have been in it; no longer than they live",
                  {{"uniform", optional, &s.figure_shape, "", "years", "anything up to so many years"},
                   {"exponential", optional, &s.figure_shape, "", "years", "an exponential time with this mean"}},
                  nullptr,
                  KeyForm::name,
                  ""};
  s.time_spent_shape = object(s.time_spent);
  s.time_in_state = named_by_user("time_in_state", "time in state at the start", s.time_spent_shape,
                                  "STATE: uniform or exponential; in states not named they enter it just then");
  s.time_in_state_shape = object(s.time_in_state);
  s.attribute = {"attribute",
                 "a state machine that every person carries",
                 {{"title", optional, &s.text, "", "", "for readers; else its name"},
                  {"states", required, &s.names, "", "", "names of the states"},
                  {"titles", optional, &s.state_titles_shape, "", "", "what readers call states"},
                  {"leaves", optional, &s.leaves_shape, "", "", "states that leave the population"},
                  {"prevalence", optional, &s.prevalence_shape, "", "",
                   "shares at the start; else everyone is in the first state"},
                  {"prevalence_ratios", optional, &s.prevalence_ratios_shape, "", "",
                   "odds ratios by the states of earlier attributes or SES; the prevalence is kept"},
                  {"time_in_state", optional, &s.time_in_state_shape, "", "",
                   "years since entry of those who start, or arrive, in a state"},
                  {"newborn", optional, &s.name, "", "", "state at birth; else the first"},
                  {"transitions", optional, &s.transitions_shape, "", "", "what can happen"}},
                 nullptr,
                 KeyForm::name,
                 ""};
  s.attribute_shape = object(s.attribute);
  s.attributes = named_by_user("attributes", "attributes by name", s.attribute_shape, "NAME: an attribute");
  s.attributes_shape = object(s.attributes);
}

void declare_outcomes(Schema& s) {
  s.all_word = choice({"all"});
  s.activity_names = either({&s.all_word, &s.names});
  s.weights = {"weights",
               "weights of the counting points",
               {{"weights", required, &s.weights_list, "", "", "one per counting point: cycles + 1"}},
               nullptr,
               KeyForm::name,
               ""};
  s.weights_shape = object(s.weights);
  s.counting_shape = either({&s.counting_word, &s.weights_shape});
  s.by_attribute = named_by_user("per_year", "payoff per year", s.figure_or_by_state,
                                 "ATTRIBUTE: a figure per STATE, or one figure for every state that does not leave");
  s.by_attribute_shape = object(s.by_attribute);
  s.by_transition = named_by_user("by_transition", "figures by transition", s.figure_shape,
                                  "`from>to`: figure per transition", KeyForm::transition);
  s.by_transition_shape = object(s.by_transition);
  s.by_attribute_transition = named_by_user("per_transition", "payoff at each transition", s.by_transition_shape,
                                            "ATTRIBUTE: figures by transition");
  s.by_attribute_transition_shape = object(s.by_attribute_transition);
  s.outcome = {
      "outcome",
      "something added up over a life",
      {{"kind", required, &s.kind, "", "", "a cost or an effect"},
       {"unit", required, &s.text, "", "", "e.g. EUR, QALY, year"},
       {"discount", optional, &s.discount, "0", "1/year", "discount rate"},
       {"counting", optional, &s.counting_shape, "", "",
        "when in a cycle payoffs count; integral without a cycle, else half_cycle if not given"},
       {"per_year", optional, &s.by_attribute_shape, "", "", "payoff per year in a state"},
       {"per_transition", optional, &s.by_attribute_transition_shape, "", "", "payoff at a transition"},
       {"wellbeing", optional, &s.name, "", "", "a measure whose value counts too, every year lived"},
       {"activities", optional, &s.activity_names, "", "",
        "for a cost: `all`, or a list of activities, whose cost it holds at prices of its unit's year (`EUR 2023`; "
        "`EUR`: the study's first), with growth of volumes beyond demography"},
       {"includes", optional, &s.names, "", "", "of a cost: other costs that it holds too, for a wider perspective"}},
      nullptr,
      KeyForm::name,
      ""};
  s.outcome_shape = object(s.outcome);
  s.outcomes = named_by_user("outcomes", "outcomes by name", s.outcome_shape, "NAME: an outcome");
  s.outcomes_shape = object(s.outcomes);
}

void declare_wellbeing(Schema& s) {
  s.state_effects = named_by_user("state_effects", "effects of states", s.by_state_shape,
                                  "ATTRIBUTE: per STATE a factor (multiply) or what is added (add)");
  s.state_effects_shape = object(s.state_effects);
  s.measure = {"measure",
               "a measure of wellbeing: utility, perceived health, a dimension of positive health",
               {{"title", optional, &s.text, "", "", "for readers; else its name"},
                {"scale", required, &s.scale, "", "", "multiply: states are factors; add: states are added"},
                {"range", required, &s.range, "", "", "lowest and highest value: [0, 1]"},
                {"unit", optional, &s.text, "\"1\"", "", "of its values"},
                {"from_age", optional, &s.age, "0", "years", "not measured in the younger, by age on 1 January"},
                {"baseline", required, &s.figure_shape, "", "",
                 "value of who is in no state with an effect; a table may have the column ses"},
                {"spread", optional, &s.figure_shape, "", "",
                 "standard deviation of the person's own offset, normal; only with scale: add"},
                {"states", optional, &s.state_effects_shape, "", "", "effects of states, by sex and age at most"},
                {"source", optional, &s.text, "", "", "where its figures are from that do not say so themselves"},
                {"status", optional, &s.status, "", "", "of figures that do not say so themselves"}},
               nullptr,
               KeyForm::name,
               ""};
  s.measure_shape = object(s.measure);
  s.wellbeing = named_by_user("wellbeing", "measures of wellbeing by name, at most 8", s.measure_shape,
                              "NAME: a measure; permanent, keys the own offset");
  s.wellbeing_shape = object(s.wellbeing);
}

void declare_packs(Schema& s) {
  s.births = {"births",
              "newborns",
              {{"boys_per_girl", required, &s.ratio_number, "", "", "sex ratio at birth"},
               {"source", optional, &s.text, "", "", "where it is from"},
               {"status", optional, &s.status, "", "", "how far it may be trusted"}},
              nullptr,
              KeyForm::name,
              ""};
  s.births_shape = object(s.births);
  s.ses_shares = {"ses_shares",  "shares of SES groups: one figure per GROUP, or a table",
                  table_keys(s), &s.figure_shape,
                  KeyForm::name, "GROUP: share; every group of the study's population"};
  s.ses_shares_shape = object(s.ses_shares);
  s.reference = {"reference",
                 "those to whom published figures refer: the country",
                 {{"ses", required, &s.ses_shares_shape, "", "", "shares of SES groups by sex and age"}},
                 nullptr,
                 KeyForm::name,
                 ""};
  s.reference_shape = object(s.reference);
  s.arrival_flow = {"arrival_flow",
                    "persons who come to live here",
                    {{"per_inhabitant", required, &s.figure_shape, "", "persons per inhabitant per year",
                      "arrivals a year of each sex and single age, per inhabitant of the area at the start"},
                     {"ses", optional, &s.ses_shares_shape, "", "", "shares of SES groups; else of the reference"}},
                    nullptr,
                    KeyForm::name,
                    ""};
  s.arrival_flow_shape = object(s.arrival_flow);
  s.arrivals = named_by_user("arrivals", "persons who come to live here", s.arrival_flow_shape, "NAME: a flow");
  s.arrivals_shape = object(s.arrivals);
  const std::vector<DeclaredKey> content{
      {"title", optional, &s.text, "", "", "what it is"},
      {"source", optional, &s.text, "", "", "where figures are from that do not say so themselves"},
      {"status", optional, &s.status, "", "", "of figures that do not say so themselves"},
      {"include", optional, &s.paths, "", "",
       "files whose attributes, births, wellbeing, outcomes and care belong to this one"},
      {"attributes", optional, &s.attributes_shape, "", "", "state machines that every person carries"},
      {"births", optional, &s.births_shape, "", "", "newborns; needs a transition with `birth: true`"},
      {"reference", optional, &s.reference_shape, "", "",
       "to whom prevalences and normalised rates refer; else to the study's own population"},
      {"arrivals", optional, &s.arrivals_shape, "", "", "persons who come to live here, in flows by name"},
      {"wellbeing", optional, &s.wellbeing_shape, "", "", "how people fare: at most 8 measures"},
      {"outcomes", optional, &s.outcomes_shape, "", "", "what is added up over a life"},
      {"sectors", optional, &s.sectors_shape, "", "", "parts of care whose prices and volumes grow together"},
      {"payers", optional, &s.parties_shape, "", "", "who pays for activities"},
      {"providers", optional, &s.parties_shape, "", "", "who delivers activities"},
      {"activities", optional, &s.activities_shape, "", "", "units of care, their volumes and prices"},
      {"spreads", optional, &s.spreads_shape, "", "", "how spending on care spreads around what is expected of it"},
      {"deductibles", optional, &s.deductibles_shape, "", "", "what insured persons pay themselves"},
      {"calibration", optional, &s.calibration_shape, "", "", "what `kavel calibrate` fits"}};
  s.part = {"part", "a file that a pack includes", content, nullptr, KeyForm::name, ""};
  s.pack = {
      "pack",
      "a model: attributes, transitions, outcomes",
      content + std::vector<DeclaredKey>{{"cycle", optional, &s.cycle, "", "",
                                          "length of a cycle in discrete time; without it events happen at any moment"},
                                         {"sources", optional, &s.required_word, "", "",
                                          "`required`: every figure must have a source and a status"}},
      nullptr,
      KeyForm::name,
      ""};
  s.pack_shape = object(s.pack);
  s.model_shape = either({&s.path, &s.pack_shape});
}

void declare_population(Schema& s) {
  s.shares =
      named_by_user("shares", "shares by state", s.share, "STATE: share; a single state not named gets the rest");
  s.shares_shape = object(s.shares);
  s.cohort_states = named_by_user("states", "states at the start, instead of the pack's prevalence", s.shares_shape,
                                  "ATTRIBUTE: share in each STATE");
  s.cohort_states_shape = object(s.cohort_states);
  s.population = {"population",
                  "a cohort (persons, sex, age, states), or the inhabitants of a region (region, persons)",
                  {{"persons", optional, &s.persons, "", "persons", "size of the cohort; a region is rescaled to it"},
                   {"sex", optional, &s.sex, "", "", "of the cohort"},
                   {"age", optional, &s.age, "", "years", "exact age of the cohort at the start"},
                   {"states", optional, &s.cohort_states_shape, "", "", "states of the cohort at the start"},
                   {"region", optional, &s.path, "", "", "region file, or folder with region.yaml"}},
                  nullptr,
                  KeyForm::name,
                  ""};
  s.population_shape = object(s.population);
}

void declare_regions(Schema& s) {
  s.practice = {"practice",
                "a practice whose patients are among the inhabitants",
                {{"name", required, &s.text, "", "", "as the margins call it"},
                 {"area", optional, &s.text, "", "", "area all its patients live in; else they live anywhere"}},
                nullptr,
                KeyForm::name,
                ""};
  s.practice_shape = object(s.practice);
  s.practices_shape = list_of(s.practice_shape);
  s.margin = {"margin",
              "what is known of the inhabitants by some of the keys",
              {{"table", required, &s.path, "", "",
                "CSV file with some of the columns sex, age, area, ses, practice, insurer, and persons or share"},
               {"across", optional, &s.population_key, "", "",
                "the other columns are this key's groups, and hold their shares"}},
              nullptr,
              KeyForm::name,
              ""};
  s.margin_object = object(s.margin);
  s.margin_shape = either({&s.path, &s.margin_object});
  s.margins_shape = list_of(s.margin_shape);
  s.region = {"region",
              "the inhabitants of a region: one of population, margins, persons",
              {{"title", optional, &s.text, "", "", "what it is"},
               {"source", optional, &s.text, "", "", "where it is from"},
               {"status", optional, &s.status, "", "", "how far it may be trusted"},
               {"year", optional, &s.year, "", "calendar year", "the inhabitants are those of its 1 January"},
               {"areas", optional, &s.texts, "", "", "names of the areas; else those of the tables"},
               {"practices", optional, &s.practices_shape, "", "", "practices; else those of the tables"},
               {"population", optional, &s.path, "", "",
                "CSV file with columns sex, age, area, perhaps ses, and persons: the whole table"},
               {"persons", optional, &s.path, "", "",
                "CSV file, one row a person: sex, age, perhaps area, ses, practice, insurer, persons, and attributes"},
               {"margins", optional, &s.margins_shape, "", "", "tables whose joint table is made to fit all of them"},
               {"cost_level", optional, &s.cost_level_shape, "", "", "how much care the areas use, against the pack"},
               {"prevalences", optional, &s.area_prevalences_shape, "", "", "what is known of the areas' states"},
               {"targets", optional, &s.region_targets_shape, "", "", "what the pack's conditions are to be here"}},
              nullptr,
              KeyForm::name,
              ""};
}

void declare_region_figures(Schema& s) {
  s.region_targets = {
      "targets",
      "what the pack's conditions are to be in this region, and where the tables are that kavel calibrate fits to it",
      {{"table", required, &s.path, "", "", "CSV file with the targets and their weights"},
       {"folder", required, &s.path, "", "", "folder of the tables, read instead of the pack's"},
       {"inhabitants", optional, &s.figure_shape, "", "persons", "whom totals are of, on 1 January of the base year"}},
      nullptr,
      KeyForm::name,
      ""};
  s.region_targets_shape = object(s.region_targets);
  s.cost_level = {
      "cost_level",
      "how much care the inhabitants of each area use, as a multiple of what the pack says of people alike",
      {{"table", required, &s.path, "", "", "CSV file with the columns area, perhaps sector or activity, and factor"},
       {"source", optional, &s.text, "", "", "where it is from; else the table's or the region's"},
       {"status", optional, &s.status, "", "", "how far it may be trusted; else the table's or the region's"}},
      nullptr,
      KeyForm::name,
      ""};
  s.cost_level_shape = object(s.cost_level);
  s.area_shares =
      named_by_user("area_shares", "shares of states", s.figure_shape, "STATE: its share, a number or a table by area");
  s.area_shares_shape = object(s.area_shares);
  s.area_prevalence = {"area_prevalence",
                       "what is known of one attribute at the start",
                       {{"from_age", optional, &s.age, "0", "years", "the shares are of those of this age or over"},
                        {"states", required, &s.area_shares_shape, "", "", "shares of these states in each area"}},
                       nullptr,
                       KeyForm::name,
                       ""};
  s.area_prevalence_shape = object(s.area_prevalence);
  s.area_prevalences = named_by_user("area_prevalences", "what is known of the areas' states at the start",
                                     s.area_prevalence_shape, "ATTRIBUTE: shares of its states by area");
  s.area_prevalences_shape = object(s.area_prevalences);
}

void declare_delineation(Schema& s) {
  s.except = {"except", "all but some", {{"not", required, &s.texts, "", "", "those who are outside"}},
              nullptr,  KeyForm::name,  ""};
  s.except_shape = object(s.except);
  s.delineated = either({&s.texts, &s.except_shape});
  s.delineation = {"delineation",
                   "whose years are reported apart: those of whom all that is given holds",
                   {{"geographic", optional, &s.delineated, "", "", "areas they live in"},
                    {"registered", optional, &s.delineated, "", "", "practices they are patients of"},
                    {"insured", optional, &s.delineated, "", "", "insurers they are with"}},
                   nullptr,
                   KeyForm::name,
                   ""};
  s.delineation_shape = object(s.delineation);
}

void declare_study(Schema& s) {
  s.overrides = named_by_user("overrides", "what differs in a variant", s.anything,
                              "dotted path of a key under `model`: its value in this variant", KeyForm::path);
  s.overrides_shape = object(s.overrides);
  s.variants =
      named_by_user("variants", "the same people with the same luck under other figures; the first is the comparator",
                    s.overrides_shape, "NAME: dotted path: value");
  s.variants_shape = object(s.variants);
  s.study = {"study",
             "what to simulate",
             {{"title", required, &s.text, "", "", "what it is"},
              {"source", optional, &s.text, "", "", "where figures are from that do not say so themselves"},
              {"status", optional, &s.status, "", "", "how far figures may be trusted that do not say so themselves"},
              {"seed", optional, &s.seed, "1", "", "another seed is other luck for everyone"},
              {"start", optional, &s.year, "2025", "calendar year", "the study starts on 1 January of this year"},
              {"years", required, &s.years, "", "years", "how long"},
              {"population", required, &s.population_shape, "", "", "who"},
              {"delineation", optional, &s.delineation_shape, "", "",
               "which of a region's inhabitants are reported apart; without it all are inside"},
              {"model", required, &s.model_shape, "", "", "a pack: written here, or the path of its file or folder"},
              {"variants", optional, &s.variants_shape, "", "", "else there is one: usual_care"},
              {"capacities", optional, &s.capacities_shape, "", "", "what programmes share and can use up"},
              {"programmes", optional, &s.programmes_shape, "", "", "what arms may use"},
              {"arms", optional, &s.arms_shape, "", "", "portfolios of programmes, compared with usual care"},
              {"age_groups", optional, &s.ages, "[0,5,10,15,20,25,30,35,40,45,50,55,60,65,70,75,80,85,90]", "years",
               "first age of each group of the trajectories, from 0; the last is open"}},
             nullptr,
             KeyForm::name,
             ""};
  s.study_shape = object(s.study);
}

std::string expected_number(const Shape& shape) {
  std::string what = shape.is == Is::whole ? "a whole number" : "a number";
  const bool has_least = shape.least > -std::numeric_limits<double>::infinity();
  const bool has_most = shape.most < std::numeric_limits<double>::infinity();
  if (has_most && shape.most >= 1e19) return what + " from 0 to 2^64 - 1";
  if (has_least && has_most && shape.above)
    return fmt::format("{} above {} and at most {:.0f}", what, shape.least, shape.most);
  if (has_least && has_most) return fmt::format("{} from {} to {:.0f}", what, shape.least, shape.most);
  if (has_least) return fmt::format("{} {} {}", what, shape.above ? "above" : "of at least", shape.least);
  return what;
}

}  // namespace

std::string expected_of(const Shape& shape) {
  switch (shape.is) {
    case Is::text:
      return "text";
    case Is::name:
      return "a name of letters, digits and _";
    case Is::path:
      return "a path";
    case Is::flag:
      return "true or false";
    case Is::whole:
    case Is::number:
      return expected_number(shape);
    case Is::choice:
      return (shape.choices.size() == 1 ? "" : "one of ") + listed(shape.choices);
    case Is::list:
      return "a list";
    case Is::object:
      return "a mapping";
    case Is::anything:
      return "a value";
    case Is::either:
      break;
  }
  std::vector<std::string> words;
  for (const Shape* one : shape.of) {
    if (words.empty() || words.back() != expected_of(*one)) words.push_back(expected_of(*one));
  }
  std::string text = words.front();
  for (std::size_t i = 1; i < words.size(); ++i) text += " or " + words[i];
  return text;
}

const DeclaredKey* ObjectKind::find(std::string_view key) const {
  for (const DeclaredKey& one : keys) {
    if (one.name == key) return &one;
  }
  return nullptr;
}

std::vector<std::string> ObjectKind::names() const {
  std::vector<std::string> result;
  for (const DeclaredKey& key : keys) result.push_back(key.name);
  return result;
}

Schema::Schema() {
  declare_words(*this);
  declare_figures(*this);
  declare_transitions(*this);
  declare_attributes(*this);
  declare_outcomes(*this);
  declare_care(*this);
  declare_calibration(*this);
  declare_wellbeing(*this);
  declare_packs(*this);
  declare_population(*this);
  declare_region_figures(*this);
  declare_regions(*this);
  declare_delineation(*this);
  kinds = {&study,
           &population,
           &region,
           &pack,
           &part,
           &attributes,
           &attribute,
           &leaves,
           &state_titles,
           &prevalence,
           &transitions,
           &transition,
           &sojourn,
           &gates,
           &ratio,
           &births,
           &outcomes,
           &outcome,
           &weights,
           &by_attribute,
           &by_attribute_transition,
           &by_state,
           &by_transition,
           &figure,
           &shares,
           &cohort_states,
           &overrides,
           &variants,
           &calibration,
           &background,
           &budget,
           &budgets,
           &fitted_condition,
           &fitted_conditions,
           &region_targets,
           &residual_block,
           &residual_blocks,
           &published,
           &baseline,
           &baselines,
           &prevalence_ratio,
           &arrival_flow,
           &arrivals,
           &time_spent,
           &time_in_state,
           &ses_shares,
           &reference,
           &wellbeing,
           &measure,
           &state_effects,
           &practice,
           &margin,
           &except,
           &delineation,
           &sectors,
           &sector,
           &parties,
           &activities,
           &activity,
           &price,
           &spread,
           &spreads,
           &deductibles,
           &deductible,
           &cost_level,
           &area_prevalence,
           &area_shares,
           &area_prevalences};
  declare_programmes(*this);
  declare_study(*this);
}

const Schema& schema() {
  static const Schema all;
  return all;
}

}  // namespace kavel
