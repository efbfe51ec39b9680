#include "valuation/compile_spread.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "random/normal.hpp"
#include "random/stream.hpp"
#include "model/figures.hpp"

namespace kavel {

namespace {

constexpr double greatest_variation = 20;
constexpr double least_users = 1e-3;
constexpr std::size_t most_distributions = 64;  ///< of a spread: each takes a millisecond and 16 kB

/// What spending depends on, of one sex and age.
struct Distribution {
  double users = 1;
  double variation = 0;
  auto operator<=>(const Distribution&) const = default;
};

std::vector<std::uint32_t> spending_factors(const Distribution& distribution) {
  std::vector<std::uint32_t> factors;
  for (const double mean : lognormal_parts(distribution.users, distribution.variation, 1 << spending_bits)) {
    factors.push_back(static_cast<std::uint32_t>(std::llround(mean * (1 << spending_factor_bits))));
  }
  return factors;
}

class SpreadCompiler {
 public:
  SpreadCompiler(const Pack& pack, const Setting& setting, Problems& problems)
      : pack_(pack), setting_(setting), problems_(problems), figures_(setting.start, problems) {}

  std::vector<Spread> run() {
    if (pack_.spreads.size() > most_spreads) {
      problems_.add(pack_.spreads[most_spreads].mark, "spreads", "at most 16 spreads",
                    std::to_string(pack_.spreads.size()));
    }
    if (check_activities()) check_use();
    std::vector<Spread> spreads;
    for (const SpreadSpec& spec : pack_.spreads) spreads.push_back(compiled(spec));
    return spreads;
  }

 private:
  /// Are all names known?
  bool check_activities() {
    bool known = true;
    std::vector<std::string> names;
    for (const SpreadSpec& spec : pack_.spreads) names.push_back(spec.name);
    for (const ActivitySpec& activity : pack_.activities) {
      const std::string key = activity.key + ".spread";
      if (activity.spread.empty() != activity.deductible.empty()) {
        problems_.add(activity.mark, key, "a spread where there is a deductible, which draws what is spent",
                      activity.spread.empty() ? "a deductible alone" : "a spread alone");
      } else if (!activity.spread.empty() && std::find(names.begin(), names.end(), activity.spread) == names.end()) {
        known = false;
        problems_.add(activity.mark, key, "a spread of the pack", activity.spread, nearest(activity.spread, names));
      }
    }
    return known;
  }

  void check_use() {
    for (const SpreadSpec& spec : pack_.spreads) {
      const bool used = std::any_of(pack_.activities.begin(), pack_.activities.end(),
                                    [&](const ActivitySpec& activity) { return activity.spread == spec.name; });
      if (!used) problems_.add(spec.mark, spec.key, "activities with this spread", "none");
    }
  }

  Spread compiled(const SpreadSpec& spec) {
    Spread spread{spec.name, stream_of("spending@" + spec.name), {}, {}};
    spread.which.assign(rows_by_sex_age, 0);
    if (!is_by_sex_and_age(spec, "variation", spec.variation)) return spread;
    if (spec.users && !is_by_sex_and_age(spec, "users", *spec.users)) return spread;
    const auto [first, last] = ages_met(setting_);
    std::map<Distribution, std::uint16_t> known;
    for (int sex = 0; sex < sexes; ++sex) {
      for (int age = std::max(first, from_age_of(spec)); age <= last && setting_.sex_met[static_cast<std::size_t>(sex)];
           ++age) {
        const Distribution distribution = distribution_of(spec, static_cast<Sex>(sex), age);
        const auto [place, fresh] = known.emplace(distribution, static_cast<std::uint16_t>(known.size()));
        if (known.size() > most_distributions) {
          problems_.add(spec.mark, spec.key, "at most 64 different pairs of users and variation, by sex and age",
                        "more");
          return spread;
        }
        if (fresh) spread.factors.push_back(spending_factors(distribution));
        spread.which[sex_age(sex, age)] = place->second;
      }
    }
    return spread;
  }

  /// The youngest age that draws from it.
  int from_age_of(const SpreadSpec& spec) const {
    int youngest = oldest_age;
    for (const ActivitySpec& activity : pack_.activities) {
      for (const DeductibleSpec& deductible : pack_.deductibles) {
        if (activity.spread == spec.name && activity.deductible == deductible.name) {
          youngest = std::min(youngest, deductible.from_age);
        }
      }
    }
    return youngest;
  }

  bool is_by_sex_and_age(const SpreadSpec& spec, const char* key, const Quantity& figure) {
    const Table* table = figure.table.get();
    if (table == nullptr || !(varies_by_year(figure) || table->by_year_in_state || table->by_state)) return true;
    problems_.add(figure.mark, spec.key + '.' + key, "a figure by sex and age at most", "a table with other keys");
    return false;
  }

  Distribution distribution_of(const SpreadSpec& spec, Sex sex, int age) {
    const double users = spec.users ? figures_.at(*spec.users, {sex, age, 0, 0, ""}, Domain::probability) : 1;
    const double variation = figures_.at(spec.variation, {sex, age, 0, 0, ""}, Domain::not_negative);
    if (!problems_.empty()) return {};
    if (users < least_users)
      problems_.add(spec.users->mark, spec.key + ".users", "a share from 0.001 to 1", std::to_string(users));
    if (variation > greatest_variation) {
      problems_.add(spec.variation.mark, spec.key + ".variation", "a coefficient of variation from 0 to 20",
                    std::to_string(variation));
    }
    return {std::max(users, least_users), std::min(variation, greatest_variation)};
  }

  const Pack& pack_;
  const Setting& setting_;
  Problems& problems_;
  Figures figures_;
};

}  // namespace

std::vector<Spread> compile_spreads(const Pack& pack, const Setting& setting, Problems& problems) {
  return SpreadCompiler(pack, setting, problems).run();
}

}  // namespace kavel
