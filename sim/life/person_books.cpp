#include "life/person_books.hpp"

namespace kavel {

PersonBooks::PersonBooks(const Model& model, const Valuation& valuation)
    : model_(&model), valuation_(&valuation), outcomes_(valuation.outcomes.size()) {}

void PersonBooks::attach(People& people, std::size_t row, const CohortBooks& cohort, int year_index,
                         const YearBooks* books) {
  cohort_ = &cohort;
  year_index_ = year_index;
  books_ = books;
  person_ = &people.key(row);
  states_ = people.states(row);
  modifiers_ = people.modifiers(row);
}

// ---- beginning and end

void PersonBooks::open(Ticks now) {
  const CohortBooks::Standing paid = cohort_->at(year_index_, now);
  for (std::size_t a = 0; a < model_->attributes.size(); ++a) {
    pay_state(model_->attributes[a].first_state + states_[a], -1, paid);
  }
}

void PersonBooks::stay(Ticks ticks) {
  books_->tally->stay(*person_, states_, 0, books_->sign * ticks);
  books_->tally->alive(*person_, books_->sign * ticks);
  if (books_->wellbeing.any()) books_->wellbeing.stay(*person_, modifiers_, books_->sign * ticks);
}

void PersonBooks::begin() {
  if (books_->deductible != nullptr) books_->deductible->begin(states_, spending_);
}

void PersonBooks::begin_late(Ticks left) {
  if (books_->deductible != nullptr) books_->deductible->begin_late(states_, left, spending_);
}

void PersonBooks::end() {
  if (books_->deductible != nullptr) books_->deductible->settle(*person_, spending_, books_->sign);
}

void PersonBooks::close(const People& people, std::size_t row, const CohortBooks& cohort, Int128* totals,
                        int sign) const {
  Int128* mine = totals + static_cast<std::size_t>(people.key(row).lineage) * outcomes_;
  for (std::size_t a = 0; a < model_->attributes.size(); ++a) {
    const int state = model_->attributes[a].first_state + people.states(row)[a];
    for (int p = valuation_->first_of_state[static_cast<std::size_t>(state)];
         p < valuation_->first_of_state[static_cast<std::size_t>(state) + 1]; ++p) {
      mine[valuation_->state_payoffs[static_cast<std::size_t>(p)].outcome] += sign * cohort.in_all(p);
    }
  }
}

// ---- events

void PersonBooks::happen(int lane, Ticks now) {
  if (books_->diary != nullptr) books_->diary->add(*person_, {person_->id, year_index_, now, lane});
  if (books_->script != nullptr) books_->script->add(lane, now);
  if (books_->is_deferred) return;
  books_->tally->event(*person_, lane, ticks_per_year - now, books_->sign);
  pay(lane, now);
  if (books_->care != nullptr) books_->care->happen(*person_, states_, lane);
  if (books_->deductible != nullptr) books_->deductible->happen(states_, lane, spending_);
}

void PersonBooks::pay(int lane, Ticks now) {
  Int128* totals = books_->totals + static_cast<std::size_t>(person_->lineage) * outcomes_;
  for (int p = valuation_->first_of_lane[static_cast<std::size_t>(lane)];
       p < valuation_->first_of_lane[static_cast<std::size_t>(lane) + 1]; ++p) {
    const TransitionPayoff& payoff = valuation_->transition_payoffs[static_cast<std::size_t>(p)];
    totals[payoff.outcome] += books_->sign * cohort_->paid(p, year_index_, now);
  }
}

void PersonBooks::leave(int lane, Ticks now) {
  if (books_->census != nullptr) books_->census->leave(*books_->tally, *person_, states_);
  if (books_->is_deferred) return;
  const Ticks left = ticks_per_year - now;
  leave_states(0, now);
  books_->tally->alive(*person_, books_->sign * -left);
  if (books_->wellbeing.any()) books_->wellbeing.stay(*person_, modifiers_, books_->sign * -left);
  if (books_->care != nullptr) books_->care->stay(*person_, states_, -left);
  if (books_->deductible != nullptr) books_->deductible->leave(states_, left, spending_);
  if (model_->transitions[static_cast<std::size_t>(lane)].leaving == Leaving::death) {
    books_->tally->death(books_->sign);
  } else {
    books_->tally->departure(books_->sign);
  }
}

void PersonBooks::leave_states(std::size_t first, Ticks now) {
  const CohortBooks::Standing paid = cohort_->at(year_index_, now);
  for (std::size_t a = first; a < model_->attributes.size(); ++a) {
    pay_state(model_->attributes[a].first_state + states_[a], 1, paid);
  }
  books_->tally->stay(*person_, states_, first, books_->sign * (now - ticks_per_year));
}

void PersonBooks::change(int attribute, int to, Ticks now) {
  const int from = states_[attribute];
  if (books_->is_deferred) {
    states_[attribute] = static_cast<std::uint8_t>(to);
    if (books_->wellbeing.any()) books_->wellbeing.modify(states_, modifiers_, attribute, from);
    return;
  }
  const int first_state = model_->attributes[static_cast<std::size_t>(attribute)].first_state;
  const CohortBooks::Standing paid = cohort_->at(year_index_, now);
  pay_state(first_state + from, 1, paid);
  pay_state(first_state + to, -1, paid);
  if (books_->care != nullptr) shift_care(now - ticks_per_year);
  states_[attribute] = static_cast<std::uint8_t>(to);
  if (books_->wellbeing.any()) {
    books_->wellbeing.change(*person_, states_, modifiers_, attribute, from, books_->sign * (ticks_per_year - now));
  }
  if (books_->deductible != nullptr) {
    books_->deductible->change(first_state + from, first_state + to, ticks_per_year - now, spending_);
  }
  if (books_->care != nullptr) shift_care(ticks_per_year - now);
}

/// Programmes shift `ticks` more (or less) of the care of someone in these states.
void PersonBooks::shift_care(std::int64_t ticks) {
  if (!books_->care->shifts(states_)) return;
  books_->care->stay(*person_, states_, ticks);
  if (books_->deductible != nullptr) books_->deductible->shift(states_, ticks, spending_);
}

/// Adds to the lineage's lifetime totals what a state has paid up to now, or takes it off where the state begins.
void PersonBooks::pay_state(int state, int sign, const CohortBooks::Standing& paid) const {
  const int first = valuation_->first_of_state[static_cast<std::size_t>(state)];
  const int last = valuation_->first_of_state[static_cast<std::size_t>(state) + 1];
  if (first == last) return;
  Int128* mine = books_->totals + static_cast<std::size_t>(person_->lineage) * outcomes_;
  const StatePayoff* payoffs = valuation_->state_payoffs.data() + first;
  const auto so_far = paid.from(first);
  for (int i = 0; i < last - first; ++i) mine[payoffs[i].outcome] += books_->sign * sign * so_far(i);
}

}  // namespace kavel
