#include "analysis/not_started.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "programme/names.hpp"
#include "analysis/group_totals.hpp"

namespace kavel {

namespace {

/// The first reason that holds.
std::string why(const Programme& programme, const Study& study) {
  const OfferSpec& offer = programme.offer;
  const int last = study.start + study.years - 1;
  const bool asks = offer.ramp.empty() ||
                    std::any_of(offer.ramp.begin(), offer.ramp.end(), [](const auto& step) { return step.second > 0; });
  const auto is = [](const Quantity& figure, double value) {
    return !figure.table && figure.value * figure.times == value;
  };
  if (offer.start > last) return fmt::format("it is offered from {}, the study ends with {}", offer.start, last);
  if (offer.end && *offer.end < study.start) return fmt::format("its offer ended with {}", *offer.end);
  if (offer.places && *offer.places == 0) return "it has no places";
  if (!asks) return "nobody is asked: its ramp stays at 0";
  if (is(programme.uptake, 0) && programme.uptake_by_ses.empty()) return "its uptake is 0";
  if (programme.coverage && is(*programme.coverage, 1)) return "all who are eligible have it in usual care";
  return "nobody who is eligible was asked and took part";
}

bool has_starts(const Programme& programme, const Results& results) {
  for (std::size_t i = 0; i < results.transitions.size(); ++i) {
    const std::string& name = results.transitions[i];
    if (!is_start(name) || attribute_in(name) != attribute_of(programme)) continue;
    for (const VariantResults& variant : results.variants) {
      const std::vector<double> sums = over_years(variant.by_group.events, i);
      if (std::any_of(sums.begin(), sums.end(), [](double sum) { return sum > 0; })) return true;
    }
  }
  return false;
}

}  // namespace

std::string not_started(const Study& study, const Results& results) {
  std::string text;
  for (std::size_t p = 0; p < study.programmes.size(); ++p) {
    const bool used = std::any_of(study.arms.begin(), study.arms.end(), [&](const Arm& arm) {
      return std::find(arm.programmes.begin(), arm.programmes.end(), static_cast<int>(p)) != arm.programmes.end();
    });
    const Programme& programme = study.programmes[p];
    if (used && !has_starts(programme, results)) {
      text += fmt::format("Nobody starts in {}: {}.\n", programme.name, why(programme, study));
    }
  }
  return text;
}

}  // namespace kavel
