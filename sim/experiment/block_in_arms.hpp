#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "life/founder_block.hpp"
#include "programme/offers.hpp"
#include "experiment/arm_sets.hpp"
#include "experiment/compiled.hpp"
#include "experiment/tell_apart.hpp"

namespace kavel {

/// Those of a block whose lives an arm has touched. They live in the arm too, and what usual care lived of them is told
/// once more beside it. Everyone else lives in the arm as in usual care, so
///
///     arm = usual care + Σ over diverged (arm - usual care)
///
/// A person diverges on the 1 January on which a programme enrols them; a child of someone who diverged is born so.
class DivergedBlock {
 public:
  /// `lineages`: of the block; `has_diverged`: [PersonKey::mark in usual care].
  DivergedBlock(const BlockRun& arm, std::size_t lineages, const Portfolio& portfolio, const Embedding& embedding,
                const std::vector<std::uint8_t>& has_diverged)
      : embedding_(&embedding),
        telling_{&embedding.transitions, &has_diverged},
        arm_(arm, lineages, telling_),
        offers_(portfolio, arm.key),
        twins_(*arm.valuation, embedding) {}

  void start_year(int year_index);
  /// Adds who wants a place among those who have diverged.
  void propose(int year_index, std::vector<std::vector<Candidate>>& candidates) {
    offers_.propose(arm_, year_index, candidates);
  }
  void hold(int year_index, CapacityLeft& left) const { offers_.hold(arm_, year_index, left); }
  /// Someone of usual care diverges on this 1 January, unless they did so today; their place in the arm.
  FounderBlock::Place diverge(const FounderBlock& usual, FounderBlock::Place place, int year_index);
  /// What someone here answered in usual care.
  void put(std::size_t programme, FounderBlock::Place place, const Answers::Answer& answer) {
    offers_.put(programme, arm_.cohorts()[place.cohort].rows.key(place.row), answer);
  }
  void enrol(int programme, FounderBlock::Place place, int year_index) {
    offers_.enrol(arm_, programme, place, year_index);
  }
  /// Before usual care lives the year: who is not on 1 January just as they are there. `diverged`: who has diverged, by
  /// cohort of usual care.
  void compare(const FounderBlock& usual, const std::vector<std::vector<std::uint32_t>>& diverged) {
    twins_.tell_apart(arm_, usual, diverged);
    compared_ = diverged.size();
  }
  /// After: adds what the arm's year adds to that of usual care.
  void live(const FounderBlock& usual, int year_index, Tally& tally);
  void close(const FounderBlock& usual, const std::vector<std::vector<std::uint32_t>>& diverged);
  /// A child is born in usual care to someone who has diverged.
  void bear(PersonId child) { since_.emplace(child.value, from_birth); }
  const FounderBlock& block() const { return arm_; }
  /// In which year did someone diverge? Null: they live as in usual care.
  const int* since(PersonId person) const;
  /// [lineage x outcome]: what the arm adds to the lifetime totals of usual care.
  const std::vector<Int128>& differences() const { return arm_.totals(); }

  static constexpr int from_birth = -1;  ///< since: born to someone who had diverged

 private:
  const Embedding* embedding_;
  Telling telling_;
  FounderBlock arm_;
  Offers offers_;
  Twins twins_;
  std::size_t compared_ = 0;                        ///< cohorts of usual care that there were on 1 January
  std::unordered_map<std::uint64_t, int> since_{};  ///< year of divergence by person, or from_birth
  std::unordered_map<std::uint64_t, FounderBlock::Place> today_{};  ///< who diverged on this 1 January
};

/// A block in usual care and in all arms at once, year by year.
class BlockInArms {
 public:
  /// `variants`: usual care, then the arms; `arms`: how to run each, with a diary or none.
  BlockInArms(const BlockInArms&) = delete;
  BlockInArms& operator=(const BlockInArms&) = delete;
  template <class Run>
  BlockInArms(const std::vector<CompiledVariant>& variants, const BlockRun& usual, const std::vector<BlockRun>& arms,
              const std::vector<Run>& who)
      : variants_(&variants),
        key_(usual.key),
        usual_(with_shelf(followed(usual)), who),
        answers_(variants.front().offerings.size()),
        sets_(arms.size()),
        rows_(arms.size()) {
    const std::size_t outcomes = usual.valuation->outcomes.size();
    const std::size_t lineages = outcomes == 0 ? 0 : usual_.totals().size() / outcomes;
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
      if (arms[arm].diary != nullptr) arms[arm].diary->take_lineages(*usual.diary);
      const CompiledVariant& variant = variants[arm + 1];
      diverged_.push_back(std::make_unique<DivergedBlock>(with_shelf(arms[arm]), lineages, portfolio(arm),
                                                          present(variant.of_usual_care, "an arm has an embedding"),
                                                          sets_.holding(arm)));
    }
  }

  std::size_t arms() const { return diverged_.size(); }
  /// 1 January: [arm][programme] who wants a place. In the first year the founders enter, which adds to the tally.
  void propose(int year_index, Tally& usual, std::vector<std::vector<std::vector<Candidate>>>& candidates);
  /// Those who take part already use what they use of the arm's capacities.
  void hold(std::size_t arm, int year_index, CapacityLeft& left) const { diverged_[arm]->hold(year_index, left); }
  void enrol(std::size_t arm, int programme, const Candidate& candidate, int year_index);
  /// `arms`: what each arm adds to usual care.
  void live(int year_index, Tally& usual, const std::vector<Tally*>& arms);
  /// Persons that live in usual care and in the arms.
  std::int64_t persons() const;
  void close();
  /// Of usual care.
  const std::vector<Int128>& totals() const { return usual_.totals(); }
  DivergedBlock& diverged(std::size_t arm) { return *diverged_[arm]; }

 private:
  static BlockRun followed(BlockRun run) {
    run.follows = true;
    return run;
  }
  BlockRun with_shelf(BlockRun run) {
    run.shelf = &shelf_;
    return run;
  }
  void propose_in_usual_care(int year_index);
  void find_diverged();
  void note_births(int year_index);
  std::uint32_t arms_of(FounderBlock::Place place) const {
    return usual_.cohorts()[place.cohort].rows.key(place.row).mark;
  }
  const Portfolio& portfolio(std::size_t arm) const {
    return present((*variants_)[arm + 1].portfolio, "an arm has a portfolio");
  }

  const std::vector<CompiledVariant>* variants_;
  Key key_;
  BookShelf shelf_{};
  FounderBlock usual_;
  Answers answers_;                                         ///< of who lives as in usual care
  std::vector<std::vector<Candidate>> candidates_{};        ///< [programme of the study]: the same, on this 1 January
  ArmSets sets_;                                            ///< in which someone has diverged: their mark in usual care
  std::vector<std::unique_ptr<DivergedBlock>> diverged_{};  ///< [arm]
  std::vector<std::vector<std::vector<std::uint32_t>>> rows_{};  ///< [arm x cohort of usual care]: who has diverged
};

}  // namespace kavel
