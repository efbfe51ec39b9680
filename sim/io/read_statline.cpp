#include "io/read_statline.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "core/age.hpp"
#include "io/csv.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

constexpr std::string_view download_kind = "StatLine's download \"CSV zonder statistische symbolen\"";

/// The text without what StatLine writes below the rows.
SourceFile without_footer(SourceFile file) {
  while (true) {
    const std::string_view text = std::string_view(file.text).substr(0, file.text.find_last_not_of("\r\n") + 1);
    const std::size_t start = text.rfind('\n') == std::string_view::npos ? 0 : text.rfind('\n') + 1;
    const std::string_view last = trimmed(text.substr(start));
    if (!last.starts_with("\"Bron:") && !last.starts_with("Bron:") && !last.starts_with("\"©") &&
        !last.starts_with("©"))
      return file;
    file.text.resize(start);
  }
}

/// `2023`, `2023*`, `2023JJ00`
std::optional<int> year_of(std::string_view text) {
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  const bool is_year = error == std::errc() && year >= 1000 && year <= 9999;
  return is_year && (rest.empty() || rest == "*" || rest == "**" || rest == "JJ00") ? std::optional(year)
                                                                                    : std::nullopt;
}

bool is_total(std::string_view text) { return lower_case(text).starts_with("totaal"); }

/// `37 jaar`, `35 tot 40 jaar`, `95 jaar of ouder`
std::optional<Range> ages_of(std::string_view text) {
  int from = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), from);
  if (error != std::errc() || from < 0) return std::nullopt;
  const std::string_view rest = trimmed({end, static_cast<std::size_t>(text.data() + text.size() - end)});
  if (rest == "jaar") return Range{from, from};
  if (rest == "jaar of ouder" || rest == "jaar en ouder") return Range{from, Range::open};
  int to = 0;
  if (!rest.starts_with("tot ") || !rest.ends_with(" jaar")) return std::nullopt;
  const std::string_view number = trimmed(rest.substr(4, rest.size() - 9));
  const auto [stop, wrong] = std::from_chars(number.data(), number.data() + number.size(), to);
  if (wrong != std::errc() || stop != number.data() + number.size() || to <= from) return std::nullopt;
  return Range{from, to - 1};
}

/// Where the columns stand.
struct Columns {
  std::size_t sex = 0, age = 0, period = 0, region = 0, persons = 0;
  std::vector<std::size_t> others{};  ///< dimensions of which the total counts
};

class StatlineReader {
 public:
  StatlineReader(const SourceFile& source, int year, Problems& problems)
      : csv_(source, ';', cutting_), year_(year), problems_(problems) {}

  StatlinePopulation read() {
    const std::optional<Columns> columns = find_columns();
    if (!columns) return {};
    for (const Problem& problem : cutting_.all()) problems_.add(problem);
    for (std::size_t i = 0; i < csv_.rows(); ++i) take_row(*columns, csv_.row(i));
    if (!problems_.empty()) return {};
    if (persons_.empty()) return no_rows(*columns), StatlinePopulation{};
    return population(*columns);
  }

 private:
  using Key = std::tuple<std::size_t, int, int, bool>;  ///< region, sex, age, open

  std::optional<std::size_t> column_that(std::string_view starts) const {
    for (std::size_t i = 0; i < csv_.header().size(); ++i) {
      if (csv_.header()[i].text.starts_with(starts)) return i;
    }
    return std::nullopt;
  }

  std::optional<Columns> find_columns() {
    if (csv_.column("RegioS") || csv_.column("BevolkingOp1Januari_1")) {
      problems_.add(csv_.mark(), "RegioS", fmt::format("names of municipalities, as in {}", download_kind), "codes");
      return std::nullopt;
    }
    Columns columns;
    bool all = true;
    const std::pair<const char*, std::size_t*> wanted[] = {{"Geslacht", &columns.sex},
                                                           {"Leeftijd", &columns.age},
                                                           {"Perioden", &columns.period},
                                                           {"Regio", &columns.region},
                                                           {"Bevolking op 1 januari", &columns.persons}};
    std::string missing;
    for (const auto& [name, place] : wanted) {
      const auto found = column_that(name);
      if (found) *place = *found;
      if (!found) missing += (missing.empty() ? "" : ", ") + std::string(name);
      all = all && found;
    }
    if (!all) {
      tell_other_file(missing);
      return std::nullopt;
    }
    for (std::size_t i = 0; i < csv_.header().size(); ++i) {
      const bool known = i == columns.sex || i == columns.age || i == columns.period || i == columns.region ||
                         i == columns.persons || csv_.header()[i].text.starts_with("Gemiddelde bevolking") ||
                         csv_.header()[i].text == "ID";
      if (!known) columns.others.push_back(i);
    }
    return columns;
  }

  /// Another separator, or another of StatLine's downloads.
  void tell_other_file(const std::string& missing) {
    const auto separator = std::find_if(cutting_.all().begin(), cutting_.all().end(), [](const Problem& problem) {
      return problem.expected.starts_with("semicolons") || problem.expected.starts_with("a semicolon");
    });
    if (separator != cutting_.all().end()) return problems_.add(*separator);
    problems_.add(csv_.mark(), missing, fmt::format("these columns of {}", download_kind),
                  csv_.header().empty() ? "none" : in_quotes(csv_.header().front().text));
  }

