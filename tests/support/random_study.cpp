#include "tests/support/random_study.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "tests/support/dice.hpp"

namespace kavel::support {

namespace {

/// What a table may distinguish.
struct Dimensions {
  bool sex = false, age = false, year = false, year_of_study = false, year_in_state = false;
  std::vector<std::string> states{};
};

class StudyMaker {
 public:
  explicit StudyMaker(std::uint64_t number) : dice_(number) {}

  Study make() {
    study_.title = "random";
    study_.seed = static_cast<std::uint64_t>(dice_.below(1000000));
    study_.start = 2025;
    study_.years = dice_.one_in(6) ? dice_.between(12, 30) : dice_.between(1, 9);
    study_.age_groups = dice_.one_in(3) ? std::vector<int>{0} : std::vector<int>{0, 1, 18, 65, 85, 120};
    make_population();
    make_pack();
    give_states();
    make_region();
    study_.variants.push_back({"usual", pack_});
    if (dice_.one_in(3)) study_.variants.push_back({"other", other_variant()});
    return study_;
  }

 private:
  void make_population() {
    Population& population = study_.population;
    population.age_rule = dice_.one_in(3) ? AgeRule::exact : AgeRule::lexis;
    const bool lexis = population.age_rule == AgeRule::lexis;
    population.ses_groups = names("ses", dice_.between(1, 3));
    population.areas = names("area", dice_.between(1, 3));
    make_affiliations(population);
    const std::vector<int> special{0, 1, 118, 119, 120, 121};
    const int youngest = dice_.between(0, 90);
    const int cells = dice_.between(1, 9);
    std::set<std::array<int, 5>> taken;
    for (int i = 0; i < cells; ++i) {
      PopulationCell cell;
      cell.sex = static_cast<Sex>(dice_.below(2));
      cell.age = dice_.one_in(3) ? dice_.of(special) : std::min(119, youngest + dice_.below(20));
      if (lexis && dice_.one_in(6)) cell.age = -1;
      cell.ses = dice_.below(static_cast<int>(population.ses_groups.size()));
      cell.area = dice_.below(static_cast<int>(population.areas.size()));
      cell.affiliation = dice_.below(static_cast<int>(population.affiliations.size()));
      cell.persons = dice_.one_in(8) ? 0 : dice_.between(1, 30);
      if (i == 0) cell.persons = dice_.between(5, 60);
      if (taken.insert({static_cast<int>(cell.sex), cell.age, cell.ses, cell.area, cell.affiliation}).second) {
        population.cells.push_back(cell);
      }
    }
  }

  /// Practices, and perhaps a delineation that takes some areas' patients of some of them.
  void make_affiliations(Population& population) {
    population.practices = names("practice", dice_.between(1, 3));
    population.affiliations.clear();
    for (int i = 0; i < static_cast<int>(population.practices.size()); ++i) population.affiliations.push_back({i, -1});
    if (dice_.one_in(2)) return;
    study_.delineation = "some";
    for (std::size_t i = 0; i < population.areas.size() * population.affiliations.size(); ++i)
      population.inside.push_back(static_cast<std::uint8_t>(dice_.below(2)));
  }

  /// States at the start that are given rather than drawn, for some attributes of some cells.
  void give_states() {
    if (!dice_.one_in(4)) return;
    for (PopulationCell& cell : study_.population.cells) {
      if (dice_.one_in(3)) continue;
      cell.given = static_cast<int>(study_.population.given.size());
      study_.population.given.emplace_back();
      for (const AttributeSpec& attribute : pack_.attributes) {
        const int state = dice_.below(static_cast<int>(attribute.states.size()));
        const bool drawn = dice_.one_in(2) || leaves(attribute, attribute.states[static_cast<std::size_t>(state)]);
        study_.population.given.back().push_back(static_cast<std::int16_t>(drawn ? -1 : state));
      }
    }
  }

  void make_region() {
    if (!pack_.activities.empty() && dice_.one_in(2)) add_cost_level();
    for (const AttributeSpec& attribute : pack_.attributes) {
      if (!attribute.prevalence.empty() && dice_.one_in(4)) add_area_prevalence(attribute);
    }
  }

