#pragma once

namespace kavel {

// The C library's functions differ in their last bits between processors with and without FMA. These use only the IEEE
// operations + - * / and bits, so they give the same bits everywhere. Special values follow C (annex F), without flags.
// Errors are those measured against 80-bit arithmetic in tests/random/math_test.cpp; 1 ulp is the last bit of the
// result.

/// Natural logarithm; within 1 ulp.
double portable_log(double x);

/// log(1 + x); within 1 ulp.
double portable_log1p(double x);

/// Exponential; within 1 ulp.
double portable_exp(double x);

/// exp(x) - 1; within 2 ulp.
double portable_expm1(double x);

/// x to the power y; within 2 ulp while the result is between 1e-10 and 1e10, relative error below 1e-14 anywhere
/// normal.
double portable_pow(double x, double y);

}  // namespace kavel
