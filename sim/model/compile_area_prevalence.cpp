#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/combinations.hpp"
#include "model/compile_parts.hpp"

namespace kavel {

namespace {

constexpr int most_rounds = 20000;
constexpr double close_enough = 1e-13;  ///< of a factor to 1, in a round that is the last
constexpr double met = 1e-9;            ///< of a share that is stated

/// Founders alike: how many, and the pack's share of each group of states among them.
struct Alike {
  double persons = 0;
  std::vector<double> shares{};
};

/// States of an attribute: each that is stated, then all others together.
struct Groups {
  std::vector<int> of_state{};
  std::vector<std::string> names{};
  std::vector<double> stated{};  ///< shares
};

/// Odds with which the shares of an attribute's states come out as stated in one area.
class AreaShift {
 public:
  AreaShift(Compilation& c, const AreaPrevalenceSpec& spec, std::size_t attribute, int area)
      : c_(c), spec_(spec), attribute_(c.model.attributes[attribute]), area_(area) {}

  /// Odds by state; empty where the area is not stated, or after a problem.
  std::vector<double> solve() {
    if (!take_stated()) return {};
    take_founders();
    const double persons = total();
    if (persons == 0) {
      add(fmt::format("inhabitants of age {} or over in {}", spec_.from_age, area_name()), "nobody");
      return {};
    }
    const std::vector<double> odds = fitted(persons);
    if (odds.empty()) {
      tell_unreachable(persons);
      return {};
    }
    std::vector<double> by_state;
    for (const int group : groups_.of_state) by_state.push_back(odds[static_cast<std::size_t>(group)]);
    return by_state;
  }

 private:
  const std::string& area_name() const { return c_.setting.areas[static_cast<std::size_t>(area_)]; }

  void add(const std::string& expected, const std::string& got) {
    c_.problems.add(spec_.shares.front().second.mark, spec_.key + ".states", expected, got);
  }

  bool states_area(const Quantity& share) const {
    return !share.table || share.outside || share.table->find(Sex::female, 0, 0, 0, 0, area_name()) != nullptr;
  }

  /// The shares stated for the area; false if there are none, or they cannot be.
  bool take_stated() {
    const std::vector<std::string>& states = attribute_.states;
    groups_.of_state.assign(states.size(), -1);
    const auto known = std::count_if(spec_.shares.begin(), spec_.shares.end(),
                                     [&](const auto& share) { return states_area(share.second); });
    if (known == 0) return false;
    double sum = 0;
    for (const auto& [state, share] : spec_.shares) {
      if (!states_area(share)) {
        add(fmt::format("a share of {} in {}, where that of another state is stated", state, area_name()), "none");
        return false;
      }
      const auto position = static_cast<std::size_t>(std::find(states.begin(), states.end(), state) - states.begin());
      expects(position < states.size(), "a state whose prevalence a region states exists");
      groups_.of_state[position] = static_cast<int>(groups_.names.size());
      groups_.names.push_back(state);
      groups_.stated.push_back(c_.figures.at(share, {Sex::female, 0, 0, 0, area_name()}, Domain::probability));
      sum += groups_.stated.back();
    }
    const bool all = groups_.names.size() == states.size();
    if (sum > 1 + met || (all && sum < 1 - met)) {
      add(all ? "shares of all states that add up to 1" : "shares of at most 1 together",
          fmt::format("{:.6g} in {}", sum, area_name()));
      return false;
    }
    if (!all) take_others(std::max(0.0, 1 - sum));
    return true;
  }

  void take_others(double share) {
    for (int& group : groups_.of_state) {
      if (group < 0) group = static_cast<int>(groups_.names.size());
    }
    groups_.names.emplace_back("others");
    groups_.stated.push_back(share);
  }

  void take_founders() {
    std::vector<int> factors;
    for (const Condition& condition : attribute_.conditions) {
      factors.push_back(condition.attribute < 0 ? c_.ses() : condition.attribute);
    }
    const Joint joint(c_, factors, area_);
    const Combinations combinations(joint);
    const std::vector<std::uint32_t> rows = combinations.rows_by(attribute_.conditions);
    for (int sex = 0; sex < sexes; ++sex) {
      for (int age = spec_.from_age; age <= oldest_age; ++age) {
        const double persons = joint.persons(sex, age);
        if (persons == 0) continue;
        const std::vector<double> shares = combinations.shares(sex, age);
        for (std::size_t i = 0; i < shares.size(); ++i) {
          if (shares[i] > 0) alike_.push_back({persons * shares[i], shares_given(sex, age, rows[i])});
        }
      }
    }
  }

