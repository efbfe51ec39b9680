#include "tests/reference/arm.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "core/clock.hpp"
#include "random/math.hpp"
#include "random/stream.hpp"
#include "model/figures.hpp"
#include "tests/reference/benefit.hpp"
#include "tests/reference/reference.hpp"

namespace kavel::reference {

namespace {

template <class Int>
std::size_t at(Int index) {
  return static_cast<std::size_t>(index);
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

struct Answer {
  int asked = 0;              ///< times
  int year = 0;               ///< of the last time
  std::optional<bool> yes{};  ///< since they last started
};

struct Wish {
  double predicted = 0;
  int starts = 0;  ///< before
  std::uint32_t number = 0;
  OneLife* life = nullptr;
};

class ArmLiving {
 public:
  ArmLiving(const Study& study, const Arm& arm, const Model& model, const CompiledVariant& usual)
      : study_(study), model_(model), usual_(usual), key_(key_of(study.seed, 0)), figures_(study.start, problems_) {
    for (const int place : arm.programmes) programmes_.push_back(&study.programmes[at(place)]);
    told_.turned_away.assign(at(study.years) * study.programmes.size(), 0);
    answers_.resize(programmes_.size());
  }

  ArmRun run() {
    const std::vector<Inhabitant> come = all_who_come(study_, model_);
    for (year_ = 0; year_ < study_.years; ++year_) {
      for (const Inhabitant& who : come) {
        if (year_ == 0 && who.entry == 0) lives_.emplace_back(model_, key_, who);
      }
      new_year();
      for (const Inhabitant& who : come) {
        if (who.entry > 0 && year_of(who.entry) == year_) enter(who);
      }
    }
    for (OneLife& life : lives_) told_.lives.push_back(life.life());
    return std::move(told_);
  }

 private:
  void new_year() {
    const std::size_t here = lives_.size();
    for (std::size_t i = 0; i < here; ++i) {
      if (lives_[i].here()) lives_[i].begin_year(year_);
    }
    begin_capacities();
    std::vector<std::vector<Wish>> wishes;
    for (std::size_t p = 0; p < programmes_.size(); ++p) wishes.push_back(wishes_for(p));
    tell_use();
    std::vector<std::pair<OneLife*, int>> happenings;
    for (std::size_t p = 0; p < programmes_.size(); ++p) {
      for (const Wish& wish : wishes[p]) enrol(p, *wish.life, happenings);
    }
    for (const auto& [life, lane] : happenings) life->happen_on_new_year(lane);
    for (std::size_t i = 0; i < here; ++i) {
      if (lives_[i].here()) live_on(lives_[i]);
    }
  }

  void enter(const Inhabitant& who) {
    OneLife& life = lives_.emplace_back(model_, key_, who);
    life.begin_year(year_);
    live_on(life);
  }

  void live_on(OneLife& life) {
    for (const Inhabitant& child : life.live_year()) enter(child);
  }

  // ---- what they share

  /// What people of an area have of a capacity, in thousandths.
  std::int64_t& left_of(const std::string& capacity, int area) {
    for (const CapacitySpec& spec : study_.capacities) {
      if (spec.name == capacity) return left_[{capacity, spec.by_area.empty() ? -1 : area}];
    }
    return left_[{capacity, -1}];
  }
  static std::int64_t thousandths(const Quantity& quantity) { return std::llround(quantity.value * 1000); }

  void begin_capacities() {
    left_.clear();
    for (const CapacitySpec& spec : study_.capacities) {
      if (spec.by_area.empty()) left_of(spec.name, 0) = thousandths(spec.a_year);
      for (const auto& [name, amount] : spec.by_area) {
        const auto& areas = study_.population.areas;
        left_of(spec.name, static_cast<int>(std::find(areas.begin(), areas.end(), name) - areas.begin())) =
            thousandths(amount);
      }
    }
    for (const Programme* programme : programmes_) {
      for (const DrawSpec& draw : programme->offer.draws_on) {
        for (const OneLife& life : lives_) {
          if (life.here() && state_of(life, "programme." + programme->name).substr(0, 11) == "taking_part")
            left_of(draw.capacity, life.who().area) -= thousandths(draw.a_year);
        }
      }
    }
  }

  /// What is gone of each, after everyone got their place or none.
  void tell_use() {
    for (const CapacitySpec& spec : study_.capacities) {
      if (spec.by_area.empty()) {
        told_.used.push_back(static_cast<double>(thousandths(spec.a_year) - left_of(spec.name, 0)) / 1000);
        continue;
      }
      for (std::size_t area = 0; area < study_.population.areas.size(); ++area) {
        const auto own = std::find_if(spec.by_area.begin(), spec.by_area.end(),
                                      [&](const auto& one) { return one.first == study_.population.areas[area]; });
        told_.used.push_back(
            static_cast<double>(thousandths(own->second) - left_of(spec.name, static_cast<int>(area))) / 1000);
      }
    }
  }

  bool takes(const Programme& programme, const OneLife& life) {
    for (const DrawSpec& draw : programme.offer.draws_on) {
      if (left_of(draw.capacity, life.who().area) < thousandths(draw.a_year)) return false;
    }
    for (const DrawSpec& draw : programme.offer.draws_on)
      left_of(draw.capacity, life.who().area) -= thousandths(draw.a_year);
    return true;
  }

  // ---- who takes part

  double chance_of(const OneLife& life, const std::string& stream, int occurrence = 0) const {
    return uniform(random_word(key_, life.who().id, stream_of(stream), static_cast<std::uint32_t>(occurrence)));
  }

  int age_of(const OneLife& life) const { return life.who().age_at_start + year_; }

  double figure(const Quantity& quantity, const OneLife& life, const std::string& state = "") {
    return figures_.at(quantity, {life.who().sex, row_age(age_of(life)), 0, 0, state});
  }

  int attribute_index(const std::string& name) const {
    return static_cast<int>(std::find_if(model_.attributes.begin(), model_.attributes.end(),
                                         [&](const Attribute& one) { return one.name == name; }) -
                            model_.attributes.begin());
  }
  int lane_of(const std::string& name) const {
    return static_cast<int>(std::find_if(model_.transitions.begin(), model_.transitions.end(),
                                         [&](const Transition& one) { return one.name == name; }) -
                            model_.transitions.begin());
  }
  const std::string& state_of(const OneLife& life, const std::string& attribute) const {
    const int index = attribute_index(attribute);
    return model_.attributes[at(index)].states[at(life.states()[at(index)])];
  }

  double risk_of(const RiskSpec& spec, const OneLife& life) const {
    double cumulative = 0;
    for (int k = 0; k < spec.years; ++k) {
      const int year = std::min(year_ + k, study_.years - 1);
      const bool cohort = study_.population.age_rule == AgeRule::exact;
      for (const NamedTransition& of : spec.of) {
        const int lane = lane_of(of.attribute + '.' + of.transition);
        cumulative += static_cast<double>(life.hazard(lane, age_of(life) + (cohort ? year - year_ : k), year));
      }
    }
    return -portable_expm1(-cumulative / clock_unit);
  }

  std::int64_t benefit(const Programme& programme, const BenefitSpec& spec, const OneLife& life) const {
    return benefit_of(programme, spec, {study_, model_, usual_.model, usual_.valuation, life, age_of(life), year_});
  }

  bool holds(const Programme& programme, const Predicate& of, const OneLife& life) const {
    const Inhabitant& who = life.who();
    const auto part_holds = [&](const Predicate& part) { return holds(programme, part, life); };
    switch (of.kind) {
      case Predicate::Kind::all:
        return std::all_of(of.parts.begin(), of.parts.end(), part_holds);
      case Predicate::Kind::any:
        return std::any_of(of.parts.begin(), of.parts.end(), part_holds);
      case Predicate::Kind::none:
        return std::none_of(of.parts.begin(), of.parts.end(), part_holds);
      case Predicate::Kind::age:
        return of.age.from <= age_of(life) && age_of(life) <= of.age.to;
      case Predicate::Kind::sex:
        return contains(of.names, std::string(sex_names[at(who.sex)]));
      case Predicate::Kind::ses:
        return contains(of.names, study_.population.ses_groups[at(who.ses)]);
      case Predicate::Kind::area:
        return contains(of.names, study_.population.areas[at(who.area)]);
      case Predicate::Kind::delineated:
        return study_.population.is_inside(who.area, who.affiliation);
      case Predicate::Kind::state:
        return contains(of.names, state_of(life, of.attribute));
      case Predicate::Kind::risk:
        return risk_of(of.risk, life) >= of.at_least;
      case Predicate::Kind::benefit:
        return benefit(programme, of.benefit, life) >= in_quanta(usual_.valuation, of.benefit.outcome, of.at_least);
    }
    return false;
  }

  /// The share of the eligible who are asked by this year.
  double share_asked(const OfferSpec& offer) const {
    const int year = study_.start + year_;
    if (year < offer.start || (offer.end && year > *offer.end)) return 0;
    double share = offer.ramp.empty() ? 1 : 0;
    for (const auto& [from, of] : offer.ramp) {
      if (from <= year) share = of;
    }
    return share;
  }

  /// How often someone started with a programme.
  int starts_in(const std::string& name, const OneLife& life) const {
    const auto& all = life.happenings();
    return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const Happening& one) {
      return model_.transitions[at(one.lane)].name.starts_with(name + ".outside>");
    }));
  }

