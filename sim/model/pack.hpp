#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/calibration_spec.hpp"
#include "model/table.hpp"

namespace kavel {

/// How a transition's figures are to be understood.
enum class TransitionKind {
  hazard,       ///< instantaneous rate, 1/year
  rate,         ///< discrete only: rate r, turned to its own probability 1 - exp(-r x cycle) before competing
  probability,  ///< discrete only: probability within a cycle
  duration,     ///< fixed sojourn, years
  weibull,      ///< Weibull sojourn: shape, scale (years)
  gamma         ///< gamma sojourn: shape, scale (years)
};

/// Why a person leaves the population on entering a state.
enum class Leaving { no, death, emigration };

enum class EffectKind { unstated, total, direct };

/// Ratios by the state of something else.
struct ByState {
  std::string by{};                                          ///< attribute, or `ses`, `area`, `age`
  std::vector<std::pair<std::string, Quantity>> by_state{};  ///< states not named have ratio 1
  std::optional<Quantity> table{};  ///< instead of by_state: a table with a `state` column (or `age` alone)
  Mark mark{};
  std::string key{};
};

/// Rate ratios on one transition.
struct RatioSpec : ByState {
  EffectKind effect = EffectKind::unstated;
  bool accelerates = false;  ///< on a sojourn: divides its remaining time instead of multiplying a hazard
};

/// Odds ratios of being in some states at the start, by the state of an earlier attribute or SES.
struct PrevalenceRatioSpec : ByState {
  std::vector<std::string> of{};  ///< these states; empty: all but the one that gets the rest
};

/// How many years those who start, or arrive, in a state have been in it.
struct TimeBeforeSpec {
  enum class Kind { uniform, exponential };
  std::string state{};
  Kind kind = Kind::uniform;
  Quantity years{};  ///< the most, or the mean
  Mark mark{};
  std::string key{};
};

/// Shares of states or groups; a single one not named gets the rest.
struct SharesSpec {
  std::vector<std::pair<std::string, Quantity>> shares{};
  Mark mark{};
  std::string key{};
};

/// The transition exists only while another attribute is in one of these states.
struct GateSpec {
  std::string attribute{};
  std::vector<std::string> states{};
  Mark mark{};
};

struct TransitionSpec {
  std::string name{};  ///< permanent name within the attribute: `from>to` or `from>to/cause`
  std::string from{};
  std::string to{};
  std::string cause{};
  TransitionKind kind = TransitionKind::hazard;
  Quantity figure{};  ///< hazard, rate, probability or duration
  Quantity shape{};   ///< sojourns
  Quantity scale{};   ///< sojourns, years
  std::optional<Sex> only{};
  std::vector<GateSpec> gates{};
  std::vector<RatioSpec> ratios{};
  bool normalise = false;     ///< the figure is the population's: divide by the mean ratio among those at risk
  bool birth = false;         ///< each firing is a live birth (from == to)
  bool on_enrolment = false;  ///< not by a clock: a programme makes it happen
  Mark mark{};
  std::string key{};
};

struct AttributeSpec {
  std::string name{};
  std::string title{};  ///< for readers; empty: its name
  std::vector<std::string> states{};
  std::vector<std::pair<std::string, std::string>> titles{};  ///< of states, for readers; others go by their names
  std::vector<std::pair<std::string, Leaving>> leaves{};
  /// Share in each state at the start, and on arrival: by sex x age.
  std::vector<std::pair<std::string, Quantity>> prevalence{};
  std::vector<PrevalenceRatioSpec> prevalence_ratios{};
  std::vector<TimeBeforeSpec> time_in_state{};
  std::optional<std::string> newborn{};  ///< state at birth; first state if not given
  bool of_programme = false;  ///< taking part in a programme: an arm's, to which published figures do not refer
  std::vector<TransitionSpec> transitions{};
  Mark mark{};
  std::string key{};
};

/// A flow of persons who come to live here.
struct ArrivalsSpec {
  std::string name{};               ///< permanent: it keys their luck
  Quantity per_inhabitant{};        ///< persons a year of each sex and age, per inhabitant of the area at the start
  std::optional<SharesSpec> ses{};  ///< absent: of the reference population
  Mark mark{};
  std::string key{};
};

struct BirthsSpec {
  double boys_per_girl = 1;
  Provenance provenance{};
  Mark mark{};
};

/// When in a cycle a payoff counts (discrete dynamics).
enum class Counting {
  integral,     ///< continuous dynamics: time spent in the state
  start,        ///< counting points 0 … n-1
  end,          ///< counting points 1 … n
  every_point,  ///< counting points 0 … n, each whole
  half_cycle,   ///< counting points 0 … n, the first and last half
  weights       ///< counting points 0 … n with the weights given
};

enum class OutcomeKind { cost, effect };

struct StatePayoffSpec {
  std::string attribute{};
  std::string state{};
  Quantity per_year{};
};

struct TransitionPayoffSpec {
  std::string attribute{};
  std::string transition{};
  Quantity amount{};
};

/// A part of care that is paid alike: its prices and volumes grow together.
struct SectorSpec {
  std::string name{};
  std::string title{};                    ///< for readers; empty: its name
  std::optional<Quantity> price_index{};  ///< growth of prices on the year before; absent: none
  std::optional<Quantity> real_growth{};  ///< growth of volumes on the year before, beyond demography; absent: none
  Mark mark{};
  std::string key{};
};

/// Who pays, or who delivers.
struct PartySpec {
  std::string name{};
  std::string title{};  ///< for readers
  Mark mark{};
};

/// A unit of care: what of it states and transitions ask for, what it costs, who pays whom.
struct ActivitySpec {
  std::string name{};
  std::string title{};  ///< for readers; empty: its name
  std::string sector{};
  std::string payer{};  ///< empty: nobody pays it
  std::string provider{};
  std::string unit{};      ///< of the volume: `consult`, `day`, or money: `EUR 2023`
  Quantity price{};        ///< of one unit; 1 where the unit is money
  int price_year = 0;      ///< in whose prices
  Quantity fixed_share{};  ///< of its cost that does not follow the volume at once
  std::optional<Quantity>
      marginal_share{};  ///< of what states and transitions are said to ask for, what truly follows them
  std::vector<StatePayoffSpec> per_year{};
  std::vector<TransitionPayoffSpec> per_transition{};
  std::optional<Quantity> residual{};  ///< a year for every inhabitant, beside what states and transitions add
  std::string deductible{};            ///< the deductible it falls under; empty: exempt
  std::string spread{};                ///< of what a person spends on it under a deductible; empty: exempt
  bool of_programme = false;           ///< what a programme costs: an arm's, the same wherever people live
  Mark mark{};
  std::string key{};
};

/// How a person-year's spending on a group of activities spreads around what is expected of it.
struct SpreadSpec {
  std::string name{};               ///< permanent: it keys what people spend
  std::optional<Quantity> users{};  ///< share of people who spend anything, by sex and age at most; else all
  Quantity variation{};             ///< coefficient of variation among them, by sex and age at most
  Mark mark{};
  std::string key{};
};

/// What insured persons pay themselves: the first euros of a calendar year's care, up to an amount.
struct DeductibleSpec {
  std::string name{};
  std::string payer{};  ///< who pays it, instead of the payer of the activities under it
  Quantity amount{};    ///< EUR a year, of that year
  int from_age = 0;     ///< on 1 January
  Mark mark{};
  std::string key{};
};

/// Something added up over a life: a cost, QALYs, life-years.
struct OutcomeSpec {
  std::string name{};
  OutcomeKind kind = OutcomeKind::effect;
  std::string unit{};
  double discount = 0;  ///< per year
  Counting counting = Counting::integral;
  std::vector<double> weights{};
  std::vector<StatePayoffSpec> per_year{};
  std::vector<TransitionPayoffSpec> per_transition{};
  std::string wellbeing{};                ///< a measure whose value counts too; empty: none
  std::vector<std::string> activities{};  ///< whose cost belongs to it
  std::vector<std::string> includes{};    ///< other costs whose payoffs are among its own
  int price_year = 0;                     ///< in whose prices these are; 0: those of the study's first year
  Mark mark{};
  std::string key{};
};

/// Is what `outcome` adds up added up in `holder` too?
inline bool holds(const OutcomeSpec& holder, const std::string& outcome) {
  return holder.name == outcome ||
         std::find(holder.includes.begin(), holder.includes.end(), outcome) != holder.includes.end();
}

/// How states change a measure of wellbeing.
enum class WellbeingScale {
  multiply,  ///< baseline times the factors of all states
  add        ///< baseline plus the person's own offset plus the effects of all states
};

/// A measure of how people fare: utility, a dimension of positive health. Its value is kept within its range.
struct WellbeingSpec {
  std::string name{};
  std::string title{};  ///< for readers; empty: its name
  WellbeingScale scale = WellbeingScale::multiply;
  std::string unit{};
  double least = 0;  ///< range
  double most = 1;
  int from_age = 0;                       ///< on 1 January; not measured in the younger
  Quantity baseline{};                    ///< without any state that has an effect: by sex x age (x SES)
  std::optional<Quantity> spread{};       ///< standard deviation of the person's own offset
  std::vector<StatePayoffSpec> states{};  ///< factor or effect in a state, by sex and age on 1 January
  Mark mark{};
  std::string key{};
};

/// What an activity costs however many people there are.
struct FixedCostSpec {
  std::string activity{};  ///< its unit is money
  int first = 0;           ///< calendar year …
  std::optional<int> last{};
  std::optional<Quantity> once{};      ///< in the first year
  std::optional<Quantity> per_year{};  ///< in every year from the first to the last
};

/// Care that people no longer ask for while they are in some states of an attribute, and what comes in its place.
struct CareShiftSpec {
  std::string attribute{};
  std::vector<std::pair<std::string, double>> strengths{};  ///< state: how many times the share; 0 in others
  std::string activity{};
  Quantity share{};                                         ///< of its volume that is dropped
  std::vector<std::pair<std::string, Quantity>> instead{};  ///< activity: units of it for each unit dropped
  Mark mark{};
  std::string key{};
};

/// A model pack as written: content, not yet checked against itself. See scenarios/README.md.
struct Pack {
  std::string title{};
  Provenance provenance{};
  int cycles_per_year = 0;  ///< 0: continuous dynamics; 1, 2, 4 or 12: discrete
  std::vector<AttributeSpec> attributes{};
  std::optional<BirthsSpec> births{};
  std::optional<SharesSpec> reference_ses{};  ///< SES of those to whom published figures refer; absent: of the study
  std::vector<ArrivalsSpec> arrivals{};
  std::vector<OutcomeSpec> outcomes{};
  std::optional<CalibrationSpec> calibration{};
  std::vector<WellbeingSpec> wellbeing{};
  std::vector<SectorSpec> sectors{};
  std::vector<PartySpec> payers{};
  std::vector<PartySpec> providers{};
  std::vector<ActivitySpec> activities{};
  std::vector<SpreadSpec> spreads{};
  std::vector<DeductibleSpec> deductibles{};
  std::vector<CareShiftSpec> care_shifts{};  ///< of programmes
  std::vector<FixedCostSpec> fixed_costs{};  ///< of programmes
  Mark mark{};
};

}  // namespace kavel
