#pragma once

#include <functional>
#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own name
class App;
}

namespace kavel {

/// What a command does once its options are read, given the command line; set by the one the user chose.
using Work = std::function<void(const std::string& command_line)>;

void add_run_command(CLI::App& program, Work& work);
void add_validate_command(CLI::App& program, Work& work);
void add_life_command(CLI::App& program, Work& work);
void add_describe_command(CLI::App& program, Work& work);
void add_calibrate_command(CLI::App& program, Work& work);
void add_region_command(CLI::App& program, Work& work);
void add_schema_command(CLI::App& program, Work& work);

}  // namespace kavel