  /// Factors on all care, or on some sectors or activities; areas may have the same.
  void add_cost_level() {
    CostLevelSpec level;
    level.of = dice_.of(std::vector<CostLevelSpec::Of>{CostLevelSpec::Of::everything, CostLevelSpec::Of::sector,
                                                       CostLevelSpec::Of::activity});
    std::vector<std::string> parts{""};
    if (level.of == CostLevelSpec::Of::sector) parts = {pack_.sectors.front().name};
    if (level.of == CostLevelSpec::Of::activity) parts = {pack_.activities.front().name, pack_.activities.back().name};
    for (const std::string& area : study_.population.areas) {
      for (const std::string& part : parts) {
        level.factors.push_back({area, part, dice_.one_in(3) ? 1 : dice_.between(0.7, 1.4), {}});
      }
    }
    study_.region.cost_level = level;
  }

  /// Shares of some states in some of the areas that have people of the age.
  void add_area_prevalence(const AttributeSpec& attribute) {
    AreaPrevalenceSpec spec;
    spec.attribute = attribute.name;
    spec.key = "prevalences." + attribute.name;
    spec.from_age = dice_.of(std::vector<int>{0, 0, 18, 65});
    Dimensions by;
    for (const std::string& area : study_.population.areas) {
      const auto& cells = study_.population.cells;
      const auto index = static_cast<int>(&area - study_.population.areas.data());
      const bool peopled = std::any_of(cells.begin(), cells.end(), [&](const PopulationCell& cell) {
        return cell.area == index && cell.persons > 0 && std::clamp(cell.age, 0, oldest_age) >= spec.from_age;
      });
      if (peopled && !dice_.one_in(3)) by.states.push_back(area);
    }
    if (by.states.empty()) return;
    const auto most = 1.0 / static_cast<double>(attribute.states.size());
    for (std::size_t state = 0; state + 1 < attribute.states.size(); ++state) {
      if (dice_.one_in(3)) continue;
      spec.shares.emplace_back(attribute.states[state], quantity(by, [&] { return dice_.between(0.02, most); }));
    }
    if (!spec.shares.empty()) study_.region.prevalences.push_back(spec);
  }

  static std::vector<std::string> names(const std::string& stem, int count) {
    std::vector<std::string> result;
    for (int i = 0; i < count; ++i) result.push_back(stem + std::to_string(i));
    return result;
  }

  void make_pack() {
    pack_.title = "random";
    if (dice_.one_in(3)) pack_.cycles_per_year = dice_.of(std::vector<int>{1, 2, 4, 12});
    const int attributes = dice_.one_in(5) ? dice_.between(5, 10) : dice_.between(1, 4);
    for (int a = 0; a < attributes; ++a) add_attribute(a);
    add_life(attributes);
    if (dice_.one_in(2)) add_births();
    std::shuffle(pack_.attributes.begin(), pack_.attributes.end(), std::mt19937_64(7));
    if (dice_.one_in(2)) add_prevalence_ratios();
    if (dice_.one_in(3)) add_reference();
    const int flows = dice_.one_in(3) ? dice_.between(1, 2) : 0;
    for (int flow = 0; flow < flows; ++flow) add_arrivals(flow);
    for (AttributeSpec& attribute : pack_.attributes) {
      add_transitions(attribute);
      if (dice_.one_in(2)) add_time_in_state(attribute);
    }
    const int measures = dice_.one_in(2) ? 0 : dice_.one_in(3) ? 8 : dice_.between(1, 4);
    for (int m = 0; m < measures; ++m) add_measure(m);
    const int outcomes = dice_.between(0, 3);
    for (int o = 0; o < outcomes; ++o) add_outcome(o);
    if (dice_.one_in(2)) add_care();
  }

  void add_attribute(int number) {
    AttributeSpec attribute;
    attribute.name = std::string("a") + static_cast<char>('a' + dice_.below(26)) + std::to_string(number);
    attribute.key = attribute.name;
    attribute.states = names("s", dice_.between(1, dice_.one_in(6) ? 9 : 4));
    add_prevalence(attribute);
    if (dice_.one_in(2)) attribute.newborn = dice_.of(attribute.states);
    pack_.attributes.push_back(attribute);
  }

  void add_life(int number) {
    AttributeSpec life;
    life.name = "life" + std::to_string(number);
    life.key = life.name;
    life.states = {"alive", "dead", "gone"};
    life.leaves = {{"dead", Leaving::death}, {"gone", Leaving::emigration}};
    pack_.attributes.push_back(life);
  }

