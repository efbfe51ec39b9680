#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>

#include "cli/announce.hpp"
#include "cli/commands.hpp"
#include "cli/interruption.hpp"
#include "cli/number_option.hpp"
#include "cli/open_study.hpp"
#include "cli/processors.hpp"
#include "cli/progress.hpp"
#include "cli/run_json.hpp"
#include "cli/terminal.hpp"
#include "cli/version.hpp"
#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include "core/errors.hpp"
#include "random/instruction_set.hpp"
#include "experiment/run.hpp"
#include "experiment/threads.hpp"
#include "io/stated_figures.hpp"
#include "io/whole_file.hpp"
#include "io/write_result.hpp"
#include "analysis/estimate.hpp"
#include "analysis/not_started.hpp"
#include "analysis/summary.hpp"

namespace kavel {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest_block = 1U << 20;
constexpr std::uint64_t largest_sample = 1'000'000;

/// The options as the user wrote them.
struct RunRequest {
  std::string input{};
  std::string output{};
  std::string threads{};
  std::string seed{};
  std::string block_size{};
  std::string persons_sample{};
  std::string instruction_set{};
  std::vector<std::string> overrides{};
  std::optional<bool> full_cross{};  ///< not said: as the result that is run again
  bool full_arms = false;
  bool verbose = false;
  bool quiet = false;
  bool json = false;
};

class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::string now_utc() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

/// `study.yaml` gives `study.h5`, a result run again `result-again.h5`, in the current folder.
std::string output_of(const RunRequest& request) {
  if (!request.output.empty()) return request.output;
  const fs::path input(request.input);
  return input.stem().string() + (input.extension() == ".h5" ? "-again.h5" : ".h5");
}

void expect_other_than_inputs(const std::string& output, const std::vector<std::string>& inputs) {
  for (const std::string& input : inputs) {
    std::error_code error;
    if (fs::equivalent(output, input, error)) {
      throw InputError(Mark{}, "--output", "another file than those the study is read from", output);
    }
  }
}

std::optional<std::uint64_t> seed_of(const RunRequest& request) {
  if (request.seed.empty()) return std::nullopt;
  return number_option("--seed", request.seed, 0, std::numeric_limits<std::uint64_t>::max());
}

void choose_instruction_set(const std::string& name) {
  if (name.empty()) return;
  const auto found = std::find(instruction_set_names.begin(), instruction_set_names.end(), name);
  const auto chosen = static_cast<InstructionSet>(found - instruction_set_names.begin());
  const std::vector<InstructionSet> available = available_instruction_sets();
  if (found == instruction_set_names.end() ||
      std::find(available.begin(), available.end(), chosen) == available.end()) {
    std::string names;
    for (const InstructionSet set : available) {
      names += (names.empty() ? "" : ", ") + std::string(instruction_set_names[static_cast<std::size_t>(set)]);
    }
    throw InputError(Mark{}, "--instruction-set", "one that this processor has: " + names, name);
  }
  use_only(chosen);
}

/// The outcome that holds what activities cost, if there is one such.
std::string cost_of_care(const Study& study) {
  std::string name;
  for (const OutcomeSpec& outcome : study.variants.front().pack.outcomes) {
    if (outcome.activities.empty()) continue;
    if (!name.empty()) return {};
    name = outcome.name;
  }
  return name;
}

std::string table_of(const FinishedRun& run, Tables tables) {
  const StatusCounts counts = counts_of(stated_figures(run.opened.study));
  const std::vector<Programme>& programmes = run.opened.study.programmes;
  return summary(run.results, run.estimates,
                 {.title = run.opened.study.title,
                  .age_rule = run.opened.study.population.age_rule,
                  .seed = run.opened.study.seed,
                  .threads = run.record.threads,
                  .seconds = run.record.seconds,
                  .file = run.output,
                  .file_bytes = run.output_bytes,
                  .figures = counts.all(),
                  .assumed = counts.assumed,
                  .unstated = counts.unstated,
                  .places_limited = std::any_of(
                      programmes.begin(), programmes.end(),
                      [](const Programme& of) { return of.offer.places.has_value() || !of.offer.draws_on.empty(); }),
                  .not_started = not_started(run.opened.study, run.results),
                  .labels = Labels(run.opened.study),
                  .tables = tables});
}

/// A result that is run again keeps as many lives as it had.
std::int64_t sample_of(const RunRequest& request, const StoredStudy& stored) {
  if (request.persons_sample.empty()) return stored.persons_sample;
  return static_cast<std::int64_t>(number_option("--persons-sample", request.persons_sample, 0, largest_sample));
}

Results simulate(const OpenedStudy& opened, const RunRequest& request, int threads) {
  if (request.full_arms && opened.study.arms.empty()) {
    throw InputError(Mark{}, "--full-arms", "a study with arms, which it would live in full", "one without");
  }
  Progress progress(request.quiet ? Progress::Shown::nowhere : Progress::Shown::on_terminal);
  RunOptions options;
  options.threads = threads;
  if (!request.block_size.empty()) {
    options.block_size = static_cast<int>(number_option("--block-size", request.block_size, 1, largest_block));
  }
  options.persons_sample = sample_of(request, opened.stored);
  options.full_cross = request.full_cross.value_or(opened.stored.full_cross);
  options.announce = [&](const FullCrossSize& size) { announce(size, request.quiet); };
  options.progress = [&](double done_share, double person_years) { progress.update(done_share, person_years); };
  options.cancelled = interrupted;
  options.full_arms = request.full_arms;
  return run(opened.study, options);
}

void run_study(const RunRequest& request, const std::string& command_line) {
  const int threads = threads_of(request.threads);
  const std::optional<std::uint64_t> seed = seed_of(request);
  choose_instruction_set(request.instruction_set);

  const Stopwatch reading;
  const OpenedStudy opened = open_study(request.input, request.overrides, seed);
  if (!request.quiet) announce_doubts(opened.study);
  const std::string output = output_of(request);
  expect_other_than_inputs(output, opened.files);
  expect_writable(output);
  const double seconds_reading = reading.seconds();

  RunRecord record{.program = program_version(),
                   .compiler = compiler_version(),
                   .command = command_line,
                   .started = now_utc(),
                   .threads = threads};
  const Stopwatch simulating;
  const Results results = simulate(opened, request, threads);
  record.seconds = simulating.seconds();

  const Stopwatch writing;
  const Each each = on_threads(threads);
  const Estimates estimates = estimate(results, Labels(opened.study), cost_of_care(opened.study), each);
  if (interrupted()) throw Cancelled();
  write_result(output, {opened.study, opened.stored, results, estimates, record}, each);
  const FinishedRun finished{opened,          results,          estimates, record, output, fs::file_size(output),
                             seconds_reading, writing.seconds()};
  if (request.json) {
    print(json_of(finished));
  } else if (!request.quiet) {
    print(table_of(finished, request.verbose ? Tables::all : Tables::few));
  }
}

/// What the file is to hold beside what it always does.
void add_what_to_keep(CLI::App& command, RunRequest& request) {
  command
      .add_option("--persons-sample", request.persons_sample,
                  "keep lives, for kavel life: of N founders, of arrivals in proportion, of their descendants")
      ->type_name("N");
  CLI::Option* cross = command.add_flag_callback(
      "--full-cross", [&request] { request.full_cross = true; },
      "trajectories by sex, age, SES and area at once too; their size is told first");
  CLI::Option* none = command.add_flag_callback(
      "--no-full-cross", [&request] { request.full_cross = false; },
      "leave out the full cross of the result that is run again");
  none->excludes(cross);
  for (CLI::Option* option : {cross, none}) option->option_text(" ");  // the help need not say what excludes what
}

}  // namespace

