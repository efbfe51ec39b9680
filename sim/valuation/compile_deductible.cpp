#include "valuation/compile_deductible.hpp"

#include <algorithm>
#include <cmath>

#include "model/figures.hpp"

namespace kavel {

namespace {

constexpr double greatest_rate = 1e11;   ///< quanta a year: a person's year in all states fits in 63 bits
constexpr double greatest_amount = 1e6;  ///< EUR a year: what all pay together fits in 63 bits
constexpr std::size_t most_deductibles = 4;

class DeductibleCompiler {
 public:
  DeductibleCompiler(const Pack& pack, const Setting& setting, const Model& model, const Care& care,
                     const Payoffs& volumes, const std::vector<Deductible>* narrower, Problems& problems,
                     const Each& each)
      : pack_(pack),
        setting_(setting),
        model_(model),
        care_(care),
        volumes_(volumes),
        narrower_(narrower),
        problems_(problems),
        each_(each),
        figures_(setting.start, problems) {}

  std::vector<Deductible> run() {
    check_names();
    check_use();
    std::vector<Deductible> all;
    for (const DeductibleSpec& spec : pack_.deductibles) all.push_back(compiled(spec));
    return all;
  }

 private:
  void check_names() {
    std::vector<std::string> names;
    for (const DeductibleSpec& spec : pack_.deductibles) names.push_back(spec.name);
    if (names.size() > most_deductibles) {
      problems_.add(pack_.deductibles[most_deductibles].mark, "deductibles", "at most 4 deductibles",
                    std::to_string(names.size()));
    }
    for (const ActivitySpec& activity : pack_.activities) {
      const bool known = std::find(names.begin(), names.end(), activity.deductible) != names.end();
      if (activity.deductible.empty() || known) continue;
      misnamed_ = true;
      problems_.add(activity.mark, activity.key + ".deductible", "a deductible of the pack", activity.deductible,
                    nearest(activity.deductible, names));
    }
  }

  /// Unless an activity means a deductible by another name.
  void check_use() {
    const auto under = [&](const DeductibleSpec& spec) {
      return std::any_of(pack_.activities.begin(), pack_.activities.end(),
                         [&](const ActivitySpec& activity) { return activity.deductible == spec.name; });
    };
    if (misnamed_) return;
    for (const DeductibleSpec& spec : pack_.deductibles) {
      if (!under(spec)) problems_.add(spec.mark, spec.key, "activities under this deductible", "none");
    }
  }

  Deductible compiled(const DeductibleSpec& spec) {
    Deductible deductible;
    deductible.name = spec.name;
    deductible.from_age = spec.from_age;
    deductible.payer = payer_of(spec);
    deductible.insurer = insurer_of(spec);
    deductible.years = model_.years;
    fill_amounts(spec, deductible);
    if (problems_.empty()) fill_spending(spec, deductible);
    return deductible;
  }

  int payer_of(const DeductibleSpec& spec) {
    std::vector<std::string> names;
    for (std::size_t payer = 0; payer < care_.payers.size(); ++payer) {
      if (care_.payers[payer].name == spec.payer) return static_cast<int>(payer);
      names.push_back(care_.payers[payer].name);
    }
    problems_.add(spec.mark, spec.key + ".payer", "a payer of the pack", spec.payer, nearest(spec.payer, names));
    return 0;
  }

  /// The one payer of all activities under it.
  int insurer_of(const DeductibleSpec& spec) {
    int insurer = -1;
    for (std::size_t a = 0; a < pack_.activities.size(); ++a) {
      const ActivitySpec& activity = pack_.activities[a];
      if (activity.deductible != spec.name) continue;
      const int payer = care_.activities[a].payer;
      if (payer < 0 || (insurer >= 0 && payer != insurer)) {
        problems_.add(activity.mark, activity.key + ".deductible", "one payer of all activities under a deductible",
                      payer < 0 ? "an activity that nobody pays" : "another payer than that of the others");
      } else {
        insurer = payer;
      }
    }
    return std::max(insurer, 0);
  }

  void fill_amounts(const DeductibleSpec& spec, Deductible& deductible) {
    for (int year = 0; year < model_.years; ++year) {
      const double amount = figures_.at(spec.amount, {Sex::female, 0, year, 0, ""}, Domain::not_negative);
      if (amount > greatest_amount) {
        problems_.add(spec.amount.mark, spec.key + ".amount", "at most 1 million EUR", std::to_string(amount));
        return;
      }
      deductible.amounts.push_back(std::llround(amount / money_quantum));
    }
  }

