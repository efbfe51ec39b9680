#include "analysis/care_table.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "experiment/cost.hpp"
#include "analysis/estimate_by_year.hpp"
#include "analysis/number_text.hpp"
#include "analysis/scale_text.hpp"
#include "analysis/text_table.hpp"
#include "analysis/units_table.hpp"
#include "analysis/yearly_series.hpp"

namespace kavel {

namespace {

constexpr int people_of_units = 1000;  ///< units of care are shown per so many inhabitants

class CareTable {
 public:
  CareTable(const Results& results, const Estimates& estimates, std::size_t variant)
      : results_(results), money_(estimates.money), series_(results, variant), of_(results.variants[variant]) {}

  std::string per_inhabitant(Detail detail) const {
    TextTable table(series_.heading("Care, EUR per inhabitant"), series_.calendar_years());
    add_parts(table, Prices::nominal, PartOfCare::whole, "Prices of the year", {});
    add_parts(table, Prices::real, PartOfCare::whole, fmt::format("Prices of {}", results_.years.front()), {});
    if (detail == Detail::essentials) return table.text();
    const CareLabels& care = results_.care;
    if (care.sectors.size() > 1) {
      table.add_heading("Prices of the year, by sector");
      add_parts(table, Prices::nominal, PartOfCare::sector, "  ", care.sectors);
    }
    table.add_heading("Prices of the year, by who pays");
    add_parts(table, Prices::nominal, PartOfCare::payer, "  ", care.payers);
    return table.text();
  }

  /// Care that is counted in units, not in money.
  std::string in_units() const {
    TextTable table(series_.heading(fmt::format("Care in units, per {} inhabitants", whole(people_of_units))),
                    series_.calendar_years());
    for (std::size_t a = 0; a < results_.care.activities.size(); ++a) {
      const ActivityLabel& activity = results_.care.activities[a];
      if (is_money(activity.unit)) continue;
      const Series series = series_.per_inhabitant(
          [&](std::size_t year) { return group_sums(of_.by_group.volumes, year, a); }, people_of_units);
      const bool used = std::any_of(series.begin(), series.end(), [](const auto& year) { return year.value != 0; });
      if (used) table.add(unit_label(activity), cells_of(series, 1));
    }
    return table.empty() ? "" : table.text();
  }

  /// What is shown adds up: the volume is what the other numbers shown leave.
  std::string extra_cost(Detail detail) const {
    const Meerkosten& extra = money_.in_all;
    const ExtraCosts& errors = extra.standard_errors;
    const Scale scale = scale_of(series(extra.nominal, errors.nominal));
    const int decimals = scale.factor == 1 ? 0 : 1;
    const double unit = scale.factor * std::pow(10.0, decimals);
    const std::vector<double> nominal = in_units(extra.nominal, unit);
    const std::vector<double> price = in_units(extra.price, unit);
    const std::vector<double> demography = in_units(extra.demography, unit);
    std::vector<double> real = nominal;
    std::vector<double> volume = nominal;
    for (std::size_t i = 0; i < nominal.size(); ++i) {
      real[i] -= price[i];
      volume[i] = real[i] - demography[i];
    }
    TextTable table(series_.heading(fmt::format("Meerkosten (extra cost over {}, the base year){}, {}EUR",
                                                results_.years.front(), of_those_simulated(results_), scale.word)),
                    series_.calendar_years());
    const auto row = [&](const std::string& label, const std::vector<double>& values, const Array<double>& error) {
      table.add(label, cells(values, series(extra.nominal, error), scale.factor, decimals));
    };
    row("Nominal", nominal, errors.nominal);
    row("  price", price, errors.price);
    row(fmt::format("  real, at prices of {}", results_.years.front()), real, errors.real);
    if (detail == Detail::essentials) return table.text();
    row("    demography", demography, errors.demography);
    row("    volume", volume, errors.volume);
    return table.text();
  }

 private:
  /// A row for each part, unless nobody asks for it.
  void add_parts(TextTable& table, Prices prices, PartOfCare of, const std::string& label,
                 const std::vector<PartyLabel>& labels) const {
    const Array<double> by_part = cost_by(of, prices, of_.by_group, of_.prices, results_.care);
    for (std::size_t part = 0; part < by_part.shape.back(); ++part) {
      const Series series = series_.per_inhabitant([&](std::size_t year) { return group_sums(by_part, year, part); });
      const bool shown = labels.empty() || std::any_of(series.begin(), series.end(),
                                                       [](const RatioOfTotals& year) { return year.value != 0; });
      if (shown) table.add(label + (labels.empty() ? "" : labels[part].title), cells_of(series, 2));
    }
  }

  /// The years shown of an array [variant x year x 1].
  std::size_t place(std::size_t year) const { return series_.variant() * results_.years.size() + year; }

  std::vector<double> in_units(const Array<double>& of, double unit) const {
    std::vector<double> rounded;
    for (const std::size_t year : series_.years()) rounded.push_back(std::round(of.values[place(year)] * unit));
    return rounded;
  }

  Series series(const Array<double>& values, const Array<double>& errors) const {
    Series all;
    for (const std::size_t year : series_.years())
      all.push_back({values.values[place(year)], errors.values[place(year)]});
    return all;
  }

  /// `values` in the last decimal shown.
  static std::vector<TextCell> cells(const std::vector<double>& values, const Series& errors, double factor,
                                     int decimals) {
    std::vector<TextCell> all;
    for (std::size_t i = 0; i < values.size(); ++i) {
      TextCell cell{fixed(values[i] / std::pow(10.0, decimals), decimals), ""};
      if (!errors.empty() && std::isfinite(errors[i].standard_error)) {
        cell.error = fixed(two_sided_95 * errors[i].standard_error * factor, decimals);
        if (cell.error.find_first_of("123456789") == std::string::npos) cell.error.clear();
      }
      all.push_back(std::move(cell));
    }
    return all;
  }

  const Results& results_;
  const MoneyEstimates& money_;
  YearlySeries series_;
  const VariantResults& of_;
};

}  // namespace

std::string care_tables(const Results& results, const Estimates& estimates, std::size_t variant, Detail detail) {
  if (results.care.activities.empty()) return {};
  const CareTable table(results, estimates, variant);
  const std::string units = detail == Detail::essentials ? "" : table.in_units();
  return table.per_inhabitant(detail) + (units.empty() ? "" : '\n' + units) + '\n' + table.extra_cost(detail);
}

}  // namespace kavel
