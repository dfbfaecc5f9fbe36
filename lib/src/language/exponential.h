// e to the x from products and sums only: compilers make vectors of it, and every machine gets the same.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

namespace jianyan {

/// Within 2 parts in a million; for x beyond ±80 that of the limit.
[[nodiscard]] inline float exponential(float x) noexcept {
  constexpr float kDigits = 1.44269504F;         // of base 2 in one of base e
  constexpr float kRounding = 12582912.0F;       // 1.5 · 2²³: what is added to it loses its fraction
  x = std::max(-80.0F, std::min(80.0F, x)) * kDigits;
  const float whole = x + kRounding;
  const float rest = x - (whole - kRounding);
  float power = 1.53389825e-4F;                  // 2 to the rest, as a series
  power = power * rest + 1.33988744e-3F;
  power = power * rest + 9.61843e-3F;
  power = power * rest + 5.5503363e-2F;
  power = power * rest + 2.40226510e-1F;
  power = power * rest + 6.93147182e-1F;
  power = power * rest + 1.0F;
  return power * std::bit_cast<float>((std::bit_cast<std::uint32_t>(whole) << 23) + 0x3F800000U);
}

}  // namespace jianyan
