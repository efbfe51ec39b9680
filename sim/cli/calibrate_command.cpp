#include <filesystem>
#include <system_error>

#include "cli/commands.hpp"
#include "cli/interruption.hpp"
#include "cli/number_option.hpp"
#include "cli/open_study.hpp"
#include "cli/processors.hpp"
#include "cli/progress.hpp"
#include "cli/terminal.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/errors.hpp"
#include "experiment/calibrate.hpp"
#include "experiment/condition_fit.hpp"
#include "experiment/fit_base_year.hpp"
#include "experiment/run.hpp"
#include "io/calibrated_tables.hpp"
#include "io/condition_tables.hpp"
#include "io/whole_file.hpp"
#include "analysis/calibration_report.hpp"
#include "analysis/condition_report.hpp"

namespace kavel {

namespace {

namespace fs = std::filesystem;

constexpr const char* report_name = "fit.md";

/// The options as the user wrote them.
struct CalibrateRequest {
  std::string input{};
  std::string output{};
  std::string threads{};
  std::string persons{};
  std::vector<std::string> overrides{};
  bool quiet = false;
  bool json = false;
};

/// The overrides that give the reference run as many persons as it is to have.
std::vector<std::string> overrides_of(const CalibrateRequest& request) {
  std::vector<std::string> overrides = request.overrides;
  if (!request.persons.empty()) {
    const std::uint64_t persons = number_option("--persons", request.persons, 1, 1'000'000'000);
    return with_persons(std::move(overrides), persons);
  }
  const OpenedStudy opened = open_to_calibrate(request.input, overrides);
  const std::int64_t persons = calibration_of(opened.study).persons;
  if (persons == opened.study.population.persons()) return overrides;
  return with_persons(std::move(overrides), static_cast<std::uint64_t>(persons));
}

void make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (!fs::is_directory(path)) {
    throw InputError(Mark{}, "--output", "a folder, or the name of one that can be made", path);
  }
}

RunOptions options_of(const CalibrateRequest& request, Progress& progress) {
  RunOptions options;
  options.threads = threads_of(request.threads);
  options.progress = [&](double done_share, double person_years) { progress.update(done_share, person_years); };
  options.cancelled = interrupted;
  return options;
}

/// The study read anew, with these tables as the pack's.
Study read_with(const std::vector<WrittenTable>& tables, const Study& study, const CalibrateRequest& request,
                const std::vector<std::string>& overrides) {
  const fs::path folder = calibration_of(study).folder;
  std::vector<std::pair<std::string, std::string>> given;
  for (const WrittenTable& table : tables) given.emplace_back((folder / table.name).string(), table.text);
  return open_to_calibrate(request.input, overrides, given).study;
}

FittedConditions fit_conditions_of(const Study& study, const CalibrateRequest& request,
                                   const std::vector<std::string>& overrides) {
  Progress progress(request.quiet ? Progress::Shown::nowhere : Progress::Shown::on_terminal);
  return fit_conditions(study, options_of(request, progress), [&](const FittedConditions& so_far) {
    return read_with(calibrated_tables(study, so_far), study, request, overrides);
  });
}

FittedMortality fit(const Study& study, const CalibrateRequest& request) {
  Progress progress(request.quiet ? Progress::Shown::nowhere : Progress::Shown::on_terminal);
  return fit_mortality(study, options_of(request, progress));
}

/// Residuals and baselines, with the conditions and the mortality that were fitted.
FittedBaseYear fit_base_year_with(const std::vector<WrittenTable>& fitted, const Study& study,
                                  const CalibrateRequest& request, const std::vector<std::string>& overrides) {
  RunOptions options;
  options.threads = threads_of(request.threads);
  options.cancelled = interrupted;
  return fit_base_year(study, options, [&](const FittedBaseYear& baselines) {
    std::vector<WrittenTable> tables = fitted;
    for (WrittenTable& table : calibrated_tables(study, baselines)) tables.push_back(std::move(table));
    return read_with(tables, study, request, overrides);
  });
}

void write_text(const fs::path& path, const std::string& text) {
  write_whole_file(path.string(), std::as_bytes(std::span(text)));
}

nlohmann::ordered_json json_of(const FittedBaseYear& fitted) {
  nlohmann::ordered_json object{{"residuals", nlohmann::ordered_json::object()},
                                {"baselines", nlohmann::ordered_json::object()}};
  for (const std::vector<FittedResidual>& block : fitted.residuals) {
    for (const FittedResidual& one : block) {
      object["residuals"][one.activity] = {{"published", one.published}, {"residual", one.residual}};
    }
  }
  for (const FittedBaseline& one : fitted.baselines) {
    object["baselines"][one.measure] = {{"last_change", one.last_change}, {"mean_effect", one.mean_effect}};
  }
  return object;
}

nlohmann::ordered_json json_of(const FittedConditions& fitted) {
  nlohmann::ordered_json conditions = nlohmann::ordered_json::object();
  for (const FittedCondition& condition : fitted.conditions) {
    nlohmann::ordered_json targets = nlohmann::ordered_json::array();
    for (const FittedTarget& one : condition.targets) {
      const TargetSpec& target = one.target;
      targets.push_back({{"measure", target.measure},
                         {"sex", target.sex ? sex_names[static_cast<std::size_t>(*target.sex)] : "both"},
                         {"from_age", target.ages.from},
                         {"published", target.value},
                         {"before", one.before},
                         {"after", one.after},
                         {"weight", target.weight},
                         {"exact", one.exact}});
    }
    nlohmann::ordered_json steadiness = nlohmann::ordered_json::array();
    for (const Steadiness& one : condition.steadiness) {
      steadiness.push_back({{"sex", sex_names[static_cast<std::size_t>(one.sex)]},
                            {"from_age", one.first},
                            {"start", one.start},
                            {"later", one.later},
                            {"sustained", one.steady}});
    }
    conditions[condition.name] = {{"targets", targets}, {"steadiness", steadiness}};
  }
  return conditions;
}

nlohmann::ordered_json json_of(const FittedMortality& fitted) {
  nlohmann::ordered_json object{{"persons", fitted.persons}, {"start", fitted.start}, {"years", fitted.years}};
  object["attributable_deaths"] = nlohmann::ordered_json::object();
  for (const FittedBudget& budget : fitted.budgets) {
    object["attributable_deaths"][budget.name] = {{"wanted", budget.wanted},
                                                  {"explained", budget.explained},
                                                  {"happened", budget.happened.front()},
                                                  {"factor", budget.scale}};
  }
  object["share_explained"] = nlohmann::ordered_json::array();
  for (int year = 0; year < fitted.years; ++year) object["share_explained"].push_back(share_explained(fitted, year));
  object["life_expectancy"] = nlohmann::ordered_json::array();
  for (const LifeExpectancyFit& fit : life_expectancies(fitted)) {
    object["life_expectancy"].push_back({{"year", fit.year},
                                         {"sex", sex_names[static_cast<std::size_t>(fit.sex)]},
                                         {"wanted", fit.wanted},
                                         {"got", fit.got},
                                         {"standard_error", fit.standard_error}});
  }
  return object;
}

/// What a calibration gives.
struct Outcome {
  std::vector<WrittenTable> tables{};
  std::string report{};
  nlohmann::ordered_json json{};
};

Outcome calibrate_region(const Study& study, const FittedConditions& conditions) {
  return {calibrated_tables(study, conditions),
          region_report_head(study, conditions) + condition_report(study, conditions),
          {{"persons", conditions.persons}, {"conditions", json_of(conditions)}}};
}

/// Conditions first, then mortality on what they are, then care and wellbeing on both.
Outcome calibrate_country(const Study& study, const FittedConditions& conditions, const CalibrateRequest& request,
                          const std::vector<std::string>& overrides) {
  Outcome outcome;
  outcome.tables = calibrated_tables(study, conditions);
  const Study with_conditions = with_fitted_deaths(
      outcome.tables.empty() ? study : read_with(outcome.tables, study, request, overrides), conditions);
  const FittedMortality fitted = fit(with_conditions, request);
  for (WrittenTable& table : calibrated_tables(with_conditions, fitted)) outcome.tables.push_back(std::move(table));
  const FittedBaseYear base_year = fit_base_year_with(outcome.tables, study, request, overrides);
  for (WrittenTable& table : calibrated_tables(study, base_year)) outcome.tables.push_back(std::move(table));
  outcome.report = calibration_report(with_conditions, fitted) + condition_report(study, conditions) +
                   base_year_report(study, base_year);
  outcome.json = json_of(fitted);
  outcome.json["conditions"] = json_of(conditions);
  outcome.json.update(json_of(base_year));
  return outcome;
}

void calibrate(const CalibrateRequest& request) {
  const std::vector<std::string> overrides = overrides_of(request);
  const Study study = open_to_calibrate(request.input, overrides).study;
  make_folder(request.output);
  const FittedConditions conditions = fit_conditions_of(study, request, overrides);
  Outcome outcome = is_of_region(study) ? calibrate_region(study, conditions)
                                        : calibrate_country(study, conditions, request, overrides);
  outcome.tables.push_back({report_name, outcome.report});
  std::vector<std::string> files;
  for (const WrittenTable& table : outcome.tables) {
    files.push_back((fs::path(request.output) / table.name).string());
    write_text(files.back(), table.text);
  }
  if (request.json) {
    outcome.json["files"] = files;
    print(outcome.json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n');
  } else if (!request.quiet) {
    print(outcome.report + "\nWritten:\n");
    for (const std::string& file : files) print("  " + file + "\n");
  }
}

}  // namespace

void add_calibrate_command(CLI::App& program, Work& work) {
  auto request = std::make_shared<CalibrateRequest>();
  CLI::App* command =
      program.add_subcommand("calibrate", "Fit a pack to published prevalence, new cases, deaths, care and wellbeing");
  command
      ->add_option("STUDY", request->input,
                   "a study of the country, or of a region with targets of its own; its pack has a section calibration")
      ->required();
  command->add_option("-o,--output", request->output, "the folder for the tables and the report")
      ->type_name("FOLDER")
      ->required();
  command->add_option("--persons", request->persons, "of the reference run (default: as the pack says)")
      ->type_name("N");
  command->add_option("--threads", request->threads, "how many threads (default: all)")->type_name("N");
  command->add_option("--set", request->overrides, "dotted.key=value: another value in the study; may be repeated")
      ->allow_extra_args(false)
      ->type_name("KEY=VALUE");
  command->add_flag("--quiet", request->quiet, "no report and no progress line");
  command->add_flag("--json", request->json, "one JSON object instead of the report");
  command->footer(R"(Examples:
  kavel calibrate scenarios/nederland.yaml -o scenarios/models/nl/calibrated
  kavel calibrate scenarios/nederland.yaml -o /tmp/try --persons 500000 --set years=10
  kavel calibrate my_region.yaml -o my_region/calibrated     where my_region's region has targets: its conditions alone

The tables are what the pack reads, see scenarios/README.md, "Calibration"; fit.md tells how well they fit. The same study gives the
same tables on any number of threads. Tables of an earlier fit have no influence.)");
  command->callback([request, &work] { work = [request](const std::string&) { calibrate(*request); }; });
}

}  // namespace kavel
