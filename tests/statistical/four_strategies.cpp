#include <array>

#include <gtest/gtest.h>

#include "outcome.hpp"
#include "persons.hpp"
#include "textbook_study.hpp"

// Exact figures of the time-independent cohort model of Alarid-Escudero et al. 2023 (Medical Decision Making
// 43(1):3-20). Its Table 5, with Simpson's weights, prints 151,580 / 20.711, 284,805 / 21.499, 259,100 / 22.184,
// 378,875 / 23.137.

namespace kavel {
namespace {

struct Row {
  const char* strategy;
  const char* counting;  ///< what the names of the outcomes end in
  Known cost, qaly;
};

constexpr std::array rows{std::to_array<Row>({
    {"standard_care", "", {152262.29071826563, 100760.95610156692}, {21.038150923113033, 6.743539728545032}},
    {"A", "", {285676.9230196194, 183854.41341875168}, {21.828836409713716, 7.001993312746414}},
    {"B", "", {259991.5152698504, 173043.79570577102}, {22.511198142762858, 6.675675229382953}},
    {"AB", "", {379955.4473468791, 249693.29675253775}, {23.4668455895279, 6.96700792631594}},
    {"standard_care", "_uncorrected", {153541.41293063248, 100879.6257441999}, {21.554486610501726, 6.755955277273147}},
    {"A", "_uncorrected", {287185.64077586704, 184062.3897375489}, {22.34554445588975, 7.014833436437916}},
    {"B", "_uncorrected", {261490.97437179286, 173258.71611952354}, {23.032607807126567, 6.690454395908493}},
    {"AB", "_uncorrected", {381676.0957408832, 249995.30352277102}, {23.988968925785954, 6.982466771123041}},
    {"standard_care", "_simpson", {151579.8659573903, 100776.35253740275}, {20.71133146432219, 6.743102618581751}},
    {"A", "_simpson", {284804.5133705732, 183869.70764450147}, {21.49866280843756, 7.002295730519234}},
    {"B", "_simpson", {259100.410617005, 173070.4945199298}, {22.18446514084552, 6.675310490534949}},
    {"AB", "_simpson", {378875.1983944929, 249749.8738454796}, {23.13684413500262, 6.967108387334373}},
})};

struct Life {
  const char* strategy;
  Known years;
  double alive_at_50;
};

constexpr std::array lives{std::to_array<Life>({
    {"standard_care", {57.19409545960716, 22.78502087595141}, 0.6549125300781149},
    {"A", {57.19409545960716, 22.78502087595141}, 0.6549125300781149},
    {"B", {60.17025205293554, 22.020557760753153}, 0.7122997729787004},
    {"AB", {60.17025205293554, 22.020557760753153}, 0.7122997729787004},
})};

TEST(FourStrategies, HaveThePublishedTotalsInThreeWaysOfCounting) {
  const Results results = run_textbook("sick-sicker-four-strategies");
  for (const Row& row : rows) {
    expect_total(results, row.strategy, std::string("cost") + row.counting, row.cost);
    expect_total(results, row.strategy, std::string("qaly") + row.counting, row.qaly);
  }
  for (const Life& life : lives) {
    expect_total(results, life.strategy, "life_years", life.years);
    const auto alive = static_cast<double>(variant_of(results, life.strategy).conservation.start[50]);
    expect_share(alive, static_cast<double>(law_persons), life.alive_at_50,
                 std::string(life.strategy) + " alive at 50");
  }
}

// The paired standard error is tried on Sick-Sicker; here it judges differences between different lives.
TEST(FourStrategies, DifferAsPublished) {
  const Results results = run_textbook("sick-sicker-four-strategies");
  for (const Row& row : rows) {
    if (row.strategy == std::string("standard_care")) continue;
    for (const Row& first : rows) {
      if (first.strategy != std::string("standard_care") || first.counting != std::string(row.counting)) continue;
      const Total& cost = total_of(results, row.strategy, std::string("cost") + row.counting);
      const Total& qaly = total_of(results, row.strategy, std::string("qaly") + row.counting);
      expect_within(cost.difference, row.cost.mean - first.cost.mean, cost.difference_standard_error, row.strategy);
      expect_within(qaly.difference, row.qaly.mean - first.qaly.mean, qaly.difference_standard_error, row.strategy);
    }
  }
}

}  // namespace
}  // namespace kavel
