#include "io/declaring.hpp"

namespace kavel {

using namespace declaring;

namespace {

constexpr double greatest_weight = 1e8;  ///< of a target: a relative standard error of 0.01 %

void declare_mortality(Schema& s) {
  s.follows = choice({"nothing", "all_cause"});
  s.positive_share = above_zero();
  s.positive_share.most = 1;
  s.transition_names = list_of(s.text);
  s.background = {"background",
                  "mortality that remains when other transitions' part is taken from all-cause mortality",
                  {{"transition", required, &s.text, "", "", "the background's death, ATTRIBUTE.FROM>TO/CAUSE"},
                   {"all_cause", required, &s.figure_shape, "", "1/year", "hazard of death from all causes"},
                   {"most_explained", optional, &s.positive_share, "0.85", "",
                    "largest share of a sex and age that budgeted deaths may explain"},
                   {"writes", required, &s.text, "", "", "name of the table of hazards it writes"}},
                  nullptr,
                  KeyForm::name,
                  ""};
  s.background_shape = object(s.background);
  s.budget = {"budget",
              "deaths in the base year that some death transitions together explain",
              {{"transitions", required, &s.transition_names, "", "", "deaths, ATTRIBUTE.FROM>TO/CAUSE"},
               {"deaths", required, &s.figure_shape, "", "deaths per year", "among `inhabitants` of the calibration"},
               {"follows", optional, &s.follows, "\"nothing\"", "",
                "all_cause: after the base year the excess changes as all-cause mortality does"},
               {"weight", optional, &s.not_negative, "", "",
                "in the fit of a condition, as weights of targets; without it the deaths are exactly these"},
               {"writes", required, &s.text, "", "", "name of the table of ratios it writes"}},
              nullptr,
              KeyForm::name,
              ""};
  s.budget_shape = object(s.budget);
  s.budgets = named_by_user("attributable_deaths", "deaths that conditions explain", s.budget_shape,
                            "NAME: a budget of deaths");
  s.budgets_shape = object(s.budgets);
}

void declare_conditions(Schema& s) {
  s.fitted_in = choice({"everywhere", "regions"});
  s.fitted_condition = {
      "fitted_condition",
      "a condition whose onset and start are fitted to targets, or only held against them",
      {{"attribute", optional, &s.text, "", "", "that it is; else of its own name"},
       {"cases", optional, &s.names, "", "", "states in which someone has it; else all but the first"},
       {"onset", required, &s.transition_names, "", "", "what new cases are, ATTRIBUTE.FROM>TO/CAUSE"},
       {"knots", optional, &s.ages, "", "years", "ages between which the logarithm of a factor is linear"},
       {"hold", optional, &s.not_negative, "1", "", "weight with which the logarithm of every factor is held at 0"},
       {"deaths", optional, &s.text, "", "", "the budget of attributable_deaths that is its deaths"},
       {"start", optional, &s.published_shape, "", "", "prevalence by state as it is before the fit"},
       {"writes_onset", optional, &s.text, "", "", "name of the table of factors on onset; else onset is not fitted"},
       {"writes_start", optional, &s.text, "", "", "name of the table of prevalences; else the start is not fitted"},
       {"fitted_in", optional, &s.fitted_in, "\"everywhere\"", "",
        "regions: only to a region's own targets; of the country the tables say what the pack has without a fit"}},
      nullptr,
      KeyForm::name,
      ""};
  s.fitted_condition_shape = object(s.fitted_condition);
  s.fitted_conditions = named_by_user("conditions", "conditions that have targets", s.fitted_condition_shape,
                                      "NAME: a condition, as the table of targets calls it");
  s.fitted_conditions_shape = object(s.fitted_conditions);
}

void declare_base_year(Schema& s) {
  s.published = {"published",   "published volumes a year per inhabitant: a table whose columns are activities",
                 table_keys(s), nullptr,
                 KeyForm::name, ""};
  s.published_shape = object(s.published);
  s.residual_block = {"residual_block",
                      "activities whose residual restores a published volume",
                      {{"published", required, &s.published_shape, "", "", "volume per inhabitant and year"},
                       {"writes", required, &s.text, "", "", "name of the table of residuals it writes"}},
                      nullptr,
                      KeyForm::name,
                      ""};
  s.residual_block_shape = object(s.residual_block);
  s.residual_blocks = named_by_user("residuals", "what states and transitions do not explain of published volumes",
                                    s.residual_block_shape, "NAME: activities of one unit");
  s.residual_blocks_shape = object(s.residual_blocks);
  s.baseline = {"baseline",
                "what gives a measure of wellbeing a published mean",
                {{"norm", required, &s.figure_shape, "", "", "mean of the population; a table may have the column ses"},
                 {"writes", required, &s.text, "", "", "name of the table of baselines it writes"}},
                nullptr,
                KeyForm::name,
                ""};
  s.baseline_shape = object(s.baseline);
  s.baselines = named_by_user("baselines", "baselines of measures of wellbeing", s.baseline_shape,
                              "MEASURE: one of the pack's measures of wellbeing");
  s.baselines_shape = object(s.baselines);
}

}  // namespace

void declare_calibration(Schema& s) {
  s.not_negative = within(Is::number, 0, greatest_weight);
  declare_mortality(s);
  declare_base_year(s);
  declare_conditions(s);
  s.calibration = {
      "calibration",
      "what `kavel calibrate` fits in the national reference run",
      {{"persons", optional, &s.persons, "4000000", "persons", "of the reference run"},
       {"folder", required, &s.path, "", "", "folder of the tables it writes, where the pack reads them"},
       {"inhabitants", optional, &s.figure_shape, "", "persons", "whom totals are of, on 1 January of the base year"},
       {"background", required, &s.background_shape, "", "", "background mortality"},
       {"attributable_deaths", optional, &s.budgets_shape, "", "", "budgets of deaths in the base year"},
       {"targets", optional, &s.path, "", "", "CSV file with what conditions are to come out at, and weights"},
       {"conditions", optional, &s.fitted_conditions_shape, "", "", "conditions that have targets"},
       {"residuals", optional, &s.residual_blocks_shape, "", "", "published volumes of activities in the base year"},
       {"baselines", optional, &s.baselines_shape, "", "", "published means of wellbeing in the base year"}},
      nullptr,
      KeyForm::name,
      ""};
  s.calibration_shape = object(s.calibration);
}

}  // namespace kavel
