#pragma once

#include <vector>

#include "random/instruction_set.hpp"
#include "experiment/study.hpp"

namespace kavel::reference {

/// How a run is divided and computed; nothing of it may change a result.
struct Way {
  InstructionSet instruction_set = InstructionSet::plain;
  int threads = 1;
  int block_size = 0;
};

/// Every instruction set this processor has x 1, 2, 3, 8 threads x blocks of 1, 7, 64, 1000 and the default.
std::vector<Way> all_ways();

/// One way per instruction set; the numbers from 0 on together take all pairs of threads and block size.
std::vector<Way> some_ways(std::size_t number);

/// One thread and two, each with an instruction set and a block size that vary with the number.
std::vector<Way> alone_and_together(std::size_t number);

/// Fails fatally unless the engine's results and traces are the reference's, each way, and arms both by divergence and
/// in full.
void expect_agreement(const Study& study, const std::vector<Way>& ways);

}  // namespace kavel::reference
