#include "cli/interruption.hpp"

#include <atomic>
#include <signal.h>
#include <string_view>
#include <sys/time.h>
#include <unistd.h>

#include "cli/exit_code.hpp"

namespace kavel {

namespace {

constexpr timeval patience{0, 800000};

// The one thing a signal handler may do with threads about: set a lock-free flag.
std::atomic<bool> asked_to_stop{false};
static_assert(std::atomic<bool>::is_always_lock_free);

[[noreturn]] void end_at_once() {
  constexpr std::string_view message = "\nkavel: interrupted\n";
  [[maybe_unused]] const ssize_t ignored = ::write(STDERR_FILENO, message.data(), message.size());
  ::_exit(static_cast<int>(ExitCode::interrupted));
}

extern "C" void on_signal(int number) {
  if (number == SIGALRM || asked_to_stop.exchange(true)) end_at_once();
  const itimerval timer{{0, 0}, patience};
  ::setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace

void heed_signals() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGALRM}) {
    struct sigaction before {};
    ::sigaction(number, nullptr, &before);
    const bool shielded = before.sa_handler == SIG_IGN && number == SIGHUP;  // nohup
    if (!shielded) ::sigaction(number, &action, nullptr);
  }
  ::signal(SIGXFSZ, SIG_IGN);
}

bool interrupted() { return asked_to_stop.load(std::memory_order_relaxed); }

}  // namespace kavel
