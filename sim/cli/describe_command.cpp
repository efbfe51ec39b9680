#include <cmath>
#include <map>

#include "cli/commands.hpp"
#include "cli/description.hpp"
#include "cli/figure_text.hpp"
#include "cli/open_study.hpp"
#include "cli/programme_text.hpp"
#include "cli/terminal.hpp"
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "experiment/compiled.hpp"
#include "io/stated_figures.hpp"

namespace kavel {

namespace {

struct DescribeRequest {
  std::string path{};
  std::vector<std::string> overrides{};
  bool assumed = false;
  bool json = false;
};

using Json = nlohmann::ordered_json;

Json number_or_null(double value) { return std::isnan(value) ? Json(nullptr) : Json(value); }

Json figure_json(const StatedFigure& figure) {
  Json object{{"key", figure.key},
              {"part", part_of(figure)},
              {"what", figure.what},
              {"value", number_or_null(figure.value)},
              {"lowest", number_or_null(figure.lowest)},
              {"highest", number_or_null(figure.highest)},
              {"low", number_or_null(figure.low)},
              {"high", number_or_null(figure.high)},
              {"unit", figure.provenance.unit},
              {"status", name_of(figure.provenance.status)},
              {"source", figure.provenance.source}};
  if (!figure.table.empty()) object["table"] = figure.table;
  if (figure.times != 1) object["times"] = figure.times;
  if (!std::isnan(figure.outside)) object["outside"] = figure.outside;
  return object;
}

Json programmes_json(const Study& study, bool assumed_only) {
  Json programmes = Json::array();
  for (const Programme& programme : study.programmes) {
    Json figures = Json::array();
    for (const StatedFigure& figure : stated_figures(programme)) {
      if (!assumed_only || figure.provenance.status == Status::assumed) figures.push_back(figure_json(figure));
    }
    programmes.push_back({{"name", programme.name},
                          {"title", programme.title},
                          {"evidence", programme.evidence},
                          {"eligible", condition_text(programme.eligible)},
                          {"figures", std::move(figures)}});
  }
  return programmes;
}

/// All figures of the first arm; of the others those that differ from it, and their programmes.
std::string json_of(const Study& study, bool assumed_only) {
  Json arms = Json::array();
  std::map<std::string, StatedFigure> comparator;
  for (const Variant& variant : study.variants) {
    Json figures = Json::array();
    const bool first = &variant == &study.variants.front();
    for (const StatedFigure& figure : first ? stated_figures(study.region) : std::vector<StatedFigure>{}) {
      if (!assumed_only || figure.provenance.status == Status::assumed) figures.push_back(figure_json(figure));
    }
    for (const StatedFigure& figure : stated_figures(variant.pack)) {
      const auto known = comparator.find(figure.what);
      if (!first && known != comparator.end() && known->second == figure) continue;
      if (first) comparator.emplace(figure.what, figure);
      if (!assumed_only || figure.provenance.status == Status::assumed) figures.push_back(figure_json(figure));
    }
    arms.push_back({{"name", variant.name}, {"programmes", Json::array()}, {"figures", std::move(figures)}});
  }
  for (const Arm& arm : study.arms) {
    Json names = Json::array();
    for (const int programme : arm.programmes)
      names.push_back(study.programmes[static_cast<std::size_t>(programme)].name);
    arms.push_back({{"name", arm.name}, {"programmes", std::move(names)}, {"figures", Json::array()}});
  }
  const Json object{{"title", study.title},
                    {"model", study.variants.front().pack.title},
                    {"persons", study.population.persons()},
                    {"start", study.start},
                    {"years", study.years},
                    {"seed", study.seed},
                    {"programmes", programmes_json(study, assumed_only)},
                    {"arms", std::move(arms)}};
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

void describe(const DescribeRequest& request) {
  const OpenedStudy opened = open_study(request.path, request.overrides);
  compile_variants(opened.study);
  if (request.json) {
    print(json_of(opened.study, request.assumed));
  } else {
    print(request.assumed ? describe_assumptions(opened.study) : describe_study(opened.study));
  }
}

}  // namespace

void add_describe_command(CLI::App& program, Work& work) {
  auto request = std::make_shared<DescribeRequest>();
  CLI::App* command = program.add_subcommand("describe", "Show the resolved model: every figure, unit, source, status");
  command->add_option("STUDY", request->path, "a study (.yaml) or a result file (.h5)")->required();
  command->add_flag("--assumed", request->assumed, "only the figures that are assumed");
  command->add_flag("--json", request->json, "one JSON object instead of text");
  command->add_option("--set", request->overrides, "dotted.key=value: another value in the study; may be repeated")
      ->allow_extra_args(false)
      ->type_name("KEY=VALUE");
  command->footer(R"(Examples:
  kavel describe scenarios/voorbeeldkavel.yaml
  kavel describe voorbeeldkavel.h5 --assumed     what the results rest on that nobody has published
  kavel describe study.yaml --json | jq '.arms[0].figures[] | select(.unit == "EUR")')");
  command->callback([request, &work] { work = [request](const std::string&) { describe(*request); }; });
}

}  // namespace kavel
