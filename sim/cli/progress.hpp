#pragma once

#include <atomic>
#include <chrono>

namespace kavel {

/// One line on the terminal's stderr, rewritten at most ten times a second: share done, person-years a second, time
/// left. Gone when it goes. Where stderr is no terminal nothing or, if so asked, a new line every ten seconds.
class Progress {
 public:
  enum class Shown { on_terminal, everywhere, nowhere };
  explicit Progress(Shown shown);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// May be called from any thread; while one writes, the others go on.
  void update(double done_share, double person_years);

 private:
  using Time = std::chrono::steady_clock;

  void write_line(double done_share, double person_years);

  bool rewrites_;
  bool shows_;
  std::atomic_flag writing_{};
  bool line_stands_ = false;
  Time::time_point start_ = Time::now();
  Time::time_point last_ = start_;
};

}  // namespace kavel
