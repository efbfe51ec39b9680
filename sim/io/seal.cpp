#include "io/seal.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace kavel {

namespace {

constexpr std::array<char, 8> mark{'k', 'a', 'v', 'e', 'l', 's', 'u', 'm'};

std::uint64_t word_at(std::span<const std::byte> bytes, std::size_t from) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data() + from, std::min(sizeof word, bytes.size() - from));
  return word;
}

/// FNV-1a over words instead of bytes, with a shift so that high bits count: each step is one to one.
std::uint64_t checksum(std::span<const std::byte> bytes) {
  std::uint64_t sum = 0xcbf29ce484222325U;
  for (std::size_t i = 0; i < bytes.size(); i += sizeof sum) {
    sum = (sum ^ word_at(bytes, i)) * 0x100000001b3U;
    sum ^= sum >> 32;
  }
  return sum;
}

std::array<std::byte, seal_bytes> seal_of(std::span<const std::byte> bytes) {
  std::array<std::byte, seal_bytes> result{};
  const std::array<std::uint64_t, 2> numbers{bytes.size(), checksum(bytes)};
  std::memcpy(result.data(), mark.data(), mark.size());
  std::memcpy(result.data() + mark.size(), numbers.data(), sizeof numbers);
  return result;
}

}  // namespace

void seal(std::vector<std::byte>& file) {
  const std::array<std::byte, seal_bytes> end = seal_of(file);
  file.insert(file.end(), end.begin(), end.end());
}

bool is_sealed(std::span<const std::byte> file) {
  if (file.size() < seal_bytes) return false;
  const std::array<std::byte, seal_bytes> end = seal_of(file.first(file.size() - seal_bytes));
  return std::equal(end.begin(), end.end(), file.last(seal_bytes).begin());
}

}  // namespace kavel
