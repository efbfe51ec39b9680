#include "io/write_money.hpp"

#include <array>

#include "experiment/cost.hpp"
#include "io/arms.hpp"
#include "io/write_yearly.hpp"

namespace kavel {

namespace {

using Names = std::vector<std::string>;

const std::string euros{"EUR"};
const std::string volume_units{"see activity_unit"};

template <class Label>
Names names(const std::vector<Label>& labels) {
  return names_of(labels, [](const Label& label) { return label.name; });
}

template <class Label>
Names titles(const std::vector<Label>& labels) {
  return names_of(labels, [](const Label& label) { return label.title; });
}

class MoneyWriter {
 public:
  MoneyWriter(Hdf5Writer& file, const Results& results, const MoneyEstimates& estimates)
      : file_(file), results_(results), care_(results.care), estimates_(estimates) {}

  void write() {
    file_.add_group("/money", "Volumes of care, their prices and what they cost; payers pay, before any settlement");
    write_labels();
    file_.add("/money/price", {"arm", "year", "activity"},
              of_all_arms<double>(results_, [](const auto& v) { return v.prices.nominal.values; }),
              {"EUR per unit of volume", "price of a unit in the year", ""});
    file_.add("/money/price_real", {"arm", "year", "activity"},
              of_all_arms<double>(results_, [](const auto& v) { return v.prices.real.values; }),
              {"EUR per unit of volume", "price of a unit, at prices of the first year",
               "rises with what a unit takes: growth beyond demography of what is not counted in money"});
    const Names cell{"arm", "year", "sex", "age_group", "ses"};
    write_volumes(file_, "/money", cell, results_, &VariantResults::by_sex_age_ses);
    write_cost("/money", cell, &VariantResults::by_sex_age_ses);
    write_by_year();
    file_.add_group("/money/by_area", "Volumes and cost by area");
    write_volumes(file_, "/money/by_area", {"arm", "year", "area"}, results_, &VariantResults::by_area);
    write_cost("/money/by_area", {"arm", "year", "area"}, &VariantResults::by_area);
    file_.add_group("/money/by_delineation", "Volumes and cost inside and outside the delineation");
    write_volumes(file_, "/money/by_delineation", {"arm", "year", "delineation"}, results_,
                  &VariantResults::by_delineation);
    write_cost("/money/by_delineation", {"arm", "year", "delineation"}, &VariantResults::by_delineation);
    write_meerkosten();
  }

 private:
  void write_labels() {
    const auto label = [&](const std::string& name, const std::string& of, const Names& values,
                           const std::string& long_name) {
      file_.add("/money/" + name, {of}, values, {"", long_name, ""});
    };
    label("activity_title", "activity", titles(care_.activities), "the activity, for readers");
    label("activity_unit", "activity", names_of(care_.activities, [](const auto& a) { return a.unit; }),
          "unit of its volume");
    label("activity_sector", "activity",
          names_of(care_.activities, [&](const auto& a) { return care_.sectors[a.sector].name; }), "its sector");
    label("activity_payer", "activity",
          names_of(care_.activities, [&](const auto& a) { return care_.payers[a.payer].name; }),
          "who pays it; none: nobody");
    label("activity_provider", "activity",
          names_of(care_.activities, [&](const auto& a) { return care_.providers[a.provider].name; }),
          "who delivers it");
    std::vector<double> fixed;
    for (const ActivityLabel& activity : care_.activities) fixed.push_back(activity.fixed_share);
    file_.add("/money/activity_fixed_share", {"activity"}, fixed,
              {"1", "share of its cost that does not follow the volume at once", ""});
    if (!care_.deductibles.empty()) write_deductibles(label);
    label("sector_title", "sector", titles(care_.sectors), "the sector, for readers");
    label("payer_title", "payer", titles(care_.payers), "the payer, for readers");
    label("provider_title", "provider", titles(care_.providers), "the provider, for readers");
  }

  template <class Label>
  void write_deductibles(const Label& label) {
    label("activity_deductible", "activity",
          names_of(care_.activities,
                   [&](const auto& a) {
                     return a.deductible < 0 ? std::string()
                                             : care_.deductibles[static_cast<std::size_t>(a.deductible)].name;
                   }),
          "the deductible it falls under; empty: exempt");
    label("activity_spread", "activity", names_of(care_.activities, [](const auto& a) { return a.spread; }),
          "what a person spends on activities of one spread is drawn together; empty: exempt");
    label("deductible_payer", "deductible",
          names_of(care_.deductibles, [&](const auto& d) { return care_.payers[d.payer].name; }), "who pays it");
    label("deductible_insurer", "deductible",
          names_of(care_.deductibles, [&](const auto& d) { return care_.payers[d.insurer].name; }),
          "who pays so much less");
    std::vector<std::int64_t> ages;
    for (const DeductibleLabel& deductible : care_.deductibles) ages.push_back(deductible.from_age);
    file_.add("/money/deductible_from_age", {"deductible"}, ages,
              {"years", "age on 1 January from which it is paid", ""});
  }