  /// What states and transitions are expected to cost, at the year's prices and with its growth.
  void fill_spending(const DeductibleSpec& spec, Deductible& deductible) {
    find_places(spec, deductible);
    if (const Deductible* const known = known_as(deductible)) {
      deductible.spending = known->spending;
      return;
    }
    auto spending = std::make_shared<Spending>();
    spending->width = (deductible.parts() + spending_chunk - 1) / spending_chunk * spending_chunk;
    spending->states = asking(deductible.state_places);
    spending->lanes = asking(deductible.lane_places);
    const std::size_t rows = static_cast<std::size_t>(volumes_.levels) * rows_by_year(model_.years);
    spending->rates.assign(rows * spending->states * spending->width, 0);
    spending->payoffs.assign(rows * spending->lanes * spending->width, 0);
    fill_ages(spec, deductible, *spending);
    deductible.spending = std::move(spending);
  }

  /// Which states and transitions ask for care under it, and of which parts.
  void find_places(const DeductibleSpec& spec, Deductible& deductible) const {
    for (const Activity& activity : care_.activities) {
      if (is_under(spec, activity)) add_once(activity.spread, deductible.spreads);
    }
    std::vector<int> states, lanes;
    for (const auto& [state, activity] : volumes_.state_payoffs) {
      if (is_under(spec, activity_of(activity))) add_once(attribute_of(state), deductible.attributes);
    }
    for (const int a : deductible.attributes) {
      const Attribute& attribute = model_.attributes[static_cast<std::size_t>(a)];
      for (std::size_t s = 0; s < attribute.states.size(); ++s)
        states.push_back(attribute.first_state + static_cast<int>(s));
    }
    for (const TransitionPayoff& volume : volumes_.transition_payoffs) {
      if (is_under(spec, activity_of(volume.outcome))) add_once(volume.lane, lanes);
    }
    deductible.state_places = places(states, static_cast<std::size_t>(model_.states));
    deductible.lane_places = places(lanes, model_.transitions.size());
  }

  static std::vector<int> places(const std::vector<int>& asking, std::size_t among) {
    std::vector<int> places(among, -1);
    for (std::size_t i = 0; i < asking.size(); ++i) places[static_cast<std::size_t>(asking[i])] = static_cast<int>(i);
    return places;
  }

  static std::size_t asking(const std::vector<int>& places) {
    return static_cast<std::size_t>(std::count_if(places.begin(), places.end(), [](int place) { return place >= 0; }));
  }

  /// The same deductible of the narrower pack: what comes on top of that pack asks for nothing under it.
  const Deductible* known_as(const Deductible& deductible) const {
    if (narrower_ == nullptr) return nullptr;
    for (const Deductible& known : *narrower_) {
      if (known.name != deductible.name) continue;
      const Spending& spending = *known.spending;
      if (known.spreads == deductible.spreads && spending.states == asking(deductible.state_places) &&
          spending.lanes == asking(deductible.lane_places)) {
        return &known;
      }
    }
    return nullptr;
  }

  /// A volume that is asked for under it.
  struct Ask {
    std::size_t payoff = 0;              ///< among the volumes'
    const Activity* activity = nullptr;  ///< whose volume it is
    std::size_t sum = 0;                 ///< among those of a row: of a place and part
  };

  /// `place_of`: by payoff, of its state or transition.
  template <class AskedBy, class PlaceOf>
  std::vector<Ask> asks(const DeductibleSpec& spec, const Deductible& deductible, const Spending& spending,
                        const std::vector<AskedBy>& payoffs, const PlaceOf& place_of) const {
    std::vector<Ask> all;
    for (std::size_t p = 0; p < payoffs.size(); ++p) {
      const Activity& activity = activity_of(payoffs[p].outcome);
      if (!is_under(spec, activity)) continue;
      const auto place = static_cast<std::size_t>(place_of(payoffs[p]));
      all.push_back({p, &activity, place * spending.width + part_of(deductible, activity)});
    }
    return all;
  }

