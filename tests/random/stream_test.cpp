#include "random/stream.hpp"

#include <set>
#include <string>
#include <unordered_set>

#include <gtest/gtest.h>

namespace kavel {
namespace {

// Pinned: a change here changes the luck of everyone in every study ever run.
TEST(StreamOf, IsPermanent) {
  static_assert(stream_of("") == StreamId{0x3618E079});
  static_assert(stream_of("stroke.none>acute") == StreamId{0x7CFDE9F3});
  static_assert(stream_of("programme.gli.uptake") == StreamId{0xB3CAED4C});
  static_assert(stream_of("birth@sex") == StreamId{0x1A1EC86D});
}

TEST(StreamOf, TellsSimilarNamesApart) {
  std::set<StreamId> streams;
  for (int attribute = 0; attribute < 100; ++attribute) {
    for (int transition = 0; transition < 10; ++transition) {
      streams.insert(stream_of("attribute" + std::to_string(attribute) + ".transition" + std::to_string(transition)));
    }
  }
  EXPECT_EQ(streams.size(), 1000U);
}

TEST(ChildOf, IsPermanent) {
  static_assert(child_of({0}, 0) == PersonId{0x9F06B3E1F0197EC9});
  static_assert(child_of({123456789}, 2) == PersonId{0xC36C73AB05C59D8D});
  static_assert(child_of(child_of({0}, 0), 1) == PersonId{0x9A8D07A837534D11});
}

TEST(ChildOf, IsUniqueAndNeverAFounder) {
  constexpr std::uint64_t mothers = 250000;
  std::unordered_set<std::uint64_t> ids;
  ids.reserve(5 * mothers);
  for (std::uint64_t mother = 0; mother < mothers; ++mother) {
    for (std::uint32_t parity = 0; parity < 4; ++parity) {
      const PersonId child = child_of({mother}, parity);
      EXPECT_GE(child.value, newborn_mark);
      ids.insert(child.value);
    }
    ids.insert(child_of(child_of({mother}, 0), 0).value);  // and a grandchild
  }
  EXPECT_EQ(ids.size(), 5 * mothers);
  EXPECT_LT(founder_limit, newborn_mark);
}

}  // namespace
}  // namespace kavel