  /// When they last stopped taking part.
  Moment last_end_of(const std::string& name, const OneLife& life) const {
    Moment last = 0;
    for (const Happening& one : life.happenings()) {
      if (model_.transitions[at(one.lane)].name.starts_with(name + ".taking_part")) last = one.moment;
    }
    return last;
  }

  bool is_offered(const Programme& programme, const std::string& name, const OneLife& life) const {
    const std::string& state = state_of(life, name);
    if (state == "outside") return true;
    if (state.starts_with("taking_part") || !programme.offer.again_after_taking_part) return false;
    const Moment since = moment(year_, 0) - last_end_of(name, life);
    return since >= moment(*programme.offer.again_after_taking_part, 0);
  }

  bool wants(std::size_t p, const OneLife& life) {
    const Programme& programme = *programmes_[p];
    const std::string name = "programme." + programme.name;
    if (!is_offered(programme, name, life) || !holds(programme, programme.eligible, life)) return false;
    if (chance_of(life, name + "@asked") >= share_asked(programme.offer)) return false;
    if (programme.coverage && chance_of(life, name + "@covered") < figure(*programme.coverage, life)) return false;
    Answer& answer = answers_[p][life.who().id];
    if (answer.yes && *answer.yes) return true;
    const bool again = programme.offer.again_after && year_ - answer.year >= *programme.offer.again_after;
    if (answer.yes && !again) return false;
    const std::string& ses = study_.population.ses_groups[at(life.who().ses)];
    const Quantity* uptake = &programme.uptake;
    for (const auto& [group, own] : programme.uptake_by_ses) {
      if (group == ses) uptake = &own;
    }
    answer.yes = chance_of(life, name + "@uptake", answer.asked) < figure(*uptake, life, ses);
    ++answer.asked;
    answer.year = year_;
    return *answer.yes;
  }

