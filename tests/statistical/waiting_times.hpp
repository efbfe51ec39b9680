#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/event.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// One person's events: when (years since the study's start), and which transition (position in the pack).
struct TimedEvent {
  double time = 0;
  int transition = 0;
};

/// The events of every founder of a study's only variant, in the order of time.
std::vector<std::vector<TimedEvent>> lives(const Study& study);

/// The times of each person's first event of a transition; of those who had one.
std::vector<double> first_times(const Study& study, int transition);

/// Kolmogorov–Smirnov: the times have this distribution function. The limit is exceeded as rarely as four standard
/// errors of a normal variate (probability 6e-5), whatever the distribution.
void expect_distribution(std::vector<double> times, const std::function<double(double)>& distribution,
                         const std::string& what);

}  // namespace kavel
