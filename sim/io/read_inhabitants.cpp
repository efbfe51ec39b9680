#include "io/read_inhabitants.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "core/age.hpp"
#include "io/csv.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

/// Reads the table of a region's inhabitants.
class InhabitantsReader {
 public:
  InhabitantsReader(const SourceFile& source, Problems& problems) : csv_(source, problems), problems_(&problems) {}

  void read(Population& population) {
    if (csv_.has_columns()) find_columns();
    if (!has_all_) return;
    population.areas.clear();
    if (ses_) population.ses_groups.clear();
    for (std::size_t i = 0; i < csv_.rows(); ++i) take_row(csv_.row(i), population);
    if (!problems_->empty()) return;
    check_coverage(population);
    check_open_ages(population);
    check_areas(population);
    std::sort(population.cells.begin(), population.cells.end(), [](const PopulationCell& a, const PopulationCell& b) {
      return std::tie(a.sex, a.age, a.area, a.ses) < std::tie(b.sex, b.age, b.area, b.ses);
    });
    std::erase_if(population.cells, [](const PopulationCell& cell) { return cell.persons == 0; });
  }

 private:
  void find_columns() {
    static const std::vector<std::string> names{"sex", "age", "area", "ses", "persons"};
    std::vector<std::string> perhaps_meant;
    for (const CsvField& field : csv_.header()) {
      const std::string name(field.text);
      if (contains(names, name)) continue;
      perhaps_meant.push_back(csv_.meant_column(name, names));
      problems_->add(csv_.mark(field), name, "one of the columns " + listed(names), "an unknown column",
                     perhaps_meant.back());
    }
    for (const std::string_view name : {"sex", "age", "area", "persons"}) {
      if (csv_.column(name) || contains(perhaps_meant, name)) continue;
      problems_->add(csv_.mark(), std::string(name), "this column", "none");
    }
    has_all_ = csv_.column("sex") && csv_.column("age") && csv_.column("area") && csv_.column("persons");
    sex_ = csv_.column("sex").value_or(0);
    age_ = csv_.column("age").value_or(0);
    area_ = csv_.column("area").value_or(0);
    ses_ = csv_.column("ses");
    persons_ = csv_.column("persons").value_or(0);
  }

  void take_row(std::span<const CsvField> fields, Population& population) {
    const std::size_t before = problems_->all().size();
    PopulationCell cell;
    cell.sex = read_csv_sex(csv_, fields[sex_], *problems_).value_or(Sex::female);
    cell.age = read_age(fields[age_]);
    cell.area = index_of(fields[area_], "area", area_index_, population.areas);
    if (ses_) cell.ses = index_of(fields[*ses_], "ses", ses_index_, population.ses_groups);
    const bool has_place = problems_->all().size() == before;
    cell.persons =
        static_cast<std::int64_t>(read_csv_persons(csv_, fields[persons_], Fraction::refused, *problems_).value_or(0));
    if (!has_place) return;
    const auto place = std::tuple(cell.sex, cell.area, cell.ses, cell.age);
    const auto [first, is_new] = lines_.emplace(place, fields.front().line);
    if (!is_new) {
      problems_->add(csv_.mark(fields.front()), "", "each combination once",
                     fmt::format("a second row for sex {}, age {}, area {}{} (the first is line {})",
                                 sex_names[static_cast<std::size_t>(cell.sex)], cell.age, fields[area_].text,
                                 ses_ ? fmt::format(", ses {}", fields[*ses_].text) : "", first->second));
      return;
    }
    population.cells.push_back(cell);
  }

  int read_age(const CsvField& field) {
    const auto range = read_csv_range(csv_, field, "age", *problems_);
    if (!range) return 0;
    constexpr int oldest_open = 95;
    if (range->to == Range::open && range->from >= oldest_open && range->from <= oldest_age) {
      open_ages_.push_back({range->from, field});
    } else if (range->from != range->to) {
      problems_->add(csv_.mark(field), "age",
                     "a single age, or a last open group from 95+ on: split bands into single years first",
                     in_quotes(field.text));
    } else if (range->from > oldest_age) {
      problems_->add(csv_.mark(field), "age", fmt::format("an age of at most {}", oldest_age), in_quotes(field.text));
    }
    return range->from;
  }

  int index_of(const CsvField& field, const char* column, std::map<std::string, int, std::less<>>& index,
               std::vector<std::string>& names) {
    if (field.text.empty()) problems_->add(csv_.mark(field), column, "a name", "nothing");
    const auto known = index.find(field.text);
    if (known != index.end()) return known->second;
    const int next = static_cast<int>(names.size());
    names.emplace_back(field.text);
    index.emplace(names.back(), next);
    return next;
  }

