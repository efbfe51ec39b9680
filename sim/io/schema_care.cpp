#include "io/declaring.hpp"

namespace kavel {

using namespace declaring;

namespace {

void declare_sectors(Schema& s) {
  s.sector = {"sector",
              "a part of care whose prices and volumes grow together",
              {{"title", optional, &s.text, "", "", "for readers; else its name"},
               {"price_index", optional, &s.figure_shape, "", "1/year",
                "growth of prices on the year before; a table may have the column year. Constant prices if not given"},
               {"real_growth", optional, &s.figure_shape, "", "1/year",
                "growth on the year before, beyond demography, from the study's first year on: of volumes in money, "
                "else of what a "
                "unit takes, and so of its price. None if not given"},
               {"source", optional, &s.text, "", "", "of figures in it that do not say so themselves"},
               {"status", optional, &s.status, "", "", "of figures in it that do not say so themselves"}},
              nullptr,
              KeyForm::name,
              ""};
  s.sector_shape = object(s.sector);
  s.sectors = named_by_user("sectors", "sectors by name", s.sector_shape, "NAME: a sector");
  s.sectors_shape = object(s.sectors);
  s.parties = named_by_user("parties", "who pays, or who delivers, by name", s.text, "NAME: what readers call it");
  s.parties_shape = object(s.parties);
}

void declare_activities(Schema& s) {
  s.price = {"price",
             "what one unit of an activity costs",
             {{"value", required, &s.number, "", "EUR", "the price"},
              {"price_year", required, &s.price_year, "", "calendar year", "in whose prices"},
              {"source", optional, &s.text, "", "", "where it is from"},
              {"status", optional, &s.status, "", "", "how far it may be trusted"}},
             nullptr,
             KeyForm::name,
             ""};
  s.price_shape = object(s.price);
  s.activity = {
      "activity",
      "a unit of care: its volume a year and at transitions, its price, who pays whom",
      {{"title", optional, &s.text, "", "", "for readers; else its name"},
       {"sector", required, &s.name, "", "", "one of the pack's sectors"},
       {"payer", required, &s.name, "", "", "one of the pack's payers, or none"},
       {"provider", required, &s.name, "", "", "one of the pack's providers"},
       {"unit", required, &s.text, "", "", "of the volume: consult, day, …, or money: EUR and the year of its prices"},
       {"price", optional, &s.price_shape, "", "", "of one unit; needed unless the unit is money"},
       {"fixed_share", optional, &s.figure_shape, "", "",
        "share of its cost that does not follow the volume at once; 0 if not given"},
       {"marginal_share", optional, &s.figure_shape, "", "",
        "factor on `per_year` and `per_transition`: what truly follows the state or transition; 1 if not given"},
       {"per_year", optional, &s.by_attribute_shape, "", "", "volume per year in a state"},
       {"per_transition", optional, &s.by_attribute_transition_shape, "", "", "volume at a transition"},
       {"residual", optional, &s.figure_shape, "", "", "volume per year of every inhabitant beside these; at least 0"},
       {"deductible", optional, &s.name, "", "", "the deductible it falls under; exempt if not given"},
       {"spread", optional, &s.name, "", "", "the spread of what is spent on it; needed under a deductible"},
       {"source", optional, &s.text, "", "", "of figures in it that do not say so themselves"},
       {"status", optional, &s.status, "", "", "of figures in it that do not say so themselves"}},
      nullptr,
      KeyForm::name,
      ""};
  s.activity_shape = object(s.activity);
  s.activities = named_by_user("activities", "activities by name", s.activity_shape, "NAME: an activity");
  s.activities_shape = object(s.activities);
}

void declare_deductibles(Schema& s) {
  s.spread = {
      "spread",
      "how what a person spends in a year on a group of activities spreads around what is expected of it",
      {{"users", optional, &s.figure_shape, "", "",
        "share of people who spend anything in a year, from 0.001 to 1; by sex and age at most; all if not given"},
       {"variation", required, &s.figure_shape, "", "",
        "coefficient of variation of spending among them, from 0 to 20; by sex and age at most"},
       {"source", optional, &s.text, "", "", "of figures in it that do not say so themselves"},
       {"status", optional, &s.status, "", "", "of figures in it that do not say so themselves"}},
      nullptr,
      KeyForm::name,
      ""};
  s.spread_shape = object(s.spread);
  s.spreads = named_by_user("spreads", "spreads by name, at most 16", s.spread_shape,
                            "NAME: of a group of activities; permanent, keys what people spend");
  s.spreads_shape = object(s.spreads);
  s.deductible = {
      "deductible",
      "what insured persons pay themselves: the first euros of a calendar year's care under it",
      {{"payer", required, &s.name, "", "", "one of the pack's payers: who pays it, instead of the activities' payer"},
       {"amount", required, &s.figure_shape, "", "EUR", "at most so much a year; a table may have the column year"},
       {"from_age", optional, &s.age, "0", "years", "for persons of this age on 1 January, and older"},
       {"source", optional, &s.text, "", "", "of figures in it that do not say so themselves"},
       {"status", optional, &s.status, "", "", "of figures in it that do not say so themselves"}},
      nullptr,
      KeyForm::name,
      ""};
  s.deductible_shape = object(s.deductible);
  s.deductibles =
      named_by_user("deductibles", "deductibles by name, at most 4", s.deductible_shape, "NAME: a deductible");
  s.deductibles_shape = object(s.deductibles);
}

}  // namespace

void declare_care(Schema& schema) {
  declare_sectors(schema);
  declare_activities(schema);
  declare_deductibles(schema);
}

}  // namespace kavel
