#include "cli/failures.hpp"

#include <cstdio>
#include <new>
#include <string>

#include "cli/terminal.hpp"

#include "experiment/run.hpp"
#include "analysis/number_text.hpp"

namespace kavel {

namespace {

void say(const std::string& text) { std::fputs((text + '\n').c_str(), stderr); }

}  // namespace

void report(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) say(message_of(problem));
  say(alarming(counted(static_cast<std::int64_t>(problems.size()), "problem")));
}

ExitCode guarded(const std::function<void()>& work) {
  try {
    work();
    return ExitCode::done;
  } catch (const Cancelled&) {
    say("kavel: interrupted; nothing was written");
    return ExitCode::interrupted;
  } catch (const InputError& error) {
    report(error.problems());
    return ExitCode::input;
  } catch (const SystemError& error) {
    say(alarming("kavel: ") + error.what());
    return ExitCode::machine;
  } catch (const std::bad_alloc&) {
    say(alarming("kavel: ") + "out of memory; simulate fewer persons, or on a larger machine");
    return ExitCode::machine;
  } catch (const std::exception& error) {  // also a BrokenPromise: nothing is repaired, the program ends
    say(alarming("kavel: ") + "this is a fault in kavel, please report it: " + error.what());
    return ExitCode::our_fault;
  }
}

}  // namespace kavel
