#include "cli/progress.hpp"

#include <cmath>
#include <cstdio>
#include <string>

#include "cli/terminal.hpp"
#include <fmt/format.h>

namespace kavel {

namespace {

constexpr std::chrono::milliseconds between_lines{100};
constexpr std::chrono::seconds between_new_lines{10};
constexpr const char* erase_line = "\r\033[K";

std::string time_text(double seconds) {
  if (seconds < 60) return fmt::format("{:.0f} s", std::ceil(seconds));
  const auto minutes = static_cast<long>(seconds / 60);
  if (minutes < 60)
    return fmt::format("{} min {:02.0f} s", minutes, std::floor(seconds - 60.0 * static_cast<double>(minutes)));
  return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

}  // namespace

Progress::Progress(Shown shown)
    : rewrites_(stderr_rewrites_lines()),
      shows_(shown == Shown::everywhere || (shown == Shown::on_terminal && rewrites_)) {}

Progress::~Progress() {
  if (line_stands_) std::fputs(erase_line, stderr);
}

void Progress::update(double done_share, double person_years) {
  if (!shows_ || writing_.test_and_set(std::memory_order_acquire)) return;
  write_line(done_share, person_years);
  writing_.clear(std::memory_order_release);
}

void Progress::write_line(double done_share, double person_years) {
  const Time::time_point now = Time::now();
  if (rewrites_ ? now - last_ < between_lines : now - last_ < between_new_lines) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::string line = fmt::format("{}{:3.0f} %   {:.1f} million person-years/s", rewrites_ ? erase_line : "",
                                 100 * done_share, person_years / seconds / 1e6);
  if (done_share > 0) line += fmt::format("   {} left", time_text(seconds * (1 - done_share) / done_share));
  if (!rewrites_) line += '\n';
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
  line_stands_ = rewrites_;
}

}  // namespace kavel
