#pragma once

#include <gtest/gtest.h>

#include "model/event.hpp"
#include "experiment/results.hpp"

namespace kavel::support {

/// Equal to the last bit, or where they first differ: `EXPECT_TRUE(same_results(a, b))`.
testing::AssertionResult same_results(const Results& expected, const Results& got);

/// Without the full cross.
Results without_cross(Results results);

/// The same events, or the first that differs.
testing::AssertionResult same_trace(const Trace& expected, const Trace& got);

}  // namespace kavel::support
