#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "random/normal_batch.cpp"
#include "random/normal_batch.hpp"

#include <hwy/foreach_target.h>  // compiles this file once per target
#include <hwy/highway.h>

#include "random/instruction_set.hpp"
#include "random/normal.hpp"
#include "random/normal_ratios.hpp"
#include "random/words-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace kavel {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using words::Reals;
using words::RealTag;
using words::Words;
using words::WordTag;

constexpr int parts = normals_at_once / words::part_lanes;

HWY_INLINE Reals<parts> polynomial(const std::array<double, 8>& coefficients, const Reals<parts>& x) {
  Reals<parts> sum = x * coefficients[0] + coefficients[1];
  for (std::size_t i = 2; i < coefficients.size(); ++i) sum = sum * x + coefficients[i];
  return sum;
}

HWY_INLINE Reals<parts> value(const NormalRatio& ratio, const Reals<parts>& x) {
  return polynomial(ratio.above, x) / polynomial(ratio.below, x);
}

/// normal_quantile, in the centre and at the side for every lane. None lies beyond: sqrt(-log(2^-33)) is 4.8.
void normals_in_vectors(const RoundKeys& keys, PersonId person, const std::uint32_t* streams, double* draws) {
  const Words<parts> drawn = words::first_words<parts>(keys, person, streams) & 0xFFFFFFFF;
  const Reals<parts> q = words::real_of(drawn, 0.5) * 0x1p-32 - 0.5;
  Reals<parts> square = q * q;
  Words<parts> nearer;  // the word as far from 0 as this one is from the nearer end: 1 - p is that of all bits turned
  for (int part = 0; part < parts; ++part) {
    const auto upper = hn::RebindMask(WordTag{}, hn::Not(hn::Lt(q.part[part], hn::Zero(RealTag{}))));
    nearer.part[part] = hn::Xor(drawn.part[part], hn::IfThenElseZero(upper, hn::Set(WordTag{}, 0xFFFFFFFF)));
    square.part[part] = hn::Sub(hn::Set(RealTag{}, normal_centre_square), square.part[part]);
  }
  const Reals<parts> centre = q * value(normal_centre, square);
  Reals<parts> r = words::log_of(nearer);
  for (int part = 0; part < parts; ++part) r.part[part] = hn::Sqrt(hn::Neg(r.part[part]));
  const Reals<parts> side = value(normal_side, r - normal_side_start);
  for (int part = 0; part < parts; ++part) {
    const auto central = hn::Le(hn::Abs(q.part[part]), hn::Set(RealTag{}, normal_centre_end));
    const auto of_side = hn::CopySign(side.part[part], q.part[part]);
    hn::StoreU(hn::IfThenElse(central, centre.part[part], of_side), RealTag{}, draws + part * words::part_lanes);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace kavel
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kavel {
namespace {

HWY_EXPORT(normals_in_vectors);

}  // namespace

void normal_draws(Key key, PersonId person, const std::uint32_t* streams, double* draws) {
  if (in_use() != InstructionSet::plain) {
    HWY_DYNAMIC_DISPATCH(normals_in_vectors)(round_keys_of(key), person, streams, draws);
    return;
  }
  for (int i = 0; i < normals_at_once; ++i) {
    draws[i] = normal_quantile(uniform(random_word(key, person, {streams[i]}, 0)));
  }
}

}  // namespace kavel
#endif
