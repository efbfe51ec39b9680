#include "io/region_folder.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "core/person.hpp"

namespace kavel {

namespace {

std::string file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

/// As one field of a CSV file.
std::string csv_text(const std::string& text) {
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  return quoted + '"';
}

/// As a YAML scalar.
std::string yaml_text(const std::string& text) {
  std::string quoted = "'";
  for (const char letter : text) quoted += letter == '\'' ? "''" : std::string(1, letter);
  return quoted + "'";
}

/// A text that is one line of a comment.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x20; }, ' ');
  return text;
}

std::string population_source(const ImportedRegion& region) {
  return fmt::format("Statistics Netherlands (CBS), StatLine: population on 1 January {} (CC BY 4.0), {}",
                     region.request.population.year, one_line(file_name(region.request.population.path)));
}

std::string cost_source(const ImportedRegion& region) {
  return fmt::format("Vektis: Open Databestand Zorgverzekeringswet {} per municipality, {}", region.request.costs->year,
                     one_line(file_name(region.request.costs->path)));
}

WrittenTable population_table(const ImportedRegion& region, const RegionWords& words) {
  std::string text =
      fmt::format("# title: {}: inhabitants, 1 January {}\n# unit: persons\n# source: {}\n# status: published\n",
                  one_line(words.title), region.request.population.year, population_source(region));
  text += "sex,age,area,persons\n";
  const auto ages = static_cast<std::size_t>(region.oldest) + 1;
  for (int sex = 0; sex < sexes; ++sex) {
    for (std::size_t age = 0; age < ages; ++age) {
      for (const ImportedArea& area : region.areas) {
        text += fmt::format("{},{}{},{},{:.0f}\n", sex_names[static_cast<std::size_t>(sex)], age,
                            age + 1 == ages ? "+" : "", csv_text(area.name),
                            area.persons[static_cast<std::size_t>(sex) * ages + age]);
      }
    }
  }
  return {"population.csv", std::move(text)};
}

WrittenTable cost_table(const ImportedRegion& region, const RegionWords& words) {
  std::string text = fmt::format(
      "# title: {}: cost level of care under the Zorgverzekeringswet, {}\n# unit: 1\n# source: {}\n# status: derived\n"
      "# method: cost / what people of their sex and age class cost on average in {} municipalities (indirect "
      "standardisation)\n"
      "# note: right for inhabitants who are like the country's at each sex and age, as those of this folder are\n"
      "# note: where education or prevalences by area are added, take what they explain out of the factor, or it "
      "counts twice\n"
      "# note: {:.2f} % of the country's cost belongs to no municipality, sex and age (fewer than ten insured, or "
      "unknown)\n"
      "# note: Vektis' terms: attribution, no resale\n",
      one_line(words.title), region.request.costs->year, cost_source(region), region.municipalities,
      100 * region.unassigned);
  text += "area,sector,factor\n";
  for (const ImportedArea& area : region.areas) {
    text += fmt::format("{},{},{:.6g}\n", csv_text(area.name), csv_text(words.sector), area.cost.ratio());
  }
  return {"cost_level.csv", std::move(text)};
}

WrittenTable region_file(const ImportedRegion& region, const RegionWords& words) {
  std::string text = fmt::format(
      "# Made by kavel region import from {}{}.\ntitle: {}\nsource: see each table\nstatus: derived\nyear: "
      "{}\nareas:\n",
      one_line(file_name(region.request.population.path)),
      region.request.costs ? " and " + one_line(file_name(region.request.costs->path)) : "", yaml_text(words.title),
      region.request.population.year);
  for (const ImportedArea& area : region.areas) text += fmt::format("  - {}\n", yaml_text(area.name));
  text += "margins:\n  - population.csv\n";
  if (words.ses) {
    text += fmt::format("  - {{table: {}, across: ses}}    # as in the country at each sex and age\n",
                        yaml_text(words.ses->name));
  }
  if (region.request.costs) text += "cost_level: {table: cost_level.csv}\n";
  return {"region.yaml", std::move(text)};
}

}  // namespace

std::vector<WrittenTable> region_folder(const ImportedRegion& region, const RegionWords& words) {
  std::vector<WrittenTable> files{region_file(region, words), population_table(region, words)};
  if (region.request.costs) files.push_back(cost_table(region, words));
  if (words.ses) files.push_back(*words.ses);
  return files;
}

}  // namespace kavel