  void add_births() {
    AttributeSpec fertility;
    fertility.name = "fertility";
    fertility.key = "fertility";
    fertility.states = names("f", dice_.between(1, 3));
    add_prevalence(fertility);
    TransitionSpec birth = transition(fertility, fertility.states.front(), dice_.of(fertility.states), "birth");
    birth.kind = TransitionKind::hazard;
    if (discrete() && dice_.one_in(2)) birth.kind = TransitionKind::rate;
    birth.birth = true;
    if (!dice_.one_in(4)) birth.only = Sex::female;
    birth.figure = quantity(figure_dimensions(false), [&] { return dice_.between(0.0, 0.15); });
    fertility.transitions.push_back(birth);
    pack_.attributes.push_back(fertility);
    BirthsSpec births;
    births.boys_per_girl = dice_.between(0.8, 1.2);
    pack_.births = births;
  }

  bool discrete() const { return pack_.cycles_per_year > 0; }

  void add_prevalence(AttributeSpec& attribute) {
    if (attribute.states.size() < 2 || dice_.one_in(3)) return;
    const std::size_t unnamed = static_cast<std::size_t>(dice_.below(static_cast<int>(attribute.states.size())));
    for (std::size_t s = 0; s < attribute.states.size(); ++s) {
      if (s == unnamed) continue;
      Dimensions by;
      by.sex = dice_.one_in(2);
      by.age = dice_.one_in(2);
      const double most = 1.0 / static_cast<double>(attribute.states.size());
      attribute.prevalence.emplace_back(attribute.states[s], quantity(by, [&] { return dice_.between(0.0, most); }));
    }
  }

  /// Odds ratios by earlier attributes and SES; who is in no state that leaves.
  void add_prevalence_ratios() {
    for (std::size_t a = 0; a < pack_.attributes.size(); ++a) {
      AttributeSpec& attribute = pack_.attributes[a];
      if (attribute.prevalence.empty()) continue;
      const int ratios = dice_.between(0, 2);
      for (int i = 0; i < ratios; ++i) {
        PrevalenceRatioSpec ratio;
        ratio.key = attribute.name + ".prevalence_ratios";
        const int by = dice_.below(static_cast<int>(std::min(a, std::size_t{3})) + 1);
        ratio.by = by == 0 ? "ses" : pack_.attributes[a - static_cast<std::size_t>(by)].name;
        if (dice_.one_in(3)) ratio.of = {attribute.prevalence.front().first};
        add_odds(ratio);
        attribute.prevalence_ratios.push_back(std::move(ratio));
      }
    }
  }

  void add_odds(PrevalenceRatioSpec& ratio) {
    const std::vector<std::string>& values = values_of(ratio.by);
    const auto odds = [&] { return dice_.one_in(4) ? 1.0 : dice_.log_between(0.1, 10); };
    if (dice_.one_in(3)) {
      Dimensions by;
      by.states = values;
      by.age = dice_.one_in(2);
      by.sex = dice_.one_in(3);
      ratio.table = quantity(by, odds);
      return;
    }
    for (const std::string& value : values) {
      if (!dice_.one_in(3)) ratio.by_state.emplace_back(value, Quantity{.value = odds()});
    }
  }

  void add_reference() { pack_.reference_ses = ses_shares(); }

  void add_arrivals(int number) {
    ArrivalsSpec flow;
    flow.name = "flow" + std::to_string(number);
    flow.key = "arrivals." + flow.name;
    Dimensions by;
    by.sex = dice_.one_in(2);
    by.age = true;
    by.year = dice_.one_in(3);
    flow.per_inhabitant = quantity(by, [&] { return dice_.one_in(4) ? 0 : dice_.between(0.0, 0.002); });
    auto table = std::make_shared<Table>(*flow.per_inhabitant.table);
    for (TableRow& row : table->rows) {
      if (row.keys.age && row.keys.age->to == Range::open) row.keys.age->to = oldest_age;
    }
    table->age_reached = dice_.one_in(3);
    if (table->index) table->build_index();
    flow.per_inhabitant.table = table;
    if (dice_.one_in(2)) flow.ses = ses_shares();
    pack_.arrivals.push_back(std::move(flow));
  }

  /// A table with a row per group, of shares that add up to 1.
  SharesSpec ses_shares() {
    const std::vector<std::string>& groups = study_.population.ses_groups;
    Dimensions by;
    by.sex = dice_.one_in(2);
    by.age = dice_.one_in(2);
    by.states = groups;
    Quantity quantity_of_all = quantity(by, [&] { return dice_.between(0.05, 1.0); });
    auto table = std::make_shared<Table>(*quantity_of_all.table);
    for (std::size_t row = 0; row < table->rows.size(); row += groups.size()) {
      double sum = 0;
      for (std::size_t group = 0; group < groups.size(); ++group) sum += table->rows[row + group].values[0];
      for (std::size_t group = 0; group < groups.size(); ++group) table->rows[row + group].values[0] /= sum;
    }
    quantity_of_all.table = table;
    SharesSpec shares;
    for (const std::string& group : groups) shares.shares.emplace_back(group, quantity_of_all);
    return shares;
  }

