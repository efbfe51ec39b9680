#include "waiting_times.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/ticks.hpp"
#include "experiment/run.hpp"

namespace kavel {

std::vector<std::vector<TimedEvent>> lives(const Study& study) {
  std::vector<std::vector<TimedEvent>> result(static_cast<std::size_t>(study.population.persons()));
  for (const Event& event : trace(study, 0, {})) {
    if (event.person.value >= result.size()) continue;  // a child
    const double time = static_cast<double>(moment(event.year_index, event.tick)) / ticks_per_year;
    result[static_cast<std::size_t>(event.person.value)].push_back({time, event.lane});
  }
  return result;
}

std::vector<double> first_times(const Study& study, int transition) {
  std::vector<double> times;
  for (const std::vector<TimedEvent>& life : lives(study)) {
    const auto found =
        std::find_if(life.begin(), life.end(), [&](const TimedEvent& event) { return event.transition == transition; });
    if (found != life.end()) times.push_back(found->time);
  }
  return times;
}

void expect_distribution(std::vector<double> times, const std::function<double(double)>& distribution,
                         const std::string& what) {
  ASSERT_FALSE(times.empty()) << what;
  std::sort(times.begin(), times.end());
  const auto number = static_cast<double>(times.size());
  double distance = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const double expected = distribution(times[i]);
    distance = std::max(
        {distance, expected - static_cast<double>(i) / number, static_cast<double>(i + 1) / number - expected});
  }
  const double limit = std::sqrt(-std::log(6e-5 / 2) / 2);
  EXPECT_LT(distance * std::sqrt(number), limit) << what << ", " << times.size() << " times";
}

}  // namespace kavel
