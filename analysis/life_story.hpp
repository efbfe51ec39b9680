#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/calendar.hpp"
#include "experiment/align.hpp"
#include "experiment/compiled.hpp"
#include "experiment/results.hpp"
#include "experiment/study.hpp"
#include "analysis/labels.hpp"
#include "analysis/life_account.hpp"

namespace kavel {

/// An attribute and a state of it.
using NamedState = std::pair<std::string, std::string>;

/// Something that happened in a life.
struct Happening {
  Moment at = 0;
  Date date{};
  int age = 0;
  Role role = Role::change;
  std::string attribute{};
  std::string from{};
  std::string to{};
  std::string cause{};
  std::optional<PersonId> child{};  ///< a birth: if the sample knows the child
  Sex child_sex = Sex::female;
  std::vector<NamedState> states{};  ///< of all attributes, from then on
};

/// How long in a state, in all.
struct YearsInState {
  std::string attribute{};
  std::string state{};
  double years = 0;
};

/// One person's life in one arm, told from the sample with everything by its name.
struct LifeStory {
  std::string arm{};
  PersonId person{};
  std::optional<PersonId> mother{};
  Sex sex = Sex::female;
  int birth_year = 0;
  std::optional<Date> birth_date{};  ///< known of who was born in the study
  std::string area{};
  std::string ses{};
  enum class Begins { start, birth, arrival } begins = Begins::start;
  Date begins_date{};
  int begins_age = 0;
  bool exact_ages = true;  ///< else ages are those on 1 January: no birthday is known
  std::vector<NamedState> begins_states{};
  std::vector<Happening> happenings{};
  Role ends = Role::change;  ///< death or departure; change: still there when the study ended
  double years_lived = 0;
  std::vector<YearsInState> time_spent{};
  LifeAccount account{};
};

/// Tells the lives in a result's sample.
class LifeTeller {
 public:
  /// InputError where the result is not of these variants.
  LifeTeller(const Study& study, const std::vector<CompiledVariant>& variants, const Results& results);

  LifeStory tell(const RecordedLife& recorded) const;
  int birth_year(const RecordedLife& life) const;
  int age_at(const RecordedLife& life, Moment at) const;

  /// Is it the state everyone has to begin with, or nothing that goes without saying?
  bool is_remarkable(const NamedState& state) const;
  const Labels& labels() const { return labels_; }

 private:
  std::vector<NamedState> named(const Model& model, const std::vector<int>& states) const;
  Happening happening(const Model& model, const RecordedLife& life, const LifeEvent& event) const;
  const RecordedLife* child_born(const RecordedLife& mother, Moment at) const;
  bool born_here(const RecordedLife& life) const { return life.mother.has_value(); }

  const Study& study_;
  const std::vector<CompiledVariant>& variants_;
  const Results& results_;
  Labels labels_;
  Axes axes_;
};

}  // namespace kavel