  void write_cost(const std::string& group, Names dimensions, Trajectories VariantResults::*part) {
    dimensions.emplace_back("activity");
    const auto cost = [&](Prices prices) {
      return of_all_arms<double>(results_,
                                 [&](const auto& v) { return cost_of((v.*part).volumes, v.prices, prices).values; });
    };
    file_.add(group + "/cost", dimensions, cost(Prices::nominal), {euros, "cost at prices of the year", ""});
    file_.add(group + "/cost_real", dimensions, cost(Prices::real), {euros, "cost at prices of the first year", ""});
  }

  void write_by_year() {
    file_.add_group("/money/by_year",
                    "Volumes and cost of the whole region with standard errors (random groups of founders) and paired "
                    "differences with the first arm");
    const std::string path = "/money/by_year/";
    write_yearly(file_, path + "volumes", "activity",
                 {volume_units, "volume; of money, with growth beyond demography", ""}, estimates_.volumes);
    if (!care_.deductibles.empty()) {
      write_yearly(file_, path + "deductible_paid", "deductible", {euros, "paid under the deductible", ""},
                   estimates_.deductibles);
    }
    write_costs("", "at prices of the year", estimates_.nominal);
    write_costs("_real", "at prices of the first year", estimates_.real);
  }

  void write_costs(const std::string& suffix, const std::string& words, const CostEstimates& cost) {
    const std::string path = "/money/by_year/";
    write_yearly(file_, path + "cost_by_sector" + suffix, "sector", {euros, "cost by sector " + words, ""},
                 cost.by_sector);
    write_yearly(file_, path + "cost_by_payer" + suffix, "payer", {euros, "cost by payer " + words, ""}, cost.by_payer);
    write_yearly(file_, path + "cost_by_provider" + suffix, "provider", {euros, "cost by provider " + words, ""},
                 cost.by_provider);
    write_yearly(file_, path + "fixed_cost_by_provider" + suffix, "provider",
                 {euros, "of the cost by provider, what does not follow the volume at once, " + words, ""},
                 cost.fixed_by_provider);
  }

  void write_meerkosten() {
    file_.add_group("/meerkosten",
                    "What care costs more than in the first year of the first arm, in whole EUR, so that parts add up "
                    "exactly: nominal = price + real, real = demography + volume");
    write_parts("", {"arm", "year"}, estimates_.in_all);
    write_parts("_by_sector", {"arm", "year", "sector"}, estimates_.by_sector);
    write_parts("_by_payer", {"arm", "year", "payer"}, estimates_.by_payer);
  }

  void write_parts(const std::string& suffix, const Names& dimensions, const Meerkosten& parts) {
    const auto add = [&](const std::string& name, Array<double> ExtraCosts::*part, const std::string& long_name,
                         const std::string& description) {
      const std::string path = "/meerkosten/" + name + suffix;
      file_.add(path, dimensions, (parts.*part).values, {euros, long_name, description});
      file_.add(path + "_se", dimensions, (parts.standard_errors.*part).values,
                {euros, long_name + ": standard error", "jackknife over random groups"});
    };
    add("nominal", &ExtraCosts::nominal, "extra cost at prices of the year", "");
    add("price", &ExtraCosts::price, "of the nominal extra cost: prices",
        "the year's volumes x the change of their prices");
    add("real", &ExtraCosts::real, "extra cost at prices of the first year", "");
    add("demography", &ExtraCosts::demography, "of the real extra cost: more and older people",
        "the year's person-years by sex, age group and SES at the first year's cost per person-year, minus its cost");
    add("volume", &ExtraCosts::volume, "of the real extra cost: more care for people of one sex, age and SES",
        "what price and demography leave; growth beyond demography, and other states of health");
  }

  Hdf5Writer& file_;
  const Results& results_;
  const CareLabels& care_;
  const MoneyEstimates& estimates_;
};

}  // namespace

void write_care_coordinates(Hdf5Writer& file, const CareLabels& care) {
  if (care.activities.empty()) return;
  file.add_coordinate("/activity", names(care.activities), {.long_name = "activity", .description = "a unit of care"});
  file.add_coordinate("/sector", names(care.sectors), {.long_name = "sector of care"});
  file.add_coordinate("/payer", names(care.payers), {.long_name = "who pays"});
  file.add_coordinate("/provider", names(care.providers), {.long_name = "who delivers"});
  if (!care.deductibles.empty()) {
    file.add_coordinate("/deductible", names_of(care.deductibles, [](const auto& d) { return d.name; }),
                        {.long_name = "what insured persons pay themselves"});
  }
}

void write_volumes(Hdf5Writer& file, const std::string& group, std::vector<std::string> dimensions,
                   const Results& results, Trajectories VariantResults::*part) {
  if (results.care.activities.empty()) return;
  dimensions.emplace_back("activity");
  file.add(group + "/volumes", dimensions,
           of_all_arms<double>(results, [&](const auto& v) { return (v.*part).volumes.values; }),
           {volume_units, "volume; of money, with growth beyond demography", ""});
  if (results.care.deductibles.empty()) return;
  dimensions.back() = "deductible";
  file.add(group + "/deductible_paid", dimensions,
           of_all_arms<double>(results, [&](const auto& v) { return (v.*part).deductibles.values; }),
           {euros, "paid under the deductible, euros of the year", ""});
}

void write_money(Hdf5Writer& file, const Results& results, const MoneyEstimates& estimates) {
  if (!results.care.activities.empty()) MoneyWriter(file, results, estimates).write();
}

}  // namespace kavel
