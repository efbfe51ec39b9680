#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/age.hpp"
#include "core/errors.hpp"
#include "model/pack.hpp"

namespace kavel {

/// A transition of the pack, as a programme names it: `attribute.from>to`.
struct NamedTransition {
  std::string attribute{};
  std::string transition{};
  Mark mark{};
  std::string key{};
};

/// The chance that one of some transitions happens to a person within some years, their present states frozen.
struct RiskSpec {
  std::vector<NamedTransition> of{};
  int years = 10;
};

/// What someone may expect of a programme within some years, in one outcome: what is saved of a cost, or gained of an
/// effect, their present states frozen.
struct BenefitSpec {
  OutcomeKind kind = OutcomeKind::cost;  ///< that the outcome must be of
  std::string outcome{};
  int years = 10;
  Mark mark{};
  std::string key{};
};

/// A condition on a person as they are on 1 January.
struct Predicate {
  enum class Kind {
    all,         ///< every part holds; without parts: everyone
    any,         ///< at least one part holds
    none,        ///< no part holds
    age,         ///< completed years in a range
    sex,         ///< one of `names`
    ses,         ///< one of `names`
    area,        ///< one of `names`
    delineated,  ///< within the study's delineation
    state,       ///< `attribute` is in one of the states `names`
    risk,        ///< predicted personal risk at least `at_least`
    benefit      ///< predicted benefit at least `at_least`, in the outcome's unit
  };
  Kind kind = Kind::all;
  std::vector<Predicate> parts{};
  Range age{};
  std::string attribute{};
  std::vector<std::string> names{};
  RiskSpec risk{};
  BenefitSpec benefit{};
  double at_least = 0;
  Mark mark{};
  std::string key{};
};

/// Who goes first when there are fewer places than people who want one.
enum class Priority {
  chance,  ///< a permanent number of each person
  risk,    ///< the highest predicted personal risk, then that number
  benefit  ///< the largest predicted benefit, then that number
};

/// What several programmes draw on and can use up in a year: nurses' hours.
struct CapacitySpec {
  std::string name{};
  std::string title{};
  std::string unit{};
  Quantity a_year{};                                        ///< of the whole region …
  std::vector<std::pair<std::string, Quantity>> by_area{};  ///< … or, instead, of each area for those who live there
  Mark mark{};
  std::string key{};
};

/// What a participant uses of a capacity in a year in which they take part.
struct DrawSpec {
  std::string capacity{};
  Quantity a_year{};
  Mark mark{};
  std::string key{};
};

/// When, to how many and in what order a programme is offered.
struct OfferSpec {
  int start = 0;                               ///< first calendar year
  std::optional<int> end{};                    ///< last calendar year with new starts
  std::vector<std::pair<int, double>> ramp{};  ///< from a calendar year on: share of the eligible who are asked
  std::optional<std::int64_t> places{};        ///< new starts a year, of the whole region; absent: no limit
  std::vector<DrawSpec> draws_on{};
  Priority priority = Priority::chance;
  RiskSpec priority_risk{};
  BenefitSpec priority_benefit{};
  std::optional<int> again_after{};  ///< years after which someone who refused is asked again; absent: never
  std::optional<int> again_after_taking_part{};  ///< whole years after which someone who took part is; absent: never
  Mark again_mark{};                             ///< of the latter
  Mark mark{};
  std::string key{};
};

/// Rate ratio on transitions while taking part.
struct HazardEffect {
  std::vector<NamedTransition> transitions{};
  Quantity ratio{};          ///< by sex x age
  bool accelerates = false;  ///< on a sojourn: divides its remaining time instead of multiplying a hazard
  Mark mark{};
  std::string key{};
};

/// Some participants change state on enrolment.
struct StateEffect {
  std::string attribute{};
  std::string from{};
  std::string to{};
  Quantity probability{};  ///< by sex x age
  Mark mark{};             ///< of the attribute, likewise of the states:
  Mark from_mark{};
  Mark to_mark{};
  std::string key{};
};

/// What an outcome has more, or less, of in a year of taking part: hours of informal care.
struct OutcomeEffect {
  std::string outcome{};
  Quantity a_year{};
  Mark mark{};
  std::string key{};
};

/// Care that participants no longer ask for, and what they get instead: the same activity means the same care in
/// another place.
struct CareEffect {
  std::string activity{};
  Quantity share{};                      ///< of its volume that is dropped
  std::optional<std::string> instead{};  ///< activity they get instead
  Quantity ratio{};                      ///< units of it per unit dropped
  Quantity refill{};                     ///< share of the freed capacity that providers fill again
  Mark mark{};                           ///< of the activity
  Mark instead_mark{};
  std::string key{};
};

/// Change of a measure of wellbeing while taking part: a factor or an addition, as the measure's scale says.
struct WellbeingEffect {
  std::string measure{};
  Quantity effect{};
  Mark mark{};
  std::string key{};
};

/// Participants in a state have the effects so many times (as an exponent of ratios, a factor of others).
struct ModifierSpec {
  std::string by{};  ///< attribute, by its state at enrolment
  std::vector<std::pair<std::string, Quantity>> by_state{};
  Mark mark{};  ///< of the attribute
  std::string key{};
};

/// What a programme costs, and whom.
struct ProgrammeCostSpec {
  std::string payer{};     ///< one of the pack's; empty: nobody
  std::string provider{};  ///< one of the pack's
  std::string sector{};    ///< one of the pack's
  Mark payer_mark{};
  Mark provider_mark{};
  Mark sector_mark{};
  int price_year = 0;
  std::optional<Quantity> set_up{};           ///< EUR, once, in the first year
  std::optional<Quantity> running{};          ///< EUR a year while it is offered
  std::optional<Quantity> per_participant{};  ///< EUR at each start
  std::optional<Quantity> per_year{};         ///< EUR a year of taking part
  std::optional<Quantity> per_session{};      ///< EUR a session …
  std::optional<Quantity> sessions_a_year{};  ///< … of which a participant has so many a year
  Mark mark{};
  std::string key{};
};

/// An intervention as written: content, not yet checked against a pack. See scenarios/README.md, "Programmes".
struct Programme {
  std::string name{};  ///< permanent: it keys its participants' luck
  std::string title{};
  std::string evidence{};  ///< grade, in words
  Provenance provenance{};
  Predicate eligible{};
  OfferSpec offer{};
  Quantity uptake{};  ///< probability that someone who is asked takes part, by sex x age
  std::vector<std::pair<std::string, Quantity>> uptake_by_ses{};  ///< instead, by SES group; others have `uptake`
  std::optional<Quantity> lasts{};                                ///< years of taking part; absent: until dropout
  std::optional<Quantity> dropout{};                              ///< hazard of leaving early, 1/year, by sex x age
  std::vector<HazardEffect> hazards{};
  std::vector<StateEffect> states{};
  std::vector<CareEffect> care{};
  std::vector<WellbeingEffect> wellbeing{};
  std::vector<OutcomeEffect> outcomes{};
  std::vector<ModifierSpec> modifiers{};
  std::optional<Quantity> response{};  ///< coefficient of variation of a person's own response
  std::vector<double> waning{};  ///< share of the effect left in the 1st, 2nd, … year after the course; then none
  Provenance waning_origin{};
  Mark waning_mark{};
  std::optional<Quantity>
      coverage{};  ///< share of the eligible who have it in usual care already: they are not offered it
  std::optional<ProgrammeCostSpec> cost{};
  Mark mark{};
  std::string key{};
};

}  // namespace kavel
