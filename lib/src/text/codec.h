// One encoded character at a time, in each encoding that is read. A codec has
//
//   Unit next(bytes, offset)          the character at offset < bytes.size(); never reads past the end
//   bool append(bytes, code_point)    false, and nothing appended, when the encoding lacks the character
//   kAsciiCompatible                  bytes under 0x80 that begin a character are that ASCII character
//   kUnique                           no character has more than one valid encoded form; else there is
//   form(code_point)                  the bytes that append() appends as a big-endian number; 0 for none and for NUL
//
// and visit_codec() calls a generic function with the codec of an Encoding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jianyan/encoding.h"
#include "text/utf8.h"

namespace jianyan {

struct Unit {
  char32_t value;        ///< U+FFFD when invalid
  std::uint32_t length;  ///< bytes, at least 1
  bool valid;
};

constexpr Unit invalid_unit(std::uint32_t length) { return {kReplacementCharacter, length, false}; }

class Utf8Codec {
 public:
  static constexpr bool kAsciiCompatible = true;
  static constexpr bool kUnique = true;
  static Unit next(std::string_view bytes, std::size_t offset) noexcept {
    const CodePoint at = decode_utf8_at(bytes, offset);
    return {at.value, at.length, at.value != kReplacementCharacter || at.length != 1};
  }
  static bool append(std::string& bytes, char32_t code_point) {
    append_utf8(bytes, code_point);
    return true;
  }
};

/// Lone surrogates are invalid units of two bytes, the odd byte at the end is one of one byte.
template <bool kBigEndian>
class Utf16Codec {
 public:
  static constexpr bool kAsciiCompatible = false;
  static constexpr bool kUnique = true;
  static Unit next(std::string_view bytes, std::size_t offset) noexcept {
    if (bytes.size() - offset < 2) return invalid_unit(1);
    const char32_t first = unit_at(bytes, offset);
    if (first < 0xD800 || first > 0xDFFF) return {first, 2, true};
    if (first > 0xDBFF || bytes.size() - offset < 4) return invalid_unit(2);
    const char32_t second = unit_at(bytes, offset + 2);
    if (second < 0xDC00 || second > 0xDFFF) return invalid_unit(2);
    return {0x10000 + ((first - 0xD800) << 10 | (second - 0xDC00)), 4, true};
  }
  static bool append(std::string& bytes, char32_t code_point) {
    if (code_point >= 0x10000) {
      append_unit(bytes, 0xD800 + ((code_point - 0x10000) >> 10));
      append_unit(bytes, 0xDC00 + ((code_point - 0x10000) & 0x3FF));
    } else {
      append_unit(bytes, code_point);
    }
    return true;
  }

 private:
  static char32_t unit_at(std::string_view bytes, std::size_t offset) noexcept {
    const char32_t first = static_cast<unsigned char>(bytes[offset]);
    const char32_t second = static_cast<unsigned char>(bytes[offset + 1]);
    return kBigEndian ? first << 8 | second : second << 8 | first;
  }
  static void append_unit(std::string& bytes, char32_t unit) {
    bytes.push_back(static_cast<char>(kBigEndian ? unit >> 8 : unit & 0xFF));
    bytes.push_back(static_cast<char>(kBigEndian ? unit & 0xFF : unit >> 8));
  }
};

/// Characters of the first plane in Big5 or GB18030, and back. A form is a character's bytes as a big-endian number.
class CodeTable {
 public:
  /// Asks ICU's converter of that name for every pair 8140..FEFE, and for the four-byte forms of GB18030.
  CodeTable(const char* converter, bool four_bytes);

  /// 0 when there is none.
  [[nodiscard]] char32_t pair(unsigned first, unsigned second) const noexcept { return pairs_[first << 8 | second]; }
  [[nodiscard]] char32_t four(std::uint32_t number) const noexcept { return fours_[number]; }
  /// 0 for what the encoding lacks, and for NUL.
  [[nodiscard]] std::uint32_t form(char32_t character) const noexcept { return forms_[character]; }

 private:
  std::vector<char16_t> pairs_;
  std::vector<char16_t> fours_;  ///< by number of the sequence
  std::vector<std::uint32_t> forms_;
};

/// Appends the bytes of a form.
void append_form(std::string& bytes, std::uint32_t form);

class Big5Codec {
 public:
  static constexpr bool kAsciiCompatible = true;
  static constexpr bool kUnique = false;
  [[nodiscard]] Unit next(std::string_view bytes, std::size_t offset) const noexcept {
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data()) + offset;
    if (at[0] < 0x80) return {at[0], 1, true};
    if (at[0] == 0x80 || at[0] == 0xFF || bytes.size() - offset < 2) return invalid_unit(1);
    if (at[1] < 0x40 || (at[1] > 0x7E && at[1] < 0xA1) || at[1] == 0xFF) return invalid_unit(1);
    const char32_t character = table_.pair(at[0], at[1]);
    return character != 0 ? Unit{character, 2, true} : invalid_unit(2);
  }
  [[nodiscard]] std::uint32_t form(char32_t code_point) const noexcept {
    return code_point < 0x10000 ? table_.form(code_point) : 0;
  }
  bool append(std::string& bytes, char32_t code_point) const;

 private:
  const CodeTable& table_ = table();
  static const CodeTable& table();
};

/// GB18030, and the byte 80 that Windows' GBK uses for the euro sign.
class Gb18030Codec {
 public:
  static constexpr bool kAsciiCompatible = true;
  static constexpr bool kUnique = false;
  [[nodiscard]] Unit next(std::string_view bytes, std::size_t offset) const noexcept {
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data()) + offset;
    if (at[0] < 0x80) return {at[0], 1, true};
    if (at[0] == 0x80) return {U'€', 1, true};
    if (at[0] == 0xFF || bytes.size() - offset < 2) return invalid_unit(1);
    if (at[1] < 0x40) return next_of_four(bytes.substr(offset));
    if (at[1] == 0x7F || at[1] == 0xFF) return invalid_unit(1);
    const char32_t character = table_.pair(at[0], at[1]);
    return character != 0 ? Unit{character, 2, true} : invalid_unit(2);
  }
  [[nodiscard]] std::uint32_t form(char32_t code_point) const noexcept;
  bool append(std::string& bytes, char32_t code_point) const;

 private:
  /// Precondition: at least two bytes, of which the first is one of 81..FE.
  [[nodiscard]] Unit next_of_four(std::string_view bytes) const noexcept;
  const CodeTable& table_ = table();
  static const CodeTable& table();
};

template <class Function>
decltype(auto) visit_codec(Encoding encoding, Function&& function) {
  switch (encoding) {
    case Encoding::utf16le:
      return function(Utf16Codec<false>());
    case Encoding::utf16be:
      return function(Utf16Codec<true>());
    case Encoding::gb18030:
      return function(Gb18030Codec());
    case Encoding::big5:
      return function(Big5Codec());
    case Encoding::utf8:
      break;
  }
  return function(Utf8Codec());
}

}  // namespace jianyan
