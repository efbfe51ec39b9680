#pragma once

#include <string>
#include <vector>

#include "core/errors.hpp"
#include "model/compile.hpp"
#include "model/figures.hpp"

namespace kavel {

/// A sector, payer or provider as readers see it.
struct Party {
  std::string name{};
  std::string title{};
};

/// A unit of care: volumes count in quanta; price and growth apply when results are collected. Growth beyond demography
/// is growth of the volume where that is counted in money, else of what a unit takes, and so of its price.
struct Activity {
  std::string name{};
  std::string title{};
  std::string unit{};
  int sector = 0;
  int payer = -1;  ///< -1: nobody pays it
  int provider = 0;
  double quantum = 1e-6;  ///< unit per quantum
  double fixed_share = 0;
  int deductible = -1;               ///< position among the pack's; -1: exempt
  int spread = -1;                   ///< position among the pack's; -1: exempt
  bool money = false;                ///< counted in money
  std::vector<double> grown{};       ///< [year]: beyond demography, of what it costs at constant prices
  std::vector<double> growth{};      ///< [year]: volume as a multiple of what is tallied; 1 unless counted in money
  std::vector<double> price{};       ///< [year]: EUR per unit, in prices of that year
  std::vector<double> real_price{};  ///< [year]: EUR per unit, in prices of the study's first year
};

/// Activities and who is party to them.
struct Care {
  std::vector<Party> sectors{};
  std::vector<Party> payers{};
  std::vector<Party> providers{};
  std::vector<Activity> activities{};
};

/// Activities, prices and growth of a pack over the study's years.
Care compile_care(const Pack& pack, const Setting& setting, Figures& figures, Problems& problems);

/// How many times the ratio of a substitution holds between volumes as they are tallied in a year: units for units
/// always; where one of both is money, euros of that year are worth as many euros.
double substituted(const Activity& dropped, const Activity& instead, std::size_t year);

/// Prices of calendar year `to` as a multiple of those of `from`: the product of (1 + growth) of the years after `from`
/// up to `to`.
double price_level(const SectorSpec& sector, int from, int to, const Setting& setting, Figures& figures);

}  // namespace kavel
