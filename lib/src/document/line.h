// Lines as the readers see them: code points, blanks, sentence ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "jianyan/span.h"
#include "text/utf8.h"

namespace jianyan {

/// White space: space, tab, U+3000 and all others. Readers have cut the text at line ends before they ask.
[[nodiscard]] bool is_blank(char32_t code_point) noexcept;

/// `span` without blanks at either end.
[[nodiscard]] Span trim(std::string_view text, Span span) noexcept;

/// Offset of the first byte of the line that holds `offset`, and of its line end (or the end of the text).
[[nodiscard]] std::uint32_t line_begin(std::string_view text, std::uint32_t offset) noexcept;
[[nodiscard]] std::uint32_t line_end(std::string_view text, std::uint32_t offset) noexcept;

/// Walks over the code points of a span. A copy is a bookmark.
class Cursor {
 public:
  static constexpr char32_t kEnd = 0xFFFFFFFF;

  Cursor(std::string_view text, Span span) : text_(text.substr(0, span.end)), offset_(span.begin) { read(); }

  [[nodiscard]] bool at_end() const { return here_.value == kEnd; }
  [[nodiscard]] char32_t peek() const { return here_.value; }
  [[nodiscard]] std::uint32_t offset() const { return offset_; }

  void advance() {
    offset_ += here_.length;
    read();
  }
  bool take(char32_t wanted) {
    if (here_.value != wanted) return false;
    advance();
    return true;
  }
  bool take_any(std::u32string_view wanted) {
    if (wanted.find(here_.value) == wanted.npos) return false;
    advance();
    return true;
  }
  void skip_blanks() {
    while (!at_end() && is_blank(peek())) advance();
  }

 private:
  void read() { here_ = offset_ < text_.size() ? decode_utf8_at(text_, offset_) : CodePoint{kEnd, 0}; }

  std::string_view text_;
  std::uint32_t offset_;
  CodePoint here_{kEnd, 0};
};

/// What kind of text a short line is, judged by its punctuation.
struct LineShape {
  std::size_t code_points = 0;
  bool inner_sentence_end = false;  ///< 。！？； before the last character (closing quotes and brackets do not count)
  bool comma = false;
  char32_t last = 0;  ///< the last character
  [[nodiscard]] bool ends_sentence() const;
};

/// Lines over this many bytes (about 80 characters) are running text whatever they hold; nobody needs their shape.
inline constexpr std::uint32_t kShortLine = 240;

[[nodiscard]] LineShape shape_of(std::string_view line) noexcept;

/// Columns that the blanks of `indent` take: 2 for U+3000, 4 for a tab, 1 for every other.
[[nodiscard]] std::size_t blank_columns(std::string_view indent) noexcept;

}  // namespace jianyan
