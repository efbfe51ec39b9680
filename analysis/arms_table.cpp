#include "analysis/arms_table.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "programme/names.hpp"
#include "analysis/group_totals.hpp"
#include "analysis/icer.hpp"
#include "analysis/labels.hpp"
#include "analysis/number_text.hpp"
#include "analysis/random_groups.hpp"
#include "analysis/scale_text.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

namespace {

constexpr double persons_of_means = 1000;  ///< differences of means are shown per so many people
constexpr int widest_label = 52;

bool is_nothing(const Difference& of) { return of.value == 0 && !(of.standard_error > 0); }

bool differs(const ComparisonRow& row) { return !std::all_of(row.arms.begin(), row.arms.end(), is_nothing); }

std::vector<const ComparisonRow*> rows_on(const Comparison& comparison, ComparedOn on) {
  std::vector<const ComparisonRow*> rows;
  for (const ComparisonRow& row : comparison.rows) {
    if (row.on == on) rows.push_back(&row);
  }
  return rows;
}

/// `million EUR`, or `EUR` alone.
std::string words_and(const std::string& word, const std::string& of) { return word.empty() ? of : word + ' ' + of; }

/// Euros in a unit in which the largest amount has few digits.
struct EuroScale {
  double size = 1;
  std::string word{};
};

EuroScale euro_scale(const Comparison& comparison) {
  double largest = 0;
  for (const ComparisonRow* row : rows_on(comparison, ComparedOn::cost)) {
    for (const Difference& of : row->arms) largest = std::max(largest, std::abs(of.value));
  }
  if (largest >= 1e10) return {1e9, "billion"};
  if (largest >= 1e6) return {1e6, "million"};
  return largest >= 1e4 ? EuroScale{1e3, "thousand"} : EuroScale{};
}

/// Makes the table of arms.
class ArmsTable {
 public:
  ArmsTable(const Results& results, const Comparison& comparison, const CostEffectiveness& icers)
      : results_(results),
        comparison_(comparison),
        icers_(icers),
        money_(euro_scale(comparison)),
        table_(fmt::format("Minus {}, {} to {}{}", spaced(results.variants.front().name), results.years.front(),
                           results.years.back(), of_those_simulated(results)),
               arm_names(results), TextTable::Zeros::left_out) {}

  /// What a region decides by comes first; events and years, which explain it, last.
  std::string text() {
    add_people();
    add_effects();
    add_cost();
    add_icers();
    add_section(fmt::format("Wellbeing, mean of all years, per {} people", whole(1000)), ComparedOn::wellbeing,
                persons_of_means, 2);
    add_section("Deaths, new and repeated cases", ComparedOn::events, 1, 0);
    add_section("Years lived", ComparedOn::years, 1, 1);
    return table_.empty() ? "" : table_.text();
  }

 private:
  void add_row(const std::string& label, const ComparisonRow& row, double times, int most_decimals) {
    std::vector<TextCell> cells;
    for (std::size_t v = 1; v < row.arms.size(); ++v) {
      cells.push_back(cell_of(times * row.arms[v].value, times * row.arms[v].standard_error, most_decimals));
    }
    table_.add("  " + label, std::move(cells));
  }

  void add_section(const std::string& heading, ComparedOn on, double times, int most_decimals) {
    table_.add_heading(heading);
    for (const ComparisonRow* row : rows_on(comparison_, on)) {
      if (differs(*row)) add_row(row->label + range_of(*row), *row, times, most_decimals);
    }
  }

  /// `, 0 to 10` of a measure of wellbeing.
  std::string range_of(const ComparisonRow& row) const {
    if (row.on != ComparedOn::wellbeing) return {};
    const auto of = std::find_if(results_.measures.begin(), results_.measures.end(),
                                 [&](const MeasureName& measure) { return measure.name == row.name; });
    return of == results_.measures.end() ? "" : fmt::format(" ({:g} to {:g})", of->least, of->most);
  }

  void add_people() {
    table_.add_heading("People in programmes");
    for (const ComparisonRow* row : rows_on(comparison_, ComparedOn::reached)) {
      if (row->name == "all" && differs(*row)) add_row("reached", *row, 1, 0);
    }
    for (const ComparisonRow* row : rows_on(comparison_, ComparedOn::taking_part)) {
      if (row->name == "all" && differs(*row))
        add_row(fmt::format("taking part, {}", results_.years.back()), *row, 1, 0);
    }
  }

  /// Empty: there is none to tell.
  struct IcerText {
    std::string ratio{}, least{}, most{};
  };

