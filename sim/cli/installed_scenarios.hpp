#pragma once

#include <filesystem>

namespace kavel {

/// Where packs and studies are, from where the program stands: where `cmake --install` puts them or, of a program that
/// was built within a copy of the project, that copy's folder; empty where there are none.
std::filesystem::path installed_scenarios();

}  // namespace kavel
