#pragma once

namespace kavel {

/// Ends the program in order on Ctrl-C (SIGINT), SIGTERM and SIGHUP: the first asks, and what runs is to stop by
/// itself; where it has not within 0.8 s, or at a second signal, the process ends at once. Either way no file is left:
/// a result has no name before it is complete (io/whole_file.hpp). Also makes a full disk an error instead of a signal
/// (SIGXFSZ).
void heed_signals();

/// Has the user asked to stop? May be called from any thread.
bool interrupted();

}  // namespace kavel
