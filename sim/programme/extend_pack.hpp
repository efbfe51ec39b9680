#pragma once

#include <vector>

#include "core/errors.hpp"
#include "model/pack.hpp"
#include "programme/programme.hpp"

namespace kavel {

/// The pack of an arm: that of usual care, with taking part in each programme, and having been in any, as one more
/// attribute and with what the programmes do as ratios, effects and volumes by its states. What stands in the pack of
/// usual care stays as it is, so that someone outside all programmes lives the same life to the last bit.
///
/// Nothing in it makes anyone take part: transitions from `outside`, and between states on enrolment
/// (`current>former/NAME`), have hazard 0. See offers.hpp.
Pack extended(const Pack& usual, const std::vector<const Programme*>& programmes, Problems& problems);

}  // namespace kavel
