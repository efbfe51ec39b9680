#include "io/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "io/provenance.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

const std::vector<std::string>& comment_keys() {
  static const std::vector<std::string> keys{"title", "unit", "source", "status", "method", "note"};
  return keys;
}

/// Column of a position in a line, in characters from 1.
int column_of(std::string_view line, std::size_t at) {
  return 1 + static_cast<int>(count_characters(line.substr(0, at)));
}

/// A separator's name, or nothing.
std::string_view name_of_separator(char sign) {
  return sign == ',' ? "comma" : sign == ';' ? "semicolon" : sign == '\t' ? "tab" : std::string_view{};
}

/// The separator that a line which is all one field was perhaps cut by; `but` is not.
char other_separator(std::string_view line, char but) {
  for (const char sign : {';', ',', '\t'}) {
    if (sign != but && line.find(sign) != std::string_view::npos) return sign;
  }
  return '\0';
}

/// The first sign from `at` on that is no blank, or the line's end.
std::size_t first_not_blank(std::string_view line, std::size_t at) {
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
  return std::min(at, line.size());
}

/// Digits only, at most five.
std::optional<int> small_whole(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool digits = !text.empty() && text.size() <= 5 && text.front() != '-';
  if (!digits || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

CsvText::CsvText(const SourceFile& source, Problems& problems, TakeRow take)
    : source_(&source), take_(std::move(take)) {
  read(problems);
}

CsvText::CsvText(const SourceFile& source, char separator, Problems& problems)
    : source_(&source), separator_(separator) {
  read(problems);
}

void CsvText::read(Problems& problems) {
  const SourceFile& source = *source_;
  std::string_view text = source.text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    take_line(line, number, problems);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (header_.empty()) {
    problems.add({source.name, 0, 0}, "", "a header with the names of the columns", "none");
  } else if (!has_rows_) {
    problems.add({source.name, header_.front().line, 0}, "", "rows after the header", "none");
  }
}

void CsvText::take_line(std::string_view line, int number, Problems& problems) {
  if (trimmed(line).empty()) {
    if (!header_.empty() && empty_line_ == 0) empty_line_ = number;
    return;
  }
  if (header_.empty()) {
    return trimmed(line).starts_with('#') ? take_comment(line, number, problems) : take_header(line, number, problems);
  }
  if (empty_line_ != 0) problems.add({source_->name, empty_line_, 1}, "", "a row", "an empty line");
  empty_line_ = 0;
  if (trimmed(line).starts_with('#')) {
    problems.add({source_->name, number, 1}, "", "comments before the header only", "a comment among the rows");
    return;
  }
  if (!cut(line, number, problems)) return;
  if (cut_.size() != header_.size()) {
    problems.add({source_->name, number, 1}, "", fmt::format("{} fields, as in the header", header_.size()),
                 fmt::format("{}", cut_.size()));
    return;
  }
  has_rows_ = true;
  if (!take_) {
    fields_.insert(fields_.end(), cut_.begin(), cut_.end());
    return;
  }
  if (has_columns_) take_(*this, cut_);
  while (unquoted_.size() > unquoted_of_header_) unquoted_.pop_back();
}

void CsvText::take_comment(std::string_view line, int number, Problems& problems) {
  const std::size_t hash = line.find('#');
  const std::string_view comment = trimmed(line.substr(hash + 1));
  const std::size_t colon = comment.find(':');
  if (colon == std::string_view::npos || (colon + 1 < comment.size() && comment[colon + 1] != ' ')) return;
  const std::string key(comment.substr(0, colon));
  if (!is_name(key)) return;  // a sentence with a colon in it
  const std::string value(trimmed(comment.substr(colon + 1)));
  const Mark mark{source_->name, number, column_of(line, line.find(key))};
  if (std::find(comment_keys().begin(), comment_keys().end(), key) == comment_keys().end()) {
    problems.add(mark, key, "one of " + listed(comment_keys()), "an unknown key", suggest(key, comment_keys()));
    return;
  }
  if (value.empty()) return problems.add(mark, key, "text after the colon", "nothing");
  if (key == "method" || key == "note") return;
  if (key == "status") {
    const std::optional<Status> status = status_named(value);
    if (!status) {
      problems.add({source_->name, number, column_of(line, line.find(value, line.find(':')))}, key,
                   "one of published, derived, assumed", in_quotes(value),
                   suggest(value, {"published", "derived", "assumed"}));
    } else if (provenance_.status != Status::unstated) {
      problems.add(mark, key, "each key once", "a second one");
    }
    provenance_.status = status.value_or(Status::unstated);
    return;
  }
  if (key == "source") {
    provenance_.source += (provenance_.source.empty() ? "" : "; ") + value;
    return;
  }
  std::string& into = key == "title" ? title_ : provenance_.unit;
  if (!into.empty()) problems.add(mark, key, "each key once", "a second one");
  into = value;
}

void CsvText::take_header(std::string_view line, int number, Problems& problems) {
  const std::size_t before = problems.all().size();
  if (const char other = other_separator(line, separator_);
      line.find(separator_) == std::string_view::npos && other != '\0') {
    header_ = {{trimmed(line), number, column_of(line, line.find_first_not_of(" \t"))}};
    problems.add(mark(header_.front()), "", fmt::format("{}s between the columns", name_of_separator(separator_)),
                 fmt::format("{}s", name_of_separator(other)));
    return;
  }
  cut(line, number, problems);
  header_ = cut_;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (header_[i].text.empty()) problems.add(mark(header_[i]), "", "the name of a column", "nothing");
    for (std::size_t j = 0; j < i; ++j) {
      if (header_[j].text != header_[i].text) continue;
      problems.add(mark(header_[i]), std::string(header_[i].text), "each column once", "a second one");
      break;
    }
  }
  has_columns_ = problems.all().size() == before;
  unquoted_of_header_ = unquoted_.size();
}

/// Cuts a line into `cut_`; false after a problem.
bool CsvText::cut(std::string_view line, int number, Problems& problems) {
  cut_.clear();
  const bool ascii = count_characters(line) == line.size();
  const auto place = [&](std::size_t at) { return ascii ? static_cast<int>(at) + 1 : column_of(line, at); };
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t start = first_not_blank(line, at);
    if (start == line.size() || line[start] != '"') {
      const std::size_t end = std::min(line.find(separator_, at), line.size());
      const std::string_view text = trimmed(line.substr(at, end - at));
      cut_.push_back({text, number, place(text.empty() ? at : start)});
      at = end + 1;
      continue;
    }
    std::string text;
    std::size_t end = start + 1;
    for (; end < line.size(); ++end) {
      if (line[end] == '"') {
        if (end + 1 >= line.size() || line[end + 1] != '"') break;
        ++end;
      }
      text += line[end];
    }
    if (end >= line.size()) {
      problems.add({source_->name, number, place(start)}, "", "a closing quote on the same line", "none");
      return false;
    }
    const std::size_t next = first_not_blank(line, end + 1);
    if (next < line.size() && line[next] != separator_) {
      problems.add({source_->name, number, place(next)}, "",
                   fmt::format("a {} after the closing quote", name_of_separator(separator_)),
                   in_quotes(line.substr(next, 1)));
      return false;
    }
    unquoted_.push_back(std::move(text));
    cut_.push_back({unquoted_.back(), number, place(start)});
    at = next + 1;
  }
  return true;
}

