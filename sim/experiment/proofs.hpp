#pragma once

#include <cstdint>
#include <vector>

#include "tally/tally.hpp"
#include "experiment/compiled.hpp"
#include "experiment/results.hpp"

namespace kavel {

/// Compares the tallies of an arm with those of usual care, cell by cell. BrokenPromise, with who and when, if any
/// differ in a year before the first start in a programme, or at all where nobody starts.
ArmProof prove_arm(const CompiledVariant& arm, const Tally& tally, const Tally& usual,
                   const std::vector<std::string>& ses_groups);

/// BrokenPromise, with when, if persons are not conserved.
void prove_conserved(const std::string& variant, const Conservation& persons, int start);

}  // namespace kavel
