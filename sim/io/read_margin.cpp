#include "io/read_margin.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/age.hpp"
#include "io/csv.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

std::optional<PopulationKey> key_named(std::string_view column) {
  for (std::size_t key = 0; key < population_keys; ++key) {
    if (column == population_key_names[key]) return static_cast<PopulationKey>(key);
  }
  return std::nullopt;
}

class MarginReader {
 public:
  MarginReader(const SourceFile& source, std::optional<PopulationKey> across, NamesByKey& names, Problems& problems)
      : csv_(source, problems), across_(across), names_(&names), problems_(&problems) {
    table_.name = source.name;
    table_.mark = csv_.mark();
  }

  std::optional<MarginTable> read() {
    if (!csv_.has_columns()) return std::nullopt;
    find_columns();
    if (!problems_->empty()) return std::nullopt;
    for (std::size_t i = 0; i < csv_.rows(); ++i) take_row(csv_.row(i));
    if (problems_->empty()) return std::move(table_);
    if (keys_are_fine_) find_twice();  // in a sound table the joint table finds them
    return std::nullopt;
  }

 private:
  void find_columns() {
    for (std::size_t i = 0; i < csv_.header().size(); ++i) {
      const CsvField& field = csv_.header()[i];
      const auto key = key_named(field.text);
      key_of_column_.push_back(key);
      if (key) {
        if (!values_.empty())
          problems_->add(csv_.mark(field), std::string(field.text), "keys to the left of the figures",
                         "one to the right");
        table_.keys.push_back(*key);
      } else if (across_) {
        values_.push_back(i);
        value_groups_.push_back(group(*across_, field));
        mistyped_.push_back(false);
      } else if (field.text == "persons" || field.text == "share") {
        values_.push_back(i);
        table_.shares = field.text == "share";
      } else {
        const std::vector<std::string> all{"sex", "age", "area", "ses", "practice", "insurer", "persons", "share"};
        problems_->add(csv_.mark(field), std::string(field.text), "one of the columns " + listed(all),
                       "an unknown column", csv_.meant_column(field.text, all));
      }
    }
    if (across_) take_across(*across_);
    if (problems_->empty() && values_.size() != 1 && !across_) {
      problems_->add(csv_.mark(), "", "a column persons or share", values_.empty() ? "none" : "both");
    }
    if (problems_->empty() && table_.keys.empty()) problems_->add(csv_.mark(), "", "a key", "none");
  }

  void take_across(PopulationKey across) {
    const std::string name(population_key_names[static_cast<std::size_t>(across)]);
    if (csv_.column(name)) problems_->add(csv_.mark(), name, "its groups as columns", "a column with their names");
    if (values_.empty()) problems_->add(csv_.mark(), name, "columns that are its groups", "none");
    table_.keys.push_back(across);
    table_.shares = true;
  }

