#include "valuation/compile_deductible.hpp"

#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "random/normal.hpp"
#include "valuation/spread.hpp"
#include "tests/valuation/valuing.hpp"

namespace kavel {

namespace {

SpreadSpec spread(const std::string& name, double variation) {
  SpreadSpec spec;
  spec.name = name;
  spec.key = "spreads." + name;
  spec.variation = support::number(variation);
  return spec;
}

/// Well people spend 100 EUR a year on visits, the ill 900 more, half of it on what is exempt; an onset costs 50, and
/// 20 of another spread.
Pack pack_with(const std::function<void(Pack&)>& change = {}) {
  Pack pack = health_pack();
  SectorSpec sector;
  sector.name = "zvw";
  pack.sectors = {sector};
  pack.payers = {{"insurer", "", {}}, {"household", "", {}}};
  pack.providers = {{"hospital", "", {}}};
  for (const char* name : {"visits", "exempt", "drugs"}) {
    ActivitySpec activity;
    activity.name = name;
    activity.key = std::string("activities.") + name;
    activity.sector = "zvw";
    activity.payer = "insurer";
    activity.provider = "hospital";
    activity.unit = "EUR 2025";
    activity.price.value = 1;
    activity.price_year = 2025;
    pack.activities.push_back(activity);
  }
  pack.activities[0].deductible = "own_risk";
  pack.activities[0].spread = "wide";
  pack.activities[2].deductible = "own_risk";
  pack.activities[2].spread = "narrow";
  pack.activities[2].per_transition = {{"health", "well>ill", support::number(20)}};
  pack.activities[0].per_year = {{"health", "ill", support::number(450)}};
  pack.activities[0].per_transition = {{"health", "well>ill", support::number(50)}};
  pack.activities[0].residual = support::number(100);
  pack.activities[1].per_year = {{"health", "ill", support::number(450)}};
  DeductibleSpec spec;
  spec.name = "own_risk";
  spec.key = "deductibles.own_risk";
  spec.payer = "household";
  spec.amount = support::number(385);
  spec.from_age = 18;
  pack.deductibles = {spec};
  pack.spreads = {spread("narrow", 0.5), spread("wide", 2)};
  pack.spreads[1].users = support::number(0.7);
  if (change) change(pack);
  return pack;
}

std::string only_problem(const std::function<void(Pack&)>& change) {
  const Valued got = valued(pack_with(change), 3);
  return got.problems.all().size() == 1 ? got.problems.all().front().expected
                                        : std::to_string(got.problems.all().size()) + " problems";
}

}  // namespace

TEST(CompileDeductible, AddsUpWhatIsUnderIt) {
  const Valued got = valued(pack_with(), 2);
  ASSERT_EQ(got.valuation.deductibles.size(), 1u);
  const Deductible& of = got.valuation.deductibles[0];
  EXPECT_EQ(of.payer, 1);
  EXPECT_EQ(of.insurer, 0);
  EXPECT_EQ(of.amounts, (std::vector<std::int64_t>{385000, 385000}));
  const std::size_t row = of.row(Sex::female, 40, 1);
  EXPECT_EQ(of.spreads, (std::vector<int>{0, 1}));
  const auto by_part = [](const std::int64_t* quanta) { return std::vector<std::int64_t>(quanta, quanta + 2); };
  EXPECT_EQ(by_part(of.rates(row, 0)), (std::vector<std::int64_t>{0, 100000}));
  EXPECT_EQ(by_part(of.rates(row, 1)), (std::vector<std::int64_t>{0, 550000}));
  EXPECT_EQ(by_part(of.payoffs(row, 0)), (std::vector<std::int64_t>{20000, 50000}));
}

TEST(CompileDeductible, GrowsWithPricesAndVolumes) {
  const Valued got = valued(pack_with([](Pack& pack) {
                              pack.sectors[0].price_index = support::number(0.1);
                              pack.sectors[0].real_growth = support::number(0.05);
                            }),
                            2);
  const Deductible& of = got.valuation.deductibles[0];
  EXPECT_EQ(of.rates(of.row(Sex::female, 40, 0), 0)[1], 100000);
  EXPECT_EQ(of.rates(of.row(Sex::female, 40, 1), 0)[1], 115500);
}

TEST(CompileDeductible, ExpectsNothingBelowZero) {
  constexpr Int128 year = ticks_per_year;
  EXPECT_EQ(Deductible::expected(200000 * year), 200000);
  EXPECT_EQ(Deductible::expected(200000 * year - 1), 199999);
  EXPECT_EQ(Deductible::expected(-200000 * year), 0);
}

TEST(CompileDeductible, IsInProportionToTheTimeSomeoneIsHere) {
  EXPECT_EQ(Deductible::amount_for(385000, ticks_per_year), 385000);
  EXPECT_EQ(Deductible::amount_for(385000, ticks_per_year / 4), 96250);
  EXPECT_EQ(Deductible::amount_for(1000000000, ticks_per_year - 1), 999999920);
  EXPECT_EQ(Deductible::amount_for(385000, 0), 0);
}

TEST(CompileSpread, SpendsAMultipleOfWhatIsExpected) {
  std::vector<std::uint32_t> factors(1 << spending_bits, 1U << spending_factor_bits);
  factors.back() = UINT32_MAX;
  EXPECT_EQ(Spread::spent(200000, 0, factors.data()), 200000);
  EXPECT_EQ(Spread::spent(1, UINT32_MAX, factors.data()), 4095);
  EXPECT_EQ(Spread::spent(6400000000000, UINT32_MAX, factors.data()), 26214399993896484);
}

TEST(CompileSpread, HasAMeanOfWhatIsExpected) {
  const Valued got = valued(pack_with(), 1);
  ASSERT_EQ(got.valuation.spreads.size(), 2u);
  for (const Spread& spread : got.valuation.spreads) {
    const std::uint32_t* factors = spread.factors_of(Sex::female, 40);
    double sum = 0;
    for (int i = 0; i < (1 << spending_bits); ++i) sum += factors[i];
    EXPECT_NEAR(sum / (1 << spending_bits) / (1 << spending_factor_bits), 1, 1e-6) << spread.name;
    EXPECT_TRUE(std::is_sorted(factors, factors + (1 << spending_bits)));
  }
}

TEST(CompileSpread, MayDifferByAgeFromWhereItIsNeeded) {
  const Valued got = valued(pack_with([](Pack& pack) {
                              pack.spreads[0].variation = support::by_age({{18, 0.0}, {41, 1.0}});
                            }),
                            2);
  EXPECT_TRUE(got.problems.empty());
  const Spread& spread = got.valuation.spreads[0];
  EXPECT_EQ(spread.factors.size(), 2u);
  EXPECT_EQ(spread.factors_of(Sex::female, 40)[0], 1U << spending_factor_bits);
  EXPECT_LT(spread.factors_of(Sex::female, 41)[0], 1U << spending_factor_bits);
}

TEST(CompileDeductible, RefusesWhatCannotBe) {
  EXPECT_EQ(only_problem([](Pack& pack) {
              pack.activities[1].deductible = "own_rsk";
              pack.activities[1].spread = "wide";
            }),
            "a deductible of the pack");
  EXPECT_EQ(only_problem([](Pack& pack) { pack.deductibles[0].payer = "houshold"; }), "a payer of the pack");
  EXPECT_EQ(only_problem([](Pack& pack) {
              pack.deductibles.push_back(pack.deductibles[0]);
              pack.deductibles.back().name = "another";
            }),
            "activities under this deductible");
  EXPECT_EQ(only_problem([](Pack& pack) { pack.activities[0].payer.clear(); }),
            "one payer of all activities under a deductible");
  EXPECT_EQ(only_problem([](Pack& pack) { pack.deductibles[0].amount = support::number(-1); }),
            "a number of at least 0");
  EXPECT_EQ(only_problem([](Pack& pack) { pack.deductibles[0].amount = support::number(1000001); }),
            "at most 1 million EUR");
  EXPECT_EQ(only_problem([](Pack& pack) { pack.activities[0].price = support::number(2e6); }),
            "activities of less than 100 million EUR a person-year");
}

TEST(CompileSpread, RefusesWhatCannotBe) {
  EXPECT_EQ(only_problem([](Pack& pack) { pack.activities[0].spread = "wid"; }), "a spread of the pack");
  EXPECT_EQ(only_problem([](Pack& pack) { pack.activities[0].spread = "narrow"; }), "activities with this spread");
  EXPECT_EQ(only_problem([](Pack& pack) { pack.activities[1].spread = "wide"; }),
            "a spread where there is a deductible, which draws what is spent");
  EXPECT_EQ(only_problem([](Pack& pack) { pack.spreads[0].variation = support::number(21); }),
            "a coefficient of variation from 0 to 20");
  EXPECT_EQ(only_problem([](Pack& pack) { pack.spreads[0].variation = support::number(-1); }),
            "a number of at least 0");
  EXPECT_EQ(only_problem([](Pack& pack) { pack.spreads[1].users = support::number(0); }), "a share from 0.001 to 1");
  EXPECT_EQ(only_problem([](Pack& pack) { pack.spreads[1].users = support::number(1.1); }),
            "a probability between 0 and 1");
  EXPECT_EQ(only_problem([](Pack& pack) {
              pack.spreads[1].users = support::by_year_in_state({0.5, 0.6});
            }),
            "a figure by sex and age at most");
}

}  // namespace kavel
