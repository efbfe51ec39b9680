#include "io/stated_figures.hpp"

#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

#include <fmt/format.h>

namespace kavel {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// Without folders: they differ between a study on disk and the same study in a result file.
std::string name_of_table(const Table& table, int column) {
  const std::string file = std::filesystem::path(table.mark.file).filename().string();
  const std::string name = table.title.empty() ? file : table.title;
  const auto index = static_cast<std::size_t>(column);
  return index < table.columns.size() ? name + ", column " + table.columns[index] : name;
}

void set_range(StatedFigure& figure, const Quantity& quantity) {
  const auto column = static_cast<std::size_t>(quantity.column);
  figure.lowest = figure.highest = quantity.value * quantity.times;
  if (!quantity.table) return;
  figure.lowest = figure.highest = missing;
  for (const TableRow& row : quantity.table->rows) {
    if (column >= row.values.size()) continue;
    const double value = row.values[column] * quantity.times;
    if (!(figure.lowest <= value)) figure.lowest = value;
    if (!(figure.highest >= value)) figure.highest = value;
  }
}

std::string identity_of(const Quantity& quantity, const Provenance& provenance) {
  if (!quantity.table) {
    return quantity.mark.file.empty()
               ? ""
               : fmt::format("{}:{}:{}", quantity.mark.file, quantity.mark.line, quantity.mark.column);
  }
  return fmt::format("{} {} {} {} {} {}", quantity.table->mark.file, quantity.column, quantity.times,
                     quantity.outside.value_or(missing), static_cast<int>(provenance.status), provenance.source);
}

/// Where a figure itself says nothing, what holds for all around it does.
void complete(Provenance& provenance, const Provenance& around) {
  if (provenance.unit.empty()) provenance.unit = around.unit;
  if (provenance.source.empty()) provenance.source = around.source;
  if (provenance.status == Status::unstated) provenance.status = around.status;
}

/// A key of a study, as its pack names it: `calibration.…` of `model.calibration.…`.
std::string of_pack(const std::string& key) {
  constexpr std::string_view model = "model.";
  return key.starts_with(model) ? key.substr(model.size()) : key;
}

class Collector {
 public:
  explicit Collector(const Pack& pack) : pack_(pack) {}

  void add(const Quantity& quantity, const std::string& otherwise) {
    all_.push_back(stated(quantity, pack_.provenance, otherwise));
  }

  void add(const AttributeSpec& attribute) {
    const std::string key = "attributes." + attribute.name;
    for (const auto& [state, share] : attribute.prevalence) add_share(share, key + ".prevalence", state);
    for (const PrevalenceRatioSpec& ratio : attribute.prevalence_ratios) add(ratio, key + ".prevalence_ratios.");
    for (const TimeBeforeSpec& spent : attribute.time_in_state) add(spent.years, key + ".time_in_state." + spent.state);
    for (const TransitionSpec& transition : attribute.transitions) {
      add(transition, key + ".transitions." + transition.name);
    }
  }

  void add(const SharesSpec& shares, const std::string& key) {
    for (const auto& [name, share] : shares.shares) add_share(share, key, name);
  }

  void add(const ArrivalsSpec& flow) {
    add(flow.per_inhabitant, "arrivals." + flow.name + ".per_inhabitant");
    if (flow.ses) add(*flow.ses, "arrivals." + flow.name + ".ses");
  }

  void add(const OutcomeSpec& outcome) { add(outcome.per_year, outcome.per_transition, "outcomes." + outcome.name); }

  void add(const SectorSpec& sector) {
    const std::string key = "sectors." + sector.name;
    if (sector.price_index) add(*sector.price_index, key + ".price_index");
    if (sector.real_growth) add(*sector.real_growth, key + ".real_growth");
  }

  void add(const DeductibleSpec& deductible) { add(deductible.amount, "deductibles." + deductible.name + ".amount"); }

  void add(const SpreadSpec& spread) {
    if (spread.users) add(*spread.users, "spreads." + spread.name + ".users");
    add(spread.variation, "spreads." + spread.name + ".variation");
  }

