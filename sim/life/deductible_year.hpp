#pragma once

#include <cstdint>
#include <vector>

#include "core/int128.hpp"
#include "random/philox.hpp"
#include "model/model.hpp"
#include "population/people.hpp"
#include "valuation/valuation.hpp"
#include "tally/differing.hpp"
#include "tally/tally.hpp"
#include "life/care_year.hpp"

namespace kavel {

/// One person's year, as deductibles see it: as it began, and what has changed since.
struct SpendingYear {
  std::vector<std::uint8_t> states{};  ///< [attribute] in which it began
  Ticks began_with = 0;                ///< ticks left then
  bool is_posted = false;              ///< by whole_year, as if nothing would happen
  std::int64_t ticks = 0;              ///< that they are here
  bool has_changed = false;            ///< what is expected of them
  std::vector<Int128> change{};        ///< [part] by so much, in quanta x ticks
  std::vector<std::uint32_t> words{};  ///< scratch of settle
};

/// What the persons of one cohort pay under deductibles in one year (sim/README.md, "Deductibles"). On 1 January all
/// pay as if nothing happened; at the end of a year in which something did, the difference is posted.
class DeductibleYear {
 public:
  DeductibleYear(const Model& model, const Valuation& valuation, Key key)
      : model_(&model), valuation_(&valuation), key_(key) {}

  /// A cohort-year begins. `care`: what programmes shift; null: nothing.
  void open(Tally& tally, Sex sex, int age, int year_index, int level, CareYear* care = nullptr);

  /// Does a deductible apply to persons of this age? Nothing else may be called where none does.
  bool any() const { return !of_age_.empty(); }

  /// Everyone in the cohort, as they are on 1 January, or who differs. `sign` -1: what they pay is taken off, here and
  /// below.
  void whole_year(const People& rows, const Differing* differing = nullptr, int sign = 1) const;

  /// Someone's year begins: on 1 January, or with so many ticks left where someone is born or arrives.
  void begin(const std::uint8_t* states, SpendingYear& year) const;
  void begin_late(const std::uint8_t* states, Ticks left, SpendingYear& year) const;
  /// They go from one state to another for the rest of the year.
  void change(int from, int to, Ticks left, SpendingYear& year) const;
  /// A transition happens to them, still in the states before it.
  void happen(const std::uint8_t* states, int lane, SpendingYear& year) const;
  /// What programmes shift of the care they ask for, `ticks` more (or less) of it, as they are.
  void shift(const std::uint8_t* states, std::int64_t ticks, SpendingYear& year) const;
  void leave(const std::uint8_t* states, Ticks left, SpendingYear& year) const;
  /// It is over: they pay for what it was instead of what whole_year took for granted.
  void settle(const PersonKey& key, SpendingYear& year, int sign = 1) const;

 private:
  struct Part {
    StreamId stream;
    const std::uint32_t* factors;
  };
  struct Term {  ///< an attribute whose states ask for care
    std::size_t attribute;
    const std::int64_t* rates;  ///< quanta a year [state of it x part, padded to whole chunks]
  };
  struct OfAge {
    std::size_t position;  ///< among all
    std::size_t first_part, parts;
    std::size_t width;  ///< parts, rounded up: their sums go together in whole chunks
    std::size_t first_term, terms;
    const Deductible* deductible;
    std::size_t row;  ///< of its spending
    std::int64_t amount;
  };

  struct Batch;
  void expect(const OfAge& of, const std::uint8_t* states, std::int64_t* sums) const;
  void draw(const OfAge& of, std::size_t part, Batch& batch) const;
  void add(std::size_t part, Int128 quanta_ticks, SpendingYear& year) const;
  void settle(const OfAge& of, const PersonKey& key, const SpendingYear& year, int sign) const;
  void post(const PersonKey& key, std::size_t deductible, std::int64_t quanta) const;

  void add_deductible(std::size_t position, Sex sex, int age, int year_index, int level);

  const Model* model_;
  const Valuation* valuation_;
  Key key_;
  std::uint32_t calendar_year_ = 0;
  std::size_t deductibles_ = 0, attributes_ = 0;
  CareYear* care_ = nullptr;
  std::vector<OfAge> of_age_{};
  std::vector<Part> parts_{};             ///< of the deductibles that apply, one after another
  std::vector<Term> terms_{};             ///< likewise
  std::vector<std::uint32_t> streams_{};  ///< of the parts, padded to whole batches
  StratumOf stratum_of_;
  std::int64_t* by_stratum_ = nullptr;
  std::int64_t* by_area_ = nullptr;
  std::int64_t* by_group_ = nullptr;
  std::int64_t* first_ = nullptr;  ///< in the first year: [SES x random group x deductible]
};

}  // namespace kavel
