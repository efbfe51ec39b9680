#include "io/declaring.hpp"

namespace kavel {

using namespace declaring;

namespace {

void declare_sectors(Schema& s) {
  s.sector = {
      "sector",
      "a part of care whose prices and volumes grow together",
      {{"title", optional, &s.text, "", "", "for readers; else its name"},
       {"price_index", optional, &s.figure_shape, "", "1/year",
        "growth of prices on the year before; a table may have the column year. Constant prices if not given"},
       {"real_growth", optional, &s.figure_shape, "", "1/year",
        "growth of volumes on the year before, beyond demography, from the study's first year on; none if not given"},
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
              {"price_year", required, &s.year, "", "calendar year", "in whose prices"},
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
       {"source", optional, &s.text, "", "", "of figures in it that do not say so themselves"},
       {"status", optional, &s.status, "", "", "of figures in it that do not say so themselves"}},
      nullptr,
      KeyForm::name,
      ""};
  s.activity_shape = object(s.activity);
  s.activities = named_by_user("activities", "activities by name", s.activity_shape, "NAME: an activity");
  s.activities_shape = object(s.activities);
}

}  // namespace

void declare_care(Schema& schema) {
  declare_sectors(schema);
  declare_activities(schema);
}

}  // namespace kavel
