#include "analysis/summary.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/arms_table.hpp"
#include "analysis/capacities_table.hpp"
#include "analysis/comparison.hpp"
#include "analysis/number_text.hpp"
#include "analysis/scale_text.hpp"
#include "analysis/strata_table.hpp"
#include "analysis/totals_table.hpp"
#include "analysis/units_table.hpp"
#include "analysis/yearly_table.hpp"

namespace kavel {

namespace {

constexpr std::size_t most_extra_tables = 4;

std::string duration_text(double seconds) {
  if (seconds < 10) return fixed(seconds, 2) + " s";
  if (seconds < 120) return fixed(seconds, 0) + " s";
  return fixed(seconds / 60, 1) + " min";
}

std::string magnitude(double number) {
  if (number >= 1e6) return fixed(number / 1e6, 1) + " million";
  return fixed(number, 0);
}

std::string heading(const Results& results, const SummaryHead& head) {
  const int first = results.years.front();
  const std::string years = head.age_rule == AgeRule::lexis
                                ? fmt::format("{} to {}", first, results.years.back())
                                : counted(static_cast<std::int64_t>(results.years.size()), "year");
  std::string text = fmt::format("{}\n{}, {}", head.title, counted(results.founders, "person"), years);
  const auto others = static_cast<std::int64_t>(results.variants.size()) - 1;
  if (others > 0)
    text += has_arms(results) ? ", usual care and " + counted(others, "arm") : ", " + counted(others + 1, "variant");
  text += fmt::format(", seed {}\n{} person-years in {}", head.seed, magnitude(results.person_years),
                      duration_text(head.seconds));
  if (head.seconds > 0) {
    text += fmt::format(": {} a second on {}", magnitude(results.person_years / head.seconds),
                        counted(head.threads, "thread"));
  }
  return text + '\n' + scale_text(results);
}

std::string differences(const Results& results, const Estimates& estimates, const Labels& labels) {
  std::string text;
  const std::size_t shown = std::min(results.variants.size(), 1 + most_extra_tables);
  for (std::size_t variant = 1; variant < shown; ++variant) {
    const std::string table = difference_table(results, estimates, variant, labels);
    if (!table.empty()) text += '\n' + table;
  }
  if (shown < results.variants.size()) {
    text += fmt::format("\n{} more variants are in the file.\n", results.variants.size() - shown);
  }
  return text;
}

/// The first variant's cohort, and those that live otherwise.
std::string cohorts(const Results& results, const Estimates& estimates, const Labels& labels) {
  std::string text = cohort_table(results, estimates, 0, labels);
  std::size_t shown = 0;
  for (std::size_t variant = 1; variant < results.variants.size() && shown < most_extra_tables; ++variant) {
    if (results.variants[variant].by_group.person_years.values == results.variants[0].by_group.person_years.values)
      continue;
    text += '\n' + cohort_table(results, estimates, variant, labels);
    ++shown;
  }
  return text;
}

std::string rests_on(const SummaryHead& head) {
  if (head.figures == 0) return {};
  std::string text = "It rests on " + counted(head.figures, "figure");
  if (head.assumed > 0) text += fmt::format(", {} assumed", whole(head.assumed));
  if (head.unstated > 0) text += fmt::format(", {} of unstated status", whole(head.unstated));
  text += ".\n";
  if (head.assumed > 0)
    text += fmt::format("What is assumed, by influence (minutes): kavel describe {} --assumed\n", head.file);
  return text;
}

/// Under a table of arms: what may be read otherwise than it is meant.
std::string notes(const Comparison& comparison, bool places_limited, bool icers) {
  const auto programmes = std::count_if(comparison.rows.begin(), comparison.rows.end(),
                                        [](const ComparisonRow& row) { return row.on == ComparedOn::reached; });
  std::string text = "Below 0: avoided, or saved. Wellbeing: what 1 000 people gain together.\n";
  if (icers) {
    text += "ICER: dominant, cheaper with more effect, and dominated, dearer with less, both beyond chance.\n";
    text += "      – where the difference in effect may be chance: simulate more persons.\n";
  }
  if (programmes > 2) text += "Reached: each person counts once. Taking part: who is in two programmes counts twice.\n";
  if (places_limited) text += "Where places are few, ± takes people as independent, and is too wide for who starts.\n";
  return text;
}

template <class Add>
void add_arms(const Add& add, const Results& results, const Estimates& estimates, const SummaryHead& head) {
  const std::string table = arms_table(results, estimates.comparison, estimates.cost_effectiveness);
  add(table.empty()
          ? "No arm differs from " + spaced(results.variants.front().name) + ".\n"
          : table + notes(estimates.comparison, head.places_limited, !estimates.cost_effectiveness.rows.empty()));
  add(head.not_started);
  add(units_table(results, estimates.comparison));
  add(programmes_table(results, estimates.comparison));
  add(capacities_table(results, estimates.comparison));
  if (head.tables != Tables::all) return;
  add(strata_tables(results));
  add(every_difference_table(results));
}

std::string more_tables(const SummaryHead& head) {
  return fmt::format("All tables: --verbose. All numbers: {}\n", head.file);
}

}  // namespace

std::string summary(const Results& results, const Estimates& estimates, const SummaryHead& head) {
  std::string text = heading(results, head);
  const auto add = [&text](const std::string& part) {
    if (!part.empty()) text += '\n' + part;
  };
  const bool all = head.tables == Tables::all;
  const bool arms = has_arms(results);
  if (head.age_rule == AgeRule::exact) {
    add(cohorts(results, estimates, head.labels));
  } else if (!arms) {
    add(population_table(results, estimates, 0, all ? Detail::all : Detail::some, head.labels));
    text += differences(results, estimates, head.labels);
  }
  if (arms) add_arms(add, results, estimates, head);
  if (!arms || all) add(totals_table(results));
  if (!arms) add(cost_effectiveness_lines(results, estimates.cost_effectiveness));
  if (arms && head.age_rule == AgeRule::lexis) {
    add(population_table(results, estimates, 0, all ? Detail::all : Detail::essentials, head.labels));
  }
  text += "\n± half the 95 % interval of the simulation's chance; the figures' own uncertainty is not in it.\n";
  text += rests_on(head);
  const bool has_more = arms || head.age_rule == AgeRule::lexis;
  if (!all && has_more) text += more_tables(head);
  text += fmt::format("Written: {} ({})\n", head.file, bytes_text(head.file_bytes));
  return text;
}

}  // namespace kavel
