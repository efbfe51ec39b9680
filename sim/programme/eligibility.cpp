#include "programme/eligibility.hpp"

#include <algorithm>

#include "core/clock.hpp"
#include "core/named.hpp"
#include "random/math.hpp"

namespace kavel {

namespace {

/// [name]: is it one of those wanted?
template <class Names>
std::vector<std::uint8_t> marked(const Names& names, const std::vector<std::string>& wanted) {
  std::vector<std::uint8_t> marks;
  for (const auto& name : names) marks.push_back(std::find(wanted.begin(), wanted.end(), name) != wanted.end() ? 1 : 0);
  return marks;
}

}  // namespace

Risk::Risk(const RiskSpec& spec, const Model& model) : model_(&model), years_(spec.years) {
  for (const NamedTransition& named : spec.of) {
    const std::string name = named.attribute + '.' + named.transition;
    for (std::size_t lane = 0; lane < model.transitions.size(); ++lane) {
      if (model.transitions[lane].name == name) lanes_.push_back(static_cast<int>(lane));
    }
  }
}

double Risk::of(const PersonThen& who) const {
  double cumulative = 0;
  for (int k = 0; k < years_; ++k) {
    const LaterYear at = later(*model_, who, k);
    const float* base = model_->base_row(who.sex, at.age, at.year_index);
    for (const int lane : lanes_) cumulative += static_cast<double>(base[lane] * who.speeds[lane]);
  }
  return -portable_expm1(-cumulative / clock_unit);
}

Eligibility::Eligibility(const Predicate& predicate, const ProgrammeCompiling& with)
    : kind_(predicate.kind), age_(predicate.age), at_least_(predicate.at_least) {
  const Surroundings& around = with.around;
  for (const Predicate& part : predicate.parts) parts_.emplace_back(part, with);
  const auto cheap = [](const Eligibility& part) { return !part.costly_; };
  costly_ = kind_ == Predicate::Kind::benefit || !std::all_of(parts_.begin(), parts_.end(), cheap);
  std::stable_partition(parts_.begin(), parts_.end(), cheap);
  switch (kind_) {
    case Predicate::Kind::sex:
      wanted_ = marked(sex_names, predicate.names);
      break;
    case Predicate::Kind::ses:
      wanted_ = marked(around.ses_groups, predicate.names);
      break;
    case Predicate::Kind::area:
      wanted_ = marked(around.areas, predicate.names);
      break;
    case Predicate::Kind::delineated:
      wanted_ = around.inside;
      break;
    case Predicate::Kind::state:
      attribute_ = place_named(around.model->attributes, predicate.attribute);
      wanted_ = marked(around.model->attributes[static_cast<std::size_t>(attribute_)].states, predicate.names);
      break;
    case Predicate::Kind::risk:
      risk_ = Risk(predicate.risk, *around.model);
      break;
    case Predicate::Kind::benefit:
      benefit_ = Benefit(predicate.benefit, with);
      quanta_ = benefit_.quanta(predicate.at_least);
      break;
    default:
      break;
  }
}

bool Eligibility::excludes(Sex sex, int age) const {
  const auto excluded = [&](const Eligibility& part) { return part.excludes(sex, age); };
  switch (kind_) {
    case Predicate::Kind::all:
      return std::any_of(parts_.begin(), parts_.end(), excluded);
    case Predicate::Kind::any:
      return std::all_of(parts_.begin(), parts_.end(), excluded);
    case Predicate::Kind::age:
      return !age_.holds(age);
    case Predicate::Kind::sex:
      return wanted_[static_cast<std::size_t>(sex)] == 0;
    default:
      return false;
  }
}

bool Eligibility::of(const PersonThen& who) const {
  const auto holds = [&](const Eligibility& part) { return part.of(who); };
  switch (kind_) {
    case Predicate::Kind::all:
      return std::all_of(parts_.begin(), parts_.end(), holds);
    case Predicate::Kind::any:
      return std::any_of(parts_.begin(), parts_.end(), holds);
    case Predicate::Kind::none:
      return std::none_of(parts_.begin(), parts_.end(), holds);
    case Predicate::Kind::age:
      return age_.holds(who.age);
    case Predicate::Kind::sex:
      return wanted_[static_cast<std::size_t>(who.sex)] != 0;
    case Predicate::Kind::ses:
      return wanted_[who.key->ses] != 0;
    case Predicate::Kind::area:
      return wanted_[who.key->area] != 0;
    case Predicate::Kind::delineated:
      return wanted_[who.key->zone] != 0;
    case Predicate::Kind::state:
      return wanted_[who.states[attribute_]] != 0;
    case Predicate::Kind::risk:
      return risk_.of(who) >= at_least_;
    case Predicate::Kind::benefit:
      return benefit_.of(who) >= quanta_;
  }
  return false;
}

}  // namespace kavel
