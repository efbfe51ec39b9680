#include "analysis/life_story.hpp"

#include <algorithm>

#include "core/errors.hpp"
#include "programme/names.hpp"

namespace kavel {

namespace {

void expect_same(const Results& results, const std::vector<CompiledVariant>& variants, const Axes& axes) {
  bool same = results.variants.size() == variants.size() && axes.transitions().size() == results.transitions.size();
  for (std::size_t v = 0; same && v < variants.size(); ++v) same = results.variants[v].name == variants[v].name;
  for (std::size_t i = 0; same && i < results.transitions.size(); ++i) {
    const Axes::Place& place = axes.transitions()[i];
    same = variants[place.variant].model.transitions[place.index].name == results.transitions[i];
  }
  std::vector<std::string> states;
  for (const Axes::Place& place : axes.attributes()) {
    const Attribute& attribute = variants[place.variant].model.attributes[place.index];
    for (const std::string& state : attribute.states) states.push_back(attribute.name + '.' + state);
  }
  if (!same || states != results.states)
    throw InputError(Mark{}, "persons", "lives of the study in the file", "lives of another model");
}

Role role_of(const Transition& transition) {
  if (transition.birth) return Role::birth;
  if (transition.leaving == Leaving::death) return Role::death;
  return transition.leaving == Leaving::emigration ? Role::departure : Role::change;
}

std::string state_name(const Attribute& attribute, int state) {
  return attribute.states[static_cast<std::size_t>(state)];
}

}  // namespace

LifeTeller::LifeTeller(const Study& study, const std::vector<CompiledVariant>& variants, const Results& results)
    : study_(study), variants_(variants), results_(results), labels_(study), axes_(variants) {
  expect_same(results, variants, axes_);
}

/// A cohort is exactly that old on the first 1 January; of a population the year of birth is known, not the day.
int LifeTeller::birth_year(const RecordedLife& life) const {
  const bool exact = study_.population.age_rule == AgeRule::exact && !born_here(life);
  return study_.start - life.first_age - (exact ? 0 : 1);
}

int LifeTeller::age_at(const RecordedLife& life, Moment at) const {
  if (born_here(life)) return static_cast<int>((at - life.from) / ticks_per_year);
  return life.first_age + year_index_of(at);
}

bool LifeTeller::is_remarkable(const NamedState& state) const {
  for (const Axes::Place& place : axes_.attributes()) {
    const Attribute& attribute = variants_[place.variant].model.attributes[place.index];
    if (attribute.name == state.first) return state_name(attribute, attribute.newborn) != state.second;
  }
  return false;
}

std::vector<NamedState> LifeTeller::named(const Model& model, const std::vector<int>& states) const {
  std::vector<NamedState> names;
  for (std::size_t a = 0; a < states.size(); ++a) {
    if (model.attributes[a].name == attribute_of_any) continue;  // the programmes themselves are told
    names.emplace_back(model.attributes[a].name, state_name(model.attributes[a], states[a]));
  }
  return names;
}

const RecordedLife* LifeTeller::child_born(const RecordedLife& mother, Moment at) const {
  for (const RecordedLife& life : results_.sample.lives) {
    if (life.variant == mother.variant && life.mother == mother.person && life.from == at) return &life;
  }
  return nullptr;
}

Happening LifeTeller::happening(const Model& model, const RecordedLife& life, const LifeEvent& event) const {
  const Transition& transition = model.transitions[static_cast<std::size_t>(event.transition)];
  const Attribute& attribute = model.attributes[static_cast<std::size_t>(transition.attribute)];
  Happening told;
  told.at = event.told_at();
  told.date = date_of(study_.start, told.at);
  told.age = age_at(life, told.at);
  told.role = role_of(transition);
  told.attribute = attribute.name;
  told.from = state_name(attribute, transition.from);
  told.to = state_name(attribute, transition.to);
  told.cause = transition.cause;
  if (transition.birth) {
    if (const RecordedLife* child = child_born(life, event.at)) {
      told.child = child->person;
      told.child_sex = child->sex;
    }
  }
  return told;
}

LifeStory LifeTeller::tell(const RecordedLife& recorded) const {
  const RecordedLife life = axes_.own(recorded);
  const CompiledVariant& variant = variants_[life.variant];
  LifeStory story;
  story.arm = variant.name;
  story.person = life.person;
  story.mother = life.mother;
  story.sex = life.sex;
  story.birth_year = birth_year(life);
  story.area = results_.areas[static_cast<std::size_t>(life.area)];
  story.ses = results_.ses_groups[static_cast<std::size_t>(life.ses)];
  story.begins = born_here(life)  ? LifeStory::Begins::birth
                 : life.from == 0 ? LifeStory::Begins::start
                                  : LifeStory::Begins::arrival;
  story.begins_date = date_of(study_.start, life.from);
  story.begins_age = age_at(life, life.from);
  if (born_here(life)) story.birth_date = story.begins_date;
  story.exact_ages = born_here(life) || study_.population.age_rule == AgeRule::exact;
  story.begins_states = named(variant.model, life.states);
  std::vector<int> states = life.states;
  for (const LifeEvent& event : life.events) {
    const Transition& transition = variant.model.transitions[static_cast<std::size_t>(event.transition)];
    if (is_first_start(transition.name) || is_return(transition.name)) continue;
    Happening told = happening(variant.model, life, event);
    int& state = states[static_cast<std::size_t>(transition.attribute)];
    told.from = state_name(variant.model.attributes[static_cast<std::size_t>(transition.attribute)], state);
    state = transition.to;
    told.states = named(variant.model, states);
    if (told.role == Role::death || told.role == Role::departure) story.ends = told.role;
    story.happenings.push_back(std::move(told));
  }
  story.account = account_of(life, variant.model, variant.valuation, key_of(study_.seed, 0));
  for (const LifeYear& year : story.account.years) story.years_lived += year.lived;
  for (const Attribute& attribute : variant.model.attributes) {
    if (attribute.states.size() < 2 || attribute.name == attribute_of_any) continue;
    for (std::size_t s = 0; s < attribute.states.size(); ++s) {
      const double years = story.account.years_in_state[static_cast<std::size_t>(attribute.first_state) + s];
      if (years > 0) story.time_spent.push_back({attribute.name, attribute.states[s], years});
    }
  }
  return story;
}

}  // namespace kavel
