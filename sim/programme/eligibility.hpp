#pragma once

#include <cstdint>
#include <vector>

#include "model/model.hpp"
#include "population/rows.hpp"
#include "programme/programme.hpp"

namespace kavel {

/// Someone on a 1 January.
struct PersonThen {
  Sex sex = Sex::female;
  int age = 0;  ///< completed years
  int year_index = 0;
  const PersonKey* key = nullptr;
  const std::uint8_t* states = nullptr;  ///< [attribute]
  const float* speeds = nullptr;         ///< [lane]
};

/// The names a programme refers to, as numbers.
struct Surroundings {
  const Model* model = nullptr;
  std::vector<std::string> ses_groups{};
  std::vector<std::string> areas{};
  std::vector<std::uint8_t> inside{};  ///< [zone]: within the study's delineation?
};

/// Position of an attribute that exists.
int attribute_named(const Model& model, const std::string& name);

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
  Eligibility(const Predicate& predicate, const Surroundings& around);
  bool of(const PersonThen& who) const;

 private:
  Predicate::Kind kind_ = Predicate::Kind::all;
  std::vector<Eligibility> parts_{};
  Range age_{};
  int attribute_ = 0;
  std::vector<std::uint8_t> wanted_{};  ///< [sex, SES group, area, state or zone]
  Risk risk_{};
  double at_least_ = 0;
};

}  // namespace kavel
