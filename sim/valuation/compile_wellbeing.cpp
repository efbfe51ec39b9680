#include "valuation/compile_wellbeing.hpp"

#include <cmath>
#include <map>
#include <utility>

#include "random/stream.hpp"
#include "model/figures.hpp"

namespace kavel {

namespace {

constexpr double greatest_product = 8;     ///< of factors: what a modifier can hold
constexpr double greatest_shift = 1e9;     ///< quanta: of a range, and of an offset and effects together
constexpr double greatest_quantile = 6.4;  ///< of a normal draw: Φ(-6.4) is below 2^-33

std::int32_t in_quanta(double value) { return static_cast<std::int32_t>(std::llround(value / wellbeing_quantum)); }

class WellbeingCompiler {
 public:
  WellbeingCompiler(const Pack& pack, const Setting& setting, const Model& model, Problems& problems)
      : pack_(pack), setting_(setting), model_(model), problems_(problems), figures_(setting.start, problems) {}

  Wellbeing run(const Wellbeing* narrower) {
    if (pack_.wellbeing.size() > std::size_t{most_measures}) {
      const WellbeingSpec& first_beyond = pack_.wellbeing[std::size_t{most_measures}];
      problems_.add(first_beyond.mark, first_beyond.key, "at most 8 measures of wellbeing",
                    std::to_string(pack_.wellbeing.size()));
      return {};
    }
    for (const WellbeingSpec& spec : pack_.wellbeing) add_measure(spec);
    take_outcomes();
    if (pack_.wellbeing.empty() || !problems_.empty()) return {};
    fill_effects();
    wellbeing_.ses_groups = static_cast<int>(setting_.ses_groups.size());
    if (narrower == nullptr) {
      fill_rows();
    } else {
      wellbeing_.rows = narrower->rows;
    }
    return std::move(wellbeing_);
  }

 private:
  struct Written {  ///< an effect of one state on one measure
    std::size_t measure = 0;
    int attribute = 0;
    int state = 0;  ///< among all states
    const Quantity* effect = nullptr;
  };

  void add_measure(const WellbeingSpec& spec) {
    Measure measure{spec.name, spec.unit,     spec.scale, spec.least,
                    spec.most, spec.from_age, 0,          stream_of("wellbeing@" + spec.name)};
    if (!(spec.least < spec.most) || spec.least < -1000 || spec.most > 1000) {
      problems_.add(spec.mark, spec.key + ".range", "two numbers from -1000 to 1000, the lower first", "others");
    }
    if (spec.spread) {
      measure.spread = figures_.at(*spec.spread, {}, Domain::not_negative) / wellbeing_quantum;
      if (spec.spread->table || spec.scale != WellbeingScale::add) {
        problems_.add(spec.spread->mark, spec.key + ".spread", "one number, and only with scale: add",
                      spec.spread->table ? "a table" : "scale: multiply");
      }
    }
    if (spec.baseline.table && spec.baseline.table->by_year_in_state) {
      problems_.add(spec.baseline.mark, spec.key + ".baseline", "a figure that does not vary by year in state",
                    "such a table");
    }
    for (const StatePayoffSpec& effect : spec.states) add_effect(spec, effect);
    if (varies_by_year(spec.baseline)) wellbeing_.years = model_.years;
    const std::size_t m = wellbeing_.measures.size();
    wellbeing_.streams[m] = measure.stream.value;
    wellbeing_.spreads[m] = measure.spread;
    wellbeing_.is_product[m] = spec.scale == WellbeingScale::multiply ? 1 : 0;
    if (spec.scale == WellbeingScale::multiply) wellbeing_.products.push_back(m);
    wellbeing_.has_offsets = wellbeing_.has_offsets || measure.spread > 0;
    wellbeing_.measures.push_back(std::move(measure));
  }

