#pragma once

#include "core/errors.hpp"
#include "tally/tally.hpp"

namespace kavel {

// Calls take(sums, other sums) for each array of sums of two tallies of one shape: the one list of what a tally adds
// up.

template <class Take>
void each_sum(Cells& one, const Cells& other, const Take& take) {
  take(one.ticks, other.ticks);
  take(one.events, other.events);
  take(one.outcomes, other.outcomes);
  take(one.volumes, other.volumes);
  take(one.deductibles, other.deductibles);
}

template <class Take>
void each_sum(WellbeingCells& one, const WellbeingCells& other, const Take& take) {
  take(one.measured, other.measured);
  take(one.values, other.values);
}

template <class Take>
void each_sum(PeopleByGroup& one, const PeopleByGroup& other, const Take& take) {
  take(one.ticks, other.ticks);
  take(one.first_volumes, other.first_volumes);
  take(one.first_deductibles, other.first_deductibles);
  take(one.adults, other.adults);
}

/// What is kept neither by state nor by transition or activity: as wide in every model of a study.
template <class Take>
void each_alike_sum(Tally& one, const Tally& other, const Take& take) {
  each_sum(one.wellbeing.by_sex_age_ses, other.wellbeing.by_sex_age_ses, take);
  each_sum(one.wellbeing.by_area, other.wellbeing.by_area, take);
  each_sum(one.wellbeing.by_group, other.wellbeing.by_group, take);
  take(one.alive, other.alive);
  take(one.deaths, other.deaths);
  for (auto persons : {&Tally::start, &Tally::births, &Tally::arrivals, &Tally::departures, &Tally::dead, &Tally::end})
    take(one.*persons, other.*persons);
}

/// All but the ticks of everyone and the open cohort-year.
template <class Take>
void each_sum(Tally& one, const Tally& other, const Take& take) {
  each_sum(one.by_sex_age_ses, other.by_sex_age_ses, take);
  each_sum(one.by_area, other.by_area, take);
  each_sum(one.by_group, other.by_group, take);
  each_sum(one.by_side, other.by_side, take);
  each_sum(one.people, other.people, take);
  each_alike_sum(one, other, take);
}

/// sums[i] = change(sums[i], others[i])
template <class Change>
void change_each_sum(Tally& tally, const Tally& other, const Change& change) {
  each_sum(tally, other, [&](auto& sums, const auto& others) {
    expects(sums.size() == others.size(), "tallies of one shape are added and subtracted");
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = change(sums[i], others[i]);
  });
  tally.person_ticks = change(tally.person_ticks, other.person_ticks);
}

}  // namespace kavel
