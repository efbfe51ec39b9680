#include "analysis/delineation_table.hpp"

#include <array>

#include <fmt/format.h>

#include "experiment/cost.hpp"
#include "analysis/inhabitants.hpp"
#include "analysis/text_table.hpp"
#include "analysis/yearly_series.hpp"

namespace kavel {

namespace {

constexpr std::array side_names{"Inside", "Outside"};

class DelineationTable {
 public:
  DelineationTable(const Results& results, std::size_t variant)
      : results_(results), series_(results, variant), of_(results.variants[variant].people.by_side) {
    if (results.care.activities.empty()) return;
    const UnitPrices& prices = results.variants[variant].prices;
    nominal_ = cost_by(PartOfCare::whole, Prices::nominal, of_, prices, results.care);
    real_ = cost_by(PartOfCare::whole, Prices::real, of_, prices, results.care);
  }

  std::string text() const {
    TextTable table(series_.heading(fmt::format("Delineation, {}", results_.delineation)), series_.calendar_years());
    for (std::size_t side = 0; side < side_names.size(); ++side) {
      table.add(fmt::format("{}: years of life", side_names[side]),
                cells_of(series_.totals([&](std::size_t year) { return lived(year, side); }), 0));
      if (results_.care.activities.empty()) continue;
      table.add("  care, EUR per inhabitant", cells_of(per_inhabitant(nominal_, side), 2));
      table.add(fmt::format("  at prices of {}", results_.years.front()), cells_of(per_inhabitant(real_, side), 2));
    }
    return table.text();
  }

 private:
  /// Sums by random group of the places `counted` of an array [year x side x random group x …].
  std::vector<double> sums(const Array<double>& of, std::size_t year, std::size_t side,
                           const std::vector<std::size_t>& counted) const {
    const std::size_t groups = of.shape[2];
    const std::size_t width = of.shape[3];
    std::vector<double> all(groups, 0.0);
    for (std::size_t group = 0; group < groups; ++group) {
      for (const std::size_t index : counted)
        all[group] += of.values[((year * 2 + side) * groups + group) * width + index];
    }
    return all;
  }

  std::vector<double> lived(std::size_t year, std::size_t side) const {
    return sums(of_.person_years, year, side, states_of_everyone(results_));
  }

  Series per_inhabitant(const Array<double>& cost, std::size_t side) const {
    Series series;
    for (const std::size_t year : series_.years())
      series.push_back(ratio_of_totals(sums(cost, year, side, {0}), lived(year, side)));
    return series;
  }

  const Results& results_;
  YearlySeries series_;
  const Trajectories& of_;
  Array<double> nominal_{}, real_{};  ///< [year x side x random group x 1]
};

}  // namespace

std::string delineation_table(const Results& results, std::size_t variant) {
  if (results.delineation.empty() || results.variants[variant].people.by_side.person_years.values.empty()) return {};
  return DelineationTable(results, variant).text();
}

}  // namespace kavel