  void add_effect(const WellbeingSpec& spec, const StatePayoffSpec& effect) {
    std::vector<std::string> names;
    for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
      const Attribute& attribute = model_.attributes[a];
      names.push_back(attribute.name);
      if (attribute.name != effect.attribute) continue;
      const auto found = std::find(attribute.states.begin(), attribute.states.end(), effect.state);
      if (found == attribute.states.end()) {
        problems_.add(effect.per_year.mark, spec.key + ".states." + attribute.name, "a state of " + attribute.name,
                      effect.state, nearest(effect.state, attribute.states));
        return;
      }
      const Quantity& figure = effect.per_year;
      if (figure.table && (varies_by_year(figure) || figure.table->by_year_in_state || figure.table->by_state)) {
        problems_.add(figure.mark, figure.key, "an effect by sex and age at most", "a table with other keys");
      }
      effects_.push_back({wellbeing_.measures.size(), static_cast<int>(a),
                          attribute.first_state + static_cast<int>(found - attribute.states.begin()), &figure});
      return;
    }
    problems_.add(effect.per_year.mark, spec.key + ".states", "an attribute", effect.attribute,
                  nearest(effect.attribute, names));
  }

  void take_outcomes() {
    std::vector<std::string> names;
    for (const WellbeingSpec& spec : pack_.wellbeing) names.push_back(spec.name);
    for (std::size_t o = 0; o < pack_.outcomes.size(); ++o) {
      const OutcomeSpec& spec = pack_.outcomes[o];
      if (spec.wellbeing.empty()) continue;
      const auto found = std::find(names.begin(), names.end(), spec.wellbeing);
      if (found == names.end()) {
        problems_.add(spec.mark, spec.key + ".wellbeing", "a measure of wellbeing", spec.wellbeing,
                      nearest(spec.wellbeing, names));
        continue;
      }
      if (spec.kind != OutcomeKind::effect || pack_.cycles_per_year > 0) {
        problems_.add(spec.mark, spec.key + ".wellbeing", "an effect, in a pack without a cycle",
                      spec.kind != OutcomeKind::effect ? "a cost" : "a pack with a cycle");
      }
      WellbeingOutcome outcome{static_cast<int>(o), static_cast<int>(found - names.begin()), {}};
      double weight = 1;  // by repeated multiplication, as for other outcomes
      for (int year = 0; year < model_.years; ++year, weight *= 1 / (1 + spec.discount)) {
        outcome.weights.push_back(std::llround(weight * (std::int64_t{1} << 30)));
      }
      wellbeing_.outcomes.push_back(std::move(outcome));
    }
  }

  // ---- effects

  /// All effects at one sex and age; adjacent ages mostly share them.
  void fill_effects() {
    for (const Factor& factor : model_.factors) {  // in canonical order
      if (factor.of != Factor::Of::attribute) continue;
      if (std::any_of(effects_.begin(), effects_.end(),
                      [&](const Written& w) { return w.attribute == factor.attribute; }))
        wellbeing_.attributes.push_back(factor.attribute);
    }
    wellbeing_.affects.assign(model_.attributes.size(), 0);
    for (const int attribute : wellbeing_.attributes) wellbeing_.affects[static_cast<std::size_t>(attribute)] = 1;
    wellbeing_.band_of.assign(rows_by_sex_age, 0);
    std::map<std::vector<double>, std::uint16_t> bands;
    const auto [first, last] = ages_met(setting_);
    for (int sex = 0; sex < sexes; ++sex) {
      for (int age = 0; age <= oldest_age; ++age) {
        const bool met = setting_.sex_met[static_cast<std::size_t>(sex)] && first <= age && age <= last;
        std::vector<double> figures = met ? figures_at(static_cast<Sex>(sex), age) : std::vector<double>{};
        if (!met && !bands.empty()) continue;
        if (!met) figures = neutral();
        const auto [place, fresh] = bands.emplace(std::move(figures), static_cast<std::uint16_t>(bands.size()));
        if (fresh) check_size(place->first);
        if (fresh) add_band(place->first);
        wellbeing_.band_of[sex_age(sex, age)] = place->second;
      }
    }
  }

  bool multiplies(const Written& written) const {
    return wellbeing_.measures[written.measure].scale == WellbeingScale::multiply;
  }

  std::vector<double> neutral() const {
    std::vector<double> figures;
    for (const Written& written : effects_) figures.push_back(multiplies(written) ? 1 : 0);
    return figures;
  }

  std::vector<double> figures_at(Sex sex, int age) {
    std::vector<double> figures;
    for (const Written& written : effects_) {
      figures.push_back(
          figures_.at(*written.effect, {sex, age, 0, 0, ""}, multiplies(written) ? Domain::not_negative : Domain::any));
    }
    return figures;
  }