  void take_row(std::span<const CsvField> fields) {
    MarginRow row;
    row.line = fields.front().line;
    const std::size_t before = problems_->all().size();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (const auto key = key_of_column_[i]) row.keys[static_cast<std::size_t>(*key)] = read_key(*key, fields[i]);
    }
    keys_are_fine_ = keys_are_fine_ && problems_->all().size() == before;
    for (std::size_t v = 0; v < values_.size(); ++v) {
      if (is_mistyped_key(v, fields[values_[v]])) continue;
      row.value = read_value(fields[values_[v]]);
      if (across_) row.keys[static_cast<std::size_t>(*across_)] = {value_groups_[v], value_groups_[v]};
      table_.rows.push_back(row);
    }
  }

  std::string meant_key(std::string_view column) const {
    return csv_.meant_column(column, {population_key_names.begin(), population_key_names.end()});
  }

  /// A column that should be a group of `across`, but holds no numbers, may be a key that was mistyped: said once.
  bool is_mistyped_key(std::size_t value, const CsvField& field) {
    if (!across_) return false;
    if (mistyped_[value]) return true;
    if (parse_number(field.text).is == NumberText::Is::number) return false;
    const CsvField& name = csv_.header()[values_[value]];
    const std::string near = meant_key(name.text);
    if (near.empty()) return false;
    mistyped_[value] = true;
    keys_are_fine_ = false;
    problems_->add(csv_.mark(name), std::string(name.text), "shares in a column that is no key", in_quotes(field.text),
                   near);
    return true;
  }

  /// Rows with the same keys.
  void find_twice() {
    std::map<std::string, int> lines;
    for (std::size_t i = 0; i < csv_.rows(); ++i) {
      std::string keys;
      for (std::size_t column = 0; column < key_of_column_.size(); ++column) {
        if (!key_of_column_[column]) continue;
        keys += fmt::format("{}{} {}", keys.empty() ? "" : ", ", csv_.header()[column].text, csv_.row(i)[column].text);
      }
      const CsvField& field = csv_.row(i).front();
      const auto [first, is_new] = lines.emplace(keys, field.line);
      if (is_new) continue;
      problems_->add({table_.name, field.line, 0}, "", "each combination once",
                     fmt::format("{} again (first on line {})", keys, first->second));
    }
  }

  Range read_key(PopulationKey key, const CsvField& field) {
    if (key == PopulationKey::sex) {
      const int sex = static_cast<int>(read_csv_sex(csv_, field, *problems_).value_or(Sex::female));
      return {sex, sex};
    }
    if (key != PopulationKey::age) {
      const int position = group(key, field);
      return {position, position};
    }
    const Range age = read_csv_range(csv_, field, "age", *problems_).value_or(Range{});
    if (age.from > oldest_age || (age.to > oldest_age && age.to != Range::open)) {
      problems_->add(csv_.mark(field), "age", fmt::format("ages of at most {}", oldest_age), in_quotes(field.text));
    }
    return age;
  }

  int group(PopulationKey key, const CsvField& field) {
    const auto at = static_cast<std::size_t>(key);
    const std::string name(population_key_names[at]);
    if (field.text.empty()) {
      problems_->add(csv_.mark(field), name, "a name", "nothing");
      return 0;
    }
    const auto position = (*names_)[at].position(field.text);
    if (!position) {
      std::string near = suggest(field.text, (*names_)[at].names());
      if (near.empty() && field.line == csv_.header().front().line) near = meant_key(field.text);
      problems_->add(csv_.mark(field), name, "one of " + listed((*names_)[at].names()), in_quotes(field.text), near);
    }
    return position.value_or(0);
  }

  double read_value(const CsvField& field) {
    if (!table_.shares) return read_csv_persons(csv_, field, Fraction::allowed, *problems_).value_or(0);
    const auto share = read_csv_number(csv_, field, "share", *problems_);
    if (share && (*share < 0 || *share > 1))
      problems_->add(csv_.mark(field), "share", "a share from 0 to 1", in_quotes(field.text));
    return share.value_or(0);
  }

  CsvText csv_;
  std::optional<PopulationKey> across_;
  NamesByKey* names_;
  Problems* problems_;
  MarginTable table_{};
  std::vector<std::optional<PopulationKey>> key_of_column_{};
  std::vector<std::size_t> values_{};  ///< columns that hold figures
  std::vector<int> value_groups_{};    ///< of the key `across`
  std::vector<bool> mistyped_{};       ///< [column of values]: a key that was mistyped
  bool keys_are_fine_ = true;
};

}  // namespace

void GroupNames::declare(std::vector<std::string> names) {
  for (std::size_t i = 0; i < names.size(); ++i) positions_.emplace(names[i], static_cast<int>(i));
  names_ = std::move(names);
  declared_ = true;
}

std::optional<int> GroupNames::position(std::string_view name) {
  const auto known = positions_.find(name);
  if (known != positions_.end()) return known->second;
  if (declared_) return std::nullopt;
  const int next = static_cast<int>(names_.size());
  names_.emplace_back(name);
  positions_.emplace(names_.back(), next);
  return next;
}

std::optional<MarginTable> read_margin(const SourceFile& source, std::optional<PopulationKey> across, NamesByKey& names,
                                       Problems& problems) {
  Problems found;
  auto table = MarginReader(source, across, names, found).read();
  add_some(found, source, problems);
  return table;
}

}  // namespace kavel
