// Builds the double-array trie of the lexicon.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/lexicon.h"

namespace jianyan {

struct DoubleArray {
  std::vector<std::uint16_t> character_ids;  ///< Lexicon::kCharacters of them
  std::vector<LexiconNode> nodes;            ///< `word` is set; costs are left to the caller
};

/// Word i gets number i + 1. Precondition: words are distinct, not empty, of characters of the first plane.
[[nodiscard]] DoubleArray build_double_array(const std::vector<std::u32string>& words);

}  // namespace jianyan
