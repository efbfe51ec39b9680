#include "analysis/cost_by_payer.hpp"

#include "programme/names.hpp"
#include "experiment/cost.hpp"
#include "analysis/group_totals.hpp"

namespace kavel {

namespace {

/// Cost [year x random group x payer] of some activities only.
Array<double> of_some(Array<double> cost, const CareLabels& care, bool (*counted)(const ActivityLabel&)) {
  for (std::size_t i = 0; i < cost.values.size(); ++i) {
    if (!counted(care.activities[i % care.activities.size()])) cost.values[i] = 0;
  }
  return added_up(cost, care, PartOfCare::payer);
}

}  // namespace

bool is_programme_cost(const ActivityLabel& activity) { return is_of_programme(activity.name); }
bool is_filled_again(const ActivityLabel& activity) { return activity.name.starts_with(activity_of_refill("")); }

std::vector<double> PaidByPayer::in_all() const {
  std::vector<double> all = care;
  for (std::size_t g = 0; g < all.size(); ++g) all[g] += programmes[g] + filled_again[g];
  return all;
}

std::vector<PaidByPayer> paid_by_payer(const VariantResults& variant, const CareLabels& care) {
  std::vector<PaidByPayer> all;
  if (care.activities.empty()) return all;
  const Array<double> cost = cost_of(variant.by_group.volumes, variant.prices, Prices::real);
  const Array<double> programmes = of_some(cost, care, is_programme_cost);
  const Array<double> filled_again = of_some(cost, care, is_filled_again);
  const Array<double> net = cost_by(PartOfCare::payer, Prices::real, variant.by_group, variant.prices, care);
  for (std::size_t p = 0; p < care.payers.size(); ++p) {
    PaidByPayer paid{over_years(programmes, p), over_years(filled_again, p), over_years(net, p)};
    for (std::size_t g = 0; g < paid.care.size(); ++g) paid.care[g] -= paid.programmes[g] + paid.filled_again[g];
    all.push_back(std::move(paid));
  }
  return all;
}

}  // namespace kavel
