#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "model/combinations.hpp"
#include "model/compile_parts.hpp"

namespace kavel {

namespace {

/// Does a published rate refer to the distribution of this attribute? Then it is needed at every age the study meets.
bool is_reference(const Pack& pack, const std::string& name) {
  bool normalises = false;
  for (const AttributeSpec& attribute : pack.attributes) {
    for (const TransitionSpec& transition : attribute.transitions) {
      if (!transition.normalise) continue;
      normalises = true;
      for (const RatioSpec& ratio : transition.ratios) {
        if (ratio.by == name) return true;
      }
      for (const GateSpec& gate : transition.gates) {
        if (gate.attribute == name) return true;
      }
    }
  }
  if (!normalises) return false;
  for (const AttributeSpec& attribute : pack.attributes) {
    for (const PrevalenceRatioSpec& ratio : attribute.prevalence_ratios) {
      if (ratio.by == name || attribute.name == name) return true;
    }
  }
  return false;
}

/// Odds ratios of one attribute's states by one factor.
struct OddsTable {
  int factor = 0;
  std::vector<bool> of{};      ///< [state]
  std::vector<double> odds{};  ///< [sex x age x value]
};

/// The prevalence of one attribute, given SES and the states of earlier attributes.
class PrevalenceCompiler {
 public:
  PrevalenceCompiler(Compilation& c, std::size_t index)
      : c_(c),
        spec_(c.pack.attributes[index]),
        attribute_(c.model.attributes[index]),
        margins_{spec_.prevalence, spec_.mark, spec_.key + ".prevalence"} {}

  void run() {
    const std::size_t before = c_.problems.all().size();
    for (const PrevalenceRatioSpec& ratio : spec_.prevalence_ratios) take_ratio(ratio);
    std::vector<int> factors;
    for (const Condition& condition : attribute_.conditions) {
      factors.push_back(condition.attribute < 0 ? c_.ses() : condition.attribute);
      rows_ *= static_cast<std::size_t>(condition.values);
    }
    cumulative_ = std::make_shared<std::vector<double>>(rows_by_sex_age * rows_ * spec_.states.size(), 1.0);
    attribute_.cumulative_prevalence = cumulative_;
    if (c_.problems.all().size() > before) return;
    const Joint joint(c_, factors);
    if (joint.states() > most_joint_states) {
      c_.problems.add(spec_.mark, spec_.key + ".prevalence_ratios",
                      "at most " + std::to_string(static_cast<int>(most_joint_states)) +
                          " combinations of what the prevalence depends on",
                      std::to_string(joint.states()));
      return;
    }
    const Combinations combinations(joint);
    row_of_ = combinations.rows_by(attribute_.conditions);
    fill(combinations);
  }

 private:
  /// Only ratios other than 1 make the prevalence depend on something.
  void take_ratio(const PrevalenceRatioSpec& ratio) {
    const int factor = factor_index(c_, ratio.by);
    const auto index = &attribute_ - c_.model.attributes.data();
    if (factor < 0 || (factor >= index && factor != c_.ses())) {
      c_.problems.add(ratio.mark, ratio.key + ".by", "ses, or an attribute before " + spec_.name, ratio.by);
      return;
    }
    OddsTable table{factor, std::vector<bool>(spec_.states.size(), false), {}};
    for (std::size_t state = 0; state < spec_.states.size(); ++state) {
      table.of[state] = ratio.of.empty()
                            ? is_named(spec_.states[state])
                            : std::find(ratio.of.begin(), ratio.of.end(), spec_.states[state]) != ratio.of.end();
    }
    if (std::count(table.of.begin(), table.of.end(), false) == 0) {
      c_.problems.add(ratio.mark, ratio.key + ".of", "some of the states, since every state has a share",
                      ratio.of.empty() ? "nothing" : "all of them");
      return;
    }
    table.odds = ratios_by_value(c_, ratio, *values_of(c_, ratio.by), Domain::positive);
    if (std::all_of(table.odds.begin(), table.odds.end(), [](double odds) { return odds == 1.0; })) return;
    add_condition(table.factor, static_cast<int>(values_of(c_, ratio.by)->size()));
    tables_.push_back(std::move(table));
  }

