// FNV-1a, 64 bits (Fowler, Noll and Vo): a hash that is the same everywhere and for ever, where no secret is at stake.
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

}  // namespace jianyan
