#pragma once

#include <cstdint>
#include <vector>

#include "model/model.hpp"
#include "valuation/valuation.hpp"

namespace kavel {

/// For whom and when care is shifted.
struct CareOf {
  Sex sex = Sex::female;
  int age = 0;  ///< on 1 January
  int year_index = 0;
  int level = 0;  ///< cost level
};

/// What a programme shifts of the care of those who take part with one strength, in every sum of CareShifts: quanta a
/// year [state x sum], and quanta each time [lane x sum].
struct CareRates {
  std::vector<std::int64_t> states{};
  std::vector<std::int64_t> lanes{};

  void fill(const Model& model, const Valuation& valuation, const CareProgramme& programme, double strength,
            const CareOf& of);
};

}  // namespace kavel
