#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "model/compile.hpp"
#include "model/model.hpp"
#include "programme/capacity.hpp"
#include "programme/eligibility.hpp"
#include "programme/programme.hpp"
#include "programme/strengths.hpp"

namespace kavel {

/// What a participant may change at once, on enrolment.
struct Move {
  int lane = 0;                       ///< of `current>former/NAME`
  int attribute = 0, from = 0;        ///< whom it moves
  StreamId stream{};                  ///< chance
  std::vector<double> probability{};  ///< [sex x age 0 … oldest_age]
};

/// Whom a programme is offered, and what they answer; immutable.
struct Offering {
  Eligibility eligible{};
  std::vector<double> asked{};  ///< [year]: share of the eligible who are asked; 0 while it is not offered
  Priority priority = Priority::chance;
  Risk risk{};                    ///< for priority by risk
  Benefit benefit{};              ///< for priority by benefit
  int again_after = 0;            ///< years after a refusal; 0: never
  std::vector<double> uptake{};   ///< [sex x age 0 … oldest_age x SES]
  std::vector<double> covered{};  ///< [sex x age 0 … oldest_age]
  int ses_groups = 1;
  StreamId asked_stream{}, uptake_stream{}, covered_stream{}, order_stream{};

  /// Might anyone of this sex and age be asked on a 1 January?
  bool may_ask(Sex sex, int age, int year_index) const {
    return asked[static_cast<std::size_t>(year_index)] > 0 && !eligible.excludes(sex, age);
  }
};

/// One programme of an arm; immutable.
struct OfferedProgramme : Offering {
  int in_study = 0;                ///< position among the study's programmes
  int attribute = 0;               ///< taking part
  std::vector<int> start_lanes{};  ///< [strength]
  std::optional<std::int64_t> places{};
  std::vector<Draw> draws{};                     ///< on capacities
  std::vector<std::uint8_t> taking_part{};       ///< [state of `attribute`]: do people take part?
  std::optional<int> again_after_taking_part{};  ///< whole years after which who took part is asked again
  std::vector<int> return_lanes{};               ///< [state of `attribute`]: by which they come back outside; or -1
  StreamId response_stream{};
  std::vector<Move> moves{};
  std::optional<Strengths> strengths{};
};

/// The programmes of an arm, in the order in which they enrol: that of the study's list.
struct Portfolio {
  std::vector<OfferedProgramme> programmes{};
  std::vector<Capacity> capacities{};  ///< that they share
  int first_start_lane = 0;            ///< someone was in none of them before
  /// Do people compete for places or a capacity, so that everyone must live in step?
  bool couples() const;
};

/// How a programme is offered to people who live by the model of `around`.
Offering compile_offering(const Programme& programme, const Surroundings& around, const Setting& setting,
                          Problems& problems);

/// Compiles some of a study's programmes for the model of an arm, made of `extended(usual, …)`.
Portfolio compile_portfolio(const std::vector<Programme>& programmes, const std::vector<int>& chosen,
                            const std::vector<CapacitySpec>& capacities, const Pack& usual, const Surroundings& around,
                            const Setting& setting, Problems& problems);

}  // namespace kavel
