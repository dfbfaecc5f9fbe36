// "Did you mean …?"
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "jianyan/message.h"

namespace jianyan::tools {

/// The candidate with the fewest insertions, deletions, replacements and swaps of neighbours, if they are few enough
/// for a slip: one, or a third of the word's length. The first of equals.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      std::span<const std::string_view> candidates);

/// "；是否想写 X？", or nothing.
[[nodiscard]] Message did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace jianyan::tools
