#pragma once

#include <span>
#include <vector>

#include "model/model.hpp"
#include "population/rows.hpp"
#include "life/cohort_year.hpp"

namespace kavel {

/// What 1 January changes in the speeds of a cohort: only the lanes whose ratios differ from those of the age before,
/// and only the rows that need more are tuned one by one (PersonYear::refresh).
class NewSpeeds {
 public:
  explicit NewSpeeds(const Model& model) : model_(&model), lanes_(static_cast<std::size_t>(model.lanes)) {}

  /// A cohort's year. `before`: figures of the year whose speeds the rows have.
  void find(const YearFigures& now, const YearFigures& before);

  /// Is there nothing to do?
  bool none() const { return moved_.empty() && partial_.empty() && starting_.empty(); }
  /// Takes over the speeds of all rows that are products of their joint values. Calls tune(row, lanes) where that is
  /// not all: a clock runs for the first time, or speeds have factors beside.
  template <class Tune>
  void take_over(Rows& rows, const Tune& tune) const {
    move(rows);
    if (partial_.empty() && starting_.empty()) return;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (needs_more(rows, row)) tune(row, std::span<const int>(more_));
    }
  }

 private:
  void move(Rows& rows) const;
  bool needs_more(Rows& rows, std::size_t row) const;

  struct Lane {
    int lane;
    const float* products;  ///< [joint value]
    float base;
  };
  Lane lane_of(int lane, const YearFigures& now) const {
    return {lane, model_->joint.products.data() + now.first_products[lane], now.base[lane]};
  }
  void find_by_ratios(const YearFigures& now, const YearFigures& before);
  void find_by_base(const YearFigures& now, const YearFigures& before);

  const Model* model_;
  std::size_t lanes_;
  std::vector<Lane> moved_{};     ///< other products than before
  std::vector<Lane> partial_{};   ///< more factors than the products hold, of which some may have changed
  std::vector<Lane> starting_{};  ///< may run where they stood still before
  std::vector<int> more_{};       ///< lanes of the last two
};

}  // namespace kavel
