#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/age.hpp"
#include "core/ids.hpp"
#include "random/philox.hpp"
#include "model/model.hpp"

namespace kavel {

inline constexpr int most_measures = 8;
inline constexpr double wellbeing_quantum = 1e-6;  ///< values are integers of it
inline constexpr int factor_bits = 28;             ///< products of factors count in 2^-28, and stay below 8

/// One number per measure of a person or cohort; what a pack does not use is 0.
template <class Value>
using PerMeasure = std::array<Value, most_measures>;

/// What a person carries for each measure: the product of the factors of their states (`multiply`, in 2^-28), or their
/// own offset plus the effects of their states (`add`, in quanta).
using Modifiers = PerMeasure<std::int32_t>;

struct Measure {
  std::string name{};
  std::string unit{};
  WellbeingScale scale = WellbeingScale::multiply;
  double least = 0, most = 1;  ///< range, in its unit
  int from_age = 0;            ///< age on 1 January from which it is measured
  double spread = 0;           ///< standard deviation of the own offset, in quanta
  StreamId stream{};           ///< of the own offset
};

/// Values of one sex, age, year and SES: clip(base + modifier x times / 2^28), in quanta. A measure that is not
/// measured at the age has only zeros, so its value is 0.
struct WellbeingRow {
  Modifiers base{}, times{}, least{}, most{};

  std::int32_t value(std::size_t measure, std::int32_t modifier) const {
    constexpr std::int64_t half = std::int64_t{1} << (factor_bits - 1);
    const std::int64_t moved = (std::int64_t{times[measure]} * modifier + half) >> factor_bits;
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(base[measure] + moved, least[measure], most[measure]));
  }
};

/// Effects of every state on every measure, in one age band of one sex.
struct WellbeingEffects {
  std::vector<PerMeasure<double>> factors{};  ///< [state]: 1 where it has none
  std::vector<Modifiers> shifts{};            ///< [state]: quanta, 0 where it has none
};

/// An outcome that counts the value of a measure.
struct WellbeingOutcome {
  int outcome = 0;
  int measure = 0;
  std::vector<std::int64_t> weights{};  ///< discount factor x 2^30 [year]
};

/// How people fare, as integers; immutable (sim/README.md, "Wellbeing").
struct Wellbeing {
  std::vector<Measure> measures{};
  bool has_offsets = false;                 ///< does anyone have an own offset?
  PerMeasure<std::uint32_t> streams{};      ///< Measure::stream
  PerMeasure<double> spreads{};             ///< Measure::spread
  PerMeasure<std::uint8_t> is_product{};    ///< does it multiply?
  std::vector<std::size_t> products{};      ///< the measures that do
  std::vector<int> attributes{};            ///< those with an effect, in canonical order (ascending stream)
  std::vector<std::uint8_t> affects{};      ///< [attribute]: is it one of them?
  std::vector<std::uint16_t> band_of{};     ///< [sex x age 0 … oldest_age]: which effects
  std::vector<WellbeingEffects> effects{};  ///< [band]
  int years = 1, ses_groups = 1;
  std::vector<WellbeingRow> rows{};  ///< [sex x age + 1 x year x SES]
  std::vector<WellbeingOutcome> outcomes{};

  bool empty() const { return measures.empty(); }
  /// Has a state an effect, on any measure at any age?
  bool moves(int state) const;
  const WellbeingRow* rows_of(Sex sex, int age, int year_index) const {
    return rows.data() +
           sex_age_year(sex, age, years == 1 ? 0 : year_index, years) * static_cast<std::size_t>(ses_groups);
  }
  const WellbeingEffects& effects_of(Sex sex, int age) const { return effects[band_of[sex_age(sex, age)]]; }
};

/// A value at a discount factor of 2^30: rounded to quanta, half up.
constexpr std::int64_t discounted(std::int64_t value, std::int64_t weight) {
  constexpr int bits = 30;
  return (value * weight + (std::int64_t{1} << (bits - 1))) >> bits;
}

/// The products of factors of someone in these states [attribute]; those of measures that add are 1.
Modifiers products_of(const Model& model, const Wellbeing& wellbeing, const WellbeingEffects& effects,
                      const std::uint8_t* states);

/// What someone in these states carries, from their own offset on.
Modifiers modifiers_of(const Model& model, const Wellbeing& wellbeing, const WellbeingEffects& effects, Key key,
                       PersonId person, const std::uint8_t* states);

}  // namespace kavel
