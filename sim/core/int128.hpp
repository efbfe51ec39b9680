#pragma once

namespace kavel {

/// For sums of ticks x quanta and of squares, which pass 64 bits.
__extension__ using Int128 = __int128;

}  // namespace kavel
