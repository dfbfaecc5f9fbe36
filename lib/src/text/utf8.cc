// Decoding by the table of well-formed sequences in the Unicode Standard (table 3-7): the second byte's range depends
// on the first, all others are 80..BF. That excludes overlong forms, surrogates and values over U+10FFFF without a
// later check.
#include "text/utf8.h"

#include <unicode/uchar.h>

#include <cstring>

namespace jianyan {
namespace {

constexpr CodePoint kInvalid{kReplacementCharacter, 1};

constexpr bool is_continuation(unsigned byte) { return (byte & 0xC0u) == 0x80u; }

bool is_invalid(CodePoint at) { return at.value == kReplacementCharacter && at.length == 1; }

int columns(char32_t code_point) {
  if (code_point < 0x7F) return code_point >= 0x20 || code_point == U'\t' ? 1 : 0;
  const auto c = static_cast<UChar32>(code_point);
  constexpr std::uint32_t kNoWidth =
      U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  if ((U_GET_GC_MASK(c) & kNoWidth) != 0) return 0;
  switch (u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH:
      return 2;
    case U_EA_AMBIGUOUS:  // Chinese fonts draw “” … — · ① ℃ a full width wide, Greek and Cyrillic letters as others do
      return (U_GET_GC_MASK(c) & (U_GC_P_MASK | U_GC_S_MASK | U_GC_N_MASK)) != 0 ? 2 : 1;
    default:
      return 1;
  }
}

}  // namespace

CodePoint decode_multibyte_at(std::string_view text, std::size_t offset) noexcept {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + offset;
  const std::size_t left = text.size() - offset;
  const unsigned first = bytes[0];
  if (first < 0xC2 || first > 0xF4 || left < 2) return kInvalid;
  const unsigned second = bytes[1];
  if (first < 0xE0) {
    if (!is_continuation(second)) return kInvalid;
    return {(first & 0x1Fu) << 6 | (second & 0x3Fu), 2};
  }
  if (left < 3 || !is_continuation(bytes[2])) return kInvalid;
  const unsigned third = bytes[2];
  if (first < 0xF0) {
    const unsigned least = first == 0xE0 ? 0xA0 : 0x80;
    const unsigned most = first == 0xED ? 0x9F : 0xBF;
    if (second < least || second > most) return kInvalid;
    return {(first & 0x0Fu) << 12 | (second & 0x3Fu) << 6 | (third & 0x3Fu), 3};
  }
  const unsigned least = first == 0xF0 ? 0x90 : 0x80;
  const unsigned most = first == 0xF4 ? 0x8F : 0xBF;
  if (left < 4 || second < least || second > most || !is_continuation(bytes[3])) return kInvalid;
  return {(first & 0x07u) << 18 | (second & 0x3Fu) << 12 | (third & 0x3Fu) << 6 | (bytes[3] & 0x3Fu), 4};
}

void append_utf8(std::string& text, char32_t code_point) {
  const auto tail = [code_point](int shift) { return static_cast<char>(0x80 | (code_point >> shift & 0x3F)); };
  if (code_point < 0x80) {
    text.push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    const char bytes[] = {static_cast<char>(0xC0 | code_point >> 6), tail(0)};
    text.append(bytes, sizeof bytes);
  } else if (code_point < 0x10000) {
    const char bytes[] = {static_cast<char>(0xE0 | code_point >> 12), tail(6), tail(0)};
    text.append(bytes, sizeof bytes);
  } else {
    const char bytes[] = {static_cast<char>(0xF0 | code_point >> 18), tail(12), tail(6), tail(0)};
    text.append(bytes, sizeof bytes);
  }
}

std::string to_utf8(std::u32string_view text) {
  std::string result;
  result.reserve(text.size() * 3);
  for (const char32_t code_point : text) append_utf8(result, code_point);
  return result;
}

std::u32string to_utf32(std::string_view text) {
  std::u32string result;
  result.reserve(count_code_points(text));
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint at = decode_utf8_at(text, i);
    result.push_back(at.value);
    i += at.length;
  }
  return result;
}

std::size_t ascii_prefix(std::string_view text) noexcept {
  std::size_t end = 0;
  for (std::uint64_t word; text.size() - end >= sizeof word; end += sizeof word) {
    std::memcpy(&word, text.data() + end, sizeof word);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (end < text.size() && static_cast<unsigned char>(text[end]) < 0x80) ++end;
  return end;
}

std::size_t valid_utf8_prefix(std::string_view text) noexcept {
  std::size_t i = 0;
  while (i < text.size()) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      i += ascii_prefix(text.substr(i));
      continue;
    }
    const CodePoint at = decode_multibyte_at(text, i);
    if (is_invalid(at)) break;
    i += at.length;
  }
  return i;
}

std::string repair_utf8(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (true) {
    const std::size_t valid = valid_utf8_prefix(text);
    result.append(text.substr(0, valid));
    if (valid == text.size()) return result;
    append_utf8(result, kReplacementCharacter);
    text.remove_prefix(valid + 1);
  }
}

std::size_t count_code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += decode_utf8_at(text, i).length) ++count;
  return count;
}

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint at = decode_utf8_at(text, i);
    width += static_cast<std::size_t>(columns(at.value));
    i += at.length;
  }
  return width;
}

std::size_t count_utf16_units(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint at = decode_utf8_at(text, i);
    count += at.value < 0x10000 ? 1 : 2;
    i += at.length;
  }
  return count;
}

}  // namespace jianyan
