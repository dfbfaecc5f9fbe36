#include "text/character_class.h"

#include <doctest/doctest.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <string_view>

namespace jianyan {
namespace {

TEST_CASE("character_class: characters of Chinese drafts") {
  struct Case {
    std::u32string_view characters;
    CharacterClass expected;
  };
  const Case cases[] = {
      {U"建议一〇々㐀鿿豈⺀𠀀𰀀", CharacterClass::han},
      {U"ぁんァヶーㄅㆠㇰｱ", CharacterClass::kana},
      {U"09", CharacterClass::digit},
      {U"AZazéßαΩжЯāǚ", CharacterClass::latin},
      {U"０９", CharacterClass::fullwidth_digit},
      {U"ＡＺａｚ", CharacterClass::fullwidth_letter},
      {U"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", CharacterClass::ascii_mark},
      {U"。？！，、；：", CharacterClass::stop},
      {U"（《〈“‘「『【〔［｛", CharacterClass::open_mark},
      {U"）》〉”’」』】〕］｝", CharacterClass::close_mark},
      {U"—…·～／－．％＋‰§‥–•・", CharacterClass::other_mark},
      {U" \t\u00A0\u3000\u2003", CharacterClass::space},
      {U"\r\n\f\v\u0085\u2028\u2029", CharacterClass::line_end},
      {U"\u200B\u200D\u2060\uFEFF\u00AD\u202E\u2066\U000E0001", CharacterClass::invisible},
      {std::u32string_view(U"\0\x01\x1B\x7F\x9F", 5), CharacterClass::control},
      {U"\uE000\uF8FF\U000F0000\U0010FFFD", CharacterClass::private_use},
      {U"①℃×→한😀\uFFFD\uFE0F\U000E0100", CharacterClass::other},
  };
  for (const Case& c : cases) {
    for (const char32_t character : c.characters) {
      CAPTURE(static_cast<std::uint32_t>(character));
      CHECK(character_class(character) == c.expected);
    }
  }
}

/// What Unicode says of a code point, where its properties decide the class.
CharacterClass expected_from_unicode(UChar32 c) {
  using enum CharacterClass;
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &error);
  const int type = u_charType(c);
  if (u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR)) return other;
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return invisible;
  if (type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR || (c >= 0xA && c <= 0xD) || c == 0x85) return line_end;
  if (u_isUWhiteSpace(c)) return space;
  if (type == U_CONTROL_CHAR) return control;
  if (type == U_PRIVATE_USE_CHAR) return private_use;
  if (script == USCRIPT_HAN && c < 0x10000) return han;
  return other;
}

TEST_CASE("character_class: agrees with Unicode on every code point") {
  using enum CharacterClass;
  for (UChar32 c = 0; c <= 0x10FFFF; ++c) {
    const CharacterClass actual = character_class(static_cast<char32_t>(c));
    const CharacterClass expected = expected_from_unicode(c);
    CAPTURE(c);
    switch (actual) {
      case latin:
        if (u_charType(c) != U_UNASSIGNED && !u_isalpha(c)) FAIL_CHECK("latin, but not a letter");
        break;
      case han:
        if (c < 0x10000 && expected != han) FAIL_CHECK("not a Han character");
        break;
      case stop:
      case open_mark:
      case close_mark:
        if (!u_ispunct(c)) FAIL_CHECK("not punctuation");
        break;
      case invisible:
        if (expected != invisible && !(c >= 0xFFF9 && c <= 0xFFFB)) FAIL_CHECK("visible");
        break;
      case other:
      case space:
      case line_end:
      case control:
      case private_use:
        if (actual != expected && c < 0xF0000) FAIL_CHECK("class ", static_cast<int>(actual), " but Unicode says ",
                                                           static_cast<int>(expected));
        break;
      default:
        break;
    }
    if (expected != other && actual != expected) FAIL_CHECK("Unicode says ", static_cast<int>(expected));
  }
}

TEST_CASE("character_class: letters of Latin, Greek and Cyrillic script are latin") {
  for (UChar32 c = 0; c < 0x10000; ++c) {
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &error);
    const bool european = script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
    if (!european || !u_isalpha(c)) continue;
    CAPTURE(c);
    const CharacterClass actual = character_class(static_cast<char32_t>(c));
    CHECK((actual == CharacterClass::latin || actual == CharacterClass::fullwidth_letter));
  }
}

}  // namespace
}  // namespace jianyan
