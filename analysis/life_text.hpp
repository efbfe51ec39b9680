#pragma once

#include <string>
#include <vector>

#include "analysis/life_story.hpp"

namespace kavel {

/// What a told life needs beside itself.
struct LifeSetting {
  std::string title{};  ///< of the study
  int start = 0;
  std::vector<std::string> outcomes{};
  std::vector<std::string> units{};
  Care care{};  ///< activities and who pays them
  std::vector<Deductible> deductibles{};
  bool has_cost = false;
  bool one_arm = true;
  bool one_area = true;
  bool one_ses = true;
};

/// `A woman, born in 1950, living in Noord.`
std::string who_text(const LifeStory& story, const LifeSetting& setting);

/// What capacity is that was freed and filled again, of an account that holds any; else nothing.
std::string filled_again_note(const LifeAccount& account, const Care& care);

/// Whose costs they are that a life is told with.
std::string costs_note(const LifeSetting& setting);

/// A life in plain words, in the order it happened, and what it cost whom by year.
std::string life_text(const LifeStory& story, const LifeTeller& teller, const LifeSetting& setting);

/// How the same person's life in another arm differs from this one.
std::string difference_text(const LifeStory& story, const LifeStory& other, const LifeTeller& teller,
                            const LifeSetting& setting);

/// `ihd acute, smoking former`: what does not go without saying; may be nothing.
std::string remarkable_text(const std::vector<NamedState>& states, const LifeTeller& teller);

/// `dies (ihd)`, `ihd: none → acute`, `gives birth to a girl, person 123`, `Smoking groups: starts`: what a happening
/// is.
std::string happening_text(const Happening& happening, const Labels& labels);

}  // namespace kavel
