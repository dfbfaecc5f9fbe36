#include "text/utf8.h"

#include <doctest/doctest.h>

#include <limits>

namespace jianyan {
namespace {

using namespace std::string_literals;

TEST_CASE("utf8: well-formed sequences decode to their code points") {
  struct Case {
    std::string bytes;
    char32_t value;
  };
  const Case cases[] = {
      {"\0"s, 0},
      {"A", U'A'},
      {"\x7F", 0x7F},
      {"\xC2\x80", 0x80},
      {"\xDF\xBF", 0x7FF},
      {"\xE0\xA0\x80", 0x800},
      {"建", U'建'},
      {"\xED\x9F\xBF", 0xD7FF},
      {"\xEE\x80\x80", 0xE000},
      {"\xEF\xBF\xBF", 0xFFFF},
      {"\xF0\x90\x80\x80", 0x10000},
      {"𠮷", 0x20BB7},
      {"\xF4\x8F\xBF\xBF", 0x10FFFF},
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes);
    const CodePoint at = decode_utf8_at(c.bytes, 0);
    CHECK(at.value == c.value);
    CHECK(at.length == c.bytes.size());
    CHECK(decode_valid_utf8_at(c.bytes, 0).value == c.value);
    CHECK(decode_valid_utf8_at(c.bytes, 0).length == c.bytes.size());
    CHECK(valid_utf8_prefix(c.bytes) == c.bytes.size());
    std::string written;
    append_utf8(written, c.value);
    CHECK(written == c.bytes);
  }
}

TEST_CASE("utf8: an ill-formed byte is U+FFFD of length 1") {
  const std::string cases[] = {
      "\x80",          "\xBF",             // continuation alone
      "\xC0\x80",      "\xC1\xBF",         // overlong
      "\xE0\x9F\xBF",  "\xF0\x8F\xBF\xBF",
      "\xED\xA0\x80",  "\xED\xBF\xBF",     // surrogates
      "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",  // over U+10FFFF
      "\xE5",          "\xE5\xBB",         // cut
      "\xF0\xA0\xAE",  "\xC2",
      "\xE5\xBB" "A",  "\xF0\xA0\xAE" "A", "\xC2" "A", "\xE5" "A\xBA",
  };
  for (const std::string& bytes : cases) {
    CAPTURE(bytes);
    const CodePoint at = decode_utf8_at(bytes, 0);
    CHECK(at.value == kReplacementCharacter);
    CHECK(at.length == 1);
    CHECK(valid_utf8_prefix(bytes) == 0);
    CHECK(valid_utf8_prefix("0123456789建议" + bytes) == 16);
  }
}

TEST_CASE("utf8: every scalar value survives a round trip") {
  std::u32string all;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c < 0xD800 || c > 0xDFFF) all.push_back(c);
  }
  const std::string bytes = to_utf8(all);
  CHECK(valid_utf8_prefix(bytes) == bytes.size());
  CHECK((to_utf32(bytes) == all));
  CHECK(count_code_points(bytes) == all.size());
  CHECK(count_utf16_units(bytes) == all.size() + 0x100000);
}

TEST_CASE("utf8: repair replaces each invalid byte") {
  struct Case {
    std::string bytes;
    std::string repaired;
  };
  const Case cases[] = {
      {"", ""},
      {"建议", "建议"},
      {"建\xFF议", "建\uFFFD议"},
      {"\xE5\xBB", "\uFFFD\uFFFD"},
      {"a\xED\xA0\x80z", "a\uFFFD\uFFFD\uFFFDz"},
      {"\uFFFD", "\uFFFD"},  // a real one is valid
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes);
    CHECK(repair_utf8(c.bytes) == c.repaired);
  }
}

TEST_CASE("utf8: columns of a terminal") {
  struct Case {
    std::string text;
    std::size_t width;
  };
  const Case cases[] = {
      {"", 0},
      {"abc 123", 7},
      {"建议", 4},
      {"，。《》", 8},
      {"“”‘’……——·", 18},
      {"①℃×", 6},
      {"αЖ", 2},
      {"é", 1},
      {"e\u0301", 1},
      {"\u200B\uFEFF\u00AD", 0},
      {"\u3000", 2},
      {"ＡＢ１", 6},
      {"ｱ", 1},
      {"𠮷😀", 4},
      {"a\tb\r\n", 3},
      {"\xFF", 2},  // U+FFFD
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(display_width(c.text) == c.width);
  }
}

}  // namespace
}  // namespace jianyan
