#include "io/read_vektis.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>

#include "io/csv.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

constexpr std::string_view cost_prefix = "kosten_";

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// An age class without what differs between years of the file: blanks.
std::string class_of(std::string_view text) {
  std::string name = lower_case(text);
  name.erase(std::remove(name.begin(), name.end(), ' '), name.end());
  return name;
}

/// `0t/m4jaar`, `90+`, `90jaarenouder`, `37`
bool is_age_class(std::string_view name) {
  std::size_t at = 0;
  const auto number = [&] {
    const std::size_t start = at;
    while (at < name.size() && is_digit(name[at])) ++at;
    return at > start && at - start <= 3;
  };
  const auto word = [&](std::string_view expected) {
    if (!name.substr(at).starts_with(expected)) return false;
    at += expected.size();
    return true;
  };
  if (!number()) return false;
  if (word("t/m") && !number()) return false;
  const bool ended = word("+") || word("jaarenouder") || word("jaarofouder") || word("jaar") || at == name.size();
  return ended && at == name.size();
}

class VektisReader {
 public:
  VektisReader(const SourceFile& source, Problems& problems) : csv_(source, ';', problems), problems_(problems) {}

  VektisCosts read() {
    if (!problems_.empty() || !find_columns()) return {};
    for (std::size_t i = 0; i < csv_.rows(); ++i) take_row(csv_.row(i));
    if (problems_.empty()) check_country();
    return std::move(costs_);
  }

 private:
  bool find_columns() {
    std::vector<std::string> names;
    for (const CsvField& field : csv_.header()) names.push_back(lower_case(field.text));
    const auto find = [&](const char* name, std::size_t& place) {
      const auto found = std::find(names.begin(), names.end(), name);
      place = static_cast<std::size_t>(found - names.begin());
      if (found == names.end()) problems_.add(csv_.mark(), name, "this column", "none", suggest(name, names));
    };
    if (contains(names, "postcode_3") && !contains(names, "gemeentenaam")) {
      problems_.add(csv_.mark(csv_.header()[0]), "gemeentenaam", "the file per municipality (gemeente)",
                    "that by postcode");
      return false;
    }
    find("geslacht", sex_);
    find("leeftijdsklasse", age_);
    find("gemeentenaam", municipality_);
    find("aantal_verzekerdejaren", years_);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i].starts_with(cost_prefix)) cost_.push_back(i);
    }
    if (cost_.empty()) problems_.add(csv_.mark(), "kosten_…", "columns with the cost by category", "none");
    return problems_.empty();
  }

  void take_row(std::span<const CsvField> row) {
    CostCell cell;
    cell.years = number(row[years_], years_);
    for (const std::size_t column : cost_) cell.cost += number(row[column], column);
    const std::string sex = lower_case(row[sex_].text);
    const std::string age = class_of(row[age_].text);
    if (sex.empty() || age.empty() || row[municipality_].text.empty()) {
      costs_.unassigned += cell.cost;  // fewer than ten insured, or not known
      return;
    }
    if (sex != "m" && sex != "v") {
      problems_.add(csv_.mark(row[sex_]), "geslacht", "M or V", in_quotes(row[sex_].text));
      return;
    }
    if (!is_age_class(age)) {
      problems_.add(csv_.mark(row[age_]), "leeftijdsklasse", "ages as \"5 t/m 9 jaar\" or \"90+\"",
                    in_quotes(row[age_].text));
      return;
    }
    cell.area = static_cast<int>(costs_.municipalities.add(row[municipality_].text));
    cell.stratum = stratum(sex + ' ' + age);
    if (!seen_.emplace(cell.area, cell.stratum).second) {
      problems_.add(csv_.mark(row[sex_]), "", "each combination once",
                    fmt::format("{}, {}, {} again", row[municipality_].text, row[sex_].text, row[age_].text));
    }
    costs_.cells.push_back(cell);
  }

  int stratum(const std::string& name) {
    const auto [found, is_new] = strata_.emplace(name, static_cast<int>(costs_.strata.size()));
    if (is_new) costs_.strata.push_back(name);
    return found->second;
  }

  double number(const CsvField& field, std::size_t column) {
    std::string text(field.text);
    if (std::count(text.begin(), text.end(), ',') == 1 && text.find('.') == std::string::npos) {
      std::replace(text.begin(), text.end(), ',', '.');
    }
    const CsvField with_point{text, field.line, field.column};
    const auto value = read_csv_number(csv_, with_point, csv_.header()[column].text, problems_);
    if (value && *value < 0 && column == years_) {
      problems_.add(csv_.mark(field), "aantal_verzekerdejaren", "a number of at least 0", in_quotes(field.text));
    }
    return value.value_or(0);
  }

  /// The country's cost by sex and age is what an area's is held against.
  void check_country() {
    double cost = 0;
    for (const CostCell& cell : costs_.cells) cost += cell.cost;
    if (costs_.municipalities.names().size() < 2) {
      problems_.add(csv_.mark(), "gemeentenaam", "all municipalities of the country",
                    fmt::format("{}", costs_.municipalities.names().size()));
    } else if (!(cost > 0)) {
      problems_.add(csv_.mark(), "kosten_…", "cost", "none");
    }
  }

  CsvText csv_;
  Problems& problems_;
  std::size_t sex_ = 0, age_ = 0, municipality_ = 0, years_ = 0;
  std::vector<std::size_t> cost_{};
  std::map<std::string, int> strata_{};
  std::set<std::pair<int, int>> seen_{};
  VektisCosts costs_{};
};

}  // namespace

std::optional<int> year_in_name(const std::string& path) {
  const std::string name = std::filesystem::path(path).filename().string();
  std::set<int> years;
  for (std::size_t i = 0; i + 4 <= name.size(); ++i) {
    const bool starts = i == 0 || !is_digit(name[i - 1]);
    const bool four = std::all_of(name.begin() + static_cast<std::ptrdiff_t>(i),
                                  name.begin() + static_cast<std::ptrdiff_t>(i) + 4, is_digit);
    const bool ends = i + 4 == name.size() || !is_digit(name[i + 4]);
    if (starts && four && ends && (name.substr(i, 2) == "19" || name.substr(i, 2) == "20")) {
      years.insert(std::stoi(name.substr(i, 4)));
    }
  }
  return years.size() == 1 ? std::optional(*years.begin()) : std::nullopt;
}

VektisCosts read_vektis_costs(const SourceFile& source, Problems& problems) {
  Problems found;
  VektisCosts costs = VektisReader(source, found).read();
  add_some(found, source, problems);
  return costs;
}

}  // namespace kavel