std::optional<std::size_t> CsvText::column(std::string_view name) const {
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (header_[i].text == name) return i;
  }
  return std::nullopt;
}

std::string CsvText::meant_column(std::string_view written, std::vector<std::string> names) const {
  std::erase_if(names, [this](const std::string& name) { return column(name).has_value(); });
  return suggest(written, names);
}

std::optional<double> read_csv_number(const CsvText& csv, const CsvField& field, std::string_view column,
                                      Problems& problems) {
  const NumberText number = parse_number(field.text);
  if (number.is == NumberText::Is::number) return number.value;
  std::string with_point(field.text);
  std::replace(with_point.begin(), with_point.end(), ',', '.');
  const bool has_comma = with_point != field.text && parse_number(with_point).is == NumberText::Is::number;
  problems.add(csv.mark(field), std::string(column),
               number.is == NumberText::Is::other ? "a number" : "a finite number",
               field.text.empty() ? "nothing" : in_quotes(field.text), has_comma ? with_point : "");
  return std::nullopt;
}

std::optional<Sex> read_csv_sex(const CsvText& csv, const CsvField& field, Problems& problems) {
  for (std::size_t sex = 0; sex < sexes; ++sex) {
    if (field.text == sex_names[sex]) return static_cast<Sex>(sex);
  }
  const std::string word = lower_case(field.text);
  const bool female = word == "f" || word == "v" || word == "vrouw" || word == "woman" || word == "women";
  const bool male = word == "m" || word == "man" || word == "men";
  problems.add(csv.mark(field), "sex", "female or male", in_quotes(field.text),
               female ? "female"
               : male ? "male"
                      : suggest(field.text, {"female", "male"}));
  return std::nullopt;
}

