// The table is filled at compile time from the ranges below: first what Unicode's blocks and scripts say, then the
// single characters that Chinese writing gives a role of their own; later lines overwrite earlier ones.
// character_class_test.cc compares the result with ICU's properties, so that a new version of Unicode shows where the
// ranges must grow.
#include "text/character_class.h"

namespace jianyan {
namespace {

using enum CharacterClass;

struct Range {
  char32_t first;
  char32_t last;
  CharacterClass value;
};

constexpr Range kRanges[] = {
    // ASCII and Latin-1
    {0x0000, 0x001F, control},
    {0x0021, 0x007E, ascii_mark},
    {0x007F, 0x009F, control},
    {U'0', U'9', digit},
    {U'A', U'Z', latin},
    {U'a', U'z', latin},
    {0x00A1, 0x00A1, other_mark},
    {0x00A7, 0x00A7, other_mark},
    {0x00AA, 0x00AA, latin},
    {0x00AB, 0x00AB, other_mark},
    {0x00B5, 0x00B5, latin},
    {0x00B6, 0x00B7, other_mark},
    {0x00BA, 0x00BA, latin},
    {0x00BB, 0x00BB, other_mark},
    {0x00BF, 0x00BF, other_mark},
    {0x00C0, 0x00D6, latin},
    {0x00D8, 0x00F6, latin},
    // Latin, Greek and Cyrillic letters
    {0x00F8, 0x02C1, latin},
    {0x02E0, 0x02E4, latin},
    {0x0370, 0x0373, latin},
    {0x0376, 0x0377, latin},
    {0x037A, 0x037D, latin},
    {0x037F, 0x037F, latin},
    {0x0386, 0x0386, latin},
    {0x0388, 0x03F5, latin},
    {0x03F7, 0x0481, latin},
    {0x048A, 0x052F, latin},
    {0x1C80, 0x1C8A, latin},
    {0x1D00, 0x1DBF, latin},
    {0x1E00, 0x1FBC, latin},
    {0x1FBE, 0x1FBE, latin},
    {0x1FC2, 0x1FCC, latin},
    {0x1FD0, 0x1FDC, latin},
    {0x1FE0, 0x1FEC, latin},
    {0x1FF2, 0x1FFC, latin},
    {0x2071, 0x2071, latin},
    {0x207F, 0x207F, latin},
    {0x2090, 0x209C, latin},
    {0x2126, 0x2126, latin},
    {0x212A, 0x212B, latin},
    {0x2132, 0x2132, latin},
    {0x214E, 0x214E, latin},
    {0x2183, 0x2184, latin},
    {0x2C60, 0x2C7F, latin},
    {0xA640, 0xA66E, latin},
    {0xA67F, 0xA69D, latin},
    {0xA722, 0xA788, latin},
    {0xA78B, 0xA7FF, latin},
    {0xAB30, 0xAB5A, latin},
    {0xAB5C, 0xAB69, latin},
    {0xFB00, 0xFB06, latin},
    // General punctuation
    {0x2010, 0x2027, other_mark},
    {0x2030, 0x205E, other_mark},
    {0x2E00, 0x2E5D, other_mark},
    // Chinese, Japanese
    {0x2E80, 0x2E99, han},
    {0x2E9B, 0x2EF3, han},
    {0x2F00, 0x2FD5, han},
    {0x3001, 0x3003, other_mark},
    {0x3005, 0x3005, han},
    {0x3007, 0x3007, han},
    {0x3008, 0x301F, other_mark},
    {0x3021, 0x3029, han},
    {0x3030, 0x3030, other_mark},
    {0x3038, 0x303B, han},
    {0x303D, 0x303D, other_mark},
    {0x3041, 0x3096, kana},
    {0x3099, 0x309F, kana},
    {0x30A0, 0x30A0, other_mark},
    {0x30A1, 0x30FA, kana},
    {0x30FB, 0x30FB, other_mark},
    {0x30FC, 0x30FF, kana},
    {0x3105, 0x312F, kana},
    {0x31A0, 0x31BF, kana},
    {0x31F0, 0x31FF, kana},
    {0x3400, 0x4DBF, han},
    {0x4E00, 0x9FFF, han},
    {0xF900, 0xFA6D, han},
    {0xFA70, 0xFAD9, han},
    // Vertical, small, full-width and half-width forms
    {0xFE10, 0xFE19, other_mark},
    {0xFE30, 0xFE52, other_mark},
    {0xFE54, 0xFE66, other_mark},
    {0xFE68, 0xFE6B, other_mark},
    {0xFF01, 0xFF5E, other_mark},
    {0xFF10, 0xFF19, fullwidth_digit},
    {0xFF21, 0xFF3A, fullwidth_letter},
    {0xFF41, 0xFF5A, fullwidth_letter},
    {0xFF61, 0xFF65, other_mark},
    {0xFF66, 0xFF9F, kana},
    {0xFFE0, 0xFFE6, other_mark},
    // Symbols among the marks above
    {0x2044, 0x2044, other},
    {0x2052, 0x2052, other},
    {0x2E50, 0x2E51, other},
    {0x3012, 0x3013, other},
    // White space and line ends
    {0x0009, 0x0009, space},
    {0x0020, 0x0020, space},
    {0x00A0, 0x00A0, space},
    {0x1680, 0x1680, space},
    {0x2000, 0x200A, space},
    {0x202F, 0x202F, space},
    {0x205F, 0x205F, space},
    {0x3000, 0x3000, space},
    {0x000A, 0x000D, line_end},
    {0x0085, 0x0085, line_end},
    {0x2028, 0x2029, line_end},
    // Invisible: what Unicode calls default ignorable. Not the variation selectors, which choose the shape of a
    // character.
    {0x00AD, 0x00AD, invisible},
    {0x034F, 0x034F, invisible},
    {0x061C, 0x061C, invisible},
    {0x115F, 0x1160, invisible},
    {0x17B4, 0x17B5, invisible},
    {0x180E, 0x180E, invisible},
    {0x200B, 0x200F, invisible},
    {0x202A, 0x202E, invisible},
    {0x2060, 0x206F, invisible},
    {0x3164, 0x3164, invisible},
    {0xFEFF, 0xFEFF, invisible},
    {0xFFA0, 0xFFA0, invisible},
    {0xFFF0, 0xFFFB, invisible},
    {0xE000, 0xF8FF, private_use},
};

constexpr char32_t kStops[] = U"。？！，、；：";
constexpr char32_t kOpenMarks[] = U"（《〈“‘「『【〔［｛〖〘〚〝｟";
constexpr char32_t kCloseMarks[] = U"）》〉”’」』】〕］｝〗〙〛〞〟｠";

constexpr std::array<CharacterClass, 0x10000> build_table() {
  std::array<CharacterClass, 0x10000> table{};
  for (const Range& range : kRanges) {
    for (char32_t c = range.first; c <= range.last; ++c) table[c] = range.value;
  }
  const auto set_each = [&table](const char32_t* characters, CharacterClass value) {
    for (; *characters != 0; ++characters) table[*characters] = value;
  };
  set_each(kStops, stop);
  set_each(kOpenMarks, open_mark);
  set_each(kCloseMarks, close_mark);
  return table;
}

}  // namespace

constinit const std::array<CharacterClass, 0x10000> kFirstPlaneClasses = build_table();

CharacterClass character_class_beyond_first_plane(char32_t code_point) noexcept {
  const auto within = [code_point](char32_t first, char32_t last) { return first <= code_point && code_point <= last; };
  if (within(0x20000, 0x3FFFF)) return han;
  if (within(0xE0100, 0xE01EF)) return other;  // variation selectors
  if (within(0xE0000, 0xE0FFF) || within(0x1BCA0, 0x1BCA3) || within(0x1D173, 0x1D17A)) return invisible;
  if (code_point >= 0xF0000) return private_use;
  return other;
}

}  // namespace jianyan
