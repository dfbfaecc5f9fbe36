#include "document/line.h"

#include "text/character_class.h"

namespace jianyan {
namespace {

constexpr char32_t kIdeographicSpace = 0x3000;

bool is_sentence_end(char32_t c) { return c == U'。' || c == U'！' || c == U'？' || c == U'；'; }

/// Half-width marks end a sentence where they follow a character that is not ASCII: 管护不到位.建议……
bool is_half_width_sentence_end(char32_t c, char32_t before) {
  return before >= 0x80 && (c == U'.' || c == U'!' || c == U'?' || c == U';');
}

bool closes(char32_t c) { return std::u32string_view(U"”’）》」』】〕)\"").find(c) != std::u32string_view::npos; }

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

bool is_blank(char32_t code_point) noexcept {
  // Nearly every call sees an ideograph or an ASCII character; the look-up is for the rest.
  if (code_point < 0x80) return code_point == U' ' || (code_point >= 0x09 && code_point <= 0x0D);
  if (code_point >= 0x3001 && code_point <= 0xFFEE) return false;
  const CharacterClass found = character_class(code_point);
  return found == CharacterClass::space || found == CharacterClass::line_end;
}

Span trim(std::string_view text, Span span) noexcept {
  while (!span.empty()) {
    const CodePoint first = decode_utf8_at(text, span.begin);
    if (!is_blank(first.value)) break;
    span.begin += first.length;
  }
  while (!span.empty()) {
    std::uint32_t last = span.end - 1;
    while (last > span.begin && is_continuation(text[last])) --last;
    if (!is_blank(decode_utf8_at(text, last).value)) break;
    span.end = last;
  }
  return span;
}

std::uint32_t line_begin(std::string_view text, std::uint32_t offset) noexcept {
  while (offset > 0 && text[offset - 1] != '\n' && text[offset - 1] != '\r') --offset;
  return offset;
}

std::uint32_t line_end(std::string_view text, std::uint32_t offset) noexcept {
  while (offset < text.size() && text[offset] != '\n' && text[offset] != '\r') ++offset;
  return offset;
}

bool LineShape::ends_sentence() const {
  return is_sentence_end(last) || last == U'.' || last == U'!' || last == U'?' || last == U';';
}

LineShape shape_of(std::string_view line) noexcept {
  LineShape shape;
  bool end_seen = false;
  for (Cursor at(line, {0, static_cast<std::uint32_t>(line.size())}); !at.at_end(); at.advance()) {
    const char32_t c = at.peek();
    const bool ends = is_sentence_end(c) || is_half_width_sentence_end(c, shape.last);
    if (end_seen && !ends && !closes(c)) shape.inner_sentence_end = true;
    end_seen = end_seen || ends;
    shape.comma = shape.comma || c == U'，' || c == U',';
    shape.last = c;
    ++shape.code_points;
  }
  return shape;
}

std::size_t blank_columns(std::string_view indent) noexcept {
  std::size_t columns = 0;
  for (Cursor at(indent, {0, static_cast<std::uint32_t>(indent.size())}); !at.at_end(); at.advance())
    columns += at.peek() == kIdeographicSpace ? 2 : at.peek() == U'\t' ? 4 : 1;
  return columns;
}

}  // namespace jianyan
