#include "cli/run_json.hpp"

#include <sys/resource.h>

#include <nlohmann/json.hpp>

namespace kavel {

namespace {

using Json = nlohmann::ordered_json;

std::uint64_t peak_memory_bytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

Json totals_of(const Results& results, const VariantResults& variant) {
  Json totals;
  for (std::size_t i = 0; i < results.outcomes.size(); ++i) {
    const Total& total = variant.totals[i];
    totals[results.outcomes[i]] = {{"unit", results.outcome_units[i]},
                                   {"kind", results.outcome_kinds[i] == OutcomeKind::cost ? "cost" : "effect"},
                                   {"sum", total.sum},
                                   {"mean", total.mean},
                                   {"standard_error", total.standard_error},
                                   {"difference", total.difference},
                                   {"difference_standard_error", total.difference_standard_error}};
  }
  return totals;
}

/// The table of arms, row by row; a standard error that is not known is null.
Json comparison_of(const Results& results, const Estimates& estimates) {
  auto rows = Json::array();
  for (const ComparisonRow& row : estimates.comparison.rows) {
    Json told{{"on", compared_on_names[static_cast<std::size_t>(row.on)]},
              {"name", row.name},
              {"part", row.part},
              {"label", row.label},
              {"unit", row.unit}};
    for (std::size_t v = 1; v < row.arms.size(); ++v) {
      told["arms"][results.variants[v].name] = {{"difference", row.arms[v].value},
                                                {"standard_error", row.arms[v].standard_error}};
    }
    rows.push_back(std::move(told));
  }
  return rows;
}

/// What effects cost against the first arm; the ratio only where it means something.
Json cost_effectiveness_of(const Results& results, const CostEffectiveness& of) {
  auto rows = Json::array();
  for (const IcerRow& row : of.rows) {
    Json told{{"cost", results.outcomes[of.cost]},
              {"effect", results.outcomes[row.effect]},
              {"unit", results.outcome_units[of.cost] + " per " + results.outcome_units[row.effect]}};
    for (std::size_t v = 1; v < row.arms.size(); ++v) {
      const Icer& icer = row.arms[v];
      Json& arm = told["arms"][results.variants[v].name];
      arm = {{"verdict", verdict_names[static_cast<std::size_t>(icer.verdict)]}};
      if (!has_ratio(icer)) continue;
      arm["ratio"] = icer.ratio;
      arm["standard_error"] = icer.standard_error;
      if (icer.within) arm["within"] = {icer.within->first, icer.within->second};
    }
    rows.push_back(std::move(told));
  }
  return rows;
}

/// What is there of a capacity in an area, and how much of it is in use on 1 January of each year.
Json capacities_of(const Results& results, const VariantResults& variant) {
  auto rows = Json::array();
  for (std::size_t pool = 0; pool < results.pools.size(); ++pool) {
    const PoolLabel& label = results.pools[pool];
    auto in_use = Json::array();
    for (std::size_t year = 0; year < results.years.size(); ++year)
      in_use.push_back(variant.used.values[year * results.pools.size() + pool]);
    rows.push_back({{"name", label.name},
                    {"area", label.area},
                    {"unit", label.unit},
                    {"a_year", label.a_year},
                    {"in_use", std::move(in_use)}});
  }
  return rows;
}

/// By programme, how many wanted a place on 1 January of each year and got none.
Json turned_away_of(const Results& results, const VariantResults& variant) {
  auto rows = Json::object();
  for (std::size_t p = 0; p < results.allotting.size(); ++p) {
    auto& by_year = rows[results.allotting[p]] = Json::array();
    for (std::size_t year = 0; year < results.years.size(); ++year)
      by_year.push_back(variant.turned_away.values[year * results.allotting.size() + p]);
  }
  return rows;
}

}  // namespace

std::string json_of(const FinishedRun& run) {
  Json object{{"title", run.opened.study.title},
              {"persons", run.results.founders},
              {"years", run.results.years.size()},
              {"seed", run.opened.study.seed},
              {"person_years", run.results.person_years},
              {"seconds", run.record.seconds},
              {"person_years_per_second", run.record.seconds > 0 ? run.results.person_years / run.record.seconds : 0.0},
              {"seconds_reading", run.seconds_before},
              {"seconds_writing", run.seconds_after},
              {"threads", run.record.threads},
              {"peak_memory_bytes", peak_memory_bytes()},
              {"output", run.output},
              {"output_bytes", run.output_bytes}};
  object["arms"] = Json::array();
  for (const VariantResults& variant : run.results.variants) {
    Json totals = totals_of(run.results, variant);
    if (totals.is_null()) totals = Json::object();
    Json arm{{"name", variant.name}, {"totals", std::move(totals)}};
    if (!run.results.pools.empty()) arm["capacities"] = capacities_of(run.results, variant);
    if (!run.results.allotting.empty()) arm["turned_away"] = turned_away_of(run.results, variant);
    object["arms"].push_back(std::move(arm));
  }
  if (!run.estimates.comparison.rows.empty()) object["comparison"] = comparison_of(run.results, run.estimates);
  if (!run.estimates.cost_effectiveness.rows.empty()) {
    object["cost_effectiveness"] = cost_effectiveness_of(run.results, run.estimates.cost_effectiveness);
  }
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace kavel
