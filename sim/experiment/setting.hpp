#pragma once

#include "model/compile.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// What a pack is compiled for, of a study.
Setting setting_of(const Study& study, const Pack& pack);

}  // namespace kavel
