#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace kavel {

inline constexpr std::size_t cache_line = 64;  ///< bytes

/// Memory that begins on a cache line, so that no vector of a row lies on two. A vector that grows leaves new values
/// unset unless told what they are: rows are filled as persons come.
template <class Value>
struct CacheLineAllocator {
  using value_type = Value;

  CacheLineAllocator() = default;
  // Implicit, as a container turns an allocator into that of its nodes.
  template <class Other>
  CacheLineAllocator(const CacheLineAllocator<Other>&) {}  // NOLINT(google-explicit-constructor)

  Value* allocate(std::size_t count) {
    return static_cast<Value*>(::operator new (count * sizeof(Value), std::align_val_t{cache_line}));
  }
  void deallocate(Value* values, std::size_t) { ::operator delete (values, std::align_val_t{cache_line}); }
  template <class Other>
  void construct(Other* place) {
    ::new (static_cast<void*>(place)) Other;
  }
  friend bool operator==(const CacheLineAllocator&, const CacheLineAllocator&) { return true; }
};

template <class Value>
using CacheLines = std::vector<Value, CacheLineAllocator<Value>>;

/// Asks the memory for the lines of so many values that will be written, so that they are there in time.
template <class Value>
void prefetch_lines(const Value* first, std::size_t count) {
  const char* bytes = reinterpret_cast<const char*>(first);
  for (std::size_t at = 0; at < count * sizeof(Value); at += cache_line) __builtin_prefetch(bytes + at, 1);
}

}  // namespace kavel
