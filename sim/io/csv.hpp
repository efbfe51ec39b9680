#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/errors.hpp"
#include "model/table.hpp"
#include "io/sources.hpp"

namespace kavel {

/// One field of a CSV file, without blanks around it and without its quotes.
struct CsvField {
  std::string_view text{};
  int line = 0;
  int column = 0;
};

/// Most persons in a region, and in any row of a table of persons.
inline constexpr double most_persons = 1e9;

/// A CSV file cut into fields: comments `# key: value`, a header, rows of as many fields as the header has.
class CsvText {
 public:
  /// Takes one row; the header is known by then.
  using TakeRow = std::function<void(const CsvText&, std::span<const CsvField>)>;

  /// Cuts the text of `source`, which must outlive this. Reports everything that is not CSV. With `take` rows are
  /// handed over one by one and not kept.
  CsvText(const SourceFile& source, Problems& problems, TakeRow take = {});

  /// The same with another separator between the columns: downloads have semicolons.
  CsvText(const SourceFile& source, char separator, Problems& problems);

  const std::string& title() const { return title_; }
  const Provenance& provenance() const { return provenance_; }
  const std::vector<CsvField>& header() const { return header_; }
  /// Is there a header that says what the fields are?
  bool has_columns() const { return has_columns_; }
  std::size_t rows() const { return header_.empty() ? 0 : fields_.size() / header_.size(); }
  std::span<const CsvField> row(std::size_t index) const {
    return std::span(fields_).subspan(index * header_.size(), header_.size());
  }
  Mark mark(const CsvField& field) const { return {source_->name, field.line, field.column}; }
  Mark mark() const { return {source_->name, header_.empty() ? 0 : header_.front().line, 0}; }

  /// Position of a header field, if it is there.
  std::optional<std::size_t> column(std::string_view name) const;

  /// Which of `names`, that the header lacks, a header field was perhaps meant to be; empty: none.
  std::string meant_column(std::string_view written, std::vector<std::string> names) const;

 private:
  void take_line(std::string_view line, int number, Problems& problems);
  void take_comment(std::string_view line, int number, Problems& problems);
  void take_header(std::string_view line, int number, Problems& problems);
  bool cut(std::string_view line, int number, Problems& problems);
  void read(Problems& problems);

  const SourceFile* source_;
  char separator_ = ',';
  TakeRow take_{};
  bool has_rows_ = false;
  std::string title_{};
  Provenance provenance_{};
  std::vector<CsvField> header_{};
  std::vector<CsvField> fields_{};
  std::vector<CsvField> cut_{};         ///< of the line in hand
  std::deque<std::string> unquoted_{};  ///< fields that had doubled quotes in them
  std::size_t unquoted_of_header_ = 0;
  bool has_columns_ = false;
  int empty_line_ = 0;  ///< the last line was empty: only more such may follow
};

// Values of fields; nothing after a problem, which names the column.
std::optional<double> read_csv_number(const CsvText& csv, const CsvField& field, std::string_view column,
                                      Problems& problems);
std::optional<Sex> read_csv_sex(const CsvText& csv, const CsvField& field, Problems& problems);
/// `37`, `35-39` or `90+`
std::optional<Range> read_csv_range(const CsvText& csv, const CsvField& field, std::string_view column,
                                    Problems& problems);

/// Persons: a number from 0 to most_persons; `whole`: without a fraction.
enum class Fraction { allowed, refused };
std::optional<double> read_csv_persons(const CsvText& csv, const CsvField& field, Fraction fraction,
                                       Problems& problems);

/// Adds the first problems of a file, and one that counts the rest.
void add_some(const Problems& found, const SourceFile& source, Problems& problems);

}  // namespace kavel
