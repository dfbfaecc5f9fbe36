// What a code point is, for rules and segmentation: one table look-up for the first plane.
#pragma once

#include <array>
#include <cstdint>

namespace jianyan {

enum class CharacterClass : std::uint8_t {
  other,              ///< everything not named below
  han,                ///< ideographs, 〇 and 々 included; compatibility ideographs too
  kana,               ///< Hiragana, Katakana, Bopomofo
  digit,              ///< 0-9
  latin,              ///< ASCII and other Latin, Greek, Cyrillic letters
  fullwidth_digit,    ///< ０-９
  fullwidth_letter,   ///< Ａ-Ｚ ａ-ｚ
  ascii_mark,         ///< punctuation and symbols of ASCII
  stop,               ///< 点号: 。？！，、；：
  open_mark,          ///< （《〈“‘「『【〔［｛
  close_mark,         ///< ）》〉”’」』】〕］｝
  other_mark,         ///< —— …… · ～ ／ and other CJK or general punctuation
  space,              ///< U+0020, tab and every other white space but line ends
  line_end,           ///< CR, LF, U+0085, U+2028, U+2029, form feed, vertical tab
  invisible,          ///< zero-width and format characters, U+FEFF, soft hyphen, bidi controls; no variation selectors
  control,            ///< C0 and C1 controls that are not white space
  private_use,
};

extern const std::array<CharacterClass, 0x10000> kFirstPlaneClasses;
[[nodiscard]] CharacterClass character_class_beyond_first_plane(char32_t code_point) noexcept;

[[nodiscard]] inline CharacterClass character_class(char32_t code_point) noexcept {
  return code_point < 0x10000 ? kFirstPlaneClasses[code_point] : character_class_beyond_first_plane(code_point);
}

}  // namespace jianyan
