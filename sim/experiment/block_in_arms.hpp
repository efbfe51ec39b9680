#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "life/founder_block.hpp"
#include "programme/offers.hpp"
#include "experiment/compiled.hpp"

namespace kavel {

/// Those of a block whose lives an arm has touched, lived twice: in the arm, and beside it as in usual care. Everyone
/// else lives in the arm as in usual care, so
///
///     arm = usual care + Σ over diverged (arm - usual care)
///
/// A person diverges on the 1 January on which a programme enrols them; a child of someone who diverged is born so.
class DivergedBlock {
 public:
  /// `lineages`: of the block.
  DivergedBlock(const BlockRun& arm, const BlockRun& self, std::size_t lineages, const Portfolio& portfolio,
                const Embedding& embedding)
      : embedding_(&embedding),
        shifts_(&arm.valuation->care_shifts),
        common_(self.model->attributes.size()),
        arm_(arm, lineages),
        self_(self, lineages),
        offers_(portfolio, arm.key) {}

  void start_year(int year_index);
  /// Adds who wants a place among those who have diverged.
  void propose(int year_index, std::vector<std::vector<Candidate>>& candidates) {
    offers_.propose(arm_, year_index, candidates);
  }
  void hold(int year_index, CapacityLeft& left) const { offers_.hold(arm_, year_index, left); }
  /// In which year did someone diverge? Null: they live as in usual care.
  const int* since(PersonId person) const;
  /// Someone of usual care diverges on this 1 January, unless they did so today; their place in the arm.
  FounderBlock::Place diverge(const Cohort& cohort, std::size_t row, int year_index);
  void put(int programme, PersonId person, const Answers::Answer& answer) { offers_.put(programme, person, answer); }
  void enrol(int programme, FounderBlock::Place place, int year_index) {
    offers_.enrol(arm_, programme, place, year_index);
  }
  void live(int year_index, Tally& arm, Tally& self);
  void close();
  /// [lineage x outcome]: what the arm adds to the lifetime totals of usual care.
  std::vector<Int128> differences() const;

  static constexpr int from_birth = -1;  ///< since: born to someone who had diverged

 private:
  const Embedding* embedding_;
  const CareShifts* shifts_;
  std::size_t common_;  ///< attributes of usual care
  FounderBlock arm_;
  FounderBlock self_;
  Offers offers_;
  std::unordered_map<std::uint64_t, int> since_{};                  ///< year of divergence by person, or from_birth
  std::unordered_map<std::uint64_t, FounderBlock::Place> today_{};  ///< who diverged on this 1 January
  std::vector<int> same_{};                                         ///< transitions of usual care, in place
};

/// A block in usual care and in all arms at once, year by year.
class BlockInArms {
 public:
  /// What one arm adds to.
  struct ArmTallies {
    Tally* arm = nullptr;   ///< those who diverged, in the arm
    Tally* self = nullptr;  ///< the same people in usual care
  };

  /// `variants`: usual care, then the arms; `arms`: how to run each, with a diary or none.
  template <class Run>
  BlockInArms(const std::vector<CompiledVariant>& variants, const BlockRun& usual, const std::vector<BlockRun>& arms,
              const std::vector<Run>& who)
      : variants_(&variants), key_(usual.key), usual_(usual, who), answers_(variants.front().offerings.size()) {
    const std::size_t outcomes = usual.valuation->outcomes.size();
    const std::size_t lineages = outcomes == 0 ? 0 : usual_.totals().size() / outcomes;
    BlockRun self = usual;
    self.diary = nullptr;
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
      if (arms[arm].diary != nullptr) arms[arm].diary->take_lineages(*usual.diary);
      const CompiledVariant& variant = variants[arm + 1];
      diverged_.push_back(
          std::make_unique<DivergedBlock>(arms[arm], self, lineages, *variant.portfolio, *variant.of_usual_care));
    }
  }

  std::size_t arms() const { return diverged_.size(); }
  /// 1 January: [arm][programme] who wants a place. In the first year the founders enter, which adds to the tally.
  void propose(int year_index, Tally& usual, std::vector<std::vector<std::vector<Candidate>>>& candidates);
  /// Those who take part already use what they use of the arm's capacities.
  void hold(std::size_t arm, int year_index, CapacityLeft& left) const { diverged_[arm]->hold(year_index, left); }
  void enrol(std::size_t arm, int programme, const Candidate& candidate, int year_index);
  void live(int year_index, Tally& usual, const std::vector<ArmTallies>& arms);
  void close();
  /// Of usual care.
  const std::vector<Int128>& totals() const { return usual_.totals(); }
  DivergedBlock& diverged(std::size_t arm) { return *diverged_[arm]; }

 private:
  void propose_in_usual_care(int year_index);
  const Portfolio& portfolio(std::size_t arm) const {
    return present((*variants_)[arm + 1].portfolio, "an arm has a portfolio");
  }

  const std::vector<CompiledVariant>* variants_;
  Key key_;
  FounderBlock usual_;
  std::vector<Answers> answers_;                            ///< [programme of the study]: of who lives as in usual care
  std::vector<std::vector<Candidate>> candidates_{};        ///< [programme of the study]: the same, on this 1 January
  std::vector<std::unique_ptr<DivergedBlock>> diverged_{};  ///< [arm]
};

}  // namespace kavel
