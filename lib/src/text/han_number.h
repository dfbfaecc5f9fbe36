// Numbers written out in characters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jianyan {

/// By value.
inline constexpr std::u32string_view kHanDigits = U"〇一二三四五六七八九";

/// 12 → 十二. Precondition: 0 < number < 10000.
[[nodiscard]] std::string han_number(std::uint32_t number);

}  // namespace jianyan
