#pragma once

#include <string>

#include "programme/programme.hpp"
#include "io/programme_figures.hpp"

namespace kavel {

/// The section `offer` of a programme, in a study that starts in a year.
OfferSpec read_offer(const YamlNode& node, const std::string& path, const ProgrammeReading& reading);

}  // namespace kavel
