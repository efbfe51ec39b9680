#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/pack.hpp"
#include "experiment/persons_sample.hpp"

namespace kavel {

/// Dense values with named dimensions, last dimension fastest.
template <class Value>
struct Array {
  std::vector<std::size_t> shape{};
  std::vector<Value> values{};
};

/// An outcome's total over everyone who lives in the study, discounted.
struct Total {
  double sum = 0;                                ///< over all lineages, those of arrivals too, in the outcome's unit
  double mean = 0;                               ///< the sum, per founder
  double standard_error = 0;                     ///< of the mean, over lineages
  double difference = 0;                         ///< mean per founder minus that of the first variant
  double difference_standard_error = 0;          ///< paired, over lineages
  std::vector<double> difference_covariances{};  ///< [outcome]: of its difference with that of each outcome
  double discount = 0;                           ///< rate, 1/year; not a number: not known
};

/// What a unit of care costs in each year, EUR per unit of volume [year x activity].
struct UnitPrices {
  Array<double> nominal{};  ///< in prices of the year
  Array<double> real{};     ///< in prices of the first year; it rises with what a unit takes
};

/// One tally of states, events and outcomes; leading dimensions differ (see Results).
struct Trajectories {
  Array<double> person_years{};  ///< [… x state]: years lived in each state of each attribute
  Array<std::int64_t> events{};  ///< [… x transition]: firings
  Array<double> outcomes{};      ///< [… x outcome], in the outcome's unit, undiscounted
  Array<double> volumes{};       ///< [… x activity], in the activity's unit; of money, with growth beyond demography
  Array<double> deductibles{};   ///< [… x deductible], paid under it, EUR of the year
};

/// How people fare; leading dimensions differ (see Results).
struct WellbeingTrajectories {
  Array<double> measured{};  ///< [… x measure]: person-years lived by those who are measured
  Array<double> values{};    ///< [… x measure]: value x years, summed; over `measured` it is the mean
};

/// Persons entering and leaving; start + births + arrivals - deaths - departures = end, in every year.
struct Conservation {
  std::vector<std::int64_t> start{}, births{}, arrivals{}, deaths{}, departures{}, end{};  ///< [year]
  bool holds() const;
};

/// What is shown of an arm: it differs from usual care only from the first start in a programme on.
struct ArmProof {
  std::vector<std::int64_t> starts{};     ///< [year]: in any programme
  std::vector<std::int64_t> differing{};  ///< [year]: strata of sex, age and SES whose tallies are not usual care's
};

/// What standard errors need besides random groups of everyone. Not in a result file: what is estimated from it is.
struct PeopleByRandomGroup {
  Array<double> person_years{};  ///< [year x sex x age group x SES x random group]
  Trajectories first{};          ///< volumes and deductibles of the first year [1 x sex x … x random group x …]
  Array<double> adults{};        ///< person-years of those from 18 on 1 January [year x random group x state]
  Trajectories by_side{};        ///< years and volumes [year x inside, outside x random group x …]; or empty: no line
};

/// What an arm changes of lifetime totals, by who begins a lineage; cells that differ in anyone add up, and so do the
/// squares of their errors.
struct StratumDifferences {
  std::vector<std::int64_t> lineages{};  ///< [cell]
  std::vector<double> difference{};      ///< [cell x outcome]: sum over lineages, arm minus usual care, in its unit
  std::vector<double> standard_error{};  ///< [cell x outcome]: of that, paired, over lineages
};

struct VariantResults {
  std::string name{};
  Trajectories by_sex_age_ses{};  ///< [year x sex x age group x SES x …]
  Trajectories by_area{};         ///< [year x area x …]
  Trajectories by_delineation{};  ///< [year x inside, outside x …]
  Trajectories by_group{};        ///< [year x random group x …], for standard errors
  Trajectories by_cross{};        ///< [year x sex x age group x SES x area x …]; empty unless asked for
  WellbeingTrajectories wellbeing_by_sex_age_ses{}, wellbeing_by_area{}, wellbeing_by_delineation{},
      wellbeing_by_group{}, wellbeing_by_cross{};
  PeopleByRandomGroup people{};                 ///< of meerkosten: empty without activities
  Array<double> alive{};                        ///< person-years [year x sex x age on 1 January + 1]
  Array<std::int64_t> deaths{};                 ///< [year x sex x age on 1 January + 1]
  std::vector<Total> totals{};                  ///< [outcome]
  StratumDifferences differences_by_stratum{};  ///< cells: sex x age group x SES; empty of the first variant
  StratumDifferences differences_by_area{};     ///< cells: areas; the same
  UnitPrices prices{};                          ///< of care
  Conservation conservation{};
  ArmProof proof{};                   ///< of an arm; else empty
  Array<double> used{};               ///< of capacities on 1 January, in their units [year x pool]
  Array<std::int64_t> turned_away{};  ///< who wanted a place on 1 January and got none [year x allotting]
};

/// A measure of wellbeing, as a reader of results needs it.
struct MeasureName {
  std::string name{};
  std::string unit{};
  double least = 0, most = 1;  ///< range
  int from_age = 0;            ///< measured from this age on 1 January
  friend bool operator==(const MeasureName&, const MeasureName&) = default;
};

/// A sector, payer or provider.
struct PartyLabel {
  std::string name{};
  std::string title{};  ///< for readers
};

/// An activity, and who is party to it.
struct ActivityLabel {
  std::string name{};
  std::string title{};
  std::string unit{};
  std::size_t sector = 0;    ///< index into CareLabels
  std::size_t payer = 0;     ///< index into CareLabels; nobody is a payer called `none`
  std::size_t provider = 0;  ///< index into CareLabels
  double fixed_share = 0;    ///< of its cost that does not follow the volume at once
  int deductible = -1;       ///< index into CareLabels; -1: exempt
  std::string spread{};      ///< how what a person spends on it is spread; empty: it is exempt
};

/// What insured persons pay themselves.
struct DeductibleLabel {
  std::string name{};
  std::size_t payer = 0;    ///< who pays it: index into CareLabels
  std::size_t insurer = 0;  ///< who pays so much less
  int from_age = 0;
};

struct CareLabels {
  std::vector<PartyLabel> sectors{};
  std::vector<PartyLabel> payers{};
  std::vector<PartyLabel> providers{};
  std::vector<ActivityLabel> activities{};
  std::vector<DeductibleLabel> deductibles{};
};

/// What programmes draw on: a capacity of the whole region, or an area's part of it.
struct PoolLabel {
  std::string name{};   ///< of the capacity
  std::string title{};  ///< for readers
  std::string unit{};
  std::string area{};  ///< empty: of the whole region
  double a_year = 0;   ///< how much there is
  friend bool operator==(const PoolLabel&, const PoolLabel&) = default;
};

/// What a transition does to the number of inhabitants.
enum class Role { change, birth, death, departure };

/// Everything a study leaves: plain numbers, no string decides anything.
struct Results {
  std::vector<int> years{};       ///< calendar years
  std::vector<int> age_groups{};  ///< first age of each group
  std::vector<std::string> ses_groups{};
  std::vector<std::string> areas{};
  std::string delineation{};               ///< who is inside, in words; empty: everyone
  std::vector<std::string> states{};       ///< `attribute.state`
  std::vector<std::string> transitions{};  ///< `attribute.from>to`
  std::vector<Role> roles{};               ///< of each transition
  std::vector<std::string> outcomes{};
  std::vector<std::string> outcome_units{};
  std::vector<OutcomeKind> outcome_kinds{};
  std::vector<MeasureName> measures{};  ///< of wellbeing
  CareLabels care{};
  std::vector<PoolLabel> pools{};        ///< of capacities, one after the other
  std::vector<std::string> allotting{};  ///< the study's programmes, where people compete for places; else empty
  std::vector<VariantResults> variants{};
  std::int64_t founders = 0;
  std::int64_t inhabitants = 0;  ///< of the region, for whom the founders stand; 0: for themselves
  double person_years = 0;       ///< simulated, all variants
  PersonsSample sample{};
};

}  // namespace kavel
