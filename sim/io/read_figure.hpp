#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/table.hpp"
#include "io/fields.hpp"
#include "io/node.hpp"
#include "io/sources.hpp"

namespace kavel {

/// What a figure is to mean: its unit, and the values it may have.
struct Meaning {
  std::vector<std::string> units{};  ///< spellings of the one unit; the first is kept where none is written
  std::string expected{};            ///< `a hazard of at least 0`
  double least = 0;
  double most = 0;
  bool above = false;                 ///< `least` itself is refused
  std::vector<std::string> groups{};  ///< which of the columns state, ses, area its table may have
  bool lived = false;                 ///< what a year's people live through: its table may be by age_reached

  static Meaning hazard();
  static Meaning probability();
  static Meaning share(const std::string& group);
  static Meaning years();
  static Meaning time_spent();
  static Meaning per_inhabitant();
  static Meaning shape();
  static Meaning ratio(const std::string& group);
  static Meaning odds_ratio(const std::string& group);
  static Meaning per_year(const std::string& unit);
  static Meaning per_transition(const std::string& unit);
  static Meaning level(const std::string& unit, double least, double most);  ///< a value within a range
  static Meaning change(const std::string& unit);                            ///< added to one
  static Meaning amount();                                                   ///< EUR a year
  static Meaning users();                                                    ///< share of people, above 0
  static Meaning variation();                                                ///< coefficient of variation
  static Meaning spread(const std::string& unit);                            ///< standard deviation of one
  static Meaning residual(const std::string& unit);  ///< per_year of every inhabitant, at least 0
  static Meaning inhabitants();                      ///< persons, above 0
  static Meaning growth();                           ///< on the year before, above -1
  static Meaning price();
};

/// The declared key `status`; unstated where absent or wrong.
Status read_status(Fields& fields);

/// Reads figures, and each table once however often it is used.
class FigureReader {
 public:
  FigureReader(Sources& sources, Problems& problems) : sources_(&sources), problems_(&problems) {}

  /// A number, a mapping with `value`, or one with `table`.
  Quantity read(const YamlNode& node, const Meaning& meaning, const std::string& path, const Provenance& near = {});

  /// The columns of the table that `fields`, declared like a figure, name: one figure each, with the column's name.
  /// Only the column that is named, if one is.
  std::vector<std::pair<std::string, Quantity>> read_columns(Fields& fields, const Meaning& meaning);

  /// Where figures of a file are from that do not say so themselves.
  void inherit(const SourceFile& source, const Provenance& provenance) { inherited_[&source] = provenance; }
  Provenance inherited(const YamlNode& node) const;

  Sources& sources() { return *sources_; }

 private:
  struct Stated;  // what is written beside `value` or `table`
  Quantity read_value(Fields& fields, const YamlNode& node, const Meaning& meaning, const Provenance& near);
  Stated read_stated(Fields& fields, const Provenance& near);
  void refuse_beside(Fields& fields, std::initializer_list<std::string_view> keys, std::string_view with);
  void take_interval(Fields& fields, const YamlNode& node, const Meaning& meaning, Quantity& quantity);
  std::shared_ptr<const Table> read_table_of(Fields& fields);
  Quantity from_table(const std::shared_ptr<const Table>& table, int column, const Stated& stated,
                      const Meaning& meaning, const Fields& fields);
  void check_values(const Quantity& quantity, const Meaning& meaning);
  void check_unit(const Mark& mark, const std::string& path, const std::string& unit, const Meaning& meaning);

  Sources* sources_;
  Problems* problems_;
  std::map<const SourceFile*, std::shared_ptr<const Table>> tables_{};  ///< null after problems
  std::map<const SourceFile*, Provenance> inherited_{};
  std::set<std::string> checked_{};  ///< columns whose values have been checked
};

}  // namespace kavel