  bool is_named(const std::string& state) const {
    return std::any_of(spec_.prevalence.begin(), spec_.prevalence.end(),
                       [&](const auto& share) { return share.first == state; });
  }

  /// SES first, then the earlier attributes in their order.
  void add_condition(int factor, int values) {
    const Condition condition{factor == c_.ses() ? -1 : factor, values};
    std::vector<Condition>& all = attribute_.conditions;
    const auto place = std::lower_bound(all.begin(), all.end(), condition, [](const Condition& a, const Condition& b) {
      return a.attribute < b.attribute;
    });
    if (place == all.end() || place->attribute != condition.attribute) all.insert(place, condition);
  }

  void fill(const Combinations& combinations) {
    const auto [first, last] = ages_met(c_.setting);
    const bool all_ages = c_.setting.age_rule == AgeRule::lexis || is_reference(c_.pack, spec_.name);
    const int oldest = all_ages ? last : std::min(c_.setting.oldest, oldest_age);
    const std::size_t before = c_.problems.all().size();
    std::vector<std::vector<double>> shares(rows_by_sex_age);
    for (int sex = 0; sex < sexes; ++sex) {
      if (!c_.setting.sex_met[static_cast<std::size_t>(sex)]) continue;
      for (int age = first; age <= oldest; ++age) {
        shares[sex_age(sex, age)] = shares_at(c_, margins_, spec_.states, sex, age);
        if (c_.problems.all().size() > before) return;
      }
    }
    std::vector<double> misses(rows_by_sex_age, 0.0);
    each_sex_age(c_, first, oldest, [&](int sex, int age) {
      const std::size_t row = sex_age(sex, age);
      if (attribute_.conditions.empty()) {
        keep(sex, age, 0, shares[row]);
      } else {
        misses[row] = solve(combinations, sex, age, shares[row]);
      }
    });
    tell_first_miss(misses);
  }

  void tell_first_miss(const std::vector<double>& misses) {
    const auto missed = std::find_if(misses.begin(), misses.end(), [](double miss) { return !(miss < 1e-9); });
    if (missed == misses.end()) return;
    const auto row = static_cast<std::size_t>(missed - misses.begin());
    c_.problems.add(spec_.mark, spec_.key + ".prevalence_ratios", "odds ratios with which the prevalence can be kept",
                    "none found (" + std::string(sex_names[row / (oldest_age + 1)]) + ", age " +
                        std::to_string(row % (oldest_age + 1)) + ")");
  }

  /// Finds the intercepts, as factors, with which share(state | row) = intercept x odds ÷ sum over states gives the
  /// marginal shares over the reference population: iterative proportional fitting. Returns by how much it misses them.
  double solve(const Combinations& combinations, int sex, int age, const std::vector<double>& shares) {
    const std::size_t states = shares.size();
    const std::vector<double> persons = persons_by_row(combinations, sex, age);
    const std::vector<double> odds = odds_by_state(sex, age);
    double sum = 0;
    for (const double share : shares) sum += share;
    std::vector<double> intercepts = shares;
    std::vector<double> whole(rows_);
    std::vector<double> part(rows_);
    constexpr int most_rounds = 20000;
    double miss = 1;
    for (int round = 0; round < most_rounds && miss > 1e-13; ++round) {
      fill_denominators(intercepts, odds, whole);
      miss = 0;
      for (std::size_t s = 0; s < states; ++s) {
        if (!(shares[s] > 0)) continue;
        const double* of_state = odds.data() + s * rows_;
        for (std::size_t row = 0; row < rows_; ++row)
          part[row] = persons[row] * intercepts[s] * of_state[row] / whole[row];
        const double correction = shares[s] / sum / std::accumulate(part.begin(), part.end(), 0.0);
        miss = std::max(miss, std::fabs(correction - 1));
        intercepts[s] *= correction;
      }
    }
    std::vector<double> conditional(states);
    fill_denominators(intercepts, odds, whole);
    for (std::size_t row = 0; row < rows_; ++row) {
      for (std::size_t s = 0; s < states; ++s) conditional[s] = intercepts[s] * odds[s * rows_ + row] / whole[row];
      keep(sex, age, row, conditional);
    }
    return miss;
  }