  void add(const ActivitySpec& activity) {
    const std::string key = "activities." + activity.name;
    if (!activity.price.key.empty()) add(activity.price, key + ".price");  // a unit that is money needs none
    if (!activity.fixed_share.key.empty()) add(activity.fixed_share, key + ".fixed_share");
    if (activity.marginal_share) add(*activity.marginal_share, key + ".marginal_share");
    add(activity.per_year, activity.per_transition, key);
    if (activity.residual) add(*activity.residual, key + ".residual");
  }

  void add(const WellbeingSpec& measure) {
    const std::string key = "wellbeing." + measure.name;
    add(measure.baseline, key + ".baseline");
    if (measure.spread) add(*measure.spread, key + ".spread");
    for (const StatePayoffSpec& effect : measure.states) {
      add(effect.per_year, key + ".states." + effect.attribute + "." + effect.state);
    }
  }

  void add(const BirthsSpec& births) {
    StatedFigure figure;
    figure.key = "model.births.boys_per_girl";
    figure.what = births_identity;
    figure.value = figure.lowest = figure.highest = births.boys_per_girl;
    figure.outside = figure.low = figure.high = missing;
    figure.provenance = births.provenance;
    figure.mark = births.mark;
    complete(figure.provenance, pack_.provenance);
    figure.identity = figure.what;
    all_.push_back(std::move(figure));
  }

  void add(const CalibrationSpec& calibration) {
    if (calibration.inhabitants) add(*calibration.inhabitants, "calibration.inhabitants");
    if (calibration.background) add(calibration.background->all_cause, "calibration.background.all_cause");
    for (const AttributableDeathsSpec& budget : calibration.attributable_deaths) {
      add(budget.deaths, of_pack(budget.key) + ".deaths");
    }
    for (const ConditionSpec& condition : calibration.conditions) {
      if (condition.only_in_regions) continue;  // the attribute's prevalence is the same, or a region's
      for (const auto& [state, share] : condition.start) add(share, of_pack(condition.key) + ".start." + state);
    }
    for (const ResidualsSpec& block : calibration.residuals) {
      for (const auto& [activity, published] : block.published) {
        add(published, of_pack(block.key) + ".published." + activity);
      }
    }
    for (const BaselineSpec& baseline : calibration.baselines) add(baseline.norm, of_pack(baseline.key) + ".norm");
  }

  std::vector<StatedFigure> take() { return std::move(all_); }

 private:
  /// A figure of one state; or of several, as its table has rows by state.
  void add_share(const Quantity& share, const std::string& of_all, const std::string& state) {
    if (share.table && share.table->by_state && !share.key.ends_with('.' + state)) return add_once(share, of_all);
    add(share, of_all + '.' + state);
  }

  void add_once(const Quantity& quantity, const std::string& what) {
    if (all_.empty() || all_.back().what != what) add(quantity, what);
  }

  void add(const std::vector<StatePayoffSpec>& per_year, const std::vector<TransitionPayoffSpec>& per_transition,
           const std::string& key) {
    for (const StatePayoffSpec& payoff : per_year) {
      const std::string of_all = key + ".per_year." + payoff.attribute;
      const std::string& own = payoff.per_year.key;
      if (own.empty() || own.ends_with('.' + payoff.attribute + '.' + payoff.state)) {
        add(payoff.per_year, of_all + '.' + payoff.state);
      } else {  // one figure for all states
        add_once(payoff.per_year, of_all);
      }
    }
    for (const TransitionPayoffSpec& payoff : per_transition) {
      add(payoff.amount, key + ".per_transition." + payoff.attribute + "." + payoff.transition);
    }
  }

  void add(const TransitionSpec& transition, const std::string& key) {
    switch (transition.kind) {
      case TransitionKind::hazard:
        add(transition.figure, key + ".hazard");
        break;
      case TransitionKind::rate:
        add(transition.figure, key + ".rate");
        break;
      case TransitionKind::probability:
        add(transition.figure, key + ".probability");
        break;
      case TransitionKind::duration:
        add(transition.figure, key + ".duration");
        break;
      case TransitionKind::weibull:
      case TransitionKind::gamma:
        add(transition.shape, key + ".shape");
        add(transition.scale, key + ".scale");
        break;
    }
    for (const RatioSpec& ratio : transition.ratios) add(ratio, key + ".ratios.");
  }

  void add(const ByState& ratios, const std::string& key) {
    for (const auto& [state, value] : ratios.by_state) add(value, key + ratios.by + "." + state);
    if (ratios.table) add(*ratios.table, key + ratios.by);
  }

