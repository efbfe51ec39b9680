#include "cli/commands.hpp"
#include "cli/description.hpp"
#include "cli/open_study.hpp"
#include "cli/terminal.hpp"
#include <CLI/CLI.hpp>

#include "experiment/compiled.hpp"

namespace kavel {

namespace {

struct DescribeRequest {
  std::string path{};
  std::vector<std::string> overrides{};
  bool assumed = false;
};

void describe(const DescribeRequest& request) {
  const OpenedStudy opened = open_study(request.path, request.overrides);
  compile_variants(opened.study);
  print(request.assumed ? describe_assumptions(opened.study) : describe_study(opened.study));
}

}  // namespace

void add_describe_command(CLI::App& program, Work& work) {
  auto request = std::make_shared<DescribeRequest>();
  CLI::App* command = program.add_subcommand("describe", "Show the resolved model: every figure, unit, source, status");
  command->add_option("STUDY", request->path, "a study (.yaml) or a result file (.h5)")->required();
  command->add_flag("--assumed", request->assumed, "only the figures that are assumed");
  command->add_option("--set", request->overrides, "dotted.key=value: another value in the study; may be repeated")
      ->allow_extra_args(false);
  command->footer(R"(Examples:
  kavel describe scenarios/voorbeeldkavel.yaml
  kavel describe voorbeeldkavel.h5 --assumed     what the results rest on that nobody has published)");
  command->callback([request, &work] { work = [request](const std::string&) { describe(*request); }; });
}

}  // namespace kavel
