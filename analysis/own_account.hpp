#pragma once

#include <vector>

#include "core/int128.hpp"
#include "random/philox.hpp"
#include "valuation/valuation.hpp"

namespace kavel {

/// What a person pays under one deductible in a calendar year, EUR of that year.
struct OwnPayment {
  double expected = 0;  ///< of them, in the activities under it: from their states and transitions
  double spent = 0;     ///< as drawn
  double paid = 0;      ///< the first euros of it
};

/// Who somebody is, in a calendar year of their life.
struct PersonOfYear {
  PersonId person{};
  Sex sex = Sex::female;
  int age = 0;  ///< on 1 January
  int year_index = 0;
  int calendar_year = 0;
  int level = 0;  ///< cost level
};

/// One year of a person, as deductibles see it.
class OwnAccount {
 public:
  OwnAccount(const Valuation& valuation, Key key, const PersonOfYear& person);

  void stay(int state, std::int64_t ticks);
  void happen(int lane);
  /// What a programme shifts of expected spending: sums as CareRates has them.
  void shift(const std::int64_t* sums, std::int64_t ticks);
  /// [deductible], of someone who was here for so many ticks.
  std::vector<OwnPayment> payments(std::int64_t ticks) const;

 private:
  OwnPayment payment(std::size_t deductible, std::int64_t ticks) const;
  using Figures = const std::int64_t* (Deductible::*)(std::size_t row, int place) const;
  void add(Figures figures, int place, std::int64_t times);

  const Valuation* valuation_;
  Key key_;
  PersonOfYear person_;
  std::vector<std::vector<Int128>> expected_{};  ///< [deductible][part]: quanta x ticks
};

}  // namespace kavel
