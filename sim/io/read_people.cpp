#include "io/read_people.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "core/age.hpp"
#include "io/csv.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

constexpr int oldest_open = 95;

std::size_t at(PopulationKey key) { return static_cast<std::size_t>(key); }

/// One row, by position of its names.
struct Someone {
  std::array<std::int32_t, population_keys> keys{};
  std::int32_t given = -1;
  std::int64_t persons = 1;
  auto order() const { return std::tie(keys, given); }
};

class PeopleReader {
 public:
  PeopleReader(NamesByKey& names, Problems& problems) : names_(&names), problems_(&problems) {}

  GivenStates read(const SourceFile& source, Population& population) {
    const CsvText csv(source, *problems_, [this](const CsvText& text, std::span<const CsvField> row) {
      if (!ready_) find_columns(text);
      if (usable_) take_row(text, row);
    });
    if (problems_->empty()) fill(population);
    if (problems_->empty()) check_areas(csv, population);
    return std::move(given_);
  }

 private:
  enum class Column { sex, age, area, ses, practice, insurer, persons, state };

  void find_columns(const CsvText& csv) {
    ready_ = true;
    std::vector<std::string> perhaps_meant;
    static const std::vector<std::string> known{"sex", "age", "area", "ses", "practice", "insurer", "persons"};
    for (const CsvField& field : csv.header()) {
      const auto found = std::find(known.begin(), known.end(), field.text);
      columns_.push_back(static_cast<Column>(found - known.begin()));
      if (found != known.end()) continue;
      const std::string near = csv.meant_column(field.text, known);
      const bool needed = near == "sex" || near == "age";
      if (needed) perhaps_meant.push_back(near);
      if (needed || !is_name(field.text) || lower_case(field.text) == near) {
        problems_->add(csv.mark(field), std::string(field.text),
                       "one of the columns " + listed(known) + ", or an attribute of the model", "another", near);
        continue;
      }
      given_.attributes.push_back({std::string(field.text), csv.mark(field), {}});
      state_names_.emplace_back();
    }
    for (const char* needed : {"sex", "age"}) {
      if (!csv.column(needed) && !contains(perhaps_meant, needed))
        problems_->add(csv.mark(), needed, "this column", "none");
    }
    for (const std::string& name : known) {
      if (!csv.column(name)) given_.absent_columns.push_back(name);
    }
    usable_ = problems_->empty();
  }

