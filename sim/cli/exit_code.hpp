#pragma once

namespace kavel {

/// What the program ends with.
enum class ExitCode : int {
  done = 0,
  our_fault = 1,
  input = 2,         ///< the user's: a study, an option, a file that is not ours
  machine = 3,       ///< a full disk, no permission, no memory
  interrupted = 130  ///< Ctrl-C or SIGTERM
};

}  // namespace kavel
