#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/person.hpp"
#include "model/event.hpp"
#include "population/lineage_sample.hpp"
#include "population/rows.hpp"

namespace kavel {

/// A person as they came: there at the start, born, or arrived.
struct Beginning {
  PersonId person{};
  PersonId first_of_lineage{};
  std::optional<PersonId> mother{};  ///< if she is in the simulation
  Sex sex = Sex::female;
  int first_age = 0;  ///< on the study's first 1 January; below -1 for those born later
  int area = 0;
  int ses = 0;
  Moment from = 0;
  std::vector<std::uint8_t> states{};  ///< [attribute]
};

/// What is written down of a block's lives, of all or only of sampled lineages, in the order in which it happens to
/// each person. A run that wants none has none and pays nothing.
class Diary {
 public:
  /// `sample`: whose lineages; null: everyone's.
  explicit Diary(const LineageSample* sample = nullptr) : sample_(sample) {}

  /// Lineages are told in the order of their position in the block, before anyone of them begins.
  void add_lineage(PersonId first) {
    firsts_.push_back(first);
    wanted_.push_back(sample_ == nullptr || sample_->contains(first));
  }
  /// The same lineages as another diary.
  void take_lineages(const Diary& other) {
    firsts_ = other.firsts_;
    wanted_ = other.wanted_;
  }
  void begin(const PersonKey& key, const Beginning& beginning) {
    if (!wants(key)) return;
    beginnings_.push_back(beginning);
    beginnings_.back().person = key.id;
    beginnings_.back().first_of_lineage = firsts_[static_cast<std::size_t>(key.lineage)];
    beginnings_.back().area = key.area;
    beginnings_.back().ses = key.ses;
  }
  void add(const PersonKey& key, const Event& event) {
    if (wants(key)) events_.push_back(event);
  }

  std::vector<Beginning>& beginnings() { return beginnings_; }
  Trace& events() { return events_; }

 private:
  bool wants(const PersonKey& key) const { return wanted_[static_cast<std::size_t>(key.lineage)]; }

  const LineageSample* sample_;
  std::vector<PersonId> firsts_{};  ///< [lineage]
  std::vector<bool> wanted_{};      ///< [lineage]
  std::vector<Beginning> beginnings_{};
  Trace events_{};
};

}  // namespace kavel
