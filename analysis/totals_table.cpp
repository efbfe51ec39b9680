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

/// `12 000 EUR more per QALY gained (95 %: 9 000 to 15 000)`.
std::string ratio_text(const Icer& icer, const std::string& unit, const std::string& name) {
  const bool gains = icer.verdict == Verdict::cost_per_gain;
  const int decimals = decimals_of(icer);
  std::string text = fmt::format("{} {} {} per {} {}", fixed(icer.ratio, decimals), unit, gains ? "more" : "less", name,
                                 gains ? "gained" : "lost");
  if (!icer.within || !(icer.standard_error > 0)) return text;  // near no effect an interval means nothing
  return text +
         fmt::format(" (95 %: {} to {})", fixed(icer.within->first, decimals), fixed(icer.within->second, decimals));
}

std::string verdict_text(const Icer& icer, const std::string& unit, const std::string& name) {
  switch (icer.verdict) {
    case Verdict::dominant:
      return "cheaper, and more " + name + " (dominant)";
    case Verdict::dominated:
      return "dearer, and less " + name + " (dominated)";
    case Verdict::unclear:
      return "the difference in " + name + " may be chance, simulate more persons";
    default:
      return ratio_text(icer, unit, name);
  }
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

std::string cost_effectiveness_lines(const Results& results, const CostEffectiveness& of) {
  std::string text;
  for (std::size_t v = 1; v < results.variants.size(); ++v) {
    const VariantResults& variant = results.variants[v];
    for (const IcerRow& row : of.rows) {
      if (variant.totals[row.effect].difference == 0) continue;
      const std::string words =
          fmt::format("{} against {}: {}", variant.name, results.variants.front().name,
                      verdict_text(row.arms[v], results.outcome_units[of.cost], said_of(results, row.effect)));
      const std::vector<std::string> lines = wrapped(words, TextTable::greatest_width - 2);
      for (const std::string& line : lines) text += (&line == &lines.front() ? "" : "  ") + line + '\n';
    }
  }
  return text;
}

}  // namespace kavel
