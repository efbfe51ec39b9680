#include <filesystem>
#include <span>
#include <system_error>

#include "cli/commands.hpp"
#include "cli/installed_scenarios.hpp"
#include "cli/number_option.hpp"
#include "cli/terminal.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/errors.hpp"
#include "io/import_region.hpp"
#include "io/region_folder.hpp"
#include "io/sources.hpp"
#include "io/text.hpp"
#include "io/whole_file.hpp"
#include "analysis/number_text.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

namespace {

namespace fs = std::filesystem;

constexpr const char* import_examples = R"(Example:
  kavel region import --year 2023 --population 03759ned.csv \
    --zvw 'Vektis Open Databestand Zorgverzekeringswet 2023 - gemeente.csv' \
    --area Amersfoort --area 'Nuenen, Gerwen en Nederwetten=NUENEN CA' -o my-region

Population: opendata.cbs.nl/statline, table 03759ned, as "CSV zonder statistische symbolen": Geslacht mannen and vrouwen,
Leeftijd every single year and "95 jaar of ouder". Costs: vektis.nl/open-data, as it comes, the whole country: the cost level is a
municipality's cost over what people of their sex and age cost there. A study then says: population: {region: my-region})";

/// The options as the user wrote them.
struct ImportRequest {
  std::string population{}, population_encoding = "utf-8";
  std::string zvw{}, zvw_encoding = "utf-8";
  std::string year{}, zvw_year{};
  std::vector<std::string> areas{};
  std::string title{};
  std::string sector = "zvw";
  std::string ses{};
  std::string output{};
  bool quiet = false;
  bool json = false;
};

Encoding encoding_option(const std::string& option, const std::string& text) {
  if (const auto encoding = encoding_named(text)) return *encoding;
  const std::vector<std::string> known{"utf-8", "windows-1252"};
  throw InputError(Mark{}, option, "one of " + listed(known), text, suggest(text, known));
}

int year_option(const std::string& option, const std::string& text) {
  return static_cast<int>(number_option(option, text, 1900, 2200));
}

RegionRequest request_of(const ImportRequest& asked) {
  RegionRequest request;
  request.population = {asked.population, encoding_option("--population-encoding", asked.population_encoding),
                        year_option("--year", asked.year)};
  request.areas = asked.areas;
  if (asked.zvw.empty()) return request;
  request.cost_year_stated = !asked.zvw_year.empty();
  request.costs =
      Download{asked.zvw, encoding_option("--zvw-encoding", asked.zvw_encoding),
               request.cost_year_stated ? year_option("--zvw-year", asked.zvw_year) : request.population.year};
  return request;
}

std::string title_of(const ImportRequest& asked, const ImportedRegion& region) {
  if (!asked.title.empty()) return asked.title;
  std::vector<std::string> names;
  for (const ImportedArea& area : region.areas) names.push_back(area.name);
  return listed(names);
}

/// The table of SES, to be copied beside the others: a region travels. That of the Dutch pack unless one is named.
std::optional<WrittenTable> ses_table(const ImportRequest& asked, Problems& problems) {
  if (asked.ses == "none") return std::nullopt;
  fs::path path = asked.ses;
  if (asked.ses.empty()) {
    const fs::path of_pack = fs::path("models") / "nl" / "tables" / "education.csv";
    path = installed_scenarios() / of_pack;
    std::error_code error;
    if (!fs::exists(path, error)) {
      problems.add(Mark{}, "--ses", "a table with education by sex and age, or none",
                   "neither, and the Dutch pack is not here");
      return std::nullopt;
    }
  }
  Sources sources;
  const SourceFile* file = sources.download(path.string(), Encoding::utf8, "--ses", problems);
  return file == nullptr ? std::nullopt : std::optional(WrittenTable{path.filename().string(), file->text});
}

void make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (!fs::is_directory(path)) {
    throw InputError(Mark{}, "--output", "a folder, or the name of one that can be made", path);
  }
}

