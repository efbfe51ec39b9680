#include <array>

#include <gtest/gtest.h>

#include "outcome.hpp"
#include "persons.hpp"
#include "textbook_study.hpp"

// Exact figures of the model of Chancellor et al. 1997 (PharmacoEconomics 12(1):54-66) as in Briggs, Claxton and
// Sculpher 2006, Exercise 2.5, which prints 6,276 pounds per life-year.

namespace kavel {
namespace {

/// Shares in stages A, B and C at points 0 … 20, to the seven decimals known.
using StageTrace = std::array<std::array<double, 3>, 21>;
constexpr StageTrace monotherapy{{
    {1.0000000, 0.0000000, 0.0000000}, {0.7214533, 0.2018454, 0.0668973}, {0.5204948, 0.2629106, 0.1805960},
    {0.3755127, 0.2578319, 0.2772959}, {0.2709149, 0.2256168, 0.3380687}, {0.1954524, 0.1857846, 0.3635483},
    {0.1410098, 0.1474071, 0.3614019}, {0.1017320, 0.1141177, 0.3405302}, {0.0733949, 0.0868457, 0.3086973},
    {0.0529510, 0.0652788, 0.2718228}, {0.0382017, 0.0486202, 0.2340164}, {0.0275607, 0.0359631, 0.1978896},
    {0.0198838, 0.0264605, 0.1649260}, {0.0143452, 0.0193891, 0.1358175}, {0.0103494, 0.0141622, 0.1107335},
    {0.0074666, 0.0103184, 0.0895222}, {0.0053868, 0.0075029, 0.0718535}, {0.0038863, 0.0054471, 0.0573144},
    {0.0028038, 0.0039496, 0.0454709}, {0.0020228, 0.0028610, 0.0359047}, {0.0014594, 0.0020708, 0.0282334},
}};
constexpr StageTrace combination{{
    {1.0000000, 0.0000000, 0.0000000}, {0.8582197, 0.1027393, 0.0340507}, {0.7365411, 0.1690052, 0.0802268},
    {0.5313800, 0.2468732, 0.1782385}, {0.3833658, 0.2507100, 0.2697285}, {0.2765805, 0.2230635, 0.3300188},
    {0.1995399, 0.1854445, 0.3568496}, {0.1439587, 0.1480345, 0.3565119}, {0.1038595, 0.1150775, 0.3373147},
    {0.0749298, 0.0878329, 0.3068181}, {0.0540583, 0.0661623, 0.2709176}, {0.0390006, 0.0493571, 0.2337710},
    {0.0281371, 0.0365526, 0.1980588}, {0.0202996, 0.0269193, 0.1653314}, {0.0146452, 0.0197397, 0.1363362},
    {0.0105658, 0.0144264, 0.1112854}, {0.0076228, 0.0105156, 0.0900582}, {0.0054995, 0.0076490, 0.0723463},
    {0.0039676, 0.0055547, 0.0577511}, {0.0028624, 0.0040286, 0.0458477}, {0.0020651, 0.0029187, 0.0362235},
}};

void expect_trace(const Results& results, const std::string& variant, const StageTrace& trace) {
  const auto persons = static_cast<double>(law_persons);
  for (std::size_t point = 0; point < trace.size(); ++point) {
    for (std::size_t stage = 0; stage < 3; ++stage) {
      const std::string name = std::string("stage.") + "ABC"[stage];
      const double lived = person_years(results, variant_of(results, variant), name, point);
      expect_share(lived, persons, trace[point][stage], variant + ' ' + name + " at " + std::to_string(point));
    }
  }
}

TEST(HivCombinationTherapy, HasThePublishedTotals) {
  const Results results = run_textbook("hiv-combination-therapy");
  expect_total(results, "monotherapy", "cost", {44663.45356369666, 22152.267294409077});
  expect_total(results, "monotherapy", "life_years", {7.99120664584088, 4.692182039931551});
  expect_total(results, "combination", "cost", {50601.65133120372, 20914.61568811273});
  expect_total(results, "combination", "life_years", {8.937388891643469, 4.666057431432462});
}

TEST(HivCombinationTherapy, HasThePublishedDifferences) {
  const Results results = run_textbook("hiv-combination-therapy");
  const Total& cost = total_of(results, "combination", "cost");
  const Total& years = total_of(results, "combination", "life_years");
  expect_within(cost.difference, 5938.197767507059, cost.difference_standard_error, "cost");
  expect_within(years.difference, 0.9461822458025884, years.difference_standard_error, "life-years");
}

TEST(HivCombinationTherapy, HasThePublishedTraces) {
  const Results results = run_textbook("hiv-combination-therapy", {"years=21"});
  expect_trace(results, "monotherapy", monotherapy);
  expect_trace(results, "combination", combination);
}

}  // namespace
}  // namespace kavel
