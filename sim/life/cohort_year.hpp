#pragma once

#include <vector>

#include "random/philox.hpp"
#include "model/model.hpp"
#include "valuation/cohort_books.hpp"

namespace kavel {

/// The figures of one sex, age and year from which speeds follow.
struct YearFigures {
  const float* base = nullptr;                    ///< [lane]
  const std::uint32_t* first_products = nullptr;  ///< [lane]: where its speeds by joint value begin
  const std::uint32_t* standing = nullptr;        ///< [lane]: the same number where the same joint values stand still
};

/// What one cohort's persons share in one calendar year: base hazards, ratios of their age, and their books.
struct CohortYear : YearFigures {
  CohortYear(const Model& model, const CohortBooks& books, Sex sex, int age, int year_index);

  /// Those alone, to be kept.
  const YearFigures& figures() const { return *this; }

  const Model* model;
  const CohortBooks* books;
  Sex sex;
  int age;  ///< on 1 January; -1 in the year of birth
  int year_index;
  std::vector<const float*>
      factor_columns{};  ///< [factor]: ratios of this sex and age, [position among its lanes x value]

  /// The figure of a lane that varies by year in state.
  float time_in_state(const TimeInState& table, int year_in_state) const;
};

}  // namespace kavel
