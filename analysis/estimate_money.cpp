#include "analysis/estimate_money.hpp"

#include <array>
#include <functional>

#include "experiment/cost.hpp"
#include "analysis/estimate_by_year.hpp"
#include "analysis/meerkosten.hpp"
#include "analysis/meerkosten_errors.hpp"

namespace kavel {

namespace {

CostEstimates estimate_cost(const Results& results, Prices prices) {
  std::vector<Array<double>> costs;  // [variant]: [year x random group x activity]
  for (const VariantResults& variant : results.variants) {
    costs.push_back(cost_of(variant.by_group.volumes, variant.prices, prices));
  }
  const auto estimated = [&](PartOfCare of, ShareOfCost share) {
    std::vector<Array<double>> by_part;
    for (std::size_t v = 0; v < costs.size(); ++v) {
      const VariantResults& variant = results.variants[v];
      by_part.push_back(share == ShareOfCost::whole
                            ? cost_by(of, prices, variant.by_group, variant.prices, results.care)
                            : added_up(costs[v], results.care, of, share));
    }
    return estimate_by_year(
        results, parts(results.care, of), [&](std::size_t variant) -> auto& { return by_part[variant]; });
  };
  return {estimated(PartOfCare::whole, ShareOfCost::whole), estimated(PartOfCare::sector, ShareOfCost::whole),
          estimated(PartOfCare::payer, ShareOfCost::whole), estimated(PartOfCare::provider, ShareOfCost::whole),
          estimated(PartOfCare::provider, ShareOfCost::fixed)};
}

}  // namespace

MoneyEstimates estimate_money(const Results& results, const Each& each) {
  if (results.care.activities.empty()) return {};
  MoneyEstimates money;
  money.volumes = estimate_by_year(
      results, results.care.activities.size(), [&](std::size_t variant) -> auto& {
        return results.variants[variant].by_group.volumes;
      });
  money.deductibles = estimate_by_year(
      results, results.care.deductibles.size(), [&](std::size_t variant) -> auto& {
        return results.variants[variant].by_group.deductibles;
      });
  const std::array<std::function<void()>, 4> pieces{
      [&] { money.nominal = estimate_cost(results, Prices::nominal); },
      [&] { money.real = estimate_cost(results, Prices::real); },
      [&] {
        money.by_sector = meerkosten(results, PartOfCare::sector);
        money.in_all = summed(money.by_sector);
        money.by_sector.standard_errors = meerkosten_errors(results, PartOfCare::sector);
        money.in_all.standard_errors = meerkosten_errors(results, PartOfCare::whole);
      },
      [&] {
        money.by_payer = meerkosten(results, PartOfCare::payer);
        money.by_payer.standard_errors = meerkosten_errors(results, PartOfCare::payer);
      }};
  each(pieces.size(), [&](std::size_t i) { pieces[i](); });
  return money;
}

}  // namespace kavel
