// A mark is a number in one of two scripts, in brackets or not, and what stands after it. The parser reads these
// parts one after the other and leaves the judgement on the form to the caller, who compares with standard_mark().

#include "document/marks.h"

#include <array>

#include "document/line.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::u32string_view kOpen = U"（(";
constexpr std::u32string_view kClose = U"）)";
constexpr std::u32string_view kStops = U"、.．，,。：:；;";
constexpr std::u32string_view kBullets = U"•●○■□◆◇★☆▲△►▶➢✓✔※·▪◦";

/// More than 99 items never occur; 120、 and （2025） are something else.
constexpr std::uint32_t kMaxItem = 99;
constexpr std::uint32_t kMaxArticle = 9999;

std::optional<std::uint32_t> han_digit(char32_t c) {
  if (c == U'零') return 0;
  if (c == U'两') return 2;
  const std::size_t value = kHanDigits.find(c);
  if (value == kHanDigits.npos) return std::nullopt;
  return static_cast<std::uint32_t>(value);
}

std::uint32_t han_unit(char32_t c) { return c == U'十' ? 10 : c == U'百' ? 100 : c == U'千' ? 1000 : 0; }

std::optional<std::uint32_t> digit_value(char32_t c) {
  if (c >= U'0' && c <= U'9') return c - U'0';
  if (c >= U'０' && c <= U'９') return c - U'０';
  return std::nullopt;
}

enum class Script : std::uint8_t { han, digit };

struct Number {
  std::uint32_t value;
  Script script;
};

/// A number below 10^8, one digit at a time: 三千零五 = 3·1000 + 0 + 5.
class HanNumberReader {
 public:
  bool read(char32_t c) {
    if (const auto digit = han_digit(c)) return read_digit(*digit);
    if (const std::uint32_t unit = han_unit(c)) return read_unit(unit);
    if (c == U'万' && !ten_thousands_ && section_ + digit_ > 0) {
      ten_thousands_ = section_ + digit_;
      section_ = digit_ = 0;
      last_unit_ = kNoUnit;
      has_digit_ = zero_ = false;
      return true;
    }
    return false;
  }
  [[nodiscard]] std::optional<std::uint32_t> value() const {
    const bool unit_omitted = digit_ > 0 && !zero_ && last_unit_ != kNoUnit && last_unit_ > 10;  // 一百五
    const std::uint32_t sum = ten_thousands_.value_or(0) * 10000 + section_ + digit_;
    if (unit_omitted || sum == 0) return std::nullopt;
    return sum;
  }

 private:
  static constexpr std::uint32_t kNoUnit = 10000;

  bool read_digit(std::uint32_t digit) {
    if (has_digit_) return false;
    zero_ = zero_ || digit == 0;
    has_digit_ = digit != 0;
    digit_ = digit;
    return true;
  }
  bool read_unit(std::uint32_t unit) {
    if (!has_digit_ && !(unit == 10 && section_ == 0 && !zero_)) return false;  // only 十 goes without 一
    if (unit >= last_unit_) return false;
    section_ += (has_digit_ ? digit_ : 1) * unit;
    digit_ = 0;
    has_digit_ = zero_ = false;
    last_unit_ = unit;
    return true;
  }

  std::optional<std::uint32_t> ten_thousands_;
  std::uint32_t section_ = 0;
  std::uint32_t digit_ = 0;
  std::uint32_t last_unit_ = kNoUnit;
  bool has_digit_ = false;
  bool zero_ = false;
};

/// Takes the longest run of digits of one script. Nothing, where it is no number from 1 to `max`.
std::optional<Number> take_number(Cursor& at, std::uint32_t max) {
  Number number{0, digit_value(at.peek()) ? Script::digit : Script::han};
  if (number.script == Script::digit) {
    while (const auto digit = digit_value(at.peek())) {
      number.value = number.value * 10 + *digit;
      if (number.value > max) return std::nullopt;
      at.advance();
    }
  } else {
    HanNumberReader reader;
    while (han_digit(at.peek()) || han_unit(at.peek())) {
      if (!reader.read(at.peek())) return std::nullopt;
      at.advance();
    }
    number.value = reader.value().value_or(0);
  }
  if (number.value == 0 || number.value > max) return std::nullopt;
  return number;
}

