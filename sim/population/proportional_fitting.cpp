#include "population/proportional_fitting.hpp"

#include <cmath>

#include <Eigen/Core>

#include "core/errors.hpp"

namespace kavel {

namespace {

using Eigen::ArrayXd;

constexpr double near_enough = 1e-9;  ///< persons
constexpr int most_sweeps = 5000;
constexpr int between_looks = 8;
constexpr double stands_still = 0.999;  ///< of the largest difference left after so many sweeps: margins that disagree

Eigen::Index at(std::int32_t position) { return position; }

ArrayXd sums_of(const ArrayXd& table, const Margin& margin) {
  ArrayXd sums = ArrayXd::Zero(static_cast<Eigen::Index>(margin.sums.size()));
  for (Eigen::Index cell = 0; cell < table.size(); ++cell)
    sums[at(margin.of_cell[static_cast<std::size_t>(cell)])] += table[cell];
  return sums;
}

/// What the sums of a margin should be, in persons, for a table that has `sums`.
ArrayXd wanted_of(const Margin& margin, const ArrayXd& sums) {
  ArrayXd wanted = Eigen::Map<const ArrayXd>(margin.sums.data(), static_cast<Eigen::Index>(margin.sums.size()));
  if (margin.within.empty()) return wanted;
  ArrayXd groups = ArrayXd::Zero(margin.groups);
  for (std::size_t i = 0; i < margin.within.size(); ++i) {
    groups[at(margin.within[i])] += sums[static_cast<Eigen::Index>(i)];
  }
  for (std::size_t i = 0; i < margin.within.size(); ++i) {
    wanted[static_cast<Eigen::Index>(i)] *= groups[at(margin.within[i])];
  }
  return wanted;
}

/// Scales the table to one margin.
void scale_to(const Margin& margin, ArrayXd& table) {
  const ArrayXd sums = sums_of(table, margin);
  const ArrayXd factors = (sums > 0).select(wanted_of(margin, sums) / sums.max(1e-300), 1.0);
  for (Eigen::Index cell = 0; cell < table.size(); ++cell) {
    table[cell] *= factors[at(margin.of_cell[static_cast<std::size_t>(cell)])];
  }
}

void find_furthest(const ArrayXd& table, const std::vector<Margin>& margins, FittedTable& fitted) {
  fitted.furthest = 0;
  for (std::size_t m = 0; m < margins.size(); ++m) {
    const ArrayXd sums = sums_of(table, margins[m]);
    const ArrayXd wanted = wanted_of(margins[m], sums);
    Eigen::Index worst = 0;
    const double off = (sums - wanted).abs().maxCoeff(&worst);
    if (off <= fitted.furthest) continue;
    fitted.furthest = off;
    fitted.margin = m;
    fitted.position = static_cast<std::size_t>(worst);
    fitted.wanted = wanted[worst];
    fitted.got = sums[worst];
  }
}

}  // namespace

FittedTable fit_proportionally(std::vector<double> seed, const std::vector<Margin>& margins) {
  ArrayXd table = Eigen::Map<const ArrayXd>(seed.data(), static_cast<Eigen::Index>(seed.size()));
  for (const Margin& margin : margins) expects(margin.of_cell.size() == seed.size(), "a margin of another table");
  FittedTable fitted;
  if (table.size() > 0) find_furthest(table, margins, fitted);
  for (int sweep = 0; sweep < most_sweeps && fitted.furthest > near_enough; sweep += between_looks) {
    const double before = fitted.furthest;
    for (int i = 0; i < between_looks; ++i) {
      for (const Margin& margin : margins) scale_to(margin, table);
    }
    find_furthest(table, margins, fitted);
    if (fitted.furthest > before * stands_still && sweep > 0) break;
  }
  fitted.cells.assign(table.data(), table.data() + table.size());
  return fitted;
}

}  // namespace kavel