std::optional<Range> read_csv_range(const CsvText& csv, const CsvField& field, std::string_view column,
                                    Problems& problems) {
  const std::string_view text = field.text;
  const std::size_t dash = text.find('-');
  std::optional<Range> range;
  if (const auto single = small_whole(text)) {
    range = Range{*single, *single};
  } else if (text.ends_with('+')) {
    if (const auto from = small_whole(text.substr(0, text.size() - 1))) range = Range{*from, Range::open};
  } else if (dash != std::string_view::npos) {
    const auto from = small_whole(text.substr(0, dash));
    const auto to = small_whole(text.substr(dash + 1));
    if (from && to && *from > *to) {
      problems.add(csv.mark(field), std::string(column), "a range from low to high", in_quotes(text),
                   fmt::format("{}-{}", *to, *from));
      return std::nullopt;
    }
    if (from && to) range = Range{*from, *to};
  }
  if (range) return range;
  std::string plain(text);
  for (const std::string_view sign : {"–", "—", " "}) {
    for (std::size_t at = plain.find(sign); at != std::string::npos; at = plain.find(sign)) {
      plain.replace(at, sign.size(), sign == " " ? "" : "-");
    }
  }
  const bool digits = plain != text && plain.find_first_not_of("0123456789-+") == std::string::npos;
  problems.add(csv.mark(field), std::string(column), "a whole number, a range like 35-39, or 90+", in_quotes(text),
               digits ? plain : "");
  return std::nullopt;
}

std::optional<double> read_csv_persons(const CsvText& csv, const CsvField& field, Fraction fraction,
                                       Problems& problems) {
  const auto value = read_csv_number(csv, field, "persons", problems);
  if (!value) return std::nullopt;
  const bool is_whole = *value == std::floor(*value);
  if (*value >= 0 && *value <= most_persons && (is_whole || fraction == Fraction::allowed)) return value;
  problems.add(
      csv.mark(field), "persons",
      fmt::format("a {} from 0 to {:.0f}", fraction == Fraction::allowed ? "number" : "whole number", most_persons),
      in_quotes(field.text));
  return std::nullopt;
}

void add_some(const Problems& found, const SourceFile& source, Problems& problems) {
  constexpr std::size_t most = 50;
  const std::size_t shown = std::min(found.all().size(), most);
  for (std::size_t i = 0; i < shown; ++i) problems.add(found.all()[i]);
  if (found.all().size() > most) {
    problems.add({source.name, 0, 0}, "", "no more problems in this table",
                 fmt::format("at least {} more", found.all().size() - most));
  }
}

}  // namespace kavel
