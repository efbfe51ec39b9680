#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kavel {

/// What the vector code runs on. `plain` is scalar code without vectors; results are the same on all.
enum class InstructionSet : std::uint8_t { plain, sse4, avx2, avx512 };
inline constexpr std::array<std::string_view, 4> instruction_set_names{"plain", "sse4", "avx2", "avx512"};

/// Those this processor has, slowest first; always `plain` and `sse4` (x86-64-v2).
std::vector<InstructionSet> available_instruction_sets();

/// Uses this one from now on in all vector code. Call it while no other thread runs such code.
void use_only(InstructionSet set);

/// Uses the best available, as is done from the start. Call it while no other thread runs such code.
void use_best();

/// The one in use. Code that dispatches by highway must take its scalar path when this is `plain`.
InstructionSet in_use();

}  // namespace kavel
