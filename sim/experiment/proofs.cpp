#include "experiment/proofs.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "core/errors.hpp"
#include "core/person.hpp"
#include "tally/difference.hpp"

namespace kavel {

namespace {

/// Do two arrays [cell x …] hold the same for a cell?
template <class Value>
bool same_in(const std::vector<Value>& a, const std::vector<Value>& b, std::size_t cell, std::size_t cells) {
  const std::size_t width = a.size() / cells;
  const auto first = static_cast<std::ptrdiff_t>(cell * width);
  const auto end = static_cast<std::ptrdiff_t>((cell + 1) * width);
  return std::equal(a.begin() + first, a.begin() + end, b.begin() + first, b.begin() + end);
}

bool same_in(const Tally& a, const Tally& b, std::size_t cell, std::size_t cells) {
  const Cells& one = a.by_sex_age_ses;
  const Cells& other = b.by_sex_age_ses;
  const WellbeingCells& fares = a.wellbeing.by_sex_age_ses;
  const WellbeingCells& fared = b.wellbeing.by_sex_age_ses;
  return same_in(one.ticks, other.ticks, cell, cells) && same_in(one.events, other.events, cell, cells) &&
         same_in(one.outcomes, other.outcomes, cell, cells) && same_in(one.volumes, other.volumes, cell, cells) &&
         same_in(one.deductibles, other.deductibles, cell, cells) &&
         same_in(fares.measured, fared.measured, cell, cells) && same_in(fares.values, fared.values, cell, cells);
}

/// [year]: starts in any programme.
std::vector<std::int64_t> starts_of(const Portfolio& portfolio, const Tally& tally) {
  std::vector<std::int64_t> starts(static_cast<std::size_t>(tally.shape.years), 0);
  const auto width = static_cast<std::size_t>(tally.shape.transitions);
  const std::size_t a_year = tally.by_group.events.size() / starts.size();
  for (std::size_t i = 0; i < tally.by_group.events.size(); ++i) {
    for (const OfferedProgramme& programme : portfolio.programmes) {
      const std::vector<int>& lanes = programme.start_lanes;
      if (std::find(lanes.begin(), lanes.end(), static_cast<int>(i % width)) != lanes.end())
        starts[i / a_year] += tally.by_group.events[i];
    }
  }
  return starts;
}

/// `women, age group 3, low`
std::string words_of(const TallyShape& shape, std::size_t cell, const std::vector<std::string>& ses_groups) {
  const std::size_t ses = cell / static_cast<std::size_t>(shape.strata() / shape.ses_groups) % ses_groups.size();
  const std::size_t row = cell / static_cast<std::size_t>(shape.strata());
  const auto group = static_cast<int>(row % static_cast<std::size_t>(shape.age_groups));
  const std::size_t sex = row / static_cast<std::size_t>(shape.age_groups) % sexes;
  const auto first = std::find(shape.group_of_age.begin(), shape.group_of_age.end(), group);
  const int age = std::max(0, static_cast<int>(first - shape.group_of_age.begin()) - 1);
  return fmt::format("{} from age {}, SES {}", sex_names[sex], age, ses_groups[ses]);
}

}  // namespace

ArmProof prove_arm(const CompiledVariant& arm, const Tally& tally, const Tally& usual,
                   const std::vector<std::string>& ses_groups) {
  const Tally known = embedded(usual, tally.shape, present(arm.of_usual_care, "an arm knows usual care"));
  ArmProof proof;
  proof.starts = starts_of(present(arm.portfolio, "an arm has a portfolio"), tally);
  proof.differing.assign(proof.starts.size(), 0);
  const std::size_t a_year = std::size_t{sexes} * static_cast<std::size_t>(tally.shape.age_groups) *
                             static_cast<std::size_t>(tally.shape.strata());
  bool started = false;
  for (std::size_t year = 0; year < proof.starts.size(); ++year) {
    started = started || proof.starts[year] > 0;
    for (std::size_t cell = year * a_year; cell < (year + 1) * a_year; ++cell) {
      if (same_in(tally, known, cell, a_year * proof.starts.size())) continue;
      ++proof.differing[year];
      if (started) continue;
      throw BrokenPromise(fmt::format("arm {} differs from usual care before anyone starts in a programme: {}, {}",
                                      arm.name, words_of(tally.shape, cell, ses_groups),
                                      arm.model.start + static_cast<int>(year)));
    }
  }
  return proof;
}

void prove_conserved(const std::string& variant, const Conservation& of, int start) {
  for (std::size_t year = 0; year < of.start.size(); ++year) {
    const std::int64_t left =
        of.start[year] + of.births[year] + of.arrivals[year] - of.deaths[year] - of.departures[year];
    const bool went_on = year == 0 || of.start[year] == of.end[year - 1];
    if (left == of.end[year] && went_on) continue;
    throw BrokenPromise(fmt::format("persons are not conserved: {}, {}: {} at the start, {} at the end, {} expected",
                                    variant, start + static_cast<int>(year), of.start[year], of.end[year], left));
  }
}

}  // namespace kavel
