#include "io/vary_figure.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "model/quantities.hpp"
#include "io/stated_figures.hpp"

namespace kavel {

namespace {

/// Every value to a power.
void raise(Quantity& ratio, double power) {
  ratio.value = std::pow(ratio.value * ratio.times, power);
  if (ratio.outside) ratio.outside = std::pow(*ratio.outside, power);
  if (ratio.table) {
    auto table = std::make_shared<Table>(*ratio.table);
    for (TableRow& row : table->rows) {
      double& value = row.values[static_cast<std::size_t>(ratio.column)];
      value = std::pow(value * ratio.times, power);
    }
    ratio.table = std::move(table);
  }
  ratio.times = 1;
}

bool vary(Pack& pack, const std::string& identity, double factor) {
  bool found = false;
  for_each_quantity(pack, [&](Quantity& quantity, Meaning meaning) {
    if (stated(quantity, pack.provenance, "").identity != identity) return;
    if (meaning == Meaning::ratio) {
      raise(quantity, factor);
    } else {
      quantity.times *= factor;
    }
    found = true;
  });
  if (!pack.births || identity != births_identity) return found;
  pack.births->boys_per_girl *= factor;
  return true;
}

bool vary(RegionSpec& region, const std::string& identity, double factor) {
  bool found = false;
  if (region.cost_level && stated(region.cost_level->figure, {}, "").identity == identity) {
    for (CostFactor& level : region.cost_level->factors) level.factor *= factor;
    found = true;
  }
  for (AreaPrevalenceSpec& prevalence : region.prevalences) {
    for (auto& [state, share] : prevalence.shares) {
      if (stated(share, {}, "").identity != identity) continue;
      share.times *= factor;
      found = true;
    }
  }
  return found;
}

/// Varies figures of a programme that are called `identity`.
class ProgrammeVariation {
 public:
  ProgrammeVariation(const Pack& pack, const std::string& identity, double factor)
      : pack_(pack), identity_(identity), factor_(factor) {}

  bool vary(Programme& programme) {
    found_ = false;
    around_ = programme.provenance;
    scale(programme.uptake);
    for (auto& [group, uptake] : programme.uptake_by_ses) scale(uptake);
    for (DrawSpec& draw : programme.offer.draws_on) scale(draw.a_year);
    for (std::optional<Quantity>* one :
         {&programme.coverage, &programme.lasts, &programme.dropout, &programme.response}) {
      scale(*one);
    }
    for (ModifierSpec& modifier : programme.modifiers) {
      for (auto& [state, times] : modifier.by_state) scale(times);
    }
    vary_effects(programme);
    if (programme.cost) vary(*programme.cost);
    return found_;
  }

  bool vary(CapacitySpec& capacity) {
    found_ = false;
    around_ = {};
    scale(capacity.a_year);
    for (auto& [area, amount] : capacity.by_area) scale(amount);
    return found_;
  }

 private:
  bool is_meant(const Quantity& quantity) {
    const bool meant = !quantity.key.empty() && stated(quantity, around_, "").identity == identity_;
    found_ = found_ || meant;
    return meant;
  }
  void scale(Quantity& quantity) {
    if (is_meant(quantity)) quantity.times *= factor_;
  }
  void scale(std::optional<Quantity>& quantity) {
    if (quantity) scale(*quantity);
  }
  void scale_logarithm(Quantity& ratio) {
    if (is_meant(ratio)) raise(ratio, factor_);
  }

  void vary_effects(Programme& programme) {
    for (HazardEffect& effect : programme.hazards) scale_logarithm(effect.ratio);
    for (StateEffect& effect : programme.states) scale(effect.probability);
    for (CareEffect& effect : programme.care) {
      for (Quantity* one : {&effect.share, &effect.ratio, &effect.refill}) scale(*one);
    }
    for (WellbeingEffect& effect : programme.wellbeing) {
      const auto measure = std::find_if(pack_.wellbeing.begin(), pack_.wellbeing.end(),
                                        [&](const WellbeingSpec& one) { return one.name == effect.measure; });
      const bool is_factor = measure != pack_.wellbeing.end() && measure->scale == WellbeingScale::multiply;
      is_factor ? scale_logarithm(effect.effect) : scale(effect.effect);
    }
    for (OutcomeEffect& effect : programme.outcomes) scale(effect.a_year);
  }

  void vary(ProgrammeCostSpec& cost) {
    for (std::optional<Quantity>* one : {&cost.set_up, &cost.running, &cost.per_participant, &cost.per_year,
                                         &cost.per_session, &cost.sessions_a_year}) {
      scale(*one);
    }
  }

  const Pack& pack_;
  const std::string& identity_;
  double factor_;
  Provenance around_{};
  bool found_ = false;
};

bool draws_on(const Programme& programme, const std::string& capacity) {
  const std::vector<DrawSpec>& draws = programme.offer.draws_on;
  return std::any_of(draws.begin(), draws.end(), [&](const DrawSpec& draw) { return draw.capacity == capacity; });
}

}  // namespace

std::optional<Study> with_programme_figure_times(const Study& study, const std::string& identity, double factor) {
  Study varied = study;
  ProgrammeVariation variation(study.variants.front().pack, identity, factor);
  std::vector<bool> touched;
  for (Programme& programme : varied.programmes) touched.push_back(variation.vary(programme));
  for (CapacitySpec& capacity : varied.capacities) {
    if (!variation.vary(capacity)) continue;
    for (std::size_t p = 0; p < touched.size(); ++p)
      touched[p] = touched[p] || draws_on(varied.programmes[p], capacity.name);
  }
  std::erase_if(varied.arms, [&](const Arm& arm) {
    return std::none_of(arm.programmes.begin(), arm.programmes.end(),
                        [&](int programme) { return touched[static_cast<std::size_t>(programme)]; });
  });
  return varied.arms.empty() ? std::nullopt : std::optional(std::move(varied));
}

Study usual_care_of(const Study& study) {
  Study alone = study;
  alone.variants.resize(1);
  alone.programmes.clear();
  alone.arms.clear();
  return alone;
}

std::optional<Study> with_figure_times(const Study& study, const std::string& identity, double factor) {
  if (identity.empty()) return std::nullopt;
  Study varied = usual_care_of(study);
  const bool in_pack = vary(varied.variants.front().pack, identity, factor);
  const bool in_region = vary(varied.region, identity, factor);
  return in_pack || in_region ? std::optional(std::move(varied)) : std::nullopt;
}

}  // namespace kavel
