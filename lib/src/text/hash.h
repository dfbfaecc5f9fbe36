// Hashes that are the same everywhere and for ever, where no secret is at stake. Of bytes: FNV-1a, 64 bits (Fowler, Noll and
// Vo); it does not mix, so its order is near that of the texts.
#pragma once

#include <cstdint>
#include <string_view>

namespace jianyan {

inline constexpr std::uint64_t kFnvBasis = 0xcbf29ce484222325u;

/// The hash of what gave `hash`, followed by `bytes`.
[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = kFnvBasis) noexcept {
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
  return hash;
}

/// All bits of a number mixed, so that neighbours share none: the last step of SplitMix64 (Steele, Lea, Flood 2014).
[[nodiscard]] constexpr std::uint64_t mix_bits(std::uint64_t number) noexcept {
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9u;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EBu;
  return number ^ (number >> 31);
}

}  // namespace jianyan