  const Pack& pack_;
  std::vector<StatedFigure> all_{};
};

class ProgrammeCollector {
 public:
  explicit ProgrammeCollector(const Programme& programme)
      : programme_(programme), prefix_("programmes." + programme.name + '.') {}

  std::vector<StatedFigure> take() {
    if (programme_.uptake_by_ses.empty()) add(programme_.uptake, "uptake");
    for (const auto& [group, uptake] : programme_.uptake_by_ses) add(uptake, "uptake." + group);
    add(programme_.coverage, "coverage_in_usual_care");
    for (const DrawSpec& draw : programme_.offer.draws_on) add(draw.a_year, "offer.draws_on." + draw.capacity);
    add(programme_.lasts, "lasts");
    add(programme_.dropout, "dropout");
    add_effects();
    for (const ModifierSpec& modifier : programme_.modifiers) {
      for (const auto& [state, times] : modifier.by_state) add(times, "modifiers." + modifier.by + '.' + state);
    }
    add(programme_.response, "response.spread");
    add_waning();
    if (programme_.cost) {
      add(programme_.cost->set_up, "cost.set_up");
      add(programme_.cost->running, "cost.running");
      add(programme_.cost->per_participant, "cost.per_participant");
      add(programme_.cost->per_year, "cost.per_year");
      add(programme_.cost->per_session, "cost.per_session");
      add(programme_.cost->sessions_a_year, "cost.sessions_a_year");
    }
    return std::move(all_);
  }

 private:
  void add(const Quantity& quantity, const std::string& what) {
    all_.push_back(stated(quantity, programme_.provenance, prefix_ + what));
  }
  void add(const std::optional<Quantity>& quantity, const std::string& what) {
    if (quantity) add(*quantity, what);
  }

  void add_effects() {
    for (const HazardEffect& effect : programme_.hazards) {
      std::string names;
      for (const NamedTransition& one : effect.transitions) {
        names += (names.empty() ? "" : ", ") + one.attribute + '.' + one.transition;
      }
      add(effect.ratio, "effects.hazard." + names);
    }
    for (const StateEffect& effect : programme_.states) {
      add(effect.probability, "effects.state." + effect.attribute + '.' + effect.from + '>' + effect.to);
    }
    for (const CareEffect& effect : programme_.care) {
      const std::string what = "effects.care." + effect.activity;
      add(effect.share, what + ".share");
      if (effect.instead) add(effect.ratio, what + ".ratio");
      if (!effect.refill.key.empty()) add(effect.refill, what + ".refill");
    }
    for (const WellbeingEffect& effect : programme_.wellbeing)
      add(effect.effect, "effects.wellbeing." + effect.measure);
    for (const OutcomeEffect& effect : programme_.outcomes) add(effect.a_year, "effects.outcomes." + effect.outcome);
  }

  void add_waning() {
    Quantity share;
    share.provenance = programme_.waning_origin;
    share.provenance.unit = "share";
    share.mark = programme_.waning_mark;
    for (std::size_t i = 0; i < programme_.waning.size(); ++i) {
      share.value = programme_.waning[i];
      add(share, "waning." + std::to_string(i));
    }
  }