  /// What puts someone first; 0 where chance alone does.
  double predicted(const Programme& programme, const OneLife& life) const {
    const OfferSpec& offer = programme.offer;
    if (offer.priority == Priority::risk) return risk_of(offer.priority_risk, life);
    if (offer.priority == Priority::chance) return 0;
    return static_cast<double>(benefit(programme, offer.priority_benefit, life));
  }

  /// Those who get a place.
  std::vector<Wish> wishes_for(std::size_t p) {
    const Programme& programme = *programmes_[p];
    std::vector<Wish> wishes;
    for (OneLife& life : lives_) {
      if (!life.here() || !wants(p, life)) continue;
      wishes.push_back({predicted(programme, life), starts_in("programme." + programme.name, life),
                        random_word(key_, life.who().id, stream_of("programme." + programme.name + "@order"), 0),
                        &life});
    }
    std::sort(wishes.begin(), wishes.end(), [](const Wish& a, const Wish& b) {
      return std::tuple(-a.predicted, a.starts, a.number, a.life->who().id) <
             std::tuple(-b.predicted, b.starts, b.number, b.life->who().id);
    });
    std::vector<Wish> granted;
    for (const Wish& wish : wishes) {
      const bool full = programme.offer.places && granted.size() == at(*programme.offer.places);
      if (!full && takes(programme, *wish.life)) {
        granted.push_back(wish);
      } else {
        ++told_.turned_away[at(year_) * study_.programmes.size() + at(&programme - study_.programmes.data())];
      }
    }
    return granted;
  }

  void enrol(std::size_t p, OneLife& life, std::vector<std::pair<OneLife*, int>>& happenings) {
    const Programme& programme = *programmes_[p];
    const std::string name = "programme." + programme.name;
    answers_[p][life.who().id].yes.reset();
    const int classes = programme.response && programme.response->value > 0 ? 5 : 1;
    int strength = static_cast<int>(chance_of(life, name + "@response") * classes);
    int strengths = classes;
    for (const ModifierSpec& modifier : programme.modifiers) {
      const int index = attribute_index(modifier.by);
      strength += life.states()[at(index)] * strengths;
      strengths *= static_cast<int>(model_.attributes[at(index)].states.size());
    }
    if (reached_.insert(life.who().id).second) happenings.emplace_back(&life, lane_of("programme.any.outside>reached"));
    const std::string number = strengths == 1 ? "" : '.' + std::to_string(strength);
    const std::string& state = state_of(life, name);
    if (state != "outside") happenings.emplace_back(&life, lane_of(name + '.' + state + ">outside"));
    happenings.emplace_back(&life, lane_of(name + ".outside>taking_part" + number));
    for (const StateEffect& effect : programme.states) {
      const std::string move = effect.attribute + '.' + effect.from + '>' + effect.to + '/' + programme.name;
      if (chance_of(life, move + "@enrolment", starts_in(name, life)) < figure(effect.probability, life))
        happenings.emplace_back(&life, lane_of(move));
    }
  }

  const Study& study_;
  const Model& model_;
  const CompiledVariant& usual_;
  Key key_;
  Problems problems_{};
  Figures figures_;
  std::vector<const Programme*> programmes_{};
  std::vector<std::map<PersonId, Answer>> answers_{};
  std::set<PersonId> reached_{};                                ///< who ever started in a programme
  std::map<std::pair<std::string, int>, std::int64_t> left_{};  ///< of a capacity and area, -1: the whole region
  std::deque<OneLife> lives_{};
  ArmRun told_{};
  int year_ = 0;
};

}  // namespace

ArmRun live_arm(const Study& study, const Arm& arm, const Model& model, const CompiledVariant& usual) {
  return ArmLiving(study, arm, model, usual).run();
}

}  // namespace kavel::reference
