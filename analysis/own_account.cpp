#include "analysis/own_account.hpp"

#include <algorithm>

namespace kavel {

OwnAccount::OwnAccount(const Valuation& valuation, Key key, const PersonOfYear& person)
    : valuation_(&valuation), key_(key), person_(person) {
  for (const Deductible& deductible : valuation.deductibles) expected_.emplace_back(deductible.parts(), 0);
}

void OwnAccount::stay(int state, std::int64_t ticks) { add(&Deductible::rates, state, ticks); }

void OwnAccount::happen(int lane) { add(&Deductible::payoffs, lane, ticks_per_year); }

void OwnAccount::shift(const std::int64_t* sums, std::int64_t ticks) {
  const CareShifts& shifts = valuation_->care_shifts;
  for (std::size_t i = 0; i < shifts.spending.size(); ++i) {
    const SpendingPart& part = shifts.spending[i];
    expected_[static_cast<std::size_t>(part.deductible)][static_cast<std::size_t>(part.part)] +=
        static_cast<Int128>(sums[shifts.spending_sum() + i]) * ticks;
  }
}

/// Adds what a state or transition is expected to cost.
void OwnAccount::add(Figures figures, int place, std::int64_t times) {
  for (std::size_t d = 0; d < expected_.size(); ++d) {
    const Deductible& of = valuation_->deductibles[d];
    const std::size_t row = of.row(person_.sex, person_.age, person_.year_index, person_.level);
    const std::int64_t* by_part = (of.*figures)(row, place);
    for (std::size_t part = 0; by_part != nullptr && part < of.parts(); ++part) {
      expected_[d][part] += static_cast<Int128>(by_part[part]) * times;
    }
  }
}

OwnPayment OwnAccount::payment(std::size_t deductible, std::int64_t ticks) const {
  const Deductible& of = valuation_->deductibles[deductible];
  std::int64_t expected = 0, spent = 0;
  for (std::size_t part = 0; part < of.parts(); ++part) {
    const Spread& spread = valuation_->spreads[static_cast<std::size_t>(of.spreads[part])];
    const std::uint32_t word =
        random_word(key_, person_.person, spread.stream, static_cast<std::uint32_t>(person_.calendar_year));
    const std::int64_t of_part = Deductible::expected(expected_[deductible][part]);
    expected += of_part;
    spent += Spread::spent(of_part, word, spread.factors_of(person_.sex, person_.age));
  }
  const auto year = static_cast<std::size_t>(person_.year_index);
  const std::int64_t paid = std::min(spent, Deductible::amount_for(of.amounts[year], ticks));
  const auto euros = [](std::int64_t quanta) { return static_cast<double>(quanta) * money_quantum; };
  return {euros(expected), euros(spent), euros(paid)};
}

std::vector<OwnPayment> OwnAccount::payments(std::int64_t ticks) const {
  std::vector<OwnPayment> all;
  for (std::size_t d = 0; d < expected_.size(); ++d) {
    const bool applies = row_age(person_.age) >= valuation_->deductibles[d].from_age;
    all.push_back(applies ? payment(d, ticks) : OwnPayment{});
  }
  return all;
}

}  // namespace kavel
