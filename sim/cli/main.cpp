#include <cstdio>

#include "cli/commands.hpp"
#include "cli/failures.hpp"
#include "cli/interruption.hpp"
#include "cli/terminal.hpp"
#include "cli/version.hpp"
#include <CLI/CLI.hpp>

#include "core/errors.hpp"

namespace kavel {

namespace {

constexpr const char* examples = R"(First steps:
  kavel run scenarios/voorbeeldkavel.yaml          let a Dutch region age for thirty years
  kavel describe scenarios/voorbeeldkavel.yaml     what is in that model, and where each figure is from
  kavel run scenarios/textbook/sick-sicker.yaml    the smallest model, thirty lines, two variants
  kavel validate my-study.yaml                     every problem at once, with file, line and column
  kavel run --help                                 all options, with examples

It ends with 0: done, 1: a fault of kavel, 2: of the input, 3: of the machine, 130: interrupted.)";

/// All names a word of the command line may stand for.
std::vector<std::string> known_words(const CLI::App& app) {
  std::vector<std::string> words;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    words.push_back(command->get_name());
  }
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  }
  return words;
}

/// The command the user chose, or the program where none was.
const CLI::App& chosen(const CLI::App& program) {
  const auto commands = program.get_subcommands();
  return commands.empty() ? program : *commands.front();
}

void refuse(const CLI::App& program, const CLI::ParseError& error) {
  const CLI::App& command = chosen(program);
  const std::string name = &command == &program ? "kavel" : "kavel " + command.get_name();
  Problems problems;
  for (const std::string& word : program.remaining(true)) {
    const std::string option = word.substr(0, word.find('='));
    problems.add(Mark{}, name, "an option or argument it knows", word, nearest(option, known_words(command)));
  }
  if (problems.empty()) {
    std::fprintf(stderr, "%s: %s\n", name.c_str(), error.what());
  } else {
    report(problems.all());
  }
  std::fprintf(stderr, "%s --help shows how\n", name.c_str());
}

/// With quotes where a shell would need them.
std::string command_line_of(int argc, char** argv) {
  std::string line = "kavel";
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const bool plain = !argument.empty() && argument.find_first_of(" \t\n'\"\\$`*?[]{}()<>|&;#~!") == std::string::npos;
    line += plain ? " " + argument : " '" + argument + "'";
  }
  return line;
}

ExitCode run_program(int argc, char** argv) {
  CLI::App program("Kavel simulates the inhabitants of a region over their life course.", "kavel");
  Work work;
  program.set_version_flag("--version", program_version());
  program.set_help_flag("-h,--help", "show this help");
  program.require_subcommand(1);
  program.footer(examples);
  add_run_command(program, work);
  add_validate_command(program, work);
  add_describe_command(program, work);
  add_life_command(program, work);
  add_schema_command(program, work);
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& answer) {
    return guarded([&] {
      program.exit(answer);
      print("");
    });
  } catch (const CLI::ParseError& error) {
    refuse(program, error);
    return ExitCode::input;
  }
  return guarded([&] { work(command_line_of(argc, argv)); });
}

}  // namespace

}  // namespace kavel

int main(int argc, char** argv) {
  kavel::heed_signals();
  return static_cast<int>(kavel::run_program(argc, argv));
}
