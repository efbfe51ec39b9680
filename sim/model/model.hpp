#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/age.hpp"
#include "core/cache_lines.hpp"
#include "core/clock.hpp"
#include "core/ids.hpp"
#include "core/person.hpp"
#include "core/ticks.hpp"
#include "model/pack.hpp"

namespace kavel {

/// Lanes are padded to whole groups of this many, so that any vector width divides them.
inline constexpr int lanes_per_group = 8;

enum class ClockKind : std::uint8_t { exponential, weibull, gamma, duration };

/// One transition: lane `index` of every row.
struct Transition {
  std::string name{};  ///< `attribute.from>to`, its permanent stream name
  std::string cause{};
  int attribute = 0;
  int from = 0;
  int to = 0;
  StreamId stream{};
  ClockKind kind = ClockKind::exponential;
  Leaving leaving = Leaving::no;
  bool birth = false;
  int by_time_in_state = -1;  ///< index into Model::time_in_state, or -1
  double shape = 0;           ///< sojourns
  double scale = 0;           ///< sojourns, years
  Moment duration = 0;        ///< fixed sojourn, ticks
};

/// How many years those who start, or arrive, in a state have been in it.
struct TimeBefore {
  TimeBeforeSpec::Kind kind = TimeBeforeSpec::Kind::uniform;
  std::vector<double> years{};  ///< [sex x age 0 … oldest_age]: the most, or the mean; empty: they enter it just then
};

/// What happens on entering a state, and how long who starts in it has been in it.
struct StateEntry {
  std::vector<int> sojourns{};  ///< lanes to wind
  int first_due = -1;           ///< lane of the shortest fixed duration, or -1
  std::vector<int> stepped{};   ///< lanes whose figure varies by year in state
  TimeBefore spent{};
};

/// What a prevalence depends on besides sex and age.
struct Condition {
  int attribute = 0;  ///< an earlier one, or -1: SES
  int values = 0;
};

struct Attribute {
  std::string name{};
  std::vector<std::string> states{};
  int first_state = 0;  ///< position of the first state among all states
  int newborn = 0;
  int factor = 0;  ///< index into Model::factors
  int timed = -1;  ///< position among attributes that keep their time of entry, or -1
  StreamId start_stream{};
  int start_word = -1;  ///< position of `start_stream` in Model::start_streams; -1: nothing is left to chance
  StreamId time_stream{};
  StreamId step_stream{};
  std::vector<int> lanes{};           ///< its transitions
  std::vector<StateEntry> entries{};  ///< [state]
  std::vector<Condition> conditions{};
  /// Cumulative prevalence at the start: [sex x age 0 … oldest_age x value of each condition x state]. Arms have it in
  /// common with usual care.
  std::shared_ptr<const std::vector<double>> cumulative_prevalence{};
  /// [area]: odds by state, on the pack's, of those who live there; empty: as in the pack.
  std::vector<std::vector<double>> odds_by_area{};