  void take_row(const Columns& columns, std::span<const CsvField> row) {
    for (const std::size_t other : columns.others) {
      if (!is_total(row[other].text)) return;
    }
    const auto year = year_of(row[columns.period].text);
    if (!year) {
      problems_.add(csv_.mark(row[columns.period]), "Perioden", "a year", in_quotes(row[columns.period].text));
      return;
    }
    years_.insert(*year);
    if (*year != year_) return;
    const std::string sex = lower_case(row[columns.sex].text);
    if (is_total(sex) || is_total(row[columns.age].text)) return;
    if (sex != "mannen" && sex != "vrouwen") {
      problems_.add(csv_.mark(row[columns.sex]), "Geslacht", "Mannen, Vrouwen or Totaal …",
                    in_quotes(row[columns.sex].text), suggest(sex, {"mannen", "vrouwen"}));
      return;
    }
    const auto ages = ages_of(row[columns.age].text);
    if (!ages) {
      problems_.add(csv_.mark(row[columns.age]), "Leeftijd", "an age as \"37 jaar\" or \"95 jaar of ouder\"",
                    in_quotes(row[columns.age].text));
      return;
    }
    const bool open = ages->to == Range::open;
    if (!open && ages->from != ages->to) return;  // classes add up the single years
    take_cell(row, columns, sex == "vrouwen" ? Sex::female : Sex::male, ages->from, open);
  }

  void take_cell(std::span<const CsvField> row, const Columns& columns, Sex sex, int age, bool open) {
    const CsvField& name = row[columns.region];
    if (age > oldest_age) {
      problems_.add(csv_.mark(row[columns.age]), "Leeftijd", fmt::format("an age up to {}", oldest_age),
                    in_quotes(row[columns.age].text));
      return;
    }
    const std::size_t region = found_.regions.add(name.text);
    if (region == found_.marks.size()) found_.marks.push_back(csv_.mark(name));
    const CsvField& field = row[columns.persons];
    double persons = StatlinePopulation::unknown;
    if (!field.text.empty() && field.text != "." && field.text != "x") {
      persons = read_csv_persons(csv_, field, Fraction::refused, problems_).value_or(persons);
    }
    const Key key{region, static_cast<int>(sex), age, open};
    if (!persons_.emplace(key, persons).second) {
      problems_.add(csv_.mark(row.front()), "", "each combination once",
                    fmt::format("{}, {}, {} again", name.text, row[columns.sex].text, row[columns.age].text));
    }
  }

  void no_rows(const Columns& columns) {
    std::string years;
    for (const int year : years_) years += (years.empty() ? "" : ", ") + std::to_string(year);
    if (years_.empty()) {
      problems_.add(csv_.mark(csv_.header()[columns.others.empty() ? columns.period : columns.others.front()]), "",
                    "rows of the total of this dimension (\"Totaal …\")", "none");
    } else if (!years_.contains(year_)) {
      problems_.add(csv_.mark(csv_.row(0)[columns.period]), "Perioden", std::to_string(year_), years,
                    years_.size() == 1 ? "--year " + years : "");
    } else {
      problems_.add(csv_.mark(csv_.header()[columns.age]), "Leeftijd", "single years of age of men and women", "none");
    }
  }

  /// The last age: open, and all below it there.
  std::optional<int> open_age() const {
    std::set<int> single, open;
    for (const auto& [key, persons] : persons_) (std::get<3>(key) ? open : single).insert(std::get<2>(key));
    int next = 0;
    while (single.contains(next)) ++next;
    return open.contains(next) ? std::optional(next) : std::nullopt;
  }

  StatlinePopulation population(const Columns& columns) {
    const auto oldest = open_age();
    if (!oldest) {
      problems_.add(csv_.mark(csv_.header()[columns.age]), "Leeftijd",
                    "every single year from \"0 jaar\" on and then \"95 jaar of ouder\"", "gaps");
      return {};
    }
    found_.oldest = *oldest;
    for (std::size_t region = 0; region < found_.regions.names().size(); ++region) {
      for (int sex = 0; sex < sexes; ++sex) {
        for (int age = 0; age <= *oldest; ++age) {
          const auto cell = persons_.find(Key{region, sex, age, age == *oldest});
          found_.persons.push_back(cell == persons_.end() ? StatlinePopulation::unknown : cell->second);
        }
      }
    }
    return std::move(found_);
  }

  Problems cutting_{};
  CsvText csv_;
  int year_;
  Problems& problems_;
  std::map<Key, double> persons_{};
  std::set<int> years_{};
  StatlinePopulation found_{};
};

}  // namespace

StatlinePopulation read_statline_population(const SourceFile& source, int year, Problems& problems) {
  const SourceFile rows = without_footer(source);
  Problems found;
  StatlinePopulation population = StatlineReader(rows, year, found).read();
  add_some(found, source, problems);
  return population;
}

}  // namespace kavel
