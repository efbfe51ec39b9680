#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/ids.hpp"
#include "population/block_order.hpp"
#include "population/population.hpp"

namespace kavel {

/// Random groups into which founder lineages fall, for standard errors of anything by year (Wolter 2007, ch. 2).
inline constexpr int random_groups = 64;

/// A run of founders alike in sex, age, area, SES and affiliation; their ids follow each other.
struct FounderRun {
  PersonId first{};
  std::int64_t persons = 0;
  Sex sex = Sex::female;
  int age = 0;
  int area = 0;
  int ses = 0;
  int affiliation = 0;
  std::span<const std::int16_t> given{};  ///< [attribute]: state at the start, -1 where drawn; those beyond are drawn
  int zone = 0;                           ///< see zones.hpp
  int cohort = 0;                         ///< position of (sex, age) among the cohorts present

  /// Those from position `begin` on.
  FounderRun part(std::int64_t begin, std::int64_t of_persons) const {
    FounderRun run = *this;
    run.first.value += static_cast<std::uint64_t>(begin);
    run.persons = of_persons;
    return run;
  }
};

/// The founders of a study, numbered from 0 in the order sex, age, area, SES, affiliation, states given.
class Founders {
 public:
  /// Blocks are cut from them by cost level, where areas differ in it.
  explicit Founders(const Population& population, const std::vector<int>& level_of_area = {});
  Founders(const Founders&) = delete;  // runs point into given_
  Founders& operator=(const Founders&) = delete;

  std::int64_t persons() const { return persons_; }
  int cohorts() const { return static_cast<int>(cohort_sizes_.size()); }
  const std::vector<std::int64_t>& cohort_sizes() const { return cohort_sizes_; }

  /// Those at first … first + persons - 1 in the order of blocks, run by run.
  std::vector<FounderRun> between(std::int64_t first, std::int64_t persons) const;

 private:
  std::vector<std::vector<std::int16_t>> given_{};
  BlockOrder<FounderRun> runs_{};
  std::vector<std::int64_t> cohort_sizes_{};
  std::int64_t persons_ = 0;
};

/// Systematic: the groups are alike in sex, age and area, as the population itself is fixed and only chance differs.
constexpr int random_group_of(PersonId founder) { return static_cast<int>(founder.value % random_groups); }

}  // namespace kavel