  TransitionSpec transition(const AttributeSpec& attribute, const std::string& from, const std::string& to,
                            const std::string& cause) {
    TransitionSpec spec;
    spec.from = from;
    spec.to = to;
    spec.cause = cause;
    spec.name = from + '>' + to + (cause.empty() ? "" : '/' + cause);
    spec.key = attribute.name + '.' + spec.name;
    return spec;
  }

  bool leaves(const AttributeSpec& attribute, const std::string& state) const {
    return std::any_of(attribute.leaves.begin(), attribute.leaves.end(),
                       [&](const auto& leaving) { return leaving.first == state; });
  }

  void add_transitions(AttributeSpec& attribute) {
    const int most = dice_.one_in(6) ? 4 : 2;
    for (const std::string& from : attribute.states) {
      if (leaves(attribute, from)) continue;
      const int count = attribute.leaves.empty() ? dice_.between(0, most) : dice_.between(1, 3);
      // One cycle's probabilities out of a state add up to 1 now and then.
      const bool with_birth =
          !attribute.transitions.empty() && attribute.transitions.front().birth && from == attribute.states.front();
      const bool sum_is_one = discrete() && count > 0 && attribute.leaves.empty() && !with_birth && dice_.one_in(4);
      // Where events recur, no figure may vary by year in state.
      const bool recurs = attribute.name == "fertility" || attribute.states.size() == 1 || dice_.one_in(2);
      double left = 1;
      std::set<std::string> taken;
      for (int i = 0; i < count; ++i) {
        const std::string to = dice_.of(attribute.states);
        if (to == from && !recurs) continue;
        TransitionSpec spec = transition(attribute, from, to, dice_.one_in(3) ? "c" + std::to_string(i) : "");
        if (!taken.insert(spec.name).second) continue;
        if (sum_is_one) {
          spec.kind = TransitionKind::probability;
          const double share = i + 1 == count ? left : left * dice_.between(0.2, 0.8);
          left -= share;
          spec.figure.value = share;
        } else {
          set_figure(spec, !recurs, (with_birth ? 0.8 : 1.0) / count, attribute.leaves.empty() ? 1.0 : 0.2);
        }
        add_modifiers(spec, attribute);
        attribute.transitions.push_back(spec);
      }
    }
  }

  /// Where time in state matters, those who start have spent some.
  void add_time_in_state(AttributeSpec& attribute) {
    for (const std::string& state : attribute.states) {
      double shortest = -1;
      bool matters = false;
      for (const TransitionSpec& spec : attribute.transitions) {
        if (spec.from != state) continue;
        const bool duration = spec.kind == TransitionKind::duration;
        const bool sojourn = spec.kind == TransitionKind::weibull || spec.kind == TransitionKind::gamma;
        matters = matters || duration || sojourn || (spec.figure.table && spec.figure.table->by_year_in_state);
        if (duration && (shortest < 0 || spec.figure.value < shortest)) shortest = spec.figure.value;
      }
      if (!matters || dice_.one_in(4)) continue;
      TimeBeforeSpec spent;
      spent.state = state;
      spent.key = attribute.key + ".time_in_state." + state;
      Dimensions by;
      by.sex = dice_.one_in(3);
      by.age = dice_.one_in(3);
      const double most = shortest < 0 ? 12 : shortest;
      if (shortest < 0 && dice_.one_in(2)) spent.kind = TimeBeforeSpec::Kind::exponential;
      spent.years = shortest >= 0 && dice_.one_in(2) ? Quantity{.value = shortest}
                                                     : quantity(by, [&] { return dice_.between(0.0, most); });
      attribute.time_in_state.push_back(std::move(spent));
    }
  }

