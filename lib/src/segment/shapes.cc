#include "segment/shapes.h"

#include <algorithm>
#include <string_view>

namespace jianyan {
namespace {

/// Reads forward through a piece; reading past the end gives U+0000 and CharacterClass::control.
class Cursor {
 public:
  Cursor(const Piece& piece, std::uint32_t at) : piece_(piece), at_(at) {}

  [[nodiscard]] std::uint32_t position() const { return at_; }
  [[nodiscard]] char32_t peek(std::uint32_t ahead = 0) const {
    return at_ + ahead < piece_.size() ? piece_.characters[at_ + ahead] : U'\0';
  }
  [[nodiscard]] CharacterClass peek_class(std::uint32_t ahead = 0) const {
    return at_ + ahead < piece_.size() ? piece_.classes[at_ + ahead] : CharacterClass::control;
  }
  void skip(std::uint32_t count = 1) { at_ += count; }
  bool skip_if(char32_t c) {
    if (peek() != c || at_ >= piece_.size()) return false;
    ++at_;
    return true;
  }
  bool skip_any(std::u32string_view characters) {
    const bool found = at_ < piece_.size() && characters.find(peek()) != std::u32string_view::npos;
    if (found) ++at_;
    return found;
  }
  template <class Predicate>
  std::uint32_t skip_while(Predicate matches) {
    const std::uint32_t from = at_;
    while (at_ < piece_.size() && matches(piece_.characters[at_], piece_.classes[at_])) ++at_;
    return at_ - from;
  }

