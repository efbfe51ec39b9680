#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include <CLI/CLI.hpp>

#include "io/schema.hpp"

namespace kavel {

void add_schema_command(CLI::App& program, Work& work) {
  CLI::App* command = program.add_subcommand("schema", "Print the JSON Schema of studies, for editors");
  command->footer(R"(Example:
  kavel schema > kavel.schema.json

An editor with YAML support then completes keys and shows what they mean, with this first line in a study:
  # yaml-language-server: $schema=kavel.schema.json)");
  command->callback([&work] { work = [](const std::string&) { print(json_schema() + '\n'); }; });
}

}  // namespace kavel
