// "Did you mean": the nearest of a list of names.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace jianyan {

/// Number of insertions, deletions, substitutions and swaps of neighbours between two ASCII names. O(a · b).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The name with the smallest distance, if that is at most a third of the word's length (at least 1); the first of
/// equals.
[[nodiscard]] std::optional<std::string_view> nearest_name(std::string_view word,
                                                           std::span<const std::string_view> names);

}  // namespace jianyan
