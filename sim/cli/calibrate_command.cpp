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
#include "experiment/fit_base_year.hpp"
#include "experiment/run.hpp"
#include "io/calibrated_tables.hpp"
#include "io/whole_file.hpp"
#include "analysis/calibration_report.hpp"

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
    overrides.push_back(fmt::format("population.persons={}", persons));
    return overrides;
  }
  const OpenedStudy opened = open_to_calibrate(request.input, overrides);
  const std::int64_t persons = calibration_of(opened.study).persons;
  if (persons != opened.study.population.persons()) overrides.push_back(fmt::format("population.persons={}", persons));
  return overrides;
}

void make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (!fs::is_directory(path)) {
    throw InputError(Mark{}, "--output", "a folder, or the name of one that can be made", path);
  }
}

FittedMortality fit(const Study& study, const CalibrateRequest& request) {
  Progress progress(request.quiet ? Progress::Shown::never : Progress::Shown::on_terminal);
  RunOptions options;
  options.threads = threads_of(request.threads);
  options.progress = [&](double done_share, double person_years) { progress.update(done_share, person_years); };
  options.cancelled = interrupted;
  return fit_mortality(study, options);
}

/// Residuals and baselines, with the mortality that was fitted.
FittedBaseYear fit_base_year_with(const std::vector<WrittenTable>& mortality, const Study& study,
                                  const CalibrateRequest& request, const std::vector<std::string>& overrides) {
  RunOptions options;
  options.threads = threads_of(request.threads);
  options.cancelled = interrupted;
  const fs::path folder = calibration_of(study).folder;
  return fit_base_year(study, options, [&](const FittedBaseYear& baselines) {
    std::vector<std::pair<std::string, std::string>> given;
    const auto give = [&](const WrittenTable& table) {
      given.emplace_back((folder / table.name).string(), table.text);
    };
    for (const WrittenTable& table : mortality) give(table);
    for (const WrittenTable& table : calibrated_tables(study, baselines)) give(table);
    return open_to_calibrate(request.input, overrides, given).study;
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

std::string json_of(const FittedMortality& fitted, const FittedBaseYear& base_year,
                    const std::vector<std::string>& files) {
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
  object.update(json_of(base_year));
  object["files"] = files;
  return object.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

void calibrate(const CalibrateRequest& request) {
  const std::vector<std::string> overrides = overrides_of(request);
  const OpenedStudy opened = open_to_calibrate(request.input, overrides);
  make_folder(request.output);
  const FittedMortality fitted = fit(opened.study, request);
  std::vector<WrittenTable> tables = calibrated_tables(opened.study, fitted);
  const FittedBaseYear base_year = fit_base_year_with(tables, opened.study, request, overrides);
  for (WrittenTable& table : calibrated_tables(opened.study, base_year)) tables.push_back(std::move(table));
  const std::string report = calibration_report(opened.study, fitted) + base_year_report(opened.study, base_year);
  std::vector<std::string> files;
  for (const WrittenTable& table : tables) {
    write_text(fs::path(request.output) / table.name, table.text);
    files.push_back((fs::path(request.output) / table.name).string());
  }
  write_text(fs::path(request.output) / report_name, report);
  files.push_back((fs::path(request.output) / report_name).string());
  if (request.json) {
    print(json_of(fitted, base_year, files));
  } else if (!request.quiet) {
    print(report + "\nWritten:\n");
    for (const std::string& file : files) print("  " + file + "\n");
  }
}

}  // namespace

void add_calibrate_command(CLI::App& program, Work& work) {
  auto request = std::make_shared<CalibrateRequest>();
  CLI::App* command =
      program.add_subcommand("calibrate", "Fit a pack's background mortality and excess in a run of the whole country");
  command->add_option("STUDY", request->input, "a study of the country; its pack has a section calibration")
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

The tables are what the pack reads, see scenarios/README.md, "Calibration"; fit.md tells how well they fit. The same study gives the
same tables on any number of threads. Tables of an earlier fit have no influence.)");
  command->callback([request, &work] { work = [request](const std::string&) { calibrate(*request); }; });
}

}  // namespace kavel
