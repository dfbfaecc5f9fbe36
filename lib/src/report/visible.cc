#include "report/visible.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <iterator>

#include "text/character_class.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

// Longer quotations are cut in the middle: a whole paragraph says less than its ends.
constexpr std::size_t kQuotedCodePoints = 40;

// Byte offset of the code point with number `count`.
std::size_t offset_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += decode_utf8_at(text, at).length;
  return at;
}

}  // namespace

void append_visible(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8_at(text, at);
    const CharacterClass kind = character_class(point.value);
    if (point.value == '\t') {
      out += ' ';
    } else if (kind == CharacterClass::line_end) {
      if (point.value != '\r' || at + 1 == text.size() || text[at + 1] != '\n') out += "⏎";
    } else if (kind == CharacterClass::control || kind == CharacterClass::invisible ||
               kind == CharacterClass::private_use) {
      fmt::format_to(std::back_inserter(out), "<U+{:04X}>", static_cast<std::uint32_t>(point.value));
    } else if (point.value == kReplacementCharacter) {
      append_utf8(out, kReplacementCharacter);  // also where the byte itself is invalid, as in a path
    } else {
      out.append(text, at, point.length);
    }
    at += point.length;
  }
}

void append_excerpt(std::string& out, std::string_view text) {
  const std::size_t count = count_code_points(text);
  if (count <= kQuotedCodePoints) return append_visible(out, text);
  append_visible(out, text.substr(0, offset_of(text, kQuotedCodePoints / 2)));
  out += "……";
  append_visible(out, text.substr(offset_of(text, count - kQuotedCodePoints / 2)));
}

void append_quoted(std::string& out, std::string_view text) {
  out += "“";
  append_excerpt(out, text);
  out += "”";
}

}  // namespace jianyan