  void fill_denominators(const std::vector<double>& intercepts, const std::vector<double>& odds,
                         std::vector<double>& whole) const {
    std::fill(whole.begin(), whole.end(), 0.0);
    for (std::size_t s = 0; s < intercepts.size(); ++s) {
      for (std::size_t row = 0; row < rows_; ++row) whole[row] += intercepts[s] * odds[s * rows_ + row];
    }
  }

  /// Shares of the reference population by value of the conditions.
  std::vector<double> persons_by_row(const Combinations& combinations, int sex, int age) const {
    std::vector<double> persons(rows_, 0.0);
    const std::vector<double> shares = combinations.shares(sex, age);
    for (std::size_t i = 0; i < shares.size(); ++i) persons[row_of_[i]] += shares[i];
    return persons;
  }

  /// The product of the odds ratios, [state x row].
  std::vector<double> odds_by_state(int sex, int age) const {
    const std::size_t states = spec_.states.size();
    std::vector<double> odds(rows_ * states, 1.0);
    for (const OddsTable& table : tables_) {
      std::size_t width = 1;  // rows between one value of the table's factor and the next
      std::size_t values = 1;
      for (auto condition = attribute_.conditions.rbegin(); condition != attribute_.conditions.rend(); ++condition) {
        values = static_cast<std::size_t>(condition->values);
        if ((condition->attribute < 0 ? c_.ses() : condition->attribute) == table.factor) break;
        width *= values;
      }
      for (std::size_t row = 0; row < rows_; ++row) {
        const double ratio = table.odds[sex_age(sex, age) * values + row / width % values];
        for (std::size_t s = 0; s < states; ++s) {
          if (table.of[s]) odds[s * rows_ + row] *= ratio;
        }
      }
    }
    return odds;
  }

  void keep(int sex, int age, std::size_t row, const std::vector<double>& shares) {
    double sum = 0;
    for (std::size_t state = 0; state < shares.size(); ++state) {
      sum += shares[state];
      (*cumulative_)[(sex_age(sex, age) * rows_ + row) * shares.size() + state] =
          state + 1 == shares.size() ? 1.0 : sum;
    }
  }

  Compilation& c_;
  const AttributeSpec& spec_;
  Attribute& attribute_;
  SharesSpec margins_;
  std::vector<OddsTable> tables_{};
  std::shared_ptr<std::vector<double>> cumulative_{};
  std::size_t rows_ = 1;                 ///< combinations of values of the conditions
  std::vector<std::uint32_t> row_of_{};  ///< [combination of all they depend on]: its row
};

/// Does anyone's state at the start depend on chance?
bool is_drawn(const Attribute& attribute) {
  const std::vector<double>& cumulative = *attribute.cumulative_prevalence;
  for (std::size_t row = 0; row < cumulative.size(); row += attribute.states.size()) {
    if (cumulative[row] < 1) return true;
  }
  return false;
}

void list_start_streams(Model& model) {
  std::vector<std::uint32_t>& streams = model.start_streams;
  for (Attribute& attribute : model.attributes) {
    if (!is_drawn(attribute)) continue;
    attribute.start_word = static_cast<int>(streams.size());
    streams.push_back(attribute.start_stream.value);
  }
  while (streams.size() % lanes_per_group != 0) streams.push_back(0);
}

void take_over(Compilation& c) {
  for (std::size_t a = 0; a < c.known_attributes(); ++a) {
    const Attribute& known = c.narrower->model->attributes[a];
    Attribute& attribute = c.model.attributes[a];
    attribute.conditions = known.conditions;
    attribute.cumulative_prevalence = known.cumulative_prevalence;
    attribute.odds_by_area = known.odds_by_area;
  }
}

}  // namespace

void compile_prevalence(Compilation& c) {
  const std::size_t before = c.problems.all().size();
  const std::size_t known = c.known_attributes();
  take_over(c);
  for (std::size_t a = known; a < c.pack.attributes.size(); ++a) PrevalenceCompiler(c, a).run();
  list_start_streams(c.model);
  if (c.problems.all().size() > before) return;
  for (std::size_t a = known; a < c.pack.attributes.size(); ++a) compile_area_prevalence(c, a);
}

}  // namespace kavel