  const Programme& programme_;
  std::string prefix_;
  std::vector<StatedFigure> all_{};
};

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace

bool operator==(const StatedFigure& a, const StatedFigure& b) {
  return a.key == b.key && same(a.value, b.value) && a.table == b.table && same(a.outside, b.outside) &&
         a.times == b.times && same(a.low, b.low) && same(a.high, b.high) && a.provenance.unit == b.provenance.unit &&
         a.provenance.source == b.provenance.source && a.provenance.status == b.provenance.status;
}

StatedFigure stated(const Quantity& quantity, const Provenance& around, const std::string& what) {
  StatedFigure figure;
  figure.key = quantity.key.empty() ? what : quantity.key;
  figure.what = what;
  figure.value = quantity.table ? missing : quantity.value;
  figure.outside = quantity.table && quantity.outside ? *quantity.outside : missing;
  figure.times = quantity.times;
  figure.low = quantity.interval ? quantity.interval->low * quantity.times : missing;
  figure.high = quantity.interval ? quantity.interval->high * quantity.times : missing;
  set_range(figure, quantity);
  figure.mark = quantity.mark;
  figure.provenance = quantity.provenance;
  if (quantity.table) {
    figure.table = name_of_table(*quantity.table, quantity.column);
    complete(figure.provenance, quantity.table->provenance);
  }
  complete(figure.provenance, around);
  figure.identity = identity_of(quantity, figure.provenance);
  if (figure.identity.empty()) figure.identity = figure.what;
  return figure;
}

std::vector<StatedFigure> stated_figures(const Pack& pack) {
  Collector collector(pack);
  for (const AttributeSpec& attribute : pack.attributes) collector.add(attribute);
  if (pack.births) collector.add(*pack.births);
  if (pack.reference_ses) collector.add(*pack.reference_ses, "reference.ses");
  for (const ArrivalsSpec& flow : pack.arrivals) collector.add(flow);
  for (const WellbeingSpec& measure : pack.wellbeing) collector.add(measure);
  for (const OutcomeSpec& outcome : pack.outcomes) collector.add(outcome);
  for (const SectorSpec& sector : pack.sectors) collector.add(sector);
  for (const ActivitySpec& activity : pack.activities) collector.add(activity);
  for (const SpreadSpec& spread : pack.spreads) collector.add(spread);
  for (const DeductibleSpec& deductible : pack.deductibles) collector.add(deductible);
  if (pack.calibration) collector.add(*pack.calibration);
  return collector.take();
}

std::vector<StatedFigure> stated_figures(const RegionSpec& region) {
  std::vector<StatedFigure> figures;
  if (region.cost_level) figures.push_back(stated(region.cost_level->figure, {}, "region.cost_level.factor"));
  for (const AreaPrevalenceSpec& spec : region.prevalences) {
    for (const auto& [state, share] : spec.shares) {
      figures.push_back(stated(share, {}, "region.prevalences." + spec.attribute + "." + state));
    }
  }
  return figures;
}

std::vector<StatedFigure> stated_figures_of_care(const Pack& pack) {
  Collector collector(pack);
  for (const SectorSpec& sector : pack.sectors) collector.add(sector);
  for (const ActivitySpec& activity : pack.activities) collector.add(activity);
  for (const SpreadSpec& spread : pack.spreads) collector.add(spread);
  for (const DeductibleSpec& deductible : pack.deductibles) collector.add(deductible);
  return collector.take();
}

std::vector<StatedFigure> stated_figures(const Programme& programme) { return ProgrammeCollector(programme).take(); }

std::vector<StatedFigure> stated_figures(const CapacitySpec& capacity) {
  const std::string what = "capacities." + capacity.name + ".a_year";
  if (capacity.by_area.empty()) return {stated(capacity.a_year, {}, what)};
  std::vector<StatedFigure> figures;
  for (const auto& [area, amount] : capacity.by_area) figures.push_back(stated(amount, {}, what + '.' + area));
  return figures;
}

std::vector<StatedFigure> stated_figures(const Study& study) {
  std::vector<StatedFigure> figures = stated_figures(study.region);
  const auto add = [&figures](std::vector<StatedFigure> more) {
    for (StatedFigure& figure : more) figures.push_back(std::move(figure));
  };
  add(stated_figures(study.variants.front().pack));
  for (const CapacitySpec& capacity : study.capacities) add(stated_figures(capacity));
  for (const Programme& programme : study.programmes) add(stated_figures(programme));
  return figures;
}

std::string_view name_of(Status status) {
  switch (status) {
    case Status::published:
      return "published";
    case Status::derived:
      return "derived";
    case Status::assumed:
      return "assumed";
    case Status::unstated:
      break;
  }
  return "unstated";
}

StatusCounts counts_of(const std::vector<StatedFigure>& figures) {
  StatusCounts counts;
  std::set<std::string> counted;
  for (const StatedFigure& figure : figures) {
    if (!counted.insert(figure.identity).second) continue;
    switch (figure.provenance.status) {
      case Status::published:
        ++counts.published;
        break;
      case Status::derived:
        ++counts.derived;
        break;
      case Status::assumed:
        ++counts.assumed;
        break;
      case Status::unstated:
        ++counts.unstated;
        break;
    }
  }
  return counts;
}

}  // namespace kavel
