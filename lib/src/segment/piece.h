// A piece of text in the form in which the lattice reads it: an array an attribute, an element a code point.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "language/lexicon.h"
#include "text/character_class.h"

namespace jianyan {

/// Full-width forms of ASCII as ASCII, everything else as it is.
[[nodiscard]] constexpr char32_t folded(char32_t c) { return 0xFF01 <= c && c <= 0xFF5E ? c - 0xFEE0 : c; }

struct Piece {
  /// Longer stretches without a line end are cut, so that scratch memory stays small. Offsets in a piece fit 16 bits.
  static constexpr std::size_t kMaxSize = 4096;

  std::vector<char32_t> characters;       ///< folded: ０ is 0, Ａ is A
  std::vector<CharacterClass> classes;    ///< of the folded character
  std::vector<std::uint16_t> ids;         ///< in the lexicon
  std::vector<std::uint32_t> offsets;     ///< in bytes of the text; one more, for the end

  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(characters.size()); }

  /// Takes the next piece of `text` from `offset` on, at least one code point of it. Returns where it ends.
  std::size_t read(std::string_view text, std::size_t offset, const Lexicon& lexicon);

  /// Takes code points instead; offsets count them. Precondition: at most kMaxSize.
  void assign(std::u32string_view text, const Lexicon& lexicon);

 private:
  void clear_for(std::size_t most);
  void push(char32_t character, std::uint32_t offset, const Lexicon& lexicon);
  /// Back to the last stop in its second half, if there is one, so that no word is cut.
  void shorten();
};

}  // namespace jianyan
