#pragma once

#include <cstddef>
#include <cstdint>

#include "random/philox.hpp"
#include "model/model.hpp"
#include "valuation/cohort_books.hpp"

namespace kavel {

/// The figures of one sex, age and year from which speeds follow.
struct YearFigures {
  const float* base = nullptr;                    ///< [lane]
  const std::uint32_t* first_products = nullptr;  ///< [lane]: where its speeds by joint value begin
  const std::uint32_t* standing = nullptr;        ///< [lane]: the same number where the same joint values stand still

  /// Are all ratios those of other figures?
  bool has_ratios_of(const YearFigures& other) const { return first_products == other.first_products; }
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
  const std::uint32_t* first_columns;  ///< [factor]: see JointSpeeds::first_column

  /// A factor's ratios of this sex and age, [position among its lanes x value].
  const float* column(std::size_t factor) const { return model->joint.columns.data() + first_columns[factor]; }

  /// The figure of a lane that varies by year in state.
  float time_in_state(const TimeInState& table, int year_in_state) const;
};

}  // namespace kavel
