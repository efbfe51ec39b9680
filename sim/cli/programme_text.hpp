#pragma once

#include <string>

#include "programme/programme.hpp"

namespace kavel {

/// What a programme is, as one would read it aloud: what, for whom, when, who goes first, what care it shifts, who
/// pays. Activities by their titles in the pack.
std::string programme_text(const Programme& programme, const Pack& pack);

/// `age 18 to 79; bmi obese, or (bmi overweight; diabetes diabetes)`
std::string condition_text(const Predicate& condition);

}  // namespace kavel
