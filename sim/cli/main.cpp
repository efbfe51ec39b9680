#include <algorithm>
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
  kavel run scenarios/voorbeeldkavel.yaml          thirty years of a Dutch region, and what programmes change
  kavel describe scenarios/voorbeeldkavel.yaml     what is in that model, and where each figure is from
  kavel run scenarios/voorbeeldkavel.yaml --persons-sample 1000
  kavel life voorbeeldkavel.h5                     whose lives were kept; with --person, what happened to one of them
  kavel run scenarios/textbook/sick-sicker.yaml    the smallest model, thirty lines, two variants
  kavel region import --help                       a region of your own from Vektis' and CBS' open data
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

/// Does another command know this word? Then it is no slip.
bool is_known_elsewhere(const CLI::App& program, const CLI::App& command, const std::string& word) {
  for (const CLI::App* other : program.get_subcommands([](const CLI::App*) { return true; })) {
    const std::vector<std::string> words = known_words(*other);
    if (other != &command && std::find(words.begin(), words.end(), word) != words.end()) return true;
  }
  return false;
}

/// The command the user chose, within a group the one of it; or the program where none was.
const CLI::App& chosen(const CLI::App& program) {
  const auto commands = program.get_subcommands();
  return commands.empty() ? program : chosen(*commands.front());
}

/// `kavel region import`
std::string full_name(const CLI::App& command) {
  return command.get_parent() == nullptr ? "kavel" : full_name(*command.get_parent()) + ' ' + command.get_name();
}

/// Is there a choice of commands still to be made?
bool is_group(const CLI::App& command) {
  return !command.get_subcommands([](const CLI::App*) { return true; }).empty();
}

std::string commands_of(const CLI::App& program) {
  std::string names;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
    names += (names.empty() ? "" : ", ") + command->get_name();
  }
  return names;
}

/// Words nobody expected. What follows an unknown command or option belongs to it, and is not told apart.
Problems unknown_words(const CLI::App& program, const CLI::App& command, const std::string& name) {
  Problems problems;
  bool follows_option = false;
  for (const std::string& word : program.remaining(true)) {
    const bool is_option = word.starts_with('-');
    if (follows_option && !is_option) continue;
    const std::string option = word.substr(0, word.find('='));
    const std::string expected = is_option           ? "an option it knows"
                                 : is_group(command) ? "a command (" + commands_of(command) + ")"
                                                     : "no further argument";
    problems.add(Mark{}, name, expected, word,
                 is_known_elsewhere(program, command, option) ? "" : nearest(option, known_words(command)));
    if (is_group(command)) break;
    follows_option = is_option;
  }
  return problems;
}

void refuse(const CLI::App& program, const CLI::ParseError& error) {
  const CLI::App& command = chosen(program);
  const std::string name = full_name(command);
  const Problems problems = unknown_words(program, command, name);
  if (!problems.empty()) {
    report(problems.all());
  } else if (is_group(command)) {
    std::fprintf(stderr, "%s: expected a command (%s), got none\n", name.c_str(), commands_of(command).c_str());
  } else {
    std::fprintf(stderr, "%s: %s\n", name.c_str(), error.what());
  }
  std::fprintf(stderr, "%s --help shows how\n", name.c_str());
}

/// Help in this program's words: what a value is, not its type.
void choose_words(CLI::App& program) {
  program.get_formatter()->label("REQUIRED", "");
  program.get_formatter()->label("SUBCOMMAND", "COMMAND");
  program.get_formatter()->column_width(26);
  for (CLI::Option* option : program.get_options()) {
    if (option->get_positional()) option->type_name("");
  }
  for (CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
    command->group("Commands");
    choose_words(*command);
  }
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
  add_calibrate_command(program, work);
  add_region_command(program, work);
  add_schema_command(program, work);
  choose_words(program);
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
