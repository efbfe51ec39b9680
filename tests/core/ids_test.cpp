#include "core/ids.hpp"

#include <type_traits>

#include <gtest/gtest.h>

namespace kavel {

TEST(Id, KindsCannotBeMistakenForEachOther) {
  static_assert(!std::is_convertible_v<PersonId, StreamId>);
  static_assert(!std::is_convertible_v<StreamId, PersonId>);
  static_assert(!std::is_convertible_v<std::uint64_t, PersonId>);
}

TEST(Id, IsOrderedByItsValue) {
  EXPECT_LT(PersonId{1}, PersonId{2});
  EXPECT_EQ(StreamId{7}, StreamId{7});
  EXPECT_EQ(PersonId{}.value, 0u);
}

}  // namespace kavel
