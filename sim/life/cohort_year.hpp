#pragma once

#include <vector>

#include "random/philox.hpp"
#include "model/model.hpp"
#include "valuation/cohort_books.hpp"

namespace kavel {

/// What one cohort's persons share in one calendar year: base hazards, ratios of their age, and their books.
struct CohortYear {
  CohortYear(const Model& model, const CohortBooks& books, Sex sex, int age, int year_index);

  const Model* model;
  const CohortBooks* books;
  Sex sex;
  int age;  ///< on 1 January; -1 in the year of birth
  int year_index;
  const float* base;                    ///< [lane]
  const std::uint32_t* first_products;  ///< [lane]: where its speeds by joint value begin, of this sex and age
  std::vector<const float*>
      factor_columns{};  ///< [factor]: ratios of this sex and age, [position among its lanes x value]

  /// The figure of a lane that varies by year in state.
  float time_in_state(const TimeInState& table, int year_in_state) const;
};

}  // namespace kavel
