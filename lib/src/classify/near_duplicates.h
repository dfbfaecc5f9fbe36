// Records that say almost the same, as when a text is filed twice: they must not stand on both sides of a test.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace jianyan {

/// A sketch of a text: two texts agree in about as many places as they share of their character trigrams.
struct TextSketch {
  static constexpr std::size_t kSize = 64;
  std::uint32_t least[kSize];
  bool empty = true;  ///< fewer than three characters: never a duplicate
};
[[nodiscard]] TextSketch sketch_of(std::string_view title, std::string_view text);

/// The group of each text, numbered by its first member. Texts whose sketches agree in half of their places are in one
/// group, and so are those linked by others. Complexity: about linear; few texts agree by chance.
[[nodiscard]] std::vector<std::uint32_t> near_duplicate_groups(std::span<const TextSketch> sketches);

}  // namespace jianyan
