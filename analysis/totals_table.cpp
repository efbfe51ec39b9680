#include "analysis/totals_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "analysis/icer.hpp"
#include "analysis/labels.hpp"
#include "analysis/number_text.hpp"
#include "analysis/text_table.hpp"

namespace kavel {

namespace {

constexpr int most_decimals = 5;

/// By its unit where that is its name: QALY.
const std::string& said_of(const Results& results, std::size_t outcome) {
  const std::string& unit = results.outcome_units[outcome];
  return Labels::outcome(results.outcomes[outcome], unit) == unit ? unit : results.outcomes[outcome];
}

std::string verdict(const VariantResults& variant, std::size_t of_cost, std::size_t of_effect, const std::string& unit,
                    const std::string& name) {
  const Total& cost = variant.totals[of_cost];
  const Total& effect = variant.totals[of_effect];
  if (cost.difference <= 0 && effect.difference > 0) return "cheaper, and more " + name + " (dominant)";
  if (cost.difference >= 0 && effect.difference < 0) return "dearer, and less " + name + " (dominated)";
  const Icer icer = icer_of(variant, of_cost, of_effect);
  const auto told = [&](int decimals) {
    return fmt::format("{} {} {} per {} {}", fixed(icer.ratio, decimals), unit, effect.difference > 0 ? "more" : "less",
                       name, effect.difference > 0 ? "gained" : "lost");
  };
  const int at_most = std::abs(icer.ratio) < 100 ? 2 : 0;
  if (!icer.within || !(icer.standard_error > 0)) return told(at_most);  // near no effect an interval means nothing
  const int decimals = decimals_for(two_sided_95 * icer.standard_error, at_most);
  const auto [least, most] = *icer.within;
  return told(decimals) + fmt::format(" (95 %: {} to {})", fixed(least, decimals), fixed(most, decimals));
}

/// `, discounted 1.5 %`; nothing where it is not known.
std::string discounting(const Results& results, std::size_t outcome) {
  std::string rates;
  double last = std::numeric_limits<double>::quiet_NaN();
  for (const VariantResults& variant : results.variants) {
    const double rate = variant.totals[outcome].discount;
    if (std::isnan(rate)) return {};
    if (rate != last) rates += (rates.empty() ? "" : ", ") + fmt::format("{:.4g}", 100 * rate);
    last = rate;
  }
  return rates == "0" ? ", not discounted" : ", discounted " + rates + " %";
}

/// Did anyone come who was not there at the start?
bool has_newcomers(const Results& results) {
  const auto any = [](const std::vector<std::int64_t>& persons) {
    return std::any_of(persons.begin(), persons.end(), [](std::int64_t count) { return count > 0; });
  };
  return std::any_of(results.variants.begin(), results.variants.end(), [&](const VariantResults& variant) {
    return any(variant.conservation.births) || any(variant.conservation.arrivals);
  });
}

}  // namespace

std::string totals_table(const Results& results) {
  if (results.outcomes.empty()) return {};
  const bool compares = results.variants.size() > 1;
  std::vector<std::string> headings{"total"};
  if (compares) headings.push_back("minus " + results.variants.front().name);
  TextTable table("Per person at the start, over " + counted(static_cast<std::int64_t>(results.years.size()), "year"),
                  headings);
  for (std::size_t outcome = 0; outcome < results.outcomes.size(); ++outcome) {
    std::string label =
        results.outcomes[outcome] + ", " + results.outcome_units[outcome] + discounting(results, outcome);
    const int width = width_of(label);
    for (std::size_t i = 0; i < results.variants.size(); ++i) {
      const Total& total = results.variants[i].totals[outcome];
      std::vector<TextCell> cells{cell_of(total.mean, total.standard_error, most_decimals)};
      if (compares) {
        cells.push_back(i == 0 ? TextCell{}
                               : cell_of(total.difference, total.difference_standard_error, most_decimals));
        label = left_aligned(i == 0 ? label : "", width) + "  " + results.variants[i].name;
      }
      table.add(label, std::move(cells));
    }
  }
  std::string text = table.text();
  if (has_newcomers(results)) {
    text += "The total is of everyone, those born or arrived later too, divided by the persons at the start.\n";
  }
  return text;
}

std::string cost_effectiveness(const Results& results, const std::string& cost_of_care) {
  const auto& kinds = results.outcome_kinds;
  const std::optional<std::size_t> cost = cost_of_icer(results, cost_of_care);
  if (!cost) return {};
  std::string text;
  for (std::size_t i = 1; i < results.variants.size(); ++i) {
    const VariantResults& variant = results.variants[i];
    for (std::size_t effect = 0; effect < kinds.size(); ++effect) {
      const Total& gained = variant.totals[effect];
      if (kinds[effect] == OutcomeKind::cost || gained.difference == 0) continue;
      std::string words =
          fmt::format("{} against {}: {}", variant.name, results.variants.front().name,
                      verdict(variant, *cost, effect, results.outcome_units[*cost], said_of(results, effect)));
      if (may_be_chance(gained)) words += "; the effect may be chance, simulate more persons";
      const std::vector<std::string> lines = wrapped(words, TextTable::greatest_width - 2);
      for (const std::string& line : lines) text += (&line == &lines.front() ? "" : "  ") + line + '\n';
    }
  }
  return text;
}

}  // namespace kavel