void add_run_command(CLI::App& program, Work& work) {
  auto request = std::make_shared<RunRequest>();
  CLI::App* command = program.add_subcommand("run", "Simulate a study and write its results");
  command->add_option("STUDY", request->input, "a study (.yaml), or a result file (.h5) to run again")->required();
  command->add_option("-o,--output", request->output, "the result file (default: the study's name with .h5, here)")
      ->type_name("FILE");
  command->add_option("--threads", request->threads, "how many threads (default: all)")->type_name("N");
  command->add_option("--seed", request->seed, "another seed than the study's")->type_name("N");
  command->add_option("--set", request->overrides, "dotted.key=value: another value in the study; may be repeated")
      ->allow_extra_args(false)
      ->type_name("KEY=VALUE");
  add_what_to_keep(*command, *request);
  command->add_flag("--full-arms", request->full_arms,
                    "everyone lives in every arm: the same results, slower; to check those by divergence");
  command->add_flag("--verbose", request->verbose,
                    "all tables: usual care by decade, every event in which arms differ");
  command->add_flag("--quiet", request->quiet, "no table and no progress line");
  command->add_flag("--json", request->json, "one JSON object instead of the table");
  command->add_option("--block-size", request->block_size, "founders in a block")->group("");
  command->add_option("--instruction-set", request->instruction_set, "plain, sse4, avx2 or avx512")->group("");
  command->footer(R"(Examples:
  kavel run scenarios/voorbeeldkavel.yaml                     writes voorbeeldkavel.h5, shows a table
  kavel run scenarios/voorbeeldkavel.yaml -o a.h5 --seed 2    the same region with other luck
  kavel run study.yaml --set years=10 --set population.persons=1000
  kavel run study.yaml --persons-sample 1000                  then: kavel life study.h5
  kavel run study.yaml --full-cross                           adds the group full_cross to the file
  kavel run a.h5 -o b.h5                                      the study stored in a.h5 again: the same content
  kavel run study.yaml --json | jq .person_years_per_second

An existing result file is replaced when the new one is complete. Ctrl-C stops within a second and leaves no file.)");
  command->callback(
      [request, &work] { work = [request](const std::string& command_line) { run_study(*request, command_line); }; });
}

}  // namespace kavel
