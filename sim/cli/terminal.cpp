#include "cli/terminal.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

#include "core/errors.hpp"

namespace kavel {

namespace {

bool is_dumb() {
  const char* terminal = std::getenv("TERM");
  return terminal == nullptr || std::strcmp(terminal, "dumb") == 0;
}

/// https://no-color.org: present and not empty.
bool colours_forbidden() {
  const char* wish = std::getenv("NO_COLOR");
  return wish != nullptr && *wish != '\0';
}

}  // namespace

bool stderr_rewrites_lines() { return ::isatty(STDERR_FILENO) == 1 && !is_dumb(); }

std::string alarming(const std::string& text) {
  if (!stderr_rewrites_lines() || colours_forbidden()) return text;
  return "\033[1;31m" + text + "\033[0m";
}

void print(const std::string& text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!written) throw SystemError(std::string("cannot write to standard output: ") + std::strerror(errno));
}

}  // namespace kavel
