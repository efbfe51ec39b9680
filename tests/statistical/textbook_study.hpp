#pragma once

#include <string>
#include <vector>

#include "experiment/results.hpp"
#include "experiment/study.hpp"

namespace kavel {

/// A study of scenarios/textbook with `law_persons` persons; other overrides are `dotted.key=value`.
Study textbook_study(const std::string& name, std::vector<std::string> overrides = {});

Results run_textbook(const std::string& name, std::vector<std::string> overrides = {});

}  // namespace kavel