  void fill_ages(const DeductibleSpec& spec, const Deductible& deductible, Spending& spending) {
    const std::vector<Ask> of_states = asks(
        spec, deductible, spending, volumes_.state_payoffs,
        [&](const StatePayoff& payoff) { return deductible.state_places[static_cast<std::size_t>(payoff.state)]; });
    const std::vector<Ask> of_lanes = asks(
        spec, deductible, spending, volumes_.transition_payoffs,
        [&](const TransitionPayoff& payoff) { return deductible.lane_places[static_cast<std::size_t>(payoff.lane)]; });
    const std::vector<PayoffsOf> all = met(deductible);
    std::vector<char> fits(all.size(), 1);
    each_(all.size(), [&](std::size_t i) {
      over_years(all[i], [&](const PayoffsOf& of) {
        const std::size_t row = deductible.row(of.sex, of.age, of.year_index, of.level);
        const bool rates_fit =
            add(of_states, volumes_.of_states.amounts(of), of, &spending.rates[spending.rate(row, 0)]);
        const bool payoffs_fit =
            add(of_lanes, volumes_.of_transitions.amounts(of), of, &spending.payoffs[spending.payoff(row, 0)]);
        if (!rates_fit || !payoffs_fit) fits[i] = 0;
      });
    });
    if (std::find(fits.begin(), fits.end(), 0) == fits.end() || !problems_.empty()) return;
    problems_.add(spec.mark, spec.key, "activities of less than 100 million EUR a person-year", "dearer ones");
  }

  /// Adds what is asked for to the sums of a row, at the year's prices; false where that is too dear.
  static bool add(const std::vector<Ask>& asks, const PayoffRow<double>& volumes, const PayoffsOf& of,
                  std::int64_t* sums) {
    const auto year = static_cast<std::size_t>(of.year_index);
    bool fits = true;
    for (const Ask& ask : asks) {
      const double euros = volumes[ask.payoff] * (ask.activity->growth[year] * ask.activity->price[year]);
      const double quanta = euros / money_quantum;
      std::int64_t& sum = sums[ask.sum];
      if (std::fabs(quanta) < greatest_rate && std::fabs(static_cast<double>(sum) + quanta) < greatest_rate) {
        sum += std::llround(quanta);
      } else {
        fits = false;
      }
    }
    return fits;
  }

  const Activity& activity_of(int position) const { return care_.activities[static_cast<std::size_t>(position)]; }

  bool is_under(const DeductibleSpec& spec, const Activity& activity) const {
    return activity.deductible >= 0 &&
           pack_.deductibles[static_cast<std::size_t>(activity.deductible)].name == spec.name;
  }

  static void add_once(int position, std::vector<int>& all) {
    const auto place = std::lower_bound(all.begin(), all.end(), position);
    if (place == all.end() || *place != position) all.insert(place, position);
  }

  static std::size_t part_of(const Deductible& deductible, const Activity& activity) {
    const auto found = std::find(deductible.spreads.begin(), deductible.spreads.end(), activity.spread);
    return static_cast<std::size_t>(found - deductible.spreads.begin());
  }

  int attribute_of(int state) const {
    std::size_t a = 0;
    while (a + 1 < model_.attributes.size() && model_.attributes[a + 1].first_state <= state) ++a;
    return static_cast<int>(a);
  }

  /// The sexes and ages that may come under it.
  std::vector<PayoffsOf> met(const Deductible& deductible) const {
    std::vector<PayoffsOf> all;
    const auto [first, last] = ages_met(setting_);
    for (int sex = 0; sex < sexes; ++sex) {
      if (!setting_.sex_met[static_cast<std::size_t>(sex)]) continue;
      for (int age = first == 0 ? -1 : first; age <= last; ++age) {
        if (row_age(age) >= deductible.from_age) all.push_back({static_cast<Sex>(sex), age, 0, 0});
      }
    }
    return all;
  }

  /// Calls take(of) with the sex and age at every cost level in every year.
  template <class Take>
  void over_years(PayoffsOf of, const Take& take) const {
    for (of.level = 0; of.level < volumes_.levels; ++of.level) {
      for (of.year_index = 0; of.year_index < model_.years; ++of.year_index) take(of);
    }
  }

  const Pack& pack_;
  const Setting& setting_;
  const Model& model_;
  const Care& care_;
  const Payoffs& volumes_;
  const std::vector<Deductible>* narrower_;
  Problems& problems_;
  const Each& each_;
  Figures figures_;
  bool misnamed_ = false;
};

}  // namespace

std::vector<Deductible> compile_deductibles(const Pack& pack, const Setting& setting, const Model& model,
                                            const Care& care, const Payoffs& volumes, Problems& problems,
                                            const std::vector<Deductible>* narrower, const Each& each) {
  return DeductibleCompiler(pack, setting, model, care, volumes, narrower, problems, each).run();
}

}  // namespace kavel
