#include <cmath>
#include <cstdio>
#include <map>

#include "cli/assumptions.hpp"
#include "cli/commands.hpp"
#include "cli/description.hpp"
#include "cli/figure_text.hpp"
#include "cli/interruption.hpp"
#include "cli/number_option.hpp"
#include "cli/open_study.hpp"
#include "cli/processors.hpp"
#include "cli/programme_text.hpp"
#include "cli/progress.hpp"
#include "cli/terminal.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "experiment/compiled.hpp"
#include "io/stated_figures.hpp"
#include "analysis/number_text.hpp"

namespace kavel {

namespace {

constexpr std::uint64_t default_persons = 5'000;

struct DescribeRequest {
  std::string path{};
  std::vector<std::string> overrides{};
  std::vector<std::string> parts{};
  std::string persons{};
  bool all = false;
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

Json figures_json(const std::vector<StatedFigure>& all, bool assumed_only) {
  Json figures = Json::array();
  for (const StatedFigure& figure : all) {
    if (!assumed_only || figure.provenance.status == Status::assumed) figures.push_back(figure_json(figure));
  }
  return figures;
}

Json capacities_json(const Study& study, bool assumed_only) {
  Json capacities = Json::array();
  for (const CapacitySpec& capacity : study.capacities) {
    capacities.push_back({{"name", capacity.name},
                          {"title", capacity.title},
                          {"unit", capacity.unit},
                          {"figures", figures_json(stated_figures(capacity), assumed_only)}});
  }
  return capacities;
}

/// What is known of how much arms depend on a programme's figure.
void add_influence(const Assumptions& assumptions, const StatedFigure& figure, Json& told) {
  for (const Assumption& one : assumptions.all) {
    if (one.figure.identity != figure.identity || !one.in_arm) continue;
    told["varied_by"] = one.factor;
    told["arm"] = one.arm;
    told["cost_beyond_usual_care_change_per_person"] = one.in_arm->per_person;
    told["cost_beyond_usual_care_change_standard_error"] = number_or_null(one.in_arm->standard_error);
  }
}

Json figures_json(const Programme& programme, const Assumptions* assumptions) {
  Json figures = Json::array();
  for (const StatedFigure& figure : stated_figures(programme)) {
    if (assumptions != nullptr && figure.provenance.status != Status::assumed) continue;
    figures.push_back(figure_json(figure));
    if (assumptions != nullptr) add_influence(*assumptions, figure, figures.back());
  }
  return figures;
}

Json programmes_json(const Study& study, const Assumptions* assumptions) {
  Json programmes = Json::array();
  for (const Programme& programme : study.programmes) {
    programmes.push_back({{"name", programme.name},
                          {"title", programme.title},
                          {"evidence", programme.evidence},
                          {"eligible", condition_text(programme.eligible)},
                          {"figures", figures_json(programme, assumptions)}});
  }
  return programmes;
}

/// All figures of an arm; of those after the first, the ones that differ from it.
Json figures_of(const Study& study, const Variant& variant, bool assumed_only) {
  Json figures = Json::array();
  const bool first = &variant == &study.variants.front();
  const auto add = [&](const StatedFigure& figure) {
    if (!assumed_only || figure.provenance.status == Status::assumed) figures.push_back(figure_json(figure));
  };
  if (first) {
    for (const StatedFigure& figure : stated_figures(study.region)) add(figure);
  }
  std::map<std::string, StatedFigure> comparator;
  for (const StatedFigure& figure : stated_figures(study.variants.front().pack))
    comparator.emplace(figure.what, figure);
  for (const StatedFigure& figure : stated_figures(variant.pack)) {
    const auto known = comparator.find(figure.what);
    if (first || known == comparator.end() || !(known->second == figure)) add(figure);
  }
  return figures;
}

/// An assumed figure with all its uses and what it does to cost.
Json assumption_json(const Assumption& one) {
  Json figure = figure_json(one.figure);
  figure["uses"] = one.uses;
  if (one.change) {
    figure["varied_by"] = one.factor;
    figure["cost_change"] = one.change->share;
    figure["cost_change_standard_error"] = number_or_null(one.change->standard_error);
    figure["elasticity"] = one.elasticity();
  }
  return figure;
}

/// With assumptions: only figures that are assumed, those of the first arm by their influence.
std::string json_of(const Study& study, const Assumptions* assumptions) {
  Json arms = Json::array();
  for (const Variant& variant : study.variants) {
    Json figures = Json::array();
    if (assumptions != nullptr && &variant == &study.variants.front()) {
      for (const Assumption& one : assumptions->all) {
        if (one.touches != Assumption::Touches::arms) figures.push_back(assumption_json(one));
      }
    } else {
      figures = figures_of(study, variant, assumptions != nullptr);
    }
    arms.push_back({{"name", variant.name}, {"programmes", Json::array()}, {"figures", std::move(figures)}});
  }
  for (const Arm& arm : study.arms) {
    Json names = Json::array();
    for (const int programme : arm.programmes)
      names.push_back(study.programmes[static_cast<std::size_t>(programme)].name);
    arms.push_back({{"name", arm.name}, {"programmes", std::move(names)}, {"figures", Json::array()}});
  }
  Json object{{"title", study.title},
              {"model", study.variants.front().pack.title},
              {"persons", study.population.persons()},
              {"start", study.start},
              {"years", study.years},
              {"seed", study.seed}};
  if (assumptions != nullptr && assumptions->persons > 0) {
    object["cost"] = assumptions->cost;
    object["persons_in_runs"] = assumptions->persons;
  }
  if (!study.capacities.empty()) object["capacities"] = capacities_json(study, assumptions != nullptr);
  object["programmes"] = programmes_json(study, assumptions);
  object["arms"] = std::move(arms);
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

/// The assumptions, weighed in runs of so many persons; 0: not weighed.
Assumptions weighed_in_runs(const DescribeRequest& request, const Study& study) {
  const std::uint64_t persons =
      request.persons.empty() ? default_persons : number_option("--persons", request.persons, 0, 1'000'000'000);
  if (persons == 0) return assumptions_of(study);
  const bool smaller = static_cast<std::int64_t>(persons) < study.population.persons();
  const OpenedStudy opened =
      smaller ? open_study_of(persons, request.path, request.overrides) : open_study(request.path, request.overrides);
  std::fputs(
      fmt::format("{} of {}, for each assumed figure that may change cost; --persons 0 leaves them out\n",
                  counted(runs_of(assumptions_of(study)), "run"), counted(opened.study.population.persons(), "person"))
          .c_str(),
      stderr);
  Progress progress(Progress::Shown::everywhere);
  RunOptions options;
  options.threads = threads_of("");
  options.cancelled = interrupted;
  options.progress = [&](double share, double person_years) { progress.update(share, person_years); };
  return weighed(opened.study, options);
}

std::string text_of(const DescribeRequest& request, const Study& study) {
  if (!request.parts.empty()) return describe_parts(study, request.parts);
  return request.all ? describe_study(study) : outline_of(study, request.path);
}

void describe(const DescribeRequest& request) {
  const OpenedStudy opened = open_study(request.path, request.overrides);
  compile_variants(opened.study);
  if (!request.assumed) return print(request.json ? json_of(opened.study, nullptr) : text_of(request, opened.study));
  const Assumptions assumptions = weighed_in_runs(request, opened.study);
  print(request.json ? json_of(opened.study, &assumptions) : assumptions_text(opened.study, assumptions));
}

}  // namespace

void add_describe_command(CLI::App& program, Work& work) {
  auto request = std::make_shared<DescribeRequest>();
  CLI::App* command = program.add_subcommand("describe", "Show the resolved model: every figure, unit, source, status");
  command->add_option("STUDY", request->path, "a study (.yaml) or a result file (.h5)")->required();
  CLI::Option* parts = command
                           ->add_option("PART", request->parts,
                                        "only these, with all their figures: an attribute, activity, programme, or a "
                                        "kind of them (default: a line for each)")
                           ->option_text("[PART…]");
  CLI::Option* all = command->add_flag("--all", request->all, "every part with all its figures");
  CLI::Option* assumed =
      command->add_flag("--assumed", request->assumed, "only the figures that are assumed, by their influence on cost");
  command
      ->add_option("--persons", request->persons,
                   "with --assumed: in each of the runs that tell it (default: 5000; 0: none)")
      ->type_name("N");
  CLI::Option* json = command->add_flag("--json", request->json, "one JSON object with every figure instead of text");
  parts->excludes(all)->excludes(assumed)->excludes(json);
  command->add_option("--set", request->overrides, "dotted.key=value: another value in the study; may be repeated")
      ->allow_extra_args(false)
      ->type_name("KEY=VALUE");
  command->footer(R"(Examples:
  kavel describe scenarios/voorbeeldkavel.yaml                      what there is, a line for each part
  kavel describe scenarios/voorbeeldkavel.yaml diabetes activities  these, every figure with unit, status and source
  kavel describe scenarios/voorbeeldkavel.yaml gli                  a programme, to be read aloud
  kavel describe voorbeeldkavel.h5 --assumed     what the results rest on that nobody has published, and how far cost does
  kavel describe study.yaml --json | jq '.arms[0].figures[] | select(.unit == "EUR")')");
  command->callback([request, &work] { work = [request](const std::string&) { describe(*request); }; });
}

}  // namespace kavel
