#pragma once

#include <cstdint>
#include <vector>

#include "programme/benefit.hpp"
#include "programme/person_then.hpp"
#include "programme/programme.hpp"

namespace kavel {

/// Predicted personal risk: the chance that one of some transitions happens within some years if the person's states,
/// and so the speeds of their clocks, stay as they are, while they grow older and the calendar goes on:
///
///     1 - exp(-Σ_years Σ_transitions base[age + k][year + k] × speed)
///
/// An approximation, and meant as one: it is what somebody could reckon on that day, no simulation within the
/// simulation.
class Risk {
 public:
  Risk() = default;
  Risk(const RiskSpec& spec, const Model& model);
  double of(const PersonThen& who) const;

 private:
  const Model* model_ = nullptr;
  std::vector<int> lanes_{};
  int years_ = 0;
};

/// Whether someone may be offered a programme.
class Eligibility {
 public:
  Eligibility() = default;
  /// `predicate` names only what there is (check_programme).
  Eligibility(const Predicate& predicate, const ProgrammeCompiling& with);
  bool of(const PersonThen& who) const;
  /// Is nobody of this sex and age eligible, whatever else they are? False where that is not sure.
  bool excludes(Sex sex, int age) const;
  /// Does it predict a benefit, so that whatever else decides had better be asked first?
  bool is_costly() const { return costly_; }

 private:
  Predicate::Kind kind_ = Predicate::Kind::all;
  bool costly_ = false;
  std::vector<Eligibility> parts_{};  ///< the costly ones last
  Range age_{};
  int attribute_ = 0;
  std::vector<std::uint8_t> wanted_{};  ///< [sex, SES group, area, state or zone]
  Risk risk_{};
  Benefit benefit_{};
  double at_least_ = 0;      ///< of a risk
  std::int64_t quanta_ = 0;  ///< of a benefit
};

}  // namespace kavel