  void set_figure(TransitionSpec& spec, bool may_step, double greatest_probability, double scale) {
    if (discrete()) {
      spec.kind = dice_.of(std::vector<TransitionKind>{TransitionKind::hazard, TransitionKind::rate,
                                                       TransitionKind::probability, TransitionKind::probability});
    } else {
      spec.kind = dice_.of(std::vector<TransitionKind>{TransitionKind::hazard, TransitionKind::hazard,
                                                       TransitionKind::hazard, TransitionKind::weibull,
                                                       TransitionKind::gamma, TransitionKind::duration});
      if (spec.from == spec.to) spec.kind = TransitionKind::hazard;  // recurrent events are by hazard
    }
    if (spec.kind == TransitionKind::duration) {
      // Round ones fall on one tick with others, with steps and with the end of the year.
      spec.figure.value =
          dice_.one_in(2) ? dice_.of(std::vector<double>{0.25, 0.5, 1, 1, 2}) : dice_.log_between(0.01, 6);
      if (at_once()) spec.figure.value = 1e-9;
    } else if (spec.kind == TransitionKind::weibull || spec.kind == TransitionKind::gamma) {
      spec.shape.value = dice_.log_between(0.4, 6);
      spec.scale.value = dice_.one_in(10) ? 150 : dice_.log_between(0.05, 12);
    } else if (spec.kind == TransitionKind::hazard || spec.kind == TransitionKind::rate) {
      const double greatest = spec.kind == TransitionKind::rate ? 0.5 * greatest_probability * pack_.cycles_per_year
                              : dice_.one_in(8)                 ? 50
                                                                : 2 * scale;
      spec.figure = quantity(figure_dimensions(may_step), [&] { return dice_.log_between(1e-3, greatest); });
      if (dice_.one_in(12)) spec.figure.times = 0.5;
      if (spec.kind == TransitionKind::hazard && spec.from != spec.to && at_once()) spec.figure = {.value = 1e8};
      spec.normalise = dice_.one_in(3);
    } else {
      const double most = greatest_probability * scale;
      spec.figure = quantity(figure_dimensions(may_step), [&] { return dice_.between(0.0, 0.99 * most); });
      spec.normalise = dice_.one_in(4);
    }
    if (dice_.one_in(10) && spec.kind != TransitionKind::duration) spec.only = static_cast<Sex>(dice_.below(2));
  }

  /// Shall this happen within a tick? At most once in a study, for two could go round for ever; many fall on one tick.
  bool at_once() {
    if (at_once_ || !dice_.one_in(8)) return false;
    return at_once_ = true;
  }

  Dimensions figure_dimensions(bool may_step) {
    Dimensions by;
    by.sex = dice_.one_in(3);
    by.age = dice_.one_in(3);
    by.year = dice_.one_in(6);
    by.year_of_study = !by.year && dice_.one_in(6);
    by.year_in_state = may_step && dice_.one_in(5);
    return by;
  }

  void add_modifiers(TransitionSpec& spec, const AttributeSpec& attribute) {
    if (spec.kind == TransitionKind::duration) return;
    const bool sojourn = spec.kind == TransitionKind::weibull || spec.kind == TransitionKind::gamma;
    const int ratios = dice_.one_in(2) ? 0 : dice_.between(1, 3);
    for (int i = 0; i < ratios; ++i) add_ratio(spec, attribute, sojourn);
    if (dice_.one_in(5)) add_gate(spec, attribute);
    if (dice_.one_in(15)) add_gate(spec, attribute);
  }

  /// Another attribute, or SES, or area.
  std::string another(const AttributeSpec& attribute) {
    const int pick = dice_.below(static_cast<int>(pack_.attributes.size()) + 2);
    if (pick == 0) return "ses";
    if (pick == 1) return "area";
    const std::string& name = pack_.attributes[static_cast<std::size_t>(pick - 2)].name;
    return name == attribute.name ? "ses" : name;
  }

  const std::vector<std::string>& values_of(const std::string& name) const {
    if (name == "ses") return study_.population.ses_groups;
    if (name == "area") return study_.population.areas;
    return std::find_if(pack_.attributes.begin(), pack_.attributes.end(),
                        [&](const AttributeSpec& attribute) { return attribute.name == name; })
        ->states;
  }

  double ratio() {
    if (dice_.one_in(12)) return 0;
    if (dice_.one_in(3)) return dice_.of(std::vector<double>{0.5, 1, 2});  // products of which are often the same
    return dice_.log_between(0.2, 6);
  }

  void add_ratio(TransitionSpec& spec, const AttributeSpec& attribute, bool sojourn) {
    RatioSpec modifier;
    modifier.key = spec.key + ".ratios";
    modifier.effect = EffectKind::direct;
    modifier.accelerates = sojourn;
    Dimensions by;
    if (!sojourn && dice_.one_in(6)) {
      modifier.by = "age";
      by.age = true;
      by.sex = dice_.one_in(2);
      modifier.table = quantity(by, [&] { return ratio(); });
      spec.ratios.push_back(modifier);
      return;
    }
    modifier.by = another(attribute);
    const std::vector<std::string>& values = values_of(modifier.by);
    if (dice_.one_in(3)) {
      by.states = values;
      by.age = dice_.one_in(2);
      by.sex = dice_.one_in(3);
      modifier.table = quantity(by, [&] { return ratio(); });
    } else {
      for (const std::string& value : values) {
        if (dice_.one_in(3)) continue;
        Quantity one;
        one.value = ratio();
        modifier.by_state.emplace_back(value, one);
      }
    }
    spec.ratios.push_back(modifier);
  }

