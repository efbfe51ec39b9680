#pragma once

#include <string>
#include <vector>

#include "experiment/compiled.hpp"
#include "experiment/results.hpp"

namespace kavel {

/// What results of all arms are told over: the attributes, transitions and activities of usual care, then those that
/// programmes add. Who lives in an arm without a programme is outside it all their life.
class Axes {
 public:
  explicit Axes(const std::vector<CompiledVariant>& variants);

  struct Place {
    std::size_t variant = 0, index = 0;
  };
  /// Each with the first variant that has it.
  const std::vector<Place>& attributes() const { return attributes_; }
  const std::vector<Place>& transitions() const { return transitions_; }
  const std::vector<Place>& activities() const { return activities_; }

  /// A variant's results, and lives, over these axes.
  void align(VariantResults& results, std::size_t variant) const;
  void align(std::vector<RecordedLife>& lives) const;
  /// A life over these axes as its own variant has it.
  RecordedLife own(RecordedLife life) const;

 private:
  struct Map {
    std::vector<int> attributes{}, states{}, transitions{}, activities{};  ///< [of the variant]: where among all
    std::vector<int> outside{};                                            ///< first states of attributes it lacks
  };
  void align(Array<double>& person_years, const Map& map) const;
  void align(Trajectories& results, const Map& map) const;

  int states_ = 0;
  std::vector<Place> attributes_{}, transitions_{}, activities_{};
  std::vector<Map> maps_{};                ///< [variant]
  std::vector<std::size_t> own_states_{};  ///< [variant]: of its first attribute
};

}  // namespace kavel