/// 一、二年级 and 3、4号楼 name two things by their numbers: the next number, and a word that numbers go with.
bool names_two_things(Cursor at, Number first) {
  const auto second = take_number(at, kMaxItem);
  if (!second || second->script != first.script || second->value != first.value + 1) return false;
  return std::u32string_view(U"年产季楼组社环线级期审类胎孩批标号栋层").find(at.peek()) != std::u32string_view::npos;
}

/// After 1. and 1： a digit makes a decimal or a time, unless it begins a year: 1.2025年以来……
bool continues_number(Cursor at) {
  std::size_t digits = 0;
  for (; digit_value(at.peek()); at.advance()) ++digits;
  return digits > 0 && !(digits == 4 && at.peek() == U'年');
}

std::optional<MarkStyle> unit_style(Cursor& at) {
  if (at.take_any(U"章编篇")) return MarkStyle::chapter;
  if (at.take(U'节')) return MarkStyle::section;
  if (at.take(U'条')) return MarkStyle::article;
  if (at.take(U'部') && at.take(U'分')) return MarkStyle::chapter;
  return std::nullopt;
}

/// 第一、二季度 and 第一、第二产业: after a number and 、 the next number, so that 第 belongs to a name.
bool goes_on_counting(Cursor at, Number first) {
  if (!at.take(U'、')) return false;
  at.take(U'第');
  const auto second = take_number(at, kMaxItem);
  return second && second->value == first.value + 1;
}

/// 第一， 第一章 第一条. A unit must stand alone: 第一条路线 is no article.
std::optional<Mark> parse_ordinal(Cursor at, std::uint32_t begin) {
  if (!at.take(U'第')) return std::nullopt;
  const auto number = take_number(at, kMaxArticle);
  if (!number || goes_on_counting(at, *number)) return std::nullopt;
  if (number->value <= kMaxItem && at.take_any(U"，、,.．：:"))
    return Mark{MarkStyle::ordinal, number->value, {begin, at.offset()}};
  const auto style = unit_style(at);
  if (!style) return std::nullopt;
  const std::uint32_t end = at.offset();
  if (!at.at_end() && !is_blank(at.peek()) && !at.take_any(U"：:、")) return std::nullopt;
  return Mark{*style, number->value, {begin, end}};
}

/// A stop that was typed after a mark which needs none. Several in a row are something else: （1）……
void take_stop(Cursor& at) {
  constexpr std::u32string_view kStray = U"、.．，,。";
  Cursor after = at;
  if (after.take_any(kStray) && kStray.find(after.peek()) == kStray.npos) at = after;
}

std::optional<Mark> parse_bracketed(Cursor at, std::uint32_t begin) {
  const bool opened = at.take_any(kOpen);
  if (opened) at.skip_blanks();
  const auto number = take_number(at, kMaxItem);
  if (!number) return std::nullopt;
  if (opened) at.skip_blanks();
  if (!at.take_any(kClose)) return std::nullopt;
  take_stop(at);
  return Mark{number->script == Script::han ? MarkStyle::han_bracketed : MarkStyle::digit_bracketed, number->value,
              {begin, at.offset()}};
}

std::optional<Mark> parse_plain(Cursor at, std::uint32_t begin) {
  const auto number = take_number(at, kMaxItem);
  if (!number) return std::nullopt;
  const bool han = number->script == Script::han;
  if (han && at.take_any(U"是要")) return Mark{MarkStyle::clause, number->value, {begin, at.offset()}};
  const bool enumeration_comma = at.peek() == U'、';
  if (!at.take_any(kStops)) return std::nullopt;
  if (enumeration_comma ? names_two_things(at, *number) : !han && continues_number(at)) return std::nullopt;
  return Mark{han ? MarkStyle::han : MarkStyle::digit, number->value, {begin, at.offset()}};
}

/// Characters that are a whole mark.
struct Composed {
  char32_t first;
  char32_t last;
  std::uint32_t first_number;
  MarkStyle style;
};