  void add_gate(TransitionSpec& spec, const AttributeSpec& attribute) {
    GateSpec gate;
    gate.attribute = another(attribute);
    for (const std::string& value : values_of(gate.attribute)) {
      if (!dice_.one_in(3)) gate.states.push_back(value);
    }
    if (!gate.states.empty()) spec.gates.push_back(gate);
  }

  /// One number, or a table of numbers over the dimensions asked for.
  template <class Value>
  Quantity quantity(const Dimensions& by, const Value& value) {
    Quantity result;
    result.key = "quantity" + std::to_string(++quantities_);
    if (!by.sex && !by.age && !by.year && !by.year_of_study && !by.year_in_state && by.states.empty()) {
      result.value = value();
      return result;
    }
    auto table = std::make_shared<Table>();
    table->columns = {"value"};
    table->by_sex = by.sex;
    table->by_age = by.age;
    table->by_year = by.year;
    table->by_year_of_study = by.year_of_study;
    table->by_year_in_state = by.year_in_state;
    table->by_state = !by.states.empty();
    table->state_column = "state";
    table->rows = {TableRow{{}, {0.0}, {}}};
    if (by.sex) multiply(*table, 2, [](TableKeys& keys, int i) { keys.sex = static_cast<Sex>(i); });
    if (by.age) multiply(*table, ranges(0, 110), &TableKeys::age);
    if (by.year) multiply(*table, ranges(2025, 2030), &TableKeys::year);
    if (by.year_of_study) multiply(*table, ranges(0, 5), &TableKeys::year_of_study);
    if (by.year_in_state) multiply(*table, ranges(0, 4), &TableKeys::year_in_state);
    if (!by.states.empty()) {
      multiply(*table, static_cast<int>(by.states.size()),
               [&](TableKeys& keys, int i) { keys.state = by.states[static_cast<std::size_t>(i)]; });
    }
    for (TableRow& row : table->rows) row.values = {value()};
    if (table->rows.size() > 40 || dice_.one_in(2)) table->build_index();
    result.table = table;
    return result;
  }

  /// Bands of random width from `first`; the last one is open.
  std::vector<Range> ranges(int first, int last) {
    std::vector<Range> result;
    const int width = dice_.one_in(4) ? 1 : dice_.between(1, 1 + (last - first) / 2);
    int from = first;
    while (from < last) {
      const int to = std::min(last, from + (dice_.one_in(2) ? width : dice_.between(1, width)) - 1);
      result.push_back({from, to});
      from = to + 1;
    }
    result.push_back({from, Range::open});
    return result;
  }

  template <class Set>
  static void multiply(Table& table, int count, const Set& set) {
    std::vector<TableRow> rows;
    for (const TableRow& row : table.rows) {
      for (int i = 0; i < count; ++i) {
        rows.push_back(row);
        set(rows.back().keys, i);
      }
    }
    table.rows = std::move(rows);
  }

  static void multiply(Table& table, const std::vector<Range>& over, std::optional<Range> TableKeys::*key) {
    multiply(table, static_cast<int>(over.size()),
             [&](TableKeys& keys, int i) { keys.*key = over[static_cast<std::size_t>(i)]; });
  }

  void add_measure(int number) {
    WellbeingSpec measure;
    measure.name = "measure" + std::to_string(number);
    measure.key = measure.name;
    measure.scale = dice_.one_in(2) ? WellbeingScale::multiply : WellbeingScale::add;
    const bool product = measure.scale == WellbeingScale::multiply;
    measure.most = product ? dice_.of(std::vector<double>{1, 1, 0.9, 100}) : 10;
    measure.least = product ? 0 : dice_.of(std::vector<double>{0, 0, -3});
    measure.from_age = dice_.of(std::vector<int>{0, 0, 0, 1, 18, 65});
    Dimensions by = payoff_dimensions();
    if (dice_.one_in(3)) by.states = study_.population.ses_groups;
    measure.baseline = quantity(by, [&] { return dice_.between(0.4 * measure.most, measure.most); });
    if (!product && dice_.one_in(2)) measure.spread = Quantity{.value = dice_.between(0.0, 3.0)};
    for (const AttributeSpec& attribute : pack_.attributes) {
      for (const std::string& state : attribute.states) {
        if (leaves(attribute, state) || dice_.one_in(3)) continue;
        Dimensions effect;
        effect.sex = dice_.one_in(5);
        effect.age = dice_.one_in(5);
        measure.states.push_back({attribute.name, state, quantity(effect, [&] {
                                    if (!product) return dice_.between(-2.0, 1.0);
                                    return dice_.one_in(6) ? 0.0 : dice_.between(0.3, 1.15);
                                  })});
      }
    }
    pack_.wellbeing.push_back(measure);
  }

