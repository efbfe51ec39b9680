#include "analysis/care_table.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "experiment/cost.hpp"
#include "analysis/estimate_by_year.hpp"
#include "analysis/number_text.hpp"
#include "analysis/text_table.hpp"
#include "analysis/yearly_series.hpp"

namespace kavel {

namespace {

class CareTable {
 public:
  CareTable(const Results& results, const Estimates& estimates, std::size_t variant)
      : results_(results), money_(estimates.money), series_(results, variant), of_(results.variants[variant]) {
    nominal_ = cost_of(of_.by_group.volumes, of_.prices, Prices::nominal);
    real_ = cost_of(of_.by_group.volumes, of_.prices, Prices::real);
  }

  std::string per_inhabitant() const {
    TextTable table(series_.heading("Care, EUR per inhabitant"), series_.calendar_years());
    add_parts(table, Prices::nominal, PartOfCare::whole, "Prices of the year", {});
    add_parts(table, Prices::real, PartOfCare::whole, fmt::format("Prices of {}", results_.years.front()), {});
    const CareLabels& care = results_.care;
    if (care.sectors.size() > 1) {
      table.add("Prices of the year, by sector", std::vector<TextCell>(series_.years().size()));
      add_parts(table, Prices::nominal, PartOfCare::sector, "  ", care.sectors);
    }
    table.add("Prices of the year, by who pays", std::vector<TextCell>(series_.years().size()));
    add_parts(table, Prices::nominal, PartOfCare::payer, "  ", care.payers);
    return table.text();
  }

  /// What is shown adds up: the volume is what the other numbers shown leave.
  std::string extra_cost() const {
    const Series whole = extra(nominal_);
    const Scale scale = scale_of(whole);
    const int decimals = scale.factor == 1 ? 0 : 1;
    const double unit = scale.factor * std::pow(10.0, decimals);
    const auto units = [&](const Array<double>& of) {
      std::vector<double> rounded;
      for (const std::size_t year : series_.years()) {
        rounded.push_back(std::round(of.values[series_.variant() * results_.years.size() + year] * unit));
      }
      return rounded;
    };
    const std::vector<double> nominal = units(money_.in_all.nominal);
    const std::vector<double> price = units(money_.in_all.price);
    const std::vector<double> demography = units(money_.in_all.demography);
    std::vector<double> real = nominal;
    std::vector<double> volume = nominal;
    for (std::size_t i = 0; i < nominal.size(); ++i) {
      real[i] -= price[i];
      volume[i] = real[i] - demography[i];
    }
    TextTable table(series_.heading(fmt::format("Meerkosten against {}, {}EUR", results_.years.front(), scale.word)),
                    series_.calendar_years());
    const auto row = [&](const std::string& label, const std::vector<double>& values, const Series& errors) {
      table.add(label, cells(values, errors, scale.factor, decimals));
    };
    row("Nominal", nominal, whole);
    row("  price", price, price_errors());
    row(fmt::format("  real, at prices of {}", results_.years.front()), real, extra(real_));
    row("    demography", demography, {});
    row("    volume", volume, {});
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

  /// Cost of each year minus that of the first variant's first year, with its standard error.
  Series extra(const Array<double>& cost) const {
    const VariantResults& first = results_.variants.front();
    const Array<double> by_part = added_up(cost, results_.care, PartOfCare::whole);
    const Array<double> base =
        added_up(cost_of(first.by_group.volumes, first.prices, Prices::real), results_.care, PartOfCare::whole);
    const std::vector<double> before = group_sums(base, 0, 0);
    return series_.totals([&](std::size_t year) {
      std::vector<double> groups = group_sums(by_part, year, 0);
      for (std::size_t group = 0; group < groups.size(); ++group) groups[group] -= before[group];
      return groups;
    });
  }

  Series price_errors() const {
    const Array<double> nominal = added_up(nominal_, results_.care, PartOfCare::whole);
    const Array<double> real = added_up(real_, results_.care, PartOfCare::whole);
    return series_.totals([&](std::size_t year) {
      std::vector<double> groups = group_sums(nominal, year, 0);
      const std::vector<double> at_base_prices = group_sums(real, year, 0);
      for (std::size_t group = 0; group < groups.size(); ++group) groups[group] -= at_base_prices[group];
      return groups;
    });
  }

  /// `values` in the last decimal shown.
  static std::vector<TextCell> cells(const std::vector<double>& values, const Series& errors, double factor,
                                     int decimals) {
    std::vector<TextCell> all;
    for (std::size_t i = 0; i < values.size(); ++i) {
      TextCell cell{fixed(values[i] / std::pow(10.0, decimals), decimals), ""};
      if (!errors.empty() && std::isfinite(errors[i].standard_error)) {
        cell.error = fixed(errors[i].standard_error * factor, decimals);
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
  Array<double> nominal_{}, real_{};  ///< [year x random group x activity]
};

}  // namespace

std::string care_tables(const Results& results, const Estimates& estimates, std::size_t variant) {
  if (results.care.activities.empty()) return {};
  const CareTable table(results, estimates, variant);
  return table.per_inhabitant() + '\n' + table.extra_cost();
}

}  // namespace kavel
