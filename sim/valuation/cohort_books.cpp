#include "valuation/cohort_books.hpp"

#include <algorithm>
#include <cmath>

#include "valuation/book_shelf.hpp"

namespace kavel {

namespace {

/// Years, or counting points.
int points_of(const Model& model) {
  return model.years * std::max(1, model.cycles_per_year) + (model.cycles_per_year > 0 ? 1 : 0);
}

/// Those of `figures`, the payoffs of states from `first` on.
BookPart part_of(const Model& model, const Valuation& valuation, const PayoffFigures& figures, std::size_t first,
                 const BooksOf& of) {
  const int points = points_of(model);
  const int per_year = std::max(1, model.cycles_per_year);
  const std::int64_t ticks = model.cycles_per_year > 0 ? model.cycle() : ticks_per_year;
  BookPart part{figures.payoffs, {}, {}};
  part.sums.assign(static_cast<std::size_t>(points + 1) * part.payoffs, 0);
  part.rates.assign(static_cast<std::size_t>(points) * part.payoffs, 0);
  for (int point = 0; point < points; ++point) {
    // The last counting point falls on the 1 January after the study and has the figures of its last year.
    const int year = std::min(point / per_year, model.years - 1);
    const int age = of.age + year;
    const double* const annual = figures.amounts.data() + figures.first({of.sex, age, year, of.level});
    for (std::size_t p = 0; p < part.payoffs; ++p) {
      const Outcome& outcome = valuation.outcomes[static_cast<std::size_t>(valuation.state_payoffs[first + p].outcome)];
      const double weight = outcome.weight[static_cast<std::size_t>(point)];
      const std::int64_t rate = age < -1 ? 0 : std::llround(annual[p] * weight / outcome.quantum);
      const std::size_t at = static_cast<std::size_t>(point) * part.payoffs + p;
      part.rates[at] = rate;
      part.sums[at + part.payoffs] = part.sums[at] + rate * ticks;
    }
  }
  return part;
}

}  // namespace

CohortBooks::CohortBooks(const Model& model, const Valuation& valuation, const BooksOf& of, BookShelf* shelf)
    : valuation_(&valuation),
      of_(of),
      cycles_per_year_(model.cycles_per_year),
      cycle_(model.cycle()),
      points_(points_of(model)) {
  BookShelf mine;
  BookShelf& among = shelf == nullptr ? mine : *shelf;
  const PayoffTable& table = valuation.of_states;
  const auto take = [&](const std::shared_ptr<const PayoffFigures>& figures, std::size_t first) {
    return among.take(figures, of, [&] { return part_of(model, valuation, *figures, first, of); });
  };
  known_ = take(table.known(), 0);
  own_ = take(table.own(), table.known()->payoffs);
  known_payoffs_ = known_->payoffs;
  own_payoffs_ = own_->payoffs;
  sums_ = {known_->sums.data(), own_->sums.data()};
  rates_ = {known_->rates.data(), own_->rates.data()};
}

std::int64_t CohortBooks::paid(int payoff, int year_index, Ticks tick) const {
  const auto p = static_cast<std::size_t>(payoff);
  const Outcome& outcome = valuation_->outcomes[static_cast<std::size_t>(valuation_->transition_payoffs[p].outcome)];
  const double amount = valuation_->of_transitions.amounts({of_.sex, of_.age + year_index, year_index, of_.level})[p];
  const int point = cycle_ > 0 ? year_index * cycles_per_year_ + tick / cycle_ : year_index;
  return std::llround(amount * outcome.weight[static_cast<std::size_t>(point)] / outcome.quantum) * ticks_per_year;
}

}  // namespace kavel