 private:
  const Piece& piece_;
  std::uint32_t at_;
};

constexpr std::u32string_view kHanDigits = U"〇零一二三四五六七八九";
constexpr std::u32string_view kHanUnits = U"十百千万亿两";

bool is_digit(char32_t, CharacterClass c) { return c == CharacterClass::digit; }
bool is_alphanumeric(char32_t, CharacterClass c) { return c == CharacterClass::digit || c == CharacterClass::latin; }
bool is_han_digit(char32_t c, CharacterClass) { return kHanDigits.find(c) != std::u32string_view::npos; }
bool is_han_numeral(char32_t c, CharacterClass) {
  return kHanDigits.find(c) != std::u32string_view::npos || kHanUnits.find(c) != std::u32string_view::npos;
}
bool is_url_character(char32_t c, CharacterClass) {
  return U'!' <= c && c <= U'~' && std::u32string_view(U"\"<>\\^`{|}").find(c) == std::u32string_view::npos;
}

/// The value of a number in digits, at most 9999.
unsigned value_of(const Piece& piece, std::uint32_t begin, std::uint32_t end) {
  unsigned value = 0;
  for (; begin < end; ++begin) value = std::min(9999u, value * 10 + (piece.characters[begin] - U'0'));
  return value;
}

/// 2025年 98年 3月 3月份 5日 9时 30分: whether the number before the cursor begins one, and if so to its end.
bool skip_date_unit(Cursor& at, unsigned value, std::uint32_t digits, bool after_hour) {
  switch (at.peek()) {
    case U'年':
      // 90年代 is 90 and 年代; a number of two digits from 50 on is a year of the last century, below that a length.
      if (at.peek(1) == U'代' || !((digits == 4 && value >= 1000 && value < 2200) || (digits == 2 && value >= 50)))
        return false;
      break;
    case U'月':
      if (value < 1 || value > 12) return false;
      if (at.peek(1) == U'份') at.skip();
      break;
    case U'日':
      if (value < 1 || value > 31) return false;
      break;
    case U'时':
      if (value > 24) return false;
      break;
    case U'分':
      if (!after_hour || value > 59) return false;
      break;
    default:
      return false;
  }
  at.skip();
  return true;
}

/// 1,280  3.5%  1.5万  3:2  1/3  -0.4; dates; and, where letters follow, words like 5G and 3D.
Shape number(const Piece& piece, std::uint32_t begin) {
  Cursor at(piece, begin);
  at.skip_any(U"+-−");
  const std::uint32_t first = at.position();
  const std::uint32_t digits = at.skip_while(is_digit);
  bool plain = first == begin;
  while (std::u32string_view(U".,:/·∶").find(at.peek()) != std::u32string_view::npos &&
         at.peek_class(1) == CharacterClass::digit) {
    at.skip();
    at.skip_while(is_digit);
    plain = false;
  }
  if (plain && at.peek_class() == CharacterClass::latin) {
    at.skip_while(is_alphanumeric);
    return {at.position(), TokenKind::latin};
  }
  if (at.skip_any(U"%‰")) return {at.position(), TokenKind::number};
  const bool after_hour = begin > 0 && piece.characters[begin - 1] == U'时';
  if (plain && skip_date_unit(at, value_of(piece, first, at.position()), digits, after_hour)) {
    return {at.position(), TokenKind::date};
  }
  at.skip_while([](char32_t c, CharacterClass) { return c == U'万' || c == U'亿'; });
  return {at.position(), TokenKind::number};
}

/// PM2.5  GB/T  COVID-19  name@example.org  https://example.org/a?b=1
Shape latin(const Piece& piece, std::uint32_t begin) {
  Cursor at(piece, begin);
  at.skip_while(is_alphanumeric);
  if (at.peek() == U':' && at.peek(1) == U'/' && at.peek(2) == U'/') {
    at.skip_while(is_url_character);
    return {at.position(), TokenKind::latin};
  }
  while (std::u32string_view(U".-_/+&@'·").find(at.peek()) != std::u32string_view::npos &&
         is_alphanumeric(0, at.peek_class(1))) {
    at.skip();
    at.skip_while(is_alphanumeric);
  }
  return {at.position(), TokenKind::latin};
}

/// 〔2025〕
Shape year_in_brackets(const Piece& piece, std::uint32_t begin) {
  Cursor at(piece, begin);
  at.skip();
  if (at.skip_while(is_digit) == 4 && at.skip_if(U'〕')) return {at.position(), TokenKind::number};
  return {begin + 1, TokenKind::punctuation};
}

/// —— and …… are one mark, of whatever length.
Shape mark(const Piece& piece, std::uint32_t begin) {
  const char32_t first = piece.characters[begin];
  Cursor at(piece, begin);
  if (first == U'〔') return year_in_brackets(piece, begin);
  if (std::u32string_view(U"+-−").find(first) != std::u32string_view::npos &&
      at.peek_class(1) == CharacterClass::digit && (begin == 0 || !is_alphanumeric(0, piece.classes[begin - 1]))) {
    return number(piece, begin);
  }
  at.skip();
  if (first == U'—' || first == U'…') at.skip_while([first](char32_t c, CharacterClass) { return c == first; });
  return {at.position(), TokenKind::punctuation};
}

/// White space and line ends; or characters of one class.
Shape stretch(const Piece& piece, std::uint32_t begin, TokenKind kind) {
  Cursor at(piece, begin);
  const CharacterClass first = piece.classes[begin];
  at.skip_while([first, kind](char32_t, CharacterClass c) {
    const bool space = c == CharacterClass::space || c == CharacterClass::line_end;
    return kind == TokenKind::space ? space : c == first;
  });
  return {at.position(), kind};
}

/// 三十五  二〇二五年  十二月  第二十  百分之五  三分之一
void add_han_numbers(const Piece& piece, std::uint32_t begin, Shapes& shapes) {
  Cursor at(piece, begin);
  const bool ordinal = at.skip_if(U'第');
  const std::uint32_t first = at.position();
  if (at.skip_while(is_han_numeral) == 0) {
    if (ordinal && at.skip_while(is_digit) != 0) shapes.add(at.position(), TokenKind::number);
    return;
  }
  const std::uint32_t length = at.position() - first;
  if (length > 1 || ordinal) shapes.add(at.position(), TokenKind::number);
  if (ordinal) return;

  Cursor date(piece, begin);
  const bool by_digits = date.skip_while(is_han_digit) == length;
  if (by_digits && length == 4 && at.peek() == U'年') shapes.add(at.position() + 1, TokenKind::date);
  if (length <= 3 && (at.peek() == U'月' || at.peek() == U'日')) {
    shapes.add(at.position() + (at.peek() == U'月' && at.peek(1) == U'份' ? 2 : 1), TokenKind::date);
  }
  if (at.peek() == U'分' && at.peek(1) == U'之') {
    at.skip(2);
    if (at.skip_while(is_han_numeral) != 0 || at.skip_while(is_digit) != 0)
      shapes.add(at.position(), TokenKind::number);
  }
}

}  // namespace

Shapes find_shapes(const Piece& piece, std::uint32_t begin) {
  Shapes shapes;
  Shape shape{begin + 1, TokenKind::unknown};
  switch (piece.classes[begin]) {
    case CharacterClass::han:
      if (may_begin_number(piece.characters[begin])) add_han_numbers(piece, begin, shapes);
      return shapes;
    case CharacterClass::digit:
      shape = number(piece, begin);
      break;
    case CharacterClass::latin:
      shape = latin(piece, begin);
      break;
    case CharacterClass::space:
    case CharacterClass::line_end:
      shape = stretch(piece, begin, TokenKind::space);
      break;
    case CharacterClass::ascii_mark:
    case CharacterClass::stop:
    case CharacterClass::open_mark:
    case CharacterClass::close_mark:
    case CharacterClass::other_mark:
      shape = mark(piece, begin);
      break;
    default:
      shape = stretch(piece, begin, TokenKind::unknown);
      break;
  }
  shapes.add(shape.end, shape.kind);
  return shapes;
}

}  // namespace jianyan
