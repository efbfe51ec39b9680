#pragma once

#include <filesystem>

namespace kavel {

/// Where `cmake --install` puts packs and studies, from where the program stands; empty where there are none.
std::filesystem::path installed_scenarios();

}  // namespace kavel
