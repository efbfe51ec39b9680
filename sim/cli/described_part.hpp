#pragma once

#include <string>
#include <vector>

#include "experiment/study.hpp"
#include "io/stated_figures.hpp"

namespace kavel {

/// A part of a study as it is described: an attribute, an activity, a programme.
struct DescribedPart {
  std::string name{};     ///< `attributes.smoking`, `births`, `programmes.gli`
  std::string heading{};  ///< what it is, a line or some; the first names it
  std::vector<StatedFigure> figures{};
  std::string notes{};  ///< what else holds for them, lines
};

std::vector<DescribedPart> described_parts(const RegionSpec& region);
std::vector<DescribedPart> described_parts(const Pack& pack);  ///< in its order
/// Its programmes, then the capacities that they share.
std::vector<DescribedPart> programme_parts(const Study& study);

}  // namespace kavel
