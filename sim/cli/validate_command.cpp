#include "cli/announce.hpp"
#include "cli/commands.hpp"
#include "cli/open_study.hpp"
#include "cli/terminal.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "core/errors.hpp"
#include "experiment/compiled.hpp"
#include "experiment/threads.hpp"
#include "analysis/number_text.hpp"

namespace kavel {

namespace {

struct ValidateRequest {
  std::vector<std::string> paths{};
  std::vector<std::string> overrides{};
};

void validate(const ValidateRequest& request) {
  Problems problems;
  for (const std::string& path : request.paths) {
    try {
      const OpenedStudy opened = open_study(path, request.overrides);
      compile_variants(opened.study, on_threads(threads_or_all(0)));
      announce_doubts(opened.study);
      const std::size_t arms = opened.study.arms.size();
      const std::size_t variants = opened.study.variants.size();
      print(fmt::format("{}: valid: {}, {}, {}\n", path, counted(opened.study.population.persons(), "person"),
                        counted(opened.study.years, "year"),
                        arms == 0 ? counted(static_cast<std::int64_t>(variants), "variant")
                                  : counted(static_cast<std::int64_t>(arms + 1), "arm")));
    } catch (const InputError& error) {
      for (const Problem& problem : error.problems()) problems.add(problem);
    }
  }
  problems.raise();
}

}  // namespace

void add_validate_command(CLI::App& program, Work& work) {
  auto request = std::make_shared<ValidateRequest>();
  CLI::App* command = program.add_subcommand("validate", "Find every problem of a study, without running it");
  command->add_option("STUDY", request->paths, "studies (.yaml), or result files (.h5)")->required();
  command->add_option("--set", request->overrides, "dotted.key=value: another value in the study; may be repeated")
      ->allow_extra_args(false)
      ->type_name("KEY=VALUE");
  command->footer(R"(Examples:
  kavel validate scenarios/voorbeeldkavel.yaml
  kavel validate scenarios/textbook/*.yaml

Each problem is one line: file:line:column: key: expected …, got … (did you mean …?).)");
  command->callback([request, &work] { work = [request](const std::string&) { validate(*request); }; });
}

}  // namespace kavel