  static IcerText icer_text(const Icer& icer) {
    if (icer.verdict == Verdict::unclear) return {"–", "", ""};
    if (!has_ratio(icer)) return {verdict_names[static_cast<std::size_t>(icer.verdict)], "", ""};
    const int decimals = decimals_of(icer);
    IcerText told{fixed(icer.ratio, decimals), "", ""};
    if (icer.verdict == Verdict::saving_per_loss) told.ratio = "saves " + told.ratio;
    if (!icer.within || !(icer.standard_error > 0)) return told;
    told.least = fixed(icer.within->first, decimals);
    told.most = fixed(icer.within->second, decimals);
    return told;
  }

  bool is_effect(const ComparisonRow& row) const {
    for (std::size_t o = 0; o < results_.outcomes.size(); ++o) {
      if (results_.outcomes[o] == row.name) return results_.outcome_kinds[o] == OutcomeKind::effect;
    }
    return false;
  }

  /// Undiscounted, then discounted.
  void add_effects() {
    table_.add_heading("Health gained");
    for (const ComparedOn on : {ComparedOn::effects, ComparedOn::totals}) {
      for (const ComparisonRow* row : rows_on(comparison_, on)) {
        if (differs(*row) && is_effect(*row)) add_row(row->label, *row, 1, 1);
      }
    }
  }

  /// By payer: in all and, where there are several, its parts.
  void add_cost() {
    table_.add_heading(
        words_and("Cost,", words_and(money_.word, fmt::format("EUR at prices of {}", results_.years.front()))));
    const std::vector<const ComparisonRow*> rows = rows_on(comparison_, ComparedOn::cost);
    for (const ComparisonRow* row : rows) {
      if (!differs(*row)) continue;
      const auto is_part = [&](const ComparisonRow* of) {
        return of->name == row->name && !of->part.empty() && differs(*of);
      };
      const auto parts = std::count_if(rows.begin(), rows.end(), is_part);
      if (row->part.empty()) {
        const auto only = std::find_if(rows.begin(), rows.end(), is_part);
        add_row(parts == 1 ? label_of_part(*row, **only) : row->label, *row, 1 / money_.size, 2);
      } else if (parts > 1) {
        add_row("  " + row->label, *row, 1 / money_.size, 2);
      }
    }
    for (const ComparisonRow* row : rows_on(comparison_, ComparedOn::totals)) {
      if (differs(*row) && !is_effect(*row)) add_row(row->label, *row, 1 / money_.size, 2);
    }
  }

  /// `Municipality, programmes`; `Care that nobody pays`.
  static std::string label_of_part(const ComparisonRow& payer, const ComparisonRow& part) {
    return payer.name == "none" ? capital(part.label) + " that nobody pays" : payer.label + ", " + part.label;
  }

  /// For each effect, what a unit of it costs.
  void add_icers() {
    if (icers_.rows.empty()) return;
    const std::string name = Labels::outcome(results_.outcomes[icers_.cost], results_.outcome_units[icers_.cost]);
    table_.add_heading(fmt::format("Cost-effectiveness (ICER): {}{} per effect", name, discounting(icers_.cost)));
    for (const IcerRow& row : icers_.rows) add_icer(row);
  }

  /// `, discounted 3 %`: arms have the rates of usual care.
  std::string discounting(std::size_t outcome) const {
    const double rate = results_.variants.front().totals[outcome].discount;
    return rate > 0 ? fmt::format(", discounted {:g} %,", 100 * rate) : "";
  }

  void add_icer(const IcerRow& row) {
    std::vector<TextCell> ratios;
    std::vector<TextCell> least;
    std::vector<TextCell> most;
    for (std::size_t v = 1; v < row.arms.size(); ++v) {
      const IcerText told = icer_text(row.arms[v]);
      ratios.push_back({told.ratio, ""});
      least.push_back({told.least, ""});
      most.push_back({told.most, ""});
    }
    const bool intervals =
        std::any_of(least.begin(), least.end(), [](const TextCell& cell) { return !cell.value.empty(); });
    table_.add(fmt::format("  {} per {}", results_.outcome_units[icers_.cost],
                           Labels::outcome(results_.outcomes[row.effect], results_.outcome_units[row.effect])),
               std::move(ratios));
    if (!intervals) return;
    table_.add("    95 % interval (Fieller) from", std::move(least));
    table_.add("    to", std::move(most));
  }