  void add_band(const std::vector<double>& figures) {
    WellbeingEffects band;
    PerMeasure<double> ones;
    ones.fill(1);
    band.factors.assign(static_cast<std::size_t>(model_.states), ones);
    band.shifts.assign(static_cast<std::size_t>(model_.states), Modifiers{});
    for (std::size_t i = 0; i < effects_.size(); ++i) {
      const auto state = static_cast<std::size_t>(effects_[i].state);
      if (multiplies(effects_[i])) {
        band.factors[state][effects_[i].measure] = figures[i];
      } else if (std::fabs(figures[i]) <= greatest_shift * wellbeing_quantum) {
        band.shifts[state][effects_[i].measure] = in_quanta(figures[i]);
      }
    }
    wellbeing_.effects.push_back(std::move(band));
  }

  /// Whatever states someone is in, their modifier must fit.
  void check_size(const std::vector<double>& figures) {
    for (std::size_t m = 0; m < wellbeing_.measures.size(); ++m) {
      const Measure& measure = wellbeing_.measures[m];
      const bool product = measure.scale == WellbeingScale::multiply;
      double greatest = product ? 1 : measure.spread * greatest_quantile;
      for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
        double most = product ? 1 : 0;
        for (std::size_t i = 0; i < effects_.size(); ++i) {
          if (effects_[i].measure != m || effects_[i].attribute != static_cast<int>(a)) continue;
          most = std::max(most, product ? figures[i] : std::fabs(figures[i]) / wellbeing_quantum);
        }
        greatest = product ? greatest * most : greatest + most;
      }
      if (product ? greatest < greatest_product : greatest <= greatest_shift) continue;
      const WellbeingSpec& spec = pack_.wellbeing[m];
      if (!told_[spec.name]++) {
        problems_.add(spec.mark, spec.key + ".states",
                      product ? "factors whose product stays below 8" : "effects and an offset below 1000 together",
                      "greater ones");
      }
    }
  }

  // ---- values

  void fill_rows() {
    wellbeing_.rows.assign(rows_by_year(wellbeing_.years) * setting_.ses_groups.size(), WellbeingRow{});
    const auto [first, last] = ages_met(setting_);
    for (int sex = 0; sex < sexes; ++sex) {
      if (!setting_.sex_met[static_cast<std::size_t>(sex)]) continue;
      for (int age = first == 0 ? -1 : first; age <= last; ++age) {
        for (int year = 0; year < wellbeing_.years; ++year) {
          const std::size_t row = sex_age_year(static_cast<Sex>(sex), age, year, wellbeing_.years);
          for (std::size_t ses = 0; ses < setting_.ses_groups.size(); ++ses) {
            fill_row(wellbeing_.rows[row * setting_.ses_groups.size() + ses],
                     {static_cast<Sex>(sex), age, year, 0, setting_.ses_groups[ses]});
          }
        }
      }
    }
  }

  void fill_row(WellbeingRow& row, const Circumstances& where) {
    for (std::size_t m = 0; m < wellbeing_.measures.size(); ++m) {
      const Measure& measure = wellbeing_.measures[m];
      if (row_age(where.age) < measure.from_age) continue;
      const std::int32_t baseline = in_quanta(baseline_of(pack_.wellbeing[m], where));
      const bool product = measure.scale == WellbeingScale::multiply;
      row.base[m] = product ? 0 : baseline;
      row.times[m] = product ? baseline : std::int32_t{1} << factor_bits;
      row.least[m] = in_quanta(measure.least);
      row.most[m] = in_quanta(measure.most);
    }
  }

  /// As it is lived at an age on 1 January: see sim/README.md, "Age".
  double baseline_of(const WellbeingSpec& spec, const Circumstances& where) {
    const double value = figures_.lived(spec.baseline, where, model_.age_rule);
    if (value >= spec.least && value <= spec.most) return value;
    if (problems_.empty()) {  // a row that is missing has been told
      problems_.add(spec.baseline.mark, spec.key + ".baseline", "a value within the range", std::to_string(value));
    }
    return spec.least;
  }

  const Pack& pack_;
  const Setting& setting_;
  const Model& model_;
  Problems& problems_;
  Figures figures_;
  Wellbeing wellbeing_{};
  std::vector<Written> effects_{};
  std::map<std::string, int> told_{};
};

}  // namespace

Wellbeing compile_wellbeing(const Pack& pack, const Setting& setting, const Model& model, Problems& problems,
                            const Wellbeing* narrower) {
  return WellbeingCompiler(pack, setting, model, problems).run(narrower);
}

}  // namespace kavel
