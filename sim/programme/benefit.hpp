#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "programme/by_sex_age.hpp"
#include "programme/course.hpp"
#include "programme/outcome_worth.hpp"
#include "programme/programme.hpp"
#include "programme/strengths.hpp"

namespace kavel {

/// Predicted benefit: what someone who starts with a programme today may expect of it within some years, in one outcome
/// of usual care, if their states, and so the speeds of their clocks, else stay as they are (sim/README.md, "Predicted
/// benefit"). An approximation, and meant as one, like Risk.
class Benefit {
 public:
  Benefit() = default;
  Benefit(const BenefitSpec& spec, const ProgrammeCompiling& with);
  /// What is saved of a cost, or gained of an effect, in quanta of the outcome; below 0: it costs, or harms.
  std::int64_t of(const PersonThen& who) const;
  /// An amount in the outcome's unit, in quanta.
  std::int64_t quanta(double amount) const { return std::llround(amount / quantum_); }

 private:
  /// A state someone comes to be in by an event, for a time: from `since` years after it on.
  struct Stage {
    double since = 0;
    int state = 0;  ///< -1: gone
  };
  /// A transition of which the programme changes the hazard.
  struct Event {
    int lane = 0;   ///< in the model by which people live
    int usual = 0;  ///< in that of usual care
    int attribute = 0;
    bool recurs = false;          ///< leads back to the same state
    std::vector<double> ratio{};  ///< [sex x age 0 … oldest_age]; empty: 1
    std::vector<Stage> stages{};
  };
  /// Some who start change their state.
  struct Shift {
    int attribute = 0, from = 0, to = 0;
    std::vector<double> probability{};  ///< [sex x age 0 … oldest_age]
  };
  struct Care {
    int activity = 0, instead = -1;
    double share = 0, ratio = 0;
  };
  struct Wellbeing {
    int measure = 0;
    bool multiplies = false;
    double effect = 0;
  };
  struct Foreseen;  ///< what the sum is made of, for one person

  void add_shifts(const ProgrammeCompiling& with);
  void add_events(const ProgrammeCompiling& with);
  void add_stages(Event& event) const;
  void add_rest(const ProgrammeCompiling& with);
  bool depends_on_shifts(int lane) const;

  std::vector<double> probabilities_of_shifts(const PersonThen& who) const;
  double own_probability(const PersonThen& who, std::size_t shift) const;
  double times(const Event& event, const Foreseen& seen, int age) const;
  double ratio_of_shift(const Shift& shift, int lane, Sex sex, int age) const;
  // What a year brings of the outcome more, or less:
  double of_events(Foreseen& seen, int year, const LaterYear& at, const WorthOf& of) const;
  double of_states_after(const Event& event, const double* avoided, const Foreseen& seen, int year,
                         const WorthOf& of) const;
  double of_shifts(const Foreseen& seen, const WorthOf& of) const;
  double of_care(const Foreseen& seen, const WorthOf& of) const;
  double of_wellbeing(const Foreseen& seen, const WorthOf& of) const;
  double left_of_effects(const Foreseen& seen) const;

  const Model* model_ = nullptr;
  const Model* usual_ = nullptr;
  const Valuation* valuation_ = nullptr;
  int years_ = 0;
  double quantum_ = 1;
  bool is_cost_ = false;
  OutcomeWorth worth_{};
  Course course_{};
  std::optional<Strengths> strengths_{};
  std::vector<Event> events_{};
  std::vector<Shift> shifts_{};
  std::vector<Care> care_{};
  std::vector<Wellbeing> wellbeing_{};
  double a_year_ = 0;  ///< of the outcome more, for who takes part
};

}  // namespace kavel