  void add_outcome(int number) {
    OutcomeSpec outcome;
    outcome.name = "outcome" + std::to_string(number);
    outcome.key = outcome.name;
    outcome.kind = dice_.one_in(2) ? OutcomeKind::cost : OutcomeKind::effect;
    outcome.discount = dice_.one_in(3) ? 0 : dice_.between(0.0, 0.06);
    if (discrete()) {
      outcome.counting = dice_.of(std::vector<Counting>{Counting::start, Counting::end, Counting::every_point,
                                                        Counting::half_cycle, Counting::weights});
    }
    if (outcome.counting == Counting::weights) {
      for (int i = 0; i <= study_.years * pack_.cycles_per_year; ++i)
        outcome.weights.push_back(dice_.between(0.0, 1.5));
    }
    if (outcome.kind == OutcomeKind::effect && !discrete() && !pack_.wellbeing.empty() && dice_.one_in(2)) {
      outcome.wellbeing = dice_.of(pack_.wellbeing).name;
    }
    const double worth = outcome.kind == OutcomeKind::cost ? 1e4 : 1;
    for (const AttributeSpec& attribute : pack_.attributes) {
      for (const std::string& state : attribute.states) {
        if (dice_.one_in(2)) continue;
        StatePayoffSpec payoff{attribute.name, state, quantity(payoff_dimensions(), [&] { return payoff_of(worth); })};
        outcome.per_year.push_back(payoff);
      }
      for (const TransitionSpec& spec : attribute.transitions) {
        if (dice_.one_in(2)) continue;
        TransitionPayoffSpec payoff{attribute.name, spec.name,
                                    quantity(payoff_dimensions(), [&] { return payoff_of(worth); })};
        outcome.per_transition.push_back(payoff);
      }
    }
    pack_.outcomes.push_back(outcome);
  }

  void add_care() {
    for (int i = 0; i < 2; ++i) {
      SectorSpec sector;
      sector.name = "sector" + std::to_string(i);
      Dimensions by;
      by.year = dice_.one_in(2);
      sector.price_index = quantity(by, [&] { return dice_.between(-0.02, 0.05); });
      if (dice_.one_in(2)) sector.real_growth = quantity({}, [&] { return dice_.between(-0.02, 0.05); });
      pack_.sectors.push_back(sector);
    }
    pack_.payers = {{"payer", "", {}}, {"household", "", {}}};
    const int deductibles = dice_.one_in(2) ? dice_.between(1, 2) : 0;
    const int spreads = deductibles == 0 ? 0 : dice_.between(1, 3);
    for (int s = 0; s < spreads; ++s) add_spread(s);
    for (int d = 0; d < deductibles; ++d) add_deductible(d);
    pack_.providers = {{"provider", "", {}}};
    const int activities = dice_.between(1, 4);
    for (int a = 0; a < activities; ++a) add_activity(a);
    drop_unused_deductibles();
    for (OutcomeSpec& outcome : pack_.outcomes) {
      if (outcome.kind == OutcomeKind::effect || dice_.one_in(2)) continue;
      outcome.price_year = dice_.one_in(2) ? a_year() : 0;
      for (const ActivitySpec& activity : pack_.activities) {
        if (!dice_.one_in(3)) outcome.activities.push_back(activity.name);
      }
    }
  }

  void drop_unused_deductibles() {
    const auto unused = [&](std::string ActivitySpec::*key) {
      return [this, key](const auto& spec) {
        return std::none_of(pack_.activities.begin(), pack_.activities.end(),
                            [&](const ActivitySpec& activity) { return activity.*key == spec.name; });
      };
    };
    std::erase_if(pack_.deductibles, unused(&ActivitySpec::deductible));
    std::erase_if(pack_.spreads, unused(&ActivitySpec::spread));
  }

