#include "model/figures.hpp"

#include <cmath>

namespace kavel {

namespace {

const char* words_of(Domain domain) {
  switch (domain) {
    case Domain::not_negative:
      return "a number of at least 0";
    case Domain::probability:
      return "a probability between 0 and 1";
    case Domain::positive:
      return "a number above 0";
    case Domain::any:
      break;
  }
  return "a finite number";
}

bool within(Domain domain, double value) {
  if (!std::isfinite(value)) return false;
  switch (domain) {
    case Domain::not_negative:
      return value >= 0;
    case Domain::probability:
      return value >= 0 && value <= 1;
    case Domain::positive:
      return value > 0;
    case Domain::any:
      break;
  }
  return true;
}

std::string short_number(double value) {
  std::string text = std::to_string(value);
  return text;
}

/// `female, age 37, year 2030`: only what the table distinguishes.
std::string words_of(const Table& table, const Circumstances& where, int year) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (table.by_sex) add(std::string(sex_names[static_cast<std::size_t>(where.sex)]));
  if (table.by_age) add(std::string(table.age_reached ? "age reached " : "age ") + std::to_string(where.age));
  if (table.by_year) add("year " + std::to_string(year));
  if (table.by_year_of_study) add("year of study " + std::to_string(where.year_index));
  if (table.by_year_in_state) add("year in state " + std::to_string(where.year_in_state));
  if (table.by_state) add("state " + where.state);
  return text;
}

}  // namespace

void Figures::report(const Quantity& quantity, const Mark& mark, std::string expected, std::string got) {
  if (!reported_.insert(quantity.key + '@' + quantity.mark.file + ':' + std::to_string(quantity.mark.line)).second) {
    return;
  }
  problems_->add(mark, quantity.key, std::move(expected), std::move(got));
}

double Figures::at(const Quantity& quantity, const Circumstances& where, Domain domain) {
  double value = quantity.value;
  const TableRow* row = nullptr;
  if (quantity.table) {
    const int year = start_ + where.year_index;
    row = quantity.table->find(where.sex, where.age, year, where.year_index, where.year_in_state, where.state);
    if (row == nullptr) {
      if (quantity.outside) return *quantity.outside;
      report(quantity, quantity.table->mark, "a row for " + words_of(*quantity.table, where, year), "no such row");
      return 0;
    }
    value = row->values[static_cast<std::size_t>(quantity.column)];
  }
  value *= quantity.times;
  if (!within(domain, value)) {
    report(quantity, row == nullptr ? quantity.mark : quantity.table->mark_of(*row), words_of(domain),
           short_number(value));
    return 0;
  }
  return value;
}

double Figures::lived(const Quantity& quantity, Circumstances where, AgeRule rule, Domain domain) {
  const int age = where.age;
  const auto row = [&](int of) {
    where.age = row_age(of);
    return at(quantity, where, domain);
  };
  if (!quantity.table || !quantity.table->by_age) return row(age);
  const bool reached = quantity.table->age_reached;
  if (reached && (rule == AgeRule::lexis || age < 0)) return row(age + 1);
  if (!reached && (rule == AgeRule::exact || age < 0)) return row(age);
  return (row(age) + row(age + 1)) / 2;
}

bool varies_by_year(const Quantity& quantity) {
  return quantity.table && (quantity.table->by_year || quantity.table->by_year_of_study);
}

}  // namespace kavel
