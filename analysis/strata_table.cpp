#include "analysis/strata_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "analysis/labels.hpp"
#include "analysis/number_text.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

namespace {

constexpr double per_people = 1000;

/// Cells of one arm that are looked at together.
struct Sum {
  double lineages = 0;
  double difference = 0;
  double variance = 0;
};

class StrataTable {
 public:
  StrataTable(const Results& results, std::size_t outcome)
      : results_(results), outcome_(outcome), table_(title(), arm_names(results), TextTable::Zeros::left_out) {}

  std::string text() {
    const std::size_t groups = results_.age_groups.size();
    const std::size_t ses = results_.ses_groups.size();
    const auto sex_of = [=](std::size_t cell) { return cell / ses / groups; };
    const auto group_of = [=](std::size_t cell) { return cell / ses % groups; };
    const auto ses_of = [=](std::size_t cell) { return cell % ses; };
    constexpr std::array sex_titles{"Women", "Men"};
    for (std::size_t sex = 0; sex < sex_titles.size(); ++sex)
      add(sex_titles[sex], &VariantResults::differences_by_stratum,
          [&](std::size_t cell) { return sex_of(cell) == sex; });
    for (std::size_t group = 0; group < groups; ++group)
      add("Aged " + ages(group), &VariantResults::differences_by_stratum,
          [&](std::size_t cell) { return group_of(cell) == group; });
    for (std::size_t s = 0; ses > 1 && s < ses; ++s)
      add(capital(spaced(results_.ses_groups[s])), &VariantResults::differences_by_stratum,
          [&](std::size_t cell) { return ses_of(cell) == s; });
    for (std::size_t area = 0; results_.areas.size() > 1 && area < results_.areas.size(); ++area)
      add(results_.areas[area], &VariantResults::differences_by_area, [&](std::size_t cell) { return cell == area; });
    return differs_ ? table_.text() : "";
  }

 private:
  std::string title() const {
    const double rate = results_.variants.front().totals[outcome_].discount;
    const std::string discounted = rate > 0 ? fmt::format(", discounted {:.4g} %", 100 * rate) : "";
    const std::string& unit = results_.outcome_units[outcome_];
    const std::string name = Labels::outcome(results_.outcomes[outcome_], unit);
    return fmt::format("{}{}{}, minus {}, per {} people at the start or arriving", capital(name),
                       name == unit ? "" : ", " + unit, discounted, spaced(results_.variants.front().name),
                       whole(static_cast<std::int64_t>(per_people)));
  }

  std::string ages(std::size_t group) const {
    const int first = results_.age_groups[group];
    if (group + 1 == results_.age_groups.size()) return fmt::format("{} and over", first);
    return fmt::format("{} to {}", first, results_.age_groups[group + 1] - 1);
  }

  Sum sum_of(const StratumDifferences& of, const std::function<bool(std::size_t)>& counts) const {
    Sum sum;
    const std::size_t outcomes = results_.outcomes.size();
    for (std::size_t cell = 0; cell < of.lineages.size(); ++cell) {
      if (!counts(cell)) continue;
      sum.lineages += static_cast<double>(of.lineages[cell]);
      sum.difference += of.difference[cell * outcomes + outcome_];
      sum.variance += std::pow(of.standard_error[cell * outcomes + outcome_], 2);
    }
    return sum;
  }

  /// A row, unless nobody is in it.
  void add(const std::string& label, StratumDifferences VariantResults::*of,
           const std::function<bool(std::size_t)>& counts) {
    std::vector<TextCell> cells;
    for (std::size_t v = 1; v < results_.variants.size(); ++v) {
      const Sum sum = sum_of(results_.variants[v].*of, counts);
      if (sum.lineages == 0) return;
      const double factor = per_people / sum.lineages;
      cells.push_back(cell_of(sum.difference * factor, std::sqrt(sum.variance) * factor, 2));
      differs_ = differs_ || sum.difference != 0;
    }
    table_.add("  " + label, std::move(cells));
  }

  const Results& results_;
  std::size_t outcome_;
  TextTable table_;
  bool differs_ = false;
};

}  // namespace

std::string strata_tables(const Results& results) {
  std::string text;
  if (results.variants.back().differences_by_stratum.lineages.empty()) return text;
  for (std::size_t outcome = 0; outcome < results.outcomes.size(); ++outcome) {
    const std::string table = StrataTable(results, outcome).text();
    if (!table.empty()) text += (text.empty() ? "" : "\n") + table;
  }
  return text;
}

}  // namespace kavel
