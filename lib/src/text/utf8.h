// UTF-8, one code point at a time. Everything above src/text/ takes text that decode() or repair_utf8() has made valid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace jianyan {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// A code point and its length in bytes.
struct CodePoint {
  char32_t value;
  std::uint32_t length;
};

/// decode_utf8_at() for what does not begin with an ASCII byte.
[[nodiscard]] CodePoint decode_multibyte_at(std::string_view text, std::size_t offset) noexcept;

/// The code point at `offset`. Never reads past the end; an invalid byte gives U+FFFD with length 1.
/// Precondition: offset < text.size().
[[nodiscard]] inline CodePoint decode_utf8_at(std::string_view text, std::size_t offset) noexcept {
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80) return {first, 1};
  return decode_multibyte_at(text, offset);
}

/// The same where the text is known to be valid: twice as fast.
/// Precondition: `text` is valid UTF-8, and a code point begins at `offset`.
[[nodiscard]] inline CodePoint decode_valid_utf8_at(std::string_view text, std::size_t offset) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[offset + i])); };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xE0) return {(first & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  if (first < 0xF0) return {(first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
  return {(first & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F), 4};
}

/// Appends `code_point` (a Unicode scalar value) to `text`.
void append_utf8(std::string& text, char32_t code_point);

[[nodiscard]] std::string to_utf8(std::u32string_view text);
[[nodiscard]] std::u32string to_utf32(std::string_view text);

/// Offset of the first byte that is not ASCII, or text.size().
[[nodiscard]] std::size_t ascii_prefix(std::string_view text) noexcept;

/// Offset of the first invalid byte, or text.size(). Overlong forms, surrogates and values over U+10FFFF are invalid.
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view text) noexcept;

/// `text` with every invalid byte replaced by U+FFFD.
[[nodiscard]] std::string repair_utf8(std::string_view text);

/// Number of code points; of columns of a terminal (East Asian wide characters, ambiguous marks and symbols 2;
/// combining, format and control characters 0, but a tab 1); of UTF-16 units.
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;
[[nodiscard]] std::size_t count_utf16_units(std::string_view text) noexcept;

}  // namespace jianyan
