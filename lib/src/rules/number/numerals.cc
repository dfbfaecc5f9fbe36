// Read forwards from the first digit. To read backwards a rule knows only where the number ends: the digits are at most
// a scale and a unit away, so each such distance is tried and read forwards again.
#include "rules/number/numerals.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "document/marks.h"

namespace jianyan {
namespace {

constexpr std::size_t kMostDigits = 15;  // more lose precision in a double, and are codes rather than quantities

constexpr auto kLongUnits = std::to_array<std::u32string_view>({
    U"个百分点", U"平方公里", U"平方千米", U"平方厘米", U"百分点", U"平方米", U"立方米", U"千瓦时", U"公里", U"千米",
    U"公顷",     U"千克",     U"公斤",     U"毫米",     U"厘米",   U"千瓦",   U"兆瓦",   U"小时",   U"分钟", U"个月",
    U"人次",     U"美元",     U"欧元",     U"日元",     U"港元",   U"英里",   U"英尺",   U"英寸",
});
constexpr std::u32string_view kShortUnits =
    U"元人户家个所名件次天年月日岁米吨亩辆套条项座张篇倍层台栋处度斤升株头只份本场艘架列"
    U"对支期级棵床门间位例起宗笔组批片块根部种类时点号分秒周季届成%％‰℃";
constexpr std::size_t kLongestTail = 8;  // 万亿 and the longest unit, and some room

/// Behind the digits from `begin`, with commas between groups of three and one decimal point.
std::size_t read_digits(const Characters& c, std::size_t begin) {
  std::size_t i = begin;
  while (c.digit(i)) ++i;
  const auto group = [&c](std::size_t comma) {
    return c[comma] == U',' && c.digit(comma + 1) && c.digit(comma + 2) && c.digit(comma + 3) && !c.digit(comma + 4);
  };
  if (i - begin <= 3)
    while (group(i)) i += 4;
  if (c[i] == U'.' && c.digit(i + 1))
    for (++i; c.digit(i);) ++i;
  return i;
}

std::size_t read_scale(const Characters& c, std::size_t i, double& factor) {
  if (c.reads(i, U"万亿")) return factor = 1e12, i + 2;
  if (c[i] == U'万') return factor = 1e4, i + 1;
  if (c[i] == U'亿') return factor = 1e8, i + 1;
  return i;
}

}  // namespace

std::size_t unit_length(const Characters& c, std::size_t index) {
  if (const std::size_t length = c.reads_any(index, kLongUnits)) return length;
  return is_one_of(c[index], kShortUnits) ? 1 : 0;
}

std::optional<Numeral> numeral_at(const Characters& c, std::size_t begin) {
  const char32_t before = c[begin - 1];
  const bool inside =
      c.digit(begin - 1) || c.latin(begin - 1) || (is_one_of(before, U".,") && (c.word_character(begin - 2)));
  if (!c.digit(begin) || inside || c.in(begin, kAddress | kMasked)) return std::nullopt;
  Numeral number;
  number.begin = begin;
  number.digits_end = read_digits(c, begin);
  if (number.digits_end - begin > kMostDigits || (c[number.digits_end] == U'.' && c.digit(number.digits_end + 1)))
    return std::nullopt;
  std::size_t decimals = 0;
  bool after_point = false;
  for (std::size_t i = begin; i < number.digits_end; ++i) {
    after_point = after_point || c[i] == U'.';
    if (!c.digit(i)) continue;
    number.digits = number.digits * 10 + static_cast<double>(c[i] - U'0');
    if (after_point) ++decimals;
  }
  const double place = std::pow(10.0, -static_cast<double>(decimals));
  number.digits *= place;
  double factor = 1;
  number.scale_end = read_scale(c, number.digits_end, factor);
  number.end = number.scale_end + unit_length(c, number.scale_end);
  number.value = number.digits * factor;
  number.half_step = place * factor / 2;
  return number;
}

std::optional<Numeral> numeral_before(const Characters& c, std::size_t end) {
  std::size_t digit = end - 1;
  while (end - digit < kLongestTail && !c.digit(digit) && !c.line_end(digit)) --digit;
  if (!c.digit(digit)) return std::nullopt;
  const auto belongs = [&c](std::size_t i) { return c.digit(i) || (is_one_of(c[i], U".,") && c.digit(i - 1)); };
  while (belongs(digit - 1)) --digit;
  std::optional<Numeral> number = numeral_at(c, digit);
  if (!number) return std::nullopt;
  if (number->end == end) return number;
  if (number->scale_end != end && number->digits_end != end) return std::nullopt;
  if (number->digits_end == end && number->has_scale()) {
    number->half_step *= number->digits / std::max(number->value, 1e-9);
    number->value = number->digits;
    number->scale_end = end;
  }
  number->end = end;
  return number;
}

std::optional<std::uint32_t> han_digit_value(char32_t character) {
  if (character == U'两') return 2;
  const std::size_t value = std::u32string_view(U"〇一二三四五六七八九").find(character);
  if (value == std::u32string_view::npos) return std::nullopt;
  return static_cast<std::uint32_t>(value);
}

std::optional<CountedNumber> whole_number_at(const Characters& c, std::size_t begin) {
  if (const auto number = numeral_at(c, begin)) {
    const bool whole = number->digits < 1e9 && number->digits == std::floor(number->digits) && !number->has_scale();
    if (!whole) return std::nullopt;
    return CountedNumber{begin, number->digits_end, static_cast<std::uint32_t>(number->digits)};
  }
  std::size_t end = begin;
  while (is_one_of(c[end], U"零〇一二两三四五六七八九十百千")) ++end;
  if (end == begin) return std::nullopt;
  const auto value = parse_han_number(c.text(begin, end));
  if (!value) return std::nullopt;
  return CountedNumber{begin, end, *value};
}

}  // namespace jianyan
