// Pairs of brackets, book-title marks and the like in a block.
#pragma once

#include <cstddef>
#include <vector>

#include "rules/rule.h"

namespace jianyan {

/// A mark without its partner.
struct UnpairedBracket {
  std::size_t index;
  bool opening;
};

struct BracketPair {
  std::size_t open, close;
};

struct BracketAnalysis {
  std::vector<BracketPair> pairs;           ///< sorted by `close`
  std::vector<UnpairedBracket> unpaired;    ///< sorted by index
};

/// Matches ()（）《》〈〉【】〔〕 in the block; half and full width of round brackets match each other. Quotation marks are not
/// looked at: see quotes.h. The bracket of an enumerator that has only one (1） a）) is no mark here. O(block).
[[nodiscard]] BracketAnalysis analyse_brackets(const RuleContext& context);

/// 1）, 12)、a） at the start of the block or after a stop.
[[nodiscard]] bool closes_enumerator(const RuleContext& context, std::size_t index);

}  // namespace jianyan
