// The text of a document as rules look at it: an array of code points with their classes and zones, so that a rule can
// look left and right of a character without decoding again.
//
// Indexes count code points. Reading up to kPadding places before the first or after the last character is allowed and
// gives U+0000 of class line_end: a rule need not ask whether there is a neighbour.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "jianyan/span.h"
#include "text/character_class.h"

namespace jianyan {

/// Stretches in which the rules of Chinese punctuation and spacing do not hold.
enum Zone : std::uint8_t {
  kMasked = 1,   ///< code spans, link targets: no rule reads them
  kAddress = 2,  ///< URLs and e-mail addresses
  kToken = 4,    ///< marks inside a number or a Latin word: 1,280  9:30  GB/T  A.B  it's
  kLatin = 8,    ///< a run of Latin words with their spaces and marks
};

/// Whether `set` holds the character.
[[nodiscard]] constexpr bool is_one_of(char32_t character, std::u32string_view set) noexcept {
  return set.find(character) != std::u32string_view::npos;
}

class Characters {
 public:
  static constexpr std::size_t kPadding = 16;

  /// O(n). `text` is valid UTF-8 and must outlive the object.
  Characters(std::string_view text, std::span<const Span> masked);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] char32_t operator[](std::size_t index) const noexcept { return values_[index + kPadding]; }
  [[nodiscard]] std::u32string_view values(std::size_t begin, std::size_t end) const noexcept {
    return {values_.data() + begin + kPadding, end - begin};
  }
  [[nodiscard]] CharacterClass cls(std::size_t index) const noexcept { return classes_[index + kPadding]; }
  [[nodiscard]] bool is(std::size_t index, CharacterClass wanted) const noexcept { return cls(index) == wanted; }
  [[nodiscard]] bool han(std::size_t index) const noexcept { return is(index, CharacterClass::han); }
  [[nodiscard]] bool digit(std::size_t index) const noexcept { return is(index, CharacterClass::digit); }
  [[nodiscard]] bool latin(std::size_t index) const noexcept { return is(index, CharacterClass::latin); }
  [[nodiscard]] bool space(std::size_t index) const noexcept { return is(index, CharacterClass::space); }
  [[nodiscard]] bool line_end(std::size_t index) const noexcept { return is(index, CharacterClass::line_end); }
  /// A full-width or general punctuation mark of Chinese text.
  [[nodiscard]] bool cjk_mark(std::size_t index) const noexcept {
    return cls(index) >= CharacterClass::stop && cls(index) <= CharacterClass::other_mark;
  }
  /// Han, or a mark of Chinese text: what makes a neighbour Chinese.
  [[nodiscard]] bool chinese(std::size_t index) const noexcept { return han(index) || cjk_mark(index); }
  /// A letter or digit of ASCII or another alphabet.
  [[nodiscard]] bool word_character(std::size_t index) const noexcept { return latin(index) || digit(index); }

  /// The nearest character left of `index`, or at or right of it, that is no white space.
  [[nodiscard]] std::size_t before_spaces(std::size_t index) const noexcept {
    do --index;
    while (space(index));
    return index;
  }
  [[nodiscard]] std::size_t after_spaces(std::size_t index) const noexcept {
    while (space(index)) ++index;
    return index;
  }

  /// The nearest letter, digit, ideograph or line end left of `index`, or at or right of it. What rules change are
  /// marks and spaces: a rule that judges by these two finds the same whatever the others have changed.
  [[nodiscard]] std::size_t text_before(std::size_t index) const noexcept {
    do --index;
    while (mark_or_blank(index));
    return index;
  }
  [[nodiscard]] std::size_t text_after(std::size_t index) const noexcept {
    while (mark_or_blank(index)) ++index;
    return index;
  }

  /// Whether `literal` stands at `index`, or right before it. A literal is no longer than kPadding.
  [[nodiscard]] bool reads(std::size_t index, std::u32string_view literal) const noexcept {
    for (std::size_t k = 0; k < literal.size(); ++k)
      if ((*this)[index + k] != literal[k]) return false;
    return true;
  }
  [[nodiscard]] bool reads_before(std::size_t index, std::u32string_view literal) const noexcept {
    return reads(index - literal.size(), literal);
  }
  /// Length of the first of `words` that stands at `index`, or right before it; 0 where none does.
  [[nodiscard]] std::size_t reads_any(std::size_t index, std::span<const std::u32string_view> words) const noexcept {
    for (const std::u32string_view word : words)
      if (reads(index, word)) return word.size();
    return 0;
  }
  [[nodiscard]] std::size_t reads_any_before(std::size_t index,
                                             std::span<const std::u32string_view> words) const noexcept {
    for (const std::u32string_view word : words)
      if (reads_before(index, word)) return word.size();
    return 0;
  }

  [[nodiscard]] bool in(std::size_t index, unsigned zones) const noexcept {
    return (zones_[index + kPadding] & zones) != 0;
  }
  /// In any zone.
  [[nodiscard]] bool protected_at(std::size_t index) const noexcept { return zones_[index + kPadding] != 0; }

  /// Byte offset of a character, or of the end for index == size().
  [[nodiscard]] std::uint32_t offset(std::size_t index) const noexcept { return offsets_[index]; }
  /// The character that holds a byte offset; size() for the end of the text. O(log n).
  [[nodiscard]] std::size_t index_at(std::uint32_t offset) const noexcept;
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const noexcept { return {offset(begin), offset(end)}; }
  [[nodiscard]] std::string_view text(std::size_t begin, std::size_t end) const noexcept {
    return text_.substr(offset(begin), offset(end) - offset(begin));
  }

 private:
  [[nodiscard]] bool mark_or_blank(std::size_t index) const noexcept {
    return (cls(index) >= CharacterClass::ascii_mark && cls(index) <= CharacterClass::space) ||
           cls(index) == CharacterClass::invisible || (cls(index) == CharacterClass::control && (*this)[index] != 0);
  }
  void decode();
  void mark_masked(std::span<const Span> masked);
  void mark_zones();
  void mark_around(std::size_t mark);
  void mark_latin_run(std::size_t space_index);
  void add(std::size_t begin, std::size_t end, std::uint8_t zone) noexcept;

  std::string_view text_;
  std::size_t size_ = 0;
  std::vector<char32_t> values_;
  std::vector<CharacterClass> classes_;
  std::vector<std::uint8_t> zones_;
  std::vector<std::uint32_t> offsets_;
};

}  // namespace jianyan
