// Foreign names in Chinese characters.
#pragma once

#include <cstddef>

#include "rules/characters.h"

namespace jianyan {

/// Whether the characters on both sides of the mark at `dot` are those with which foreign names are written:
/// 列夫.托尔斯泰. At least two before it and three behind, or three and two: shorter runs occur in other words.
[[nodiscard]] bool separates_foreign_name(const Characters& c, std::size_t dot) noexcept;

}  // namespace jianyan