  /// Odds by state in an area, or null where states are as in the pack.
  const double* odds_in(int area) const {
    if (odds_by_area.empty() || odds_by_area[static_cast<std::size_t>(area)].empty()) return nullptr;
    return odds_by_area[static_cast<std::size_t>(area)].data();
  }
  /// The cumulative prevalence by state of someone with these states of the earlier attributes.
  template <class States>
  const double* prevalence(Sex sex, int age, int ses, const States& earlier) const {
    std::size_t row = sex_age(sex, age);
    for (const Condition& condition : conditions) {
      const int value =
          condition.attribute < 0 ? ses : static_cast<int>(earlier[static_cast<std::size_t>(condition.attribute)]);
      row = row * static_cast<std::size_t>(condition.values) + static_cast<std::size_t>(value);
    }
    return cumulative_prevalence->data() + row * states.size();
  }
};

/// A lane that a factor touches: each step of the factor's value moves the lane's joint value by `stride` (0: the
/// factor is not part of it).
struct TouchedLane {
  std::int16_t lane = 0;
  std::uint16_t stride = 0;
};

/// Something whose value changes speeds: an attribute, SES or area (sim/README.md, "Hazards").
struct Factor {
  enum class Of : std::uint8_t { attribute, ses, area };
  std::string name{};
  Of of = Of::attribute;
  int attribute = -1;
  StreamId stream{};
  int values = 0;
  std::vector<std::uint8_t> band_of{};        ///< [sex x age 0 … oldest_age]: which set of rows
  std::vector<std::vector<float>> rows{};     ///< [band]: [value x lane]
  std::vector<std::vector<float>> columns{};  ///< [band]: [position in `lanes` x value], the same ratios by lane
  std::vector<int> lanes{};                   ///< lanes it touches: those it can give another number than 1
  std::vector<TouchedLane> touched{};         ///< the same lanes, with what they need at an event
};

/// A factor of one lane's speed.
struct LaneFactor {
  std::int16_t factor = 0;     ///< index into Model::factors
  std::int16_t attribute = 0;  ///< whose state is its value; -1: SES, -2: area
  std::int32_t offset = 0;     ///< where the lane's ratios by value begin in Factor::columns
};

/// Speeds by joint value: the product of a lane's first factors in canonical order, and of its own attribute's, taken
/// once for each joint value of theirs. The factors left, if there are too many values, are multiplied after.
struct JointSpeeds {
  std::vector<float> products{};
  std::vector<std::uint32_t> first{};         ///< [band x lane]: where a lane's products begin
  std::vector<std::uint8_t> band_of{};        ///< [sex x age 0 … oldest_age]
  std::vector<float> columns{};               ///< Factor::columns of all factors, one after another
  std::vector<std::uint32_t> first_column{};  ///< [band x factor]: where those of the factor's band begin
  std::vector<LaneFactor> rest{};             ///< factors left, in canonical order, lane after lane
  std::vector<std::int32_t> first_rest{};     ///< [lane + 1]
  std::vector<int> partial{};  ///< lanes with more factors than these products: some left, or by time in state
  std::vector<std::uint32_t> standing{};  ///< [band x lane]: the same number where the same joint values have speed 0
};

/// Figures by year in state: float [sex x age + 1 x year x year in state].
struct TimeInState {
  int lane = 0;
  int steps = 0;  ///< number of years in state distinguished; the last is open
  bool by_age_or_year = false;
  std::vector<float> figures{};
};

/// A flow of persons who come to live here (sim/README.md, "Arrivals").
struct ArrivalFlow {
  StreamId stream{};         ///< of `arrivals.NAME`: in ids
  StreamId number_stream{};  ///< for whole numbers
  StreamId tick_stream{};
  std::vector<double> per_inhabitant{};  ///< [year x sex x age + 1]: persons, per inhabitant at the start
  std::vector<double> ses{};             ///< [sex x age 0 … oldest_age x group]: shares
  friend bool operator==(const ArrivalFlow&, const ArrivalFlow&) = default;
};

/// A compiled, checked, immutable model. Ages are indexed by age + 1 (0: year of birth).
struct Model {
  AgeRule age_rule = AgeRule::exact;
  int start = 0;
  int years = 0;
  int cycles_per_year = 0;  ///< 0: continuous
  std::vector<Attribute> attributes{};
  std::vector<Transition> transitions{};
  int states = 0;
  int lanes = 0;
  int timed = 0;  ///< attributes that keep their time of entry
  int birth_lane = -1;
  double boys_per_girl = 1;
  std::vector<ArrivalFlow> arrivals{};
  std::vector<std::uint32_t> streams{};        ///< [lane], padded
  std::vector<std::uint32_t> start_streams{};  ///< of states at the start that chance decides, padded to groups of 8
  std::vector<Factor> factors{};               ///< in canonical order
  JointSpeeds joint{};
  std::vector<TimeInState> time_in_state{};
  bool base_varies_by_year = false;
  CacheLines<float> base{};  ///< [sex x age + 1 x (year) x lane], clock units a year

  Ticks cycle() const { return cycles_per_year == 0 ? 0 : ticks_per_year / cycles_per_year; }
  const float* base_row(Sex sex, int age, int year_index) const;
  int band(const Factor& factor, Sex sex, int age) const { return factor.band_of[sex_age(sex, age)]; }
  const std::uint32_t* first_products(Sex sex, int age) const { return joint.first.data() + first_lane(sex, age); }
  const std::uint32_t* standing(Sex sex, int age) const { return joint.standing.data() + first_lane(sex, age); }
  const std::uint32_t* first_columns(Sex sex, int age) const {
    return joint.first_column.data() + joint_band(sex, age) * factors.size();
  }

 private:
  std::size_t joint_band(Sex sex, int age) const { return joint.band_of[sex_age(sex, age)]; }
  std::size_t first_lane(Sex sex, int age) const { return joint_band(sex, age) * static_cast<std::size_t>(lanes); }
};

}  // namespace kavel
