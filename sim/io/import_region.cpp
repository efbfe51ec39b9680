#include "io/import_region.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "io/read_statline.hpp"
#include "io/read_vektis.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

/// Insured years per inhabitant beyond which the two files can hardly mean the same municipality.
constexpr double fewest_insured = 0.8, most_insured = 1.2;
/// The lowest age that a region's inhabitants may be open from.
constexpr int first_open_age = 95;
/// Share of the insured above which the file can hardly be the country's.
constexpr double most_of_country = 0.5;

/// An area by its name in each of the files.
struct WantedArea {
  std::string in_population{};
  std::string in_costs{};
};

std::vector<WantedArea> wanted_areas(const RegionRequest& request, const StatlinePopulation& population) {
  std::vector<WantedArea> wanted;
  for (const std::string& text : request.areas) {
    const std::size_t sign = text.find('=');
    const std::string name(trimmed(std::string_view(text).substr(0, sign)));
    wanted.push_back(
        {name, sign == std::string::npos ? name : std::string(trimmed(std::string_view(text).substr(sign + 1)))});
  }
  if (!wanted.empty()) return wanted;
  for (const std::string& name : population.regions.names()) wanted.push_back({name, name});
  return wanted;
}

class Importer {
 public:
  Importer(const RegionRequest& request, Problems& problems) : problems_(problems) { region_.request = request; }

  ImportedRegion all() {
    read();
    if (!problems_.empty()) return {};
    for (const WantedArea& wanted : wanted_areas(region_.request, population_)) add(wanted);
    if (problems_.empty() && region_.request.costs) check_costs();
    return std::move(region_);
  }

 private:
  void read() {
    const Download& population = region_.request.population;
    if (const SourceFile* file = sources_.download(population.path, population.encoding, "--population", problems_)) {
      population_ = read_statline_population(*file, population.year, problems_);
      region_.oldest = population_.oldest;
      if (problems_.empty() && region_.oldest < first_open_age) {
        problems_.add({population.path, 0, 0}, "Leeftijd",
                      fmt::format("single years up to {} or further", first_open_age),
                      fmt::format("\"{} jaar of ouder\"", region_.oldest));
      }
    }
    if (!region_.request.costs) return;
    check_cost_year();
    const Download& costs = *region_.request.costs;
    const SourceFile* file = sources_.download(costs.path, costs.encoding, "--zvw", problems_);
    if (file == nullptr) return;
    costs_ = read_vektis_costs(*file, problems_);
    standardised_ = standardised_costs(costs_.cells, static_cast<int>(costs_.municipalities.names().size()),
                                       static_cast<int>(costs_.strata.size()));
    region_.municipalities = standardised_.size();
    for (const StandardisedCost& area : standardised_) {
      country_.years += area.years;
      country_.cost += area.cost;
    }
    const double all = country_.cost + costs_.unassigned;
    region_.unassigned = all > 0 ? costs_.unassigned / all : 0;
  }

  /// The file says its year in its name only.
  void check_cost_year() {
    const Download& costs = *region_.request.costs;
    const std::optional<int> named = year_in_name(costs.path);
    if (named && *named != costs.year) {
      problems_.add({costs.path, 0, 0}, "", fmt::format("the costs of {}", costs.year),
                    fmt::format("those of {}, as the file's name says", *named), fmt::format("--zvw-year {}", *named));
    } else if (!named && !region_.request.cost_year_stated) {
      problems_.add({costs.path, 0, 0}, "", "a name with one year in it, as Vektis gives, or --zvw-year", "neither");
    }
  }

  void add(const WantedArea& wanted) {
    const auto in_population = population_.regions.find(wanted.in_population);
    if (!in_population) {
      problems_.add({region_.request.population.path, 0, 0}, "--area", "a municipality that stands in this file",
                    in_quotes(wanted.in_population), population_.regions.near(wanted.in_population));
    }
    const auto in_costs = region_.request.costs ? costs_.municipalities.find(wanted.in_costs) : std::nullopt;
    if (region_.request.costs && !in_costs) {
      const std::string near = costs_.municipalities.near(wanted.in_costs);
      problems_.add({region_.request.costs->path, 0, 0}, "--area", "a municipality that stands in this file",
                    in_quotes(wanted.in_costs), near.empty() ? "" : wanted.in_population + '=' + near);
    }
    if (!in_population || (region_.request.costs && !in_costs)) return;
    ImportedArea area;
    area.name = without_remark(population_.regions.names()[*in_population]);
    if (!taken_.add_new(*in_population)) {
      problems_.add(Mark{}, "--area", "each municipality once", in_quotes(area.name));
      return;
    }
    take_persons(*in_population, area);
    if (in_costs) take_cost(*in_costs, area);
    region_.areas.push_back(std::move(area));
  }

  void take_persons(std::size_t region, ImportedArea& area) {
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = 0; age <= population_.oldest; ++age) {
        const double persons = population_.at(region, sex, age);
        area.persons.push_back(std::max(persons, 0.0));
        if (persons != StatlinePopulation::unknown || !problems_.empty()) continue;
        problems_.add(population_.marks[region], "Bevolking op 1 januari", "a number for every sex and age",
                      fmt::format("none for {} of {} in {}", sex == Sex::female ? "women" : "men", age, area.name));
      }
    }
    if (region_.persons(area) > 0 || !problems_.empty()) return;
    problems_.add(population_.marks[region], "Bevolking op 1 januari", "inhabitants", "none: " + area.name);
  }

  void take_cost(std::size_t municipality, ImportedArea& area) {
    area.cost = standardised_[municipality];
    const double insured = area.cost.years / std::max(region_.persons(area), 1.0);
    if (insured >= fewest_insured && insured <= most_insured) return;
    problems_.add(
        {region_.request.costs->path, 0, 0}, "--area",
        fmt::format("about as many insured years as {} has inhabitants ({:.0f})", area.name, region_.persons(area)),
        fmt::format("{:.0f} of {}: perhaps a municipality that merged", area.cost.years,
                    costs_.municipalities.names()[municipality]));
  }

  void check_costs() {
    double years = 0;
    for (const ImportedArea& area : region_.areas) years += area.cost.years;
    if (years <= most_of_country * country_.years) return;
    problems_.add(
        {region_.request.costs->path, 0, 0}, "", "the whole country, which the areas are held against",
        fmt::format("the areas and little else: {:.0f} % of its insured years", 100 * years / country_.years));
  }

  /// Municipalities that were taken.
  struct Taken {
    bool add_new(std::size_t one) {
      if (std::find(all.begin(), all.end(), one) != all.end()) return false;
      all.push_back(one);
      return true;
    }
    std::vector<std::size_t> all{};
  };

  Problems& problems_;
  Sources sources_{};
  ImportedRegion region_{};
  StatlinePopulation population_{};
  VektisCosts costs_{};
  std::vector<StandardisedCost> standardised_{};
  StandardisedCost country_{};
  Taken taken_{};
};

}  // namespace

double ImportedRegion::persons(const ImportedArea& area) const {
  return std::accumulate(area.persons.begin(), area.persons.end(), 0.0);
}

ImportedRegion import_region(const RegionRequest& request, Problems& problems) {
  return Importer(request, problems).all();
}

}  // namespace kavel