std::string table_of(const ImportedRegion& region, const std::string& title) {
  const bool costs = region.request.costs.has_value();
  std::vector<std::string> headings{"inhabitants"};
  if (costs) headings.insert(headings.end(), {"insured years", "EUR each", "expected", "cost level"});
  TextTable table(title, headings);
  for (const ImportedArea& area : region.areas) {
    std::vector<TextCell> cells{{fixed(region.persons(area), 0)}};
    if (costs) {
      cells.push_back({fixed(area.cost.years, 0)});
      cells.push_back({fixed(area.cost.cost / area.cost.years, 0)});
      cells.push_back({fixed(area.cost.expected / area.cost.years, 0)});
      cells.push_back({fixed(area.cost.ratio(), 3)});
    }
    table.add(area.name, std::move(cells));
  }
  std::string text = table.text();
  if (costs) {
    text += fmt::format("\nExpected: at the cost by sex and age of all {} municipalities of the file.\n",
                        region.municipalities);
  }
  return text;
}

std::string json_of(const ImportedRegion& region, const std::vector<std::string>& files) {
  nlohmann::ordered_json object{{"year", region.request.population.year}, {"areas", nlohmann::ordered_json::array()}};
  for (const ImportedArea& area : region.areas) {
    nlohmann::ordered_json one{{"area", area.name}, {"inhabitants", region.persons(area)}};
    if (region.request.costs) {
      one["insured_years"] = area.cost.years;
      one["cost"] = area.cost.cost;
      one["expected"] = area.cost.expected;
      one["cost_level"] = area.cost.ratio();
    }
    object["areas"].push_back(std::move(one));
  }
  object["files"] = files;
  return object.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

void import(const ImportRequest& asked) {
  Problems problems;
  const ImportedRegion region = import_region(request_of(asked), problems);
  const RegionWords words{title_of(asked, region), asked.sector, ses_table(asked, problems)};
  problems.raise();
  make_folder(asked.output);
  std::vector<std::string> files;
  for (const WrittenTable& file : region_folder(region, words)) {
    const fs::path path = fs::path(asked.output) / file.name;
    write_whole_file(path.string(), std::as_bytes(std::span(file.text)));
    files.push_back(path.string());
  }
  if (asked.json) {
    print(json_of(region, files));
  } else if (!asked.quiet) {
    print(table_of(region, words.title) + "\nWritten:\n");
    for (const std::string& file : files) print("  " + file + "\n");
  }
}

void add_import_command(CLI::App& group, Work& work) {
  auto asked = std::make_shared<ImportRequest>();
  CLI::App* command = group.add_subcommand("import", "Make a region folder from open data that you downloaded");
  const auto add = [&](const char* names, std::string& into, const char* what, const char* type) {
    return command->add_option(names, into, what)->type_name(type);
  };
  add("--population", asked->population, "CBS StatLine 03759ned: single years of age, sex, municipality", "FILE")
      ->required();
  add("--year", asked->year, "the 1 January on which the region starts", "YEAR")->required();
  add("--zvw", asked->zvw, "Vektis: Open Databestand Zorgverzekeringswet, per municipality; gives the cost level",
      "FILE");
  add("--zvw-year", asked->zvw_year, "of its costs (default: that of the region; the file's name must say so)", "YEAR");
  command
      ->add_option("--area", asked->areas,
                   "a municipality, or NAME=NAME IN VEKTIS; may be repeated (default: all of the population)")
      ->allow_extra_args(false)
      ->type_name("NAME");
  add("-o,--output", asked->output, "the folder to be made", "FOLDER")->required();
  add("--title", asked->title, "of the region (default: its municipalities)", "TITLE");
  add("--sector", asked->sector, "the pack's sector that the cost level is of (default: zvw)", "SECTOR");
  add("--ses", asked->ses, "table with education by sex and age; none: no SES groups (default: that of the Dutch pack)",
      "TABLE");
  add("--population-encoding", asked->population_encoding, "utf-8 (default) or windows-1252", "ENCODING");
  add("--zvw-encoding", asked->zvw_encoding, "utf-8 (default) or windows-1252", "ENCODING");
  command->add_flag("--quiet", asked->quiet, "no table");
  command->add_flag("--json", asked->json, "one JSON object instead of the table");
  command->footer(import_examples);
  command->callback([asked, &work] { work = [asked](const std::string&) { import(*asked); }; });
}

}  // namespace

void add_region_command(CLI::App& program, Work& work) {
  CLI::App* group = program.add_subcommand("region", "Regions from data of your own");
  group->require_subcommand(1);
  group->footer("Example:\n  kavel region import --help");
  add_import_command(*group, work);
}

}  // namespace kavel
