// The words around a place, for rules that are in doubt whether characters belong together.
//
//   const WordsAround words(context, begin, end);
//   if (words.boundary(begin) && words.boundary(end)) …   // no word reaches across an end of [begin, end)
//
// Segments the Han characters on either side, at most some dozen: costs more than looking at characters, and is
// bounded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rules/rule.h"

namespace jianyan {

class WordsAround {
 public:
  WordsAround(const RuleContext& context, std::size_t begin, std::size_t end);

  /// Whether a word begins or ends before the character `index`. Precondition: begin <= index <= end.
  [[nodiscard]] bool boundary(std::size_t index) const noexcept;
  /// Whether the name of a person holds one of the characters [begin, end).
  [[nodiscard]] bool name(std::size_t begin, std::size_t end) const noexcept;

 private:
  const Characters& c_;
  std::uint32_t base_;
  std::vector<Token> tokens_;
};

}  // namespace jianyan