  void take_row(const CsvText& csv, std::span<const CsvField> fields) {
    Someone someone;
    combination_.clear();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const CsvField& field = fields[i];
      if (columns_[i] == Column::sex) {
        someone.keys[0] = static_cast<int>(read_csv_sex(csv, field, *problems_).value_or(Sex::female));
      } else if (columns_[i] == Column::age) {
        someone.keys[1] = read_age(csv, field);
      } else if (columns_[i] == Column::persons) {
        someone.persons =
            static_cast<std::int64_t>(read_csv_persons(csv, field, Fraction::refused, *problems_).value_or(0));
      } else if (columns_[i] == Column::state) {
        combination_ += static_cast<char>(read_state(csv, field));
      } else {
        const auto key = static_cast<std::size_t>(columns_[i]);
        someone.keys[key] = read_group(csv, field, key);
      }
    }
    if (problems_->all().size() > enough) usable_ = false;
    if (!combination_.empty()) {
      someone.given =
          combinations_.emplace(combination_, static_cast<std::int32_t>(combinations_.size())).first->second;
    }
    if (someone.persons > 0) people_.push_back(someone);
  }

  int read_age(const CsvText& csv, const CsvField& field) {
    const auto range = read_csv_range(csv, field, "age", *problems_);
    if (!range) return 0;
    const bool is_one = range->from == range->to || (range->to == Range::open && range->from >= oldest_open);
    if (!is_one || range->from > oldest_age) {
      problems_->add(csv.mark(field), "age", fmt::format("one age, of at most {}", oldest_age), in_quotes(field.text));
    }
    return range->from;
  }

  int read_group(const CsvText& csv, const CsvField& field, std::size_t key) {
    const std::string name(population_key_names[key]);
    if (field.text.empty()) {
      problems_->add(csv.mark(field), name, "a name", "nothing");
      return 0;
    }
    GroupNames& groups = (*names_)[key];
    const auto position = groups.position(field.text);
    if (!position) {
      problems_->add(csv.mark(field), name, "one of " + listed(groups.names()), in_quotes(field.text),
                     suggest(field.text, groups.names()));
    }
    return position.value_or(0);
  }

  /// Position of the state among those met, plus 1; 0 where the field is empty: to be drawn.
  std::size_t read_state(const CsvText& csv, const CsvField& field) {
    if (field.text.empty()) return 0;
    const std::size_t attribute = combination_.size();
    const int position = state_names_[attribute].position(field.text).value_or(0);
    std::vector<GivenState>& states = given_.attributes[attribute].states;
    if (static_cast<std::size_t>(position) == states.size()) {
      states.push_back({std::string(field.text), csv.mark(field)});
      constexpr std::size_t most_states = 250;
      if (states.size() > most_states) {
        problems_->add(csv.mark(field), given_.attributes[attribute].name,
                       fmt::format("at most {} states", most_states), "more");
        usable_ = false;
      }
    }
    return static_cast<std::size_t>(position) + 1;
  }

  void fill(Population& population) {
    std::sort(people_.begin(), people_.end(), [](const Someone& a, const Someone& b) { return a.order() < b.order(); });
    population.age_rule = AgeRule::lexis;
    const auto take_names = [&](PopulationKey key, std::vector<std::string>& names) {
      if (!(*names_)[at(key)].names().empty()) names = (*names_)[at(key)].names();
    };
    take_names(PopulationKey::area, population.areas);
    take_names(PopulationKey::ses, population.ses_groups);
    take_names(PopulationKey::practice, population.practices);
    take_names(PopulationKey::insurer, population.insurers);
    population.affiliations = all_affiliations(population.practices, population.insurers);
    const int insurers = std::max(1, static_cast<int>(population.insurers.size()));
    const Someone* last = nullptr;
    for (const Someone& one : people_) {
      if (last != nullptr && last->order() == one.order()) {
        population.cells.back().persons += one.persons;
      } else {
        population.cells.push_back({static_cast<Sex>(one.keys[0]), one.keys[1], one.keys[2], one.keys[3], one.persons,
                                    one.keys[4] * insurers + one.keys[5], one.given});
      }
      last = &one;
    }
    given_.persons.resize(combinations_.size());
    for (const auto& [states, position] : combinations_) {
      for (const char state : states)
        given_.persons[static_cast<std::size_t>(position)].push_back(static_cast<unsigned char>(state) - 1);
    }
  }

  void check_areas(const CsvText& csv, const Population& population) {
    if (population.cells.empty()) return problems_->add(csv.mark(), "persons", "inhabitants", "none at all");
    if (population.persons() > static_cast<std::int64_t>(most_persons)) {
      problems_->add(csv.mark(), "persons", fmt::format("at most {:.0f} persons", most_persons), "more");
    }
    for (std::size_t area = 0; area < population.areas.size(); ++area) {
      const bool inhabited = std::any_of(population.cells.begin(), population.cells.end(),
                                         [&](const auto& cell) { return static_cast<std::size_t>(cell.area) == area; });
      if (!inhabited) problems_->add(csv.mark(), "area", "inhabitants in " + population.areas[area], "none");
    }
  }

  static constexpr std::size_t enough = 1000;  ///< problems, to stop looking for more
  NamesByKey* names_;
  Problems* problems_;
  bool ready_ = false, usable_ = false;
  std::vector<Column> columns_{};
  std::vector<Someone> people_{};
  std::string combination_{};  ///< states of the row in hand, one byte each
  std::unordered_map<std::string, std::int32_t> combinations_{};
  std::vector<GroupNames> state_names_{};
  GivenStates given_{};
};

}  // namespace

GivenStates read_people(const SourceFile& source, NamesByKey& names, Population& population, Problems& problems) {
  Problems found;
  GivenStates given = PeopleReader(names, found).read(source, population);
  add_some(found, source, problems);
  return given;
}

void resolve_given_states(const GivenStates& given, const std::vector<std::string>& attributes,
                          const std::vector<std::vector<std::string>>& states, Population& population,
                          Problems& problems) {
  std::vector<std::size_t> attribute_of;
  std::vector<std::vector<int>> state_of;
  for (const GivenAttribute& attribute : given.attributes) {
    const auto found = std::find(attributes.begin(), attributes.end(), attribute.name);
    if (found == attributes.end()) {
      std::vector<std::string> possible = attributes;
      possible.insert(possible.end(), given.absent_columns.begin(), given.absent_columns.end());
      problems.add(attribute.mark, attribute.name, "one of the attributes " + listed(attributes), "an unknown column",
                   suggest(attribute.name, possible));
      continue;
    }
    attribute_of.push_back(static_cast<std::size_t>(found - attributes.begin()));
    const std::vector<std::string>& names = states[attribute_of.back()];
    std::vector<std::string> possible = names;
    std::erase(possible, "");
    state_of.emplace_back();
    for (const GivenState& state : attribute.states) {
      const auto known = std::find(names.begin(), names.end(), state.name);
      state_of.back().push_back(static_cast<int>(known - names.begin()));
      if (known != names.end()) continue;
      problems.add(state.mark, attribute.name, "one of the states " + listed(possible), in_quotes(state.name),
                   suggest(state.name, possible));
    }
  }
  if (!problems.empty()) return;
  population.given.clear();
  for (const std::vector<int>& person : given.persons) {
    std::vector<std::int16_t> all(attributes.size(), -1);
    for (std::size_t a = 0; a < person.size(); ++a) {
      if (person[a] >= 0)
        all[attribute_of[a]] = static_cast<std::int16_t>(state_of[a][static_cast<std::size_t>(person[a])]);
    }
    population.given.push_back(std::move(all));
  }
}

}  // namespace kavel
