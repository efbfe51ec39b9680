#pragma once

#include <vector>

#include "experiment/study.hpp"
#include "io/override.hpp"
#include "io/read_figure.hpp"

namespace kavel {

/// Reads the sections `programmes` and `arms` of a study (`fields` of the tree `study`) into it, and checks them
/// against its pack and its people, which have been read before. The overrides are those of keys within single
/// programmes: they are applied here, where the programmes' files are known.
void read_portfolios(Fields& fields, const NodePtr& study, const std::vector<Override>& overrides,
                     FigureReader& figures, Problems& problems, Study& into);

}  // namespace kavel
