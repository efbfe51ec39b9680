#pragma once

#include <optional>
#include <string>

#include "experiment/study.hpp"

namespace kavel {

/// A study of usual care alone: its first variant, no programmes.
Study usual_care_of(const Study& study);

/// Usual care with one figure multiplied by `factor`, wherever it is used; of a ratio its logarithm, so
/// that 1, the state it is against, stays 1. StatedFigure::identity says which. Nothing where a simulation does not
/// use it.
std::optional<Study> with_figure_times(const Study& study, const std::string& identity, double factor);

/// The study with one figure of its programmes or capacities multiplied by `factor`, likewise, and of its arms only
/// those that it may change. Nothing where none is.
std::optional<Study> with_programme_figure_times(const Study& study, const std::string& identity, double factor);

}  // namespace kavel
