// Numbers in Arabic digits with what belongs to them, and numbers written in Chinese: read where a rule has found its
// tell-tale mark or word, so that plain text costs nothing.
//
//   const auto number = numeral_at(c, i);        // 3,500.5万元
//   number->value                                // 35005000
//   c.text(number->scale_end, number->end)       // "元"
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "rules/characters.h"

namespace jianyan {

struct Numeral {
  std::size_t begin = 0;
  std::size_t digits_end = 0;  ///< behind the digits: 3,500.5
  std::size_t scale_end = 0;   ///< behind 万, 亿, 万亿
  std::size_t end = 0;         ///< behind the unit; scale_end where there is none
  double digits = 0;           ///< what the digits say
  double value = 0;            ///< what digits and scale say
  double half_step = 0;        ///< half of the last place: how far rounding may have moved the value

  [[nodiscard]] bool has_scale() const { return scale_end > digits_end; }
  [[nodiscard]] bool has_unit() const { return end > scale_end; }
};

/// The number whose first digit stands at `begin`. Nothing inside a longer run of digits, behind a letter (A4), in an
/// address, in what has two points (2025.3.5), or over 15 digits.
[[nodiscard]] std::optional<Numeral> numeral_at(const Characters& c, std::size_t begin);

/// The number that ends right before `end`, with its unit, with its scale, or with its digits.
[[nodiscard]] std::optional<Numeral> numeral_before(const Characters& c, std::size_t end);

/// Length of the unit of measure or the measure word that stands at `index`: 元 平方米 个百分点 %; 0: none.
[[nodiscard]] std::size_t unit_length(const Characters& c, std::size_t index);

/// Value of a Chinese digit: 一 is 1, 两 2, 〇 0.
[[nodiscard]] std::optional<std::uint32_t> han_digit_value(char32_t character);

struct CountedNumber {
  std::size_t begin, end;
  std::uint32_t value;
};

/// A whole number at `begin` in either script: 三, 十二, 12.
[[nodiscard]] std::optional<CountedNumber> whole_number_at(const Characters& c, std::size_t begin);

}  // namespace jianyan
