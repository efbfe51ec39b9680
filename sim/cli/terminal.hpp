#pragma once

#include <string>

namespace kavel {

/// Is stderr a terminal on which a line can be rewritten?
bool stderr_rewrites_lines();

/// Red and bold on a terminal that shows colours, and where NO_COLOR does not forbid it; else the text itself.
std::string alarming(const std::string& text);

/// Writes to stdout; SystemError where it takes no more (a full disk behind a pipe).
void print(const std::string& text);

}  // namespace kavel