constexpr std::array<Composed, 9> kComposed{{
    {0x2460, 0x2473, 1, MarkStyle::circled},          // ①–⑳
    {0x2474, 0x2487, 1, MarkStyle::digit_bracketed},  // ⑴–⒇
    {0x2488, 0x249B, 1, MarkStyle::digit},            // ⒈–⒛
    {0x2776, 0x277F, 1, MarkStyle::circled},          // ❶–❿
    {0x2780, 0x2789, 1, MarkStyle::circled},          // ➀–➉
    {0x3220, 0x3229, 1, MarkStyle::han_bracketed},    // ㈠–㈩
    {0x3251, 0x325F, 21, MarkStyle::circled},         // ㉑–㉟
    {0x3280, 0x3289, 1, MarkStyle::circled},          // ㊀–㊉
    {0x32B1, 0x32BF, 36, MarkStyle::circled},         // ㊱–㊿
}};

std::optional<Mark> parse_composed(Cursor at, std::uint32_t begin) {
  for (const Composed& range : kComposed) {
    if (at.peek() < range.first || at.peek() > range.last) continue;
    const std::uint32_t number = range.first_number + (at.peek() - range.first);
    at.advance();
    take_stop(at);
    return Mark{range.style, number, {begin, at.offset()}};
  }
  return std::nullopt;
}

/// ● and the like; - * + only before a blank. ○○ and □□ stand for something left out.
std::optional<Mark> parse_bullet(Cursor at, std::uint32_t begin) {
  const char32_t bullet = at.peek();
  const bool ascii = bullet == U'-' || bullet == U'*' || bullet == U'+';
  if (!ascii && kBullets.find(bullet) == kBullets.npos) return std::nullopt;
  at.advance();
  if (ascii ? !is_blank(at.peek()) : at.peek() == bullet) return std::nullopt;
  return Mark{MarkStyle::bullet, 0, {begin, at.offset()}};
}

}  // namespace

std::optional<Mark> parse_mark(std::string_view text, Span line) noexcept {
  Cursor at(text, line);
  at.skip_blanks();
  if (at.at_end()) return std::nullopt;
  const std::uint32_t begin = at.offset();
  const char32_t first = at.peek();
  if (first == U'第') return parse_ordinal(at, begin);
  if (kOpen.find(first) != kOpen.npos) return parse_bracketed(at, begin);
  if (han_digit(first) || han_unit(first) || digit_value(first)) {
    const auto mark = parse_plain(at, begin);
    return mark ? mark : parse_bracketed(at, begin);
  }
  if (first < 0x3220 || first > 0x32BF) {
    if (const auto bullet = parse_bullet(at, begin)) return bullet;
  }
  return parse_composed(at, begin);
}

std::uint8_t mark_level(MarkStyle style) noexcept {
  switch (style) {
    case MarkStyle::han:
    case MarkStyle::chapter: return 1;
    case MarkStyle::han_bracketed:
    case MarkStyle::section: return 2;
    case MarkStyle::digit: return 3;
    case MarkStyle::digit_bracketed: return 4;
    case MarkStyle::circled: return 5;
    case MarkStyle::ordinal:
    case MarkStyle::clause:
    case MarkStyle::article:
    case MarkStyle::bullet: return 0;
  }
  return 0;
}

std::string standard_mark(MarkStyle style, std::uint32_t number) {
  switch (style) {
    case MarkStyle::han: return han_number(number) + "、";
    case MarkStyle::han_bracketed: return "（" + han_number(number) + "）";
    case MarkStyle::digit: return std::to_string(number) + ".";
    case MarkStyle::digit_bracketed: return "（" + std::to_string(number) + "）";
    case MarkStyle::ordinal: return "第" + han_number(number) + "，";
    case MarkStyle::clause: return han_number(number) + "是";
    case MarkStyle::circled: {
      std::string mark;
      if (number <= 20) append_utf8(mark, 0x2460 + number - 1);
      else if (number <= 35) append_utf8(mark, 0x3251 + number - 21);
      else if (number <= 50) append_utf8(mark, 0x32B1 + number - 36);
      return mark;
    }
    case MarkStyle::chapter:
    case MarkStyle::section:
    case MarkStyle::article:
    case MarkStyle::bullet: return {};
  }
  return {};
}

std::optional<std::uint32_t> parse_han_number(std::string_view number) noexcept {
  HanNumberReader reader;
  for (Cursor at(number, {0, static_cast<std::uint32_t>(number.size())}); !at.at_end(); at.advance())
    if (!reader.read(at.peek())) return std::nullopt;
  return reader.value();
}

}  // namespace jianyan