  /// Every sex, area and SES group has a row for every age from the first to the last; 0 persons is a row too.
  void check_coverage(const Population& population) {
    const auto [youngest, oldest] =
        std::minmax_element(population.cells.begin(), population.cells.end(),
                            [](const PopulationCell& a, const PopulationCell& b) { return a.age < b.age; });
    std::array<bool, sexes> met{};
    for (const PopulationCell& cell : population.cells) met[static_cast<std::size_t>(cell.sex)] = true;
    for (int sex = 0; sex < sexes; ++sex) {
      if (!met[static_cast<std::size_t>(sex)]) continue;
      for (int area = 0; area < static_cast<int>(population.areas.size()); ++area) {
        for (int ses = 0; ses < static_cast<int>(population.ses_groups.size()); ++ses) {
          check_ages(population, static_cast<Sex>(sex), area, ses, {youngest->age, oldest->age});
          constexpr std::size_t enough = 1000;
          if (problems_->all().size() > enough) return;
        }
      }
    }
  }

  void check_areas(const Population& population) {
    std::vector<std::int64_t> persons(population.areas.size());
    for (const PopulationCell& cell : population.cells) persons[static_cast<std::size_t>(cell.area)] += cell.persons;
    for (std::size_t area = 0; area < persons.size(); ++area) {
      if (persons[area] == 0) problems_->add(csv_.mark(), "area", "inhabitants in " + population.areas[area], "none");
    }
  }

  /// An open group counts as its first age, so nobody may be older.
  void check_open_ages(const Population& population) {
    for (const auto& [age, field] : open_ages_) {
      const bool is_last = std::none_of(population.cells.begin(), population.cells.end(),
                                        [age = age](const PopulationCell& cell) { return cell.age > age; });
      if (!is_last) problems_->add(csv_.mark(field), "age", "an open group only as the last", in_quotes(field.text));
    }
  }

  void check_ages(const Population& population, Sex sex, int area, int ses, Range ages) {
    int missing = 0;
    int first = 0;
    for (int age = ages.from; age <= ages.to; ++age) {
      if (lines_.contains({sex, area, ses, age})) continue;
      if (missing++ == 0) first = age;
    }
    if (missing == 0) return;
    problems_->add(
        csv_.mark(), "age",
        fmt::format("rows for every age from {} to {} (0 persons where there is nobody)", ages.from, ages.to),
        fmt::format("{} missing for sex {}, area {}{}, the first for age {}", missing,
                    sex_names[static_cast<std::size_t>(sex)], population.areas[static_cast<std::size_t>(area)],
                    ses_ ? ", ses " + population.ses_groups[static_cast<std::size_t>(ses)] : "", first));
  }

  CsvText csv_;
  Problems* problems_;
  std::size_t sex_ = 0, age_ = 0, area_ = 0, persons_ = 0;
  std::optional<std::size_t> ses_{};
  std::vector<std::pair<int, CsvField>> open_ages_{};
  bool has_all_ = false;  ///< of the columns that are needed
  std::map<std::string, int, std::less<>> area_index_{}, ses_index_{};
  std::map<std::tuple<Sex, int, int, int>, int> lines_{};  ///< of each sex, area, SES group and age
};

}  // namespace

void read_inhabitants(const SourceFile& source, Population& population, Problems& problems) {
  Problems found;
  InhabitantsReader(source, found).read(population);
  add_some(found, source, problems);
}

void rescale(std::vector<PopulationCell>& cells, std::int64_t total) {
  __extension__ using Wide = __int128;
  const std::int64_t before =
      std::accumulate(cells.begin(), cells.end(), std::int64_t{0},
                      [](std::int64_t sum, const PopulationCell& cell) { return sum + cell.persons; });
  expects(before > 0 && total >= 0, "there is somebody to rescale");
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Wide share = static_cast<Wide>(cells[i].persons) * total;
    cells[i].persons = static_cast<std::int64_t>(share / before);
    remainders.emplace_back(-static_cast<std::int64_t>(share % before), i);
    given += cells[i].persons;
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::int64_t i = 0; i < total - given; ++i) ++cells[remainders[static_cast<std::size_t>(i)].second].persons;
  std::erase_if(cells, [](const PopulationCell& cell) { return cell.persons == 0; });
}

}  // namespace kavel
