#include "valuation/book_shelf.hpp"

#include <gtest/gtest.h>

#include "tests/valuation/valuing.hpp"

namespace kavel {

namespace {

std::shared_ptr<const PayoffFigures> figures(std::size_t payoffs) {
  PayoffFigures made;
  made.payoffs = payoffs;
  return std::make_shared<const PayoffFigures>(made);
}

}  // namespace

TEST(BookShelf, APartIsMadeOnceForThoseWhoPayTheSame) {
  BookShelf shelf;
  int made = 0;
  const auto make = [&] { return BookPart{static_cast<std::size_t>(++made), {}, {}}; };
  const auto paid = figures(2), others = figures(2);
  const BooksOf women{Sex::female, 40, 0};
  const auto part = shelf.take(paid, women, make);
  EXPECT_EQ(shelf.take(paid, women, make), part);
  EXPECT_EQ(made, 1);
  EXPECT_NE(shelf.take(paid, {Sex::male, 40, 0}, make), part);
  EXPECT_NE(shelf.take(paid, {Sex::female, 41, 0}, make), part);
  EXPECT_NE(shelf.take(paid, {Sex::female, 40, 1}, make), part);
  EXPECT_NE(shelf.take(others, women, make), part);
  EXPECT_EQ(made, 5);
}

TEST(BookShelf, NothingIsMadeOfNoPayoffs) {
  BookShelf shelf;
  const auto make = [] { return BookPart{1, {}, {}}; };
  EXPECT_EQ(shelf.take(figures(0), {Sex::female, 40, 0}, make)->payoffs, 0U);
}

TEST(BookShelf, BooksAreTheSameWithAndWithoutOne) {
  Pack pack = health_pack();
  OutcomeSpec cost = support::outcome("cost", OutcomeKind::cost, 0.03);
  support::pays(cost, "health", "well", 12.25);
  support::pays(cost, "health", "ill", 100.5);
  pack.outcomes = {cost};
  const Valued of = valued(pack, 5);
  BookShelf shelf;
  const BooksOf women{Sex::female, 40, 0};
  const CohortBooks alone(of.model, of.valuation, women);
  for (int time = 0; time < 2; ++time) {
    const CohortBooks shelved(of.model, of.valuation, women, &shelf);
    for (const int payoff : {0, 1}) {
      EXPECT_GT(shelved.in_all(payoff), 0);
      EXPECT_EQ(shelved.in_all(payoff), alone.in_all(payoff));
      EXPECT_EQ(shelved.before(payoff, 3, 1000), alone.before(payoff, 3, 1000));
    }
  }
}

}  // namespace kavel
