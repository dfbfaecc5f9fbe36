// Builds the double-array trie of the lexicon.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/lexicon.h"

namespace jianyan {

struct DoubleArray {
  std::vector<std::uint16_t> character_ids;  ///< Lexicon::kCharacters of them
  std::vector<LexiconNode> nodes;            ///< `entry` is the word's index + 1; the rest is left to the caller
};

/// Empty words are left out. Precondition: the others are distinct and of characters of the first plane.
[[nodiscard]] DoubleArray build_double_array(const std::vector<std::u32string>& words);

}  // namespace jianyan
