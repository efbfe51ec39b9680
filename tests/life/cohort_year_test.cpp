#include "life/cohort_year.hpp"

#include <gtest/gtest.h>

#include "tests/valuation/valuing.hpp"

namespace kavel {

namespace {

Valued with_cancer(int years) {
  AttributeSpec risk = support::attribute("risk", {"low", "high"});
  AttributeSpec cancer = support::attribute("cancer", {"ill", "over"});
  TransitionSpec& over = support::transition(cancer, "ill", "over", 0);
  over.figure = support::by_year_in_state({0.5, 0.25, 0.125});
  support::ratio(over, "risk", {{"high", 2}});
  return valued(support::pack_of({risk, cancer}), years);
}

}  // namespace

TEST(CohortYear, SharesTheBaseOfItsAgeAndYear) {
  const Valued of = with_cancer(5);
  const CohortBooks books(of.model, of.valuation, {Sex::female, 40});
  const CohortYear year(of.model, books, Sex::female, 43, 3);
  EXPECT_EQ(year.base, of.model.base_row(Sex::female, 43, 3));
  EXPECT_EQ(year.base[0], static_cast<float>(clock_unit));
  for (std::size_t f = 0; f < of.model.factors.size(); ++f) {
    const Factor& factor = of.model.factors[f];
    if (factor.name != "risk") continue;
    ASSERT_EQ(factor.touched.size(), 1u);
    EXPECT_EQ(year.column(f)[0], 1.0F);
    EXPECT_EQ(year.column(f)[1], 2.0F);
    const float* products = of.model.joint.products.data() + year.first_products[factor.touched[0].lane];
    EXPECT_EQ(products[factor.touched[0].stride], 2.0F);
  }
}

TEST(CohortYear, FiguresByTimeInStateEndInAnOpenRow) {
  const Valued of = with_cancer(9);
  const CohortBooks books(of.model, of.valuation, {Sex::female, 40});
  const CohortYear year(of.model, books, Sex::female, 44, 4);
  const TimeInState& table = of.model.time_in_state.front();
  EXPECT_EQ(year.time_in_state(table, 0), 0.5F);
  EXPECT_EQ(year.time_in_state(table, 1), 0.25F);
  EXPECT_EQ(year.time_in_state(table, 2), 0.125F);
  EXPECT_EQ(year.time_in_state(table, 7), 0.125F);
}

}  // namespace kavel
