#include "tally/tally.hpp"

#include <algorithm>
#include <cmath>

namespace kavel {

namespace {

template <class Value>
void add_to(std::vector<Value>& sums, const std::vector<Value>& others) {
  expects(sums.size() == others.size(), "tallies of different shapes are added");
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += others[i];
}

}  // namespace

TallyShape::TallyShape(const Model& model, const Valuation& valuation, const std::vector<int>& first_ages, int ses,
                       int area)
    : years(model.years),
      age_groups(static_cast<int>(first_ages.size())),
      ses_groups(ses),
      areas(area),
      states(model.states),
      transitions(static_cast<int>(model.transitions.size())),
      outcomes(static_cast<int>(valuation.outcomes.size())) {
  group_of_age.assign(age_rows, 0);
  for (int age = -1; age <= oldest_age; ++age) {
    const auto next = std::upper_bound(first_ages.begin(), first_ages.end(), row_age(age));
    group_of_age[static_cast<std::size_t>(age_index(age))] =
        std::max(0, static_cast<int>(next - first_ages.begin()) - 1);
  }
}

void Cells::resize(std::size_t cells, const TallyShape& shape) {
  ticks.assign(cells * static_cast<std::size_t>(shape.states), 0);
  events.assign(cells * static_cast<std::size_t>(shape.transitions), 0);
  outcomes.assign(cells * static_cast<std::size_t>(shape.outcomes), 0);
}

void Cells::add(const Cells& other) {
  add_to(ticks, other.ticks);
  add_to(events, other.events);
  add_to(outcomes, other.outcomes);
}

Tally::Tally(const TallyShape& of) : shape(of) {
  const auto years = static_cast<std::size_t>(of.years);
  by_sex_age_ses.resize(years * static_cast<std::size_t>(sexes * of.age_groups * of.ses_groups), of);
  by_area.resize(years * static_cast<std::size_t>(of.areas), of);
  by_group.resize(years * static_cast<std::size_t>(random_groups), of);
  alive.assign(years * static_cast<std::size_t>(sexes * age_rows), 0);
  deaths.assign(alive.size(), 0);
  for (auto* persons : {&start, &births, &departures, &dead, &end}) persons->assign(years, 0);
}

void Tally::add(const Tally& other) {
  by_sex_age_ses.add(other.by_sex_age_ses);
  by_area.add(other.by_area);
  by_group.add(other.by_group);
  add_to(alive, other.alive);
  add_to(deaths, other.deaths);
  add_to(start, other.start);
  add_to(births, other.births);
  add_to(departures, other.departures);
  add_to(dead, other.dead);
  add_to(end, other.end);
  person_ticks += other.person_ticks;
}

TallyYear::TallyYear(Tally& tally, const Valuation& valuation, int year_index, Sex sex, int age)
    : tally_(&tally),
      valuation_(&valuation),
      year_(static_cast<std::size_t>(year_index)),
      amounts_row_(valuation.row(sex, age, valuation.years == 1 ? 0 : year_index)),
      states_(tally.shape.states),
      transitions_(tally.shape.transitions),
      outcomes_(tally.shape.outcomes),
      first_of_state_(valuation.first_of_state.data()),
      payoffs_(valuation.state_payoffs.data()),
      quanta_(valuation.quanta_row(sex, age, valuation.years == 1 ? 0 : year_index)) {
  const TallyShape& shape = tally.shape;
  const auto sex_index = static_cast<std::size_t>(sex);
  const auto age_at = static_cast<std::size_t>(age_index(age));
  const auto age_group = static_cast<std::size_t>(shape.group_of_age[age_at]);
  sas_ = part(tally.by_sex_age_ses,
              ((year_ * sexes + sex_index) * static_cast<std::size_t>(shape.age_groups) + age_group) *
                  static_cast<std::size_t>(shape.ses_groups));
  area_ = part(tally.by_area, year_ * static_cast<std::size_t>(shape.areas));
  group_ = part(tally.by_group, year_ * static_cast<std::size_t>(random_groups));
  alive_ = tally.alive.data() + (year_ * sexes + sex_index) * age_rows + age_at;
  deaths_ = tally.deaths.data() + (year_ * sexes + sex_index) * age_rows + age_at;
}

TallyYear::Part TallyYear::part(Cells& cells, std::size_t first_cell) const {
  return {cells.ticks.data() + first_cell * static_cast<std::size_t>(states_),
          cells.events.data() + first_cell * static_cast<std::size_t>(transitions_),
          cells.outcomes.data() + first_cell * static_cast<std::size_t>(outcomes_)};
}

void TallyYear::event(const PersonKey& key, int lane) {
  ++sas_.events[key.ses * transitions_ + lane];
  ++area_.events[key.area * transitions_ + lane];
  ++group_.events[key.group * transitions_ + lane];
  for (int p = valuation_->first_of_lane[static_cast<std::size_t>(lane)];
       p < valuation_->first_of_lane[static_cast<std::size_t>(lane) + 1]; ++p) {
    const TransitionPayoff& payoff = valuation_->transition_payoffs[static_cast<std::size_t>(p)];
    const double quantum = valuation_->outcomes[static_cast<std::size_t>(payoff.outcome)].quantum;
    const Int128 amount = static_cast<Int128>(std::llround(payoff.amounts[amounts_row_] / quantum)) * ticks_per_year;
    sas_.outcomes[key.ses * outcomes_ + payoff.outcome] += amount;
    area_.outcomes[key.area * outcomes_ + payoff.outcome] += amount;
    group_.outcomes[key.group * outcomes_ + payoff.outcome] += amount;
  }
}

}  // namespace kavel
