#pragma once

#include <vector>

#include "model/event.hpp"
#include "experiment/results.hpp"
#include "experiment/study.hpp"
#include "tests/reference/one_life.hpp"

namespace kavel::reference {

/// Founders and arrivals, in that order.
std::vector<Inhabitant> all_who_come(const Study& study, const Model& model);

/// Everyone who ever lives in one variant of a study: each founder and arrival, followed by all descendants.
std::vector<Life> everyone(const Study& study, const Model& model);

/// What `trace()` of experiment/run.hpp must give.
Trace reference_trace(const Study& study, std::size_t variant);

/// What `run()` of experiment/run.hpp must give.
Results reference_run(const Study& study);

}  // namespace kavel::reference
