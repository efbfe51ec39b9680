#pragma once

#include <cstdint>
#include <vector>

#include "core/ids.hpp"
#include "random/philox.hpp"
#include "random/stream.hpp"
#include "model/model.hpp"
#include "population/block_order.hpp"
#include "population/population.hpp"

namespace kavel {

/// Arrivals of one year and flow who are alike in sex, age, area and SES.
struct ArrivalRun {
  std::int64_t first = 0;  ///< number of the first among all arrivals of the study
  std::int32_t persons = 0;
  std::uint32_t index = 0;  ///< of the first among those alike
  Key alike{};
  int flow = 0;  ///< index into Model::arrivals
  int year_index = 0;
  Sex sex = Sex::female;
  int first_age = 0;  ///< on the study's first 1 January; below -1 for those born later
  int area = 0;
  int ses = 0;
  int cohort = 0;  ///< position of (sex, birth year) among those present

  /// Those from position `begin` on.
  ArrivalRun part(std::int64_t begin, std::int64_t of_persons) const {
    ArrivalRun run = *this;
    run.first += begin;
    run.index += static_cast<std::uint32_t>(begin);
    run.persons = static_cast<std::int32_t>(of_persons);
    return run;
  }

  int age() const { return first_age + year_index; }  ///< on 1 January of the year in which they arrive
  PersonId id(int start, std::int32_t i) const {
    return arrival_of(alike, start + year_index, sex, age(), index + static_cast<std::uint32_t>(i));
  }
};

/// All who arrive in a study, in the order sex, birth year, year of arrival, area, SES, flow. Their number follows from
/// the inhabitants at the start, never from those of the day.
class Arrivals {
 public:
  Arrivals() = default;
  Arrivals(const Population& population, const Model& model, Key key, const std::vector<int>& level_of_area = {});

  std::int64_t persons() const { return persons_; }
  int cohorts() const { return static_cast<int>(cohort_sizes_.size()); }
  const std::vector<std::int64_t>& cohort_sizes() const { return cohort_sizes_; }

  /// Those at first … first + persons - 1 in the order of blocks, run by run.
  std::vector<ArrivalRun> between(std::int64_t first, std::int64_t persons) const;

 private:
  void add(const Population& population, const Model& model, Key key, int flow, int year, int area, double inhabitants,
           std::vector<ArrivalRun>& runs);
  void put_in_order(std::vector<ArrivalRun>& runs);

  BlockOrder<ArrivalRun> runs_{};
  std::vector<std::int64_t> cohort_sizes_{};
  std::int64_t persons_ = 0;
};

/// When in its year someone arrives, in (0, ticks_per_year]; in discrete dynamics at the end of a cycle.
Ticks arrival_tick(const Model& model, int flow, Key key, PersonId person);

}  // namespace kavel