  const Results& results_;
  const Comparison& comparison_;
  const CostEffectiveness& icers_;
  EuroScale money_;
  TextTable table_;
};

/// Without a remark in brackets, where it is long.
std::string shortened(const std::string& title) {
  const std::size_t bracket = title.find(" (");
  return width_of(title) <= widest_label || bracket == std::string::npos ? title : title.substr(0, bracket);
}

TextCell cell_of_programme(const std::vector<const ComparisonRow*>& rows, const std::string& programme, std::size_t arm,
                           double unit, int most_decimals) {
  for (const ComparisonRow* row : rows) {
    if (row->name != programme) continue;
    return cell_of(row->arms[arm].value / unit, row->arms[arm].standard_error / unit, most_decimals);
  }
  return {"0", ""};
}

/// [year x random group x …] as differences with usual care, by column.
template <class Value>
void add_differences(TextTable& table, const Results& results, const std::vector<std::string>& names,
                     const Array<Value>& (*of)(const VariantResults&)) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::vector<TextCell> cells;
    const std::vector<double> usual = over_years(of(results.variants.front()), i);
    for (std::size_t v = 1; v < results.variants.size(); ++v) {
      std::vector<double> arm = over_years(of(results.variants[v]), i);
      double total = 0;
      for (std::size_t g = 0; g < arm.size(); ++g) total += arm[g] -= usual[g];
      cells.push_back(cell_of(total, standard_error_of_total(evened(arm, results.founders)), 1));
    }
    const bool nothing =
        std::all_of(cells.begin(), cells.end(), [](const TextCell& cell) { return cell.value == "0"; });
    if (!nothing && !is_of_programme(names[i])) table.add(names[i], std::move(cells));
  }
}

}  // namespace

std::string arms_table(const Results& results, const Comparison& comparison, const CostEffectiveness& icers) {
  return comparison.rows.empty() ? "" : ArmsTable(results, comparison, icers).text();
}

namespace {

/// More or fewer start than in the arm in which a programme was shown, beyond chance: places go round otherwise.
bool starts_otherwise(const Difference& shown, const Difference& here) {
  const double error = std::hypot(std::isfinite(shown.standard_error) ? shown.standard_error : 0,
                                  std::isfinite(here.standard_error) ? here.standard_error : 0);
  return std::abs(here.value - shown.value) > two_sided_95 * error;
}

}  // namespace

std::string programmes_table(const Results& results, const Comparison& comparison) {
  if (comparison.rows.empty()) return {};
  const EuroScale money = euro_scale(comparison);
  const auto reached = rows_on(comparison, ComparedOn::reached);
  const auto taking_part = rows_on(comparison, ComparedOn::taking_part);
  const auto cost = rows_on(comparison, ComparedOn::programme_cost);
  TextTable table("Programmes",
                  {"ever started", fmt::format("taking part, {}", results.years.back()), words_and(money.word, "EUR")});
  std::map<std::string, std::size_t> shown;  ///< programme: the arm in which it was shown last
  bool hidden = false;
  for (std::size_t arm = 1; arm < results.variants.size(); ++arm) {
    table.add_heading(results.variants[arm].name);
    for (const ComparisonRow* row : reached) {
      if (row->name == "all" || is_nothing(row->arms[arm])) continue;
      const auto before = shown.find(row->name);
      if (before != shown.end() && !starts_otherwise(row->arms[before->second], row->arms[arm])) {
        hidden = true;
        continue;
      }
      shown[row->name] = arm;
      table.add("  " + shortened(row->label),
                {cell_of_programme(reached, row->name, arm, 1, 0), cell_of_programme(taking_part, row->name, arm, 1, 0),
                 cell_of_programme(cost, row->name, arm, money.size, 2)});
    }
  }
  const char* const note =
      hidden ? "Each stands under the first arm that has it, and again where more or fewer start.\n" : "";
  return table.empty() ? "" : table.text() + note;
}

std::string every_difference_table(const Results& results) {
  TextTable table(
      fmt::format("Minus {}, {} to {}", results.variants.front().name, results.years.front(), results.years.back()),
      arm_names(results), TextTable::Zeros::left_out);
  table.add_heading("Events");
  add_differences<std::int64_t>(
      table, results, results.transitions, [](const VariantResults& of) -> const auto& { return of.by_group.events; });
  table.add_heading("Years in states");
  add_differences<double>(
      table, results, results.states, [](const VariantResults& of) -> const auto& { return of.by_group.person_years; });
  return table.empty() ? "" : table.text();
}

}  // namespace kavel