  void add_spread(int number) {
    SpreadSpec spread;
    spread.name = "spread" + std::to_string(number);
    spread.key = spread.name;
    Dimensions by;
    by.sex = dice_.one_in(3);
    by.age = dice_.one_in(3);
    const std::vector<double> shares{dice_.between(0.05, 0.5), 0.8, 1.0};
    const std::vector<double> variations{0.0, dice_.between(0.1, 1.0), 4.0};
    if (dice_.one_in(2)) spread.users = quantity(by, [&] { return dice_.of(shares); });
    spread.variation = quantity(by, [&] { return dice_.of(variations); });
    pack_.spreads.push_back(spread);
  }

  void add_deductible(int number) {
    DeductibleSpec deductible;
    deductible.name = "deductible" + std::to_string(number);
    deductible.key = deductible.name;
    deductible.payer = "household";
    deductible.from_age = dice_.of(std::vector<int>{0, 1, 18, 65});
    Dimensions by;
    by.year = dice_.one_in(3);
    deductible.amount = quantity(by, [&] { return dice_.log_between(0.01, 1000); });
    pack_.deductibles.push_back(deductible);
  }

  void add_activity(int number) {
    ActivitySpec activity;
    activity.name = "activity" + std::to_string(number);
    activity.key = activity.name;
    activity.sector = dice_.of(pack_.sectors).name;
    activity.payer = dice_.one_in(3) ? "" : "payer";
    activity.provider = "provider";
    if (activity.payer == "payer" && !pack_.deductibles.empty() && dice_.one_in(2)) {
      activity.deductible = dice_.of(pack_.deductibles).name;
      activity.spread = dice_.of(pack_.spreads).name;
    }
    activity.unit = dice_.one_in(2) ? "EUR 2023" : "consult";
    activity.price.value = activity.unit == "consult" ? dice_.between(1.0, 500.0) : 1;
    activity.price_year = a_year();
    if (dice_.one_in(2)) activity.marginal_share = quantity(payoff_dimensions(), [&] { return dice_.share(); });
    if (dice_.one_in(2)) activity.residual = quantity(payoff_dimensions(), [&] { return payoff_of(3); });
    for (const AttributeSpec& attribute : pack_.attributes) {
      for (const std::string& state : attribute.states) {
        if (!dice_.one_in(3)) continue;
        activity.per_year.push_back(
            {attribute.name, state, quantity(payoff_dimensions(), [&] { return payoff_of(9); })});
      }
      for (const TransitionSpec& spec : attribute.transitions) {
        if (!dice_.one_in(3)) continue;
        activity.per_transition.push_back(
            {attribute.name, spec.name, quantity(payoff_dimensions(), [&] { return payoff_of(9); })});
      }
    }
    pack_.activities.push_back(activity);
  }

  /// One that tables by year hold.
  int a_year() { return study_.start + dice_.below(study_.years); }

  double payoff_of(double worth) { return dice_.between(-0.2 * worth, worth); }

  Dimensions payoff_dimensions() {
    Dimensions by;
    by.sex = dice_.one_in(4);
    by.age = dice_.one_in(3);
    by.year = dice_.one_in(8);
    by.year_of_study = !by.year && dice_.one_in(8);
    return by;
  }

  /// The same pack with another ratio here and another payoff there.
  Pack other_variant() {
    Pack other = pack_;
    for (AttributeSpec& attribute : other.attributes) {
      for (TransitionSpec& spec : attribute.transitions) {
        for (RatioSpec& modifier : spec.ratios) {
          for (auto& [state, quantity] : modifier.by_state) quantity.value *= dice_.one_in(3) ? 0.7 : 1;
        }
        if (spec.kind == TransitionKind::hazard && dice_.one_in(4)) spec.figure.times *= 0.8;
      }
    }
    for (OutcomeSpec& outcome : other.outcomes) {
      for (StatePayoffSpec& payoff : outcome.per_year) payoff.per_year.times = dice_.one_in(3) ? 1.1 : 1;
    }
    for (WellbeingSpec& measure : other.wellbeing) {
      measure.baseline.times = 0.95;
      for (StatePayoffSpec& effect : measure.states) effect.per_year.times = dice_.one_in(3) ? 0.9 : 1;
    }
    return other;
  }

  Dice dice_;
  Study study_{};
  Pack pack_{};
  int quantities_ = 0;
  bool at_once_ = false;
};

}  // namespace

Study random_study(std::uint64_t number) { return StudyMaker(number).make(); }

}  // namespace kavel::support
