#pragma once

#include "experiment/study.hpp"

namespace kavel {

/// A closed cohort of 50-year-old women who live `years` years under a pack without programmes or money.
Study bench_study(std::int64_t persons, int years, Pack pack);

/// Six chronic conditions that raise each other's and death's hazard: 7 transitions, about 0.045 events a person-year.
Pack plain_pack();

/// 24 attributes of 2 to 4 states, 64 transitions with cross-effects, about 0.35 events a person-year, one cost.
Pack synthetic_pack();

/// The synthetic pack with 8 measures of wellbeing that every condition and risk factor changes, and QALYs.
Pack faring_pack();

/// The same with a deductible on activities that every condition asks for.
Pack accounts_pack();

/// The synthetic pack with these activities, exempt and under a deductible.
Pack care_pack();
Pack deductible_pack();

}  // namespace kavel
