#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/int128.hpp"
#include "population/arrivals.hpp"
#include "life/founder_block.hpp"
#include "experiment/compiled.hpp"
#include "experiment/run.hpp"

namespace kavel {

/// Sums over the persons of one sex and age, in integers: hazards in 2^-34 a year, speeds in 2^-32.
struct DeathSums {
  std::int64_t persons = 0;
  Int128 speed = 0;               ///< on the background's lane
  std::vector<Int128> hazards{};  ///< [death lane], as the pack was read
  std::vector<Int128> squares{};  ///< [death lane], of the hazards
};

inline constexpr double hazard_in_sums = 17179869184.0;  ///< 2^34
inline constexpr double speed_in_sums = 4294967296.0;    ///< 2^32

/// What the persons present on one day would die of.
struct DeathComposition {
  std::vector<DeathSums> cells{};  ///< [sex x age on 1 January + 1]

  explicit DeathComposition(std::size_t death_lanes);
  static std::size_t cell(Sex sex, int age) { return sex_age_year(sex, age, 0, 1); }
  void add(const DeathComposition& other);
};

/// A run of all blocks year by year, whose hazards of death may be set anew on every 1 January.
class ReferenceRun {
 public:
  /// Of the study's first variant, without outcomes; `background` and `deaths` are the names of transitions.
  ReferenceRun(const Study& study, const RunOptions& options, const std::string& background,
               const std::vector<std::string>& deaths);
  ~ReferenceRun();

  const Model& model() const { return variant_.model; }
  std::int64_t persons() const { return founders_.persons(); }
  int background() const { return background_; }              ///< lane
  const std::vector<int>& deaths() const { return deaths_; }  ///< lanes

  /// Hazard of a lane at speed 1 as the pack was read, 1/year.
  double base_as_read(int lane, Sex sex, int age, int year) const;
  /// Sets it for one sex, age and year.
  void set_base(int lane, Sex sex, int age, int year, double hazard);

  /// 1 January: what those present would die of in the year.
  DeathComposition start_year(int year);
  /// Lives the year on copies: what those present at its end would die of.
  DeathComposition try_year(int year);
  void live_year(int year);

  /// What the years lived so far add up to.
  Tally tally() const;

 private:
  struct Worker;
  template <class Work>
  DeathComposition over_blocks(const Work& work);
  void make_blocks();
  void take(const FounderBlock& block, int year, DeathComposition& sums) const;
  std::size_t base_at(int lane, Sex sex, int age, int year) const;

  RunOptions options_;
  int threads_;
  Key key_;
  CompiledVariant variant_;
  CacheLines<float> base_as_read_{};
  Founders founders_;
  Newcomers newcomers_;
  Arrivals arrivals_;
  TallyShape shape_;
  int background_ = -1;
  std::vector<int> deaths_{};
  std::unique_ptr<Worker> worker_;  ///< what the threads keep between years
  std::vector<std::unique_ptr<FounderBlock>> blocks_{};
};

}  // namespace kavel