  /// The pack's shares of the groups of states, given what comes before.
  std::vector<double> shares_given(int sex, int age, std::size_t row) const {
    const std::size_t size = attribute_.cumulative_prevalence->size() / rows_by_sex_age;
    const double* cumulative =
        attribute_.cumulative_prevalence->data() + sex_age(sex, age) * size + row * attribute_.states.size();
    std::vector<double> shares(groups_.names.size(), 0.0);
    for (std::size_t state = 0; state < groups_.of_state.size(); ++state) {
      shares[static_cast<std::size_t>(groups_.of_state[state])] +=
          state == 0 ? cumulative[0] : cumulative[state] - cumulative[state - 1];
    }
    return shares;
  }

  double total() const {
    double persons = 0;
    for (const Alike& alike : alike_) persons += alike.persons;
    return persons;
  }

  /// Iterative proportional fitting of the odds; empty where it does not come to an end.
  std::vector<double> fitted(double persons) const {
    std::vector<double> odds;
    for (const double share : groups_.stated) odds.push_back(share > 0 ? 1.0 : 0.0);
    double miss = 1;
    for (int round = 0; round < most_rounds && !(miss < close_enough); ++round) {
      const std::vector<double> got = expected(odds);
      miss = 0;
      for (std::size_t group = 0; group < odds.size(); ++group) {
        if (groups_.stated[group] == 0) continue;
        const double correction = groups_.stated[group] * persons / got[group];
        odds[group] *= correction;
        miss = std::isfinite(correction) ? std::max(miss, std::fabs(correction - 1)) : 1e300;
      }
      if (miss == 1e300) return {};
    }
    return miss < met ? odds : std::vector<double>{};
  }

  /// Persons by group of states under these odds.
  std::vector<double> expected(const std::vector<double>& odds) const {
    std::vector<double> persons(odds.size(), 0.0);
    for (const Alike& alike : alike_) {
      double sum = 0;
      for (std::size_t group = 0; group < odds.size(); ++group) sum += odds[group] * alike.shares[group];
      for (std::size_t group = 0; group < odds.size(); ++group) {
        persons[group] += alike.persons * (odds[group] * alike.shares[group] / sum);
      }
    }
    return persons;
  }

  /// No odds make a state of those who, by the pack, cannot be in it, nor take it from those who can be in no other.
  void tell_unreachable(double persons) {
    for (std::size_t group = 0; group < groups_.names.size(); ++group) {
      double none = 0;
      double only = 0;
      for (const Alike& alike : alike_) {
        if (alike.shares[group] <= 0) none += alike.persons;
        if (alike.shares[group] >= 1) only += alike.persons;
      }
      const double share = groups_.stated[group];
      const double least = only / persons;
      const double most = 1 - none / persons;
      if ((share > least || only == 0) && (share < most || none == 0)) continue;
      add(fmt::format("in {} a share of {} within {:.4g} and {:.4g}, since the pack leaves others no choice",
                      area_name(), groups_.names[group], least, most),
          fmt::format("{:.6g}", share));
      return;
    }
    add("shares that can be reached together in " + area_name(), "others");
  }

  Compilation& c_;
  const AreaPrevalenceSpec& spec_;
  const Attribute& attribute_;
  int area_;
  Groups groups_{};
  std::vector<Alike> alike_{};
};

}  // namespace

void compile_area_prevalence(Compilation& c, std::size_t attribute) {
  for (const AreaPrevalenceSpec& spec : c.setting.region.prevalences) {
    if (spec.attribute != c.pack.attributes[attribute].name) continue;
    const int areas = static_cast<int>(c.setting.areas.size());
    std::vector<std::vector<double>> odds;
    for (int area = 0; area < areas; ++area) odds.push_back(AreaShift(c, spec, attribute, area).solve());
    c.model.attributes[attribute].odds_by_area = std::move(odds);
  }
}

}  // namespace kavel
