#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "exact_sum.hpp"
#include "outcome.hpp"
#include "persons.hpp"
#include "textbook_study.hpp"

// Exact figures of the example of Sonnenberg and Beck 1993 (Medical Decision Making 13(4):322-338). Its Table 2 prints
// 2.375 QALYs after 25 cycles.

namespace kavel {
namespace {

/// Shares well and disabled at points 0 … 25.
constexpr std::array<std::array<double, 2>, 26> trace{{
    {1, 0},
    {0.6, 0.2},
    {0.36, 0.24},
    {0.216, 0.216},
    {0.1296, 0.1728},
    {0.07776, 0.1296},
    {0.046656, 0.093312},
    {0.0279936, 0.0653184},
    {0.01679616, 0.04478976},
    {0.010077696, 0.030233088},
    {0.0060466176, 0.020155392},
    {0.00362797056, 0.01330255872},
    {0.002176782336, 0.008707129344},
    {0.001306069402, 0.005659634074},
    {0.000783641641, 0.003656994324},
    {0.0004701849846, 0.002350924923},
    {0.0002821109907, 0.001504591951},
    {0.0001692665944, 0.0009591773685},
    {0.0001015599567, 0.00060935974},
    {6.0935974e-05, 0.0003859278353},
    {3.65615844e-05, 0.000243743896},
    {2.193695064e-05, 0.0001535586545},
    {1.316217038e-05, 9.652258282e-05},
    {7.897302231e-06, 6.054598377e-05},
    {4.738381338e-06, 3.790705071e-05},
    {2.843028803e-06, 2.369190669e-05},
}};

/// QALYs up to and including points 0 … 25.
constexpr std::array<double, 26> cumulative{
    0,           0.74,        1.268,       1.6352,      1.88576,     2.05424,     2.1662144,   2.23993088,  2.288079872,
    2.31932073,  2.339476122, 2.352415883, 2.360687656, 2.365955469, 2.369299007, 2.371414839, 2.372750165, 2.373590856,
    2.374118967, 2.374450053, 2.374657235, 2.374786663, 2.374867391, 2.374917671, 2.374948944, 2.374968371};

/// Standard deviation between persons of the QALYs up to a point.
double spread_of_qalys(std::size_t points) {
  const Eigen::Matrix3d probabilities{{0.6, 0.2, 0.2}, {0, 0.6, 0.4}, {0, 0, 1}};
  ExactSum qaly(Eigen::RowVector3d(1, 0, 0));
  for (std::size_t point = 0; point < points; ++point) {
    qaly.step(probabilities);
    qaly.point(Eigen::Vector3d(1, 0.7, 0));
  }
  return qaly.standard_deviation();
}

TEST(SonnenbergBeck, HasThePublishedTotals) {
  const Results results = run_textbook("sonnenberg-beck");
  expect_total(results, "usual_care", "qaly", {2.374968371304567, 2.3308875340731054});
  expect_total(results, "usual_care", "life_years", {2.749956643810755, 2.6805571364147065});
}

TEST(SonnenbergBeck, HasThePublishedTraceAndCumulativeUtility) {
  const Results results = run_textbook("sonnenberg-beck", {"years=26"});
  const VariantResults& variant = results.variants.front();
  const auto persons = static_cast<double>(law_persons);
  double sum = 0;
  for (std::size_t point = 0; point < trace.size(); ++point) {
    const std::string when = " at " + std::to_string(point);
    const double well = person_years(results, variant, "health.well", point);
    const double disabled = person_years(results, variant, "health.disabled", point);
    expect_share(well, persons, trace[point][0], "well" + when);
    expect_share(disabled, persons, trace[point][1], "disabled" + when);
    if (point == 0) continue;  // counted are the ends of cycles
    sum += (well + 0.7 * disabled) / persons;
    expect_within(sum, cumulative[point], spread_of_qalys(point) / std::sqrt(persons), "QALYs" + when);
  }
}

}  // namespace
}  // namespace kavel
