#include "jianyan/encoding.h"

#include <doctest/doctest.h>

#include <random>
#include <thread>

#include "text/codec.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

using namespace std::string_literals;

constexpr Encoding kEncodings[] = {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::gb18030,
                                   Encoding::big5};

const std::string kDraft =
    "关于加强老旧小区电动自行车充电设施建设的建议\n\n"
    "近年来，我市电动自行车数量增长很快，“飞线充电”问题突出。\r\n建议：一、由市住房城乡建委牵头；二、安排资金120万元。\r";
const std::string kTraditionalDraft = "關於加強老舊社區電動機車充電設施建設的建議\n近年來，數量增長很快，問題突出。";

/// `text` in `encoding`, without mark.
std::string in(Encoding encoding, std::string_view text) {
  const auto bytes = encode(text, TextOrigin{encoding, false, {}});
  REQUIRE(bytes.has_value());
  return *bytes;
}

struct Decoded {
  Encoding encoding;
  bool byte_order_mark;
  std::string text;
  std::size_t raw = 0;
};

void check_decodes(std::string_view bytes, std::optional<Encoding> forced, const Decoded& expected) {
  const auto decoded = decode(bytes, forced);
  REQUIRE_MESSAGE(decoded.has_value(), decoded.error().message.zh);
  CHECK(encoding_name(decoded->origin.encoding) == encoding_name(expected.encoding));
  CHECK(decoded->origin.byte_order_mark == expected.byte_order_mark);
  CHECK(decoded->text == expected.text);
  CHECK(decoded->origin.raw.size() == expected.raw);
  const auto encoded = encode(decoded->text, decoded->origin);
  REQUIRE(encoded.has_value());
  CHECK(*encoded == bytes);
}

TEST_CASE("encoding: names as users write them") {
  struct Case {
    std::string_view name;
    std::optional<Encoding> encoding;
  };
  const Case cases[] = {
      {"utf-8", Encoding::utf8},       {"UTF8", Encoding::utf8},        {"utf_16_le", Encoding::utf16le},
      {"UTF-16", Encoding::utf16le},   {"utf16be", Encoding::utf16be},  {"GBK", Encoding::gb18030},
      {"GB2312", Encoding::gb18030},   {"cp936", Encoding::gb18030},    {"gb-18030", Encoding::gb18030},
      {"Big5", Encoding::big5},        {"BIG-5", Encoding::big5},       {"", std::nullopt},
      {"utf", std::nullopt},           {"utf88", std::nullopt},         {"latin1", std::nullopt},
      {"gbk ", std::nullopt},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK((encoding_from_name(c.name) == c.encoding));
  }
  for (const Encoding encoding : kEncodings) CHECK((encoding_from_name(encoding_name(encoding)) == encoding));
}

TEST_CASE("encoding: found and decoded") {
  struct Case {
    std::string bytes;
    Decoded expected;
  };
  const Case cases[] = {
      {"", {Encoding::utf8, false, ""}},
      {"plain ASCII\r\n", {Encoding::utf8, false, "plain ASCII\r\n"}},
      {"\xEF\xBB\xBF", {Encoding::utf8, true, ""}},
      {"\xEF\xBB\xBF建议", {Encoding::utf8, true, "建议"}},
      {"\xEF\xBB\xBF\xEF\xBB\xBF建议", {Encoding::utf8, true, "\uFEFF建议"}},
      {"建议", {Encoding::utf8, false, "建议"}},
      {"café, naïve", {Encoding::utf8, false, "café, naïve"}},
      {"Привет, мир", {Encoding::utf8, false, "Привет, мир"}},
      {"龘", {Encoding::utf8, false, "龘"}},
      {"\xC1\xAA\xCD\xA8", {Encoding::gb18030, false, "联通"}},  // every second byte fits UTF-8
      {"\xD2\xBB\xC4\xBF", {Encoding::gb18030, false, "一目"}},  // and here all do
      {"\xFF\xFE\xFA\x5E\xAE\x8B", {Encoding::utf16le, true, "建议"}},
      {"\xFE\xFF\x5E\xFA\x8B\xAE", {Encoding::utf16be, true, "建议"}},
      {"\xFF\xFE", {Encoding::utf16le, true, ""}},
      {"\x84\x31\x95\x33\xBD\xA8\xD2\xE9", {Encoding::gb18030, true, "建议"}},
      {"A\0B\0C\0"s, {Encoding::utf16le, false, "ABC"}},
      {"\0A\0B\0C"s, {Encoding::utf16be, false, "ABC"}},
      {kDraft, {Encoding::utf8, false, kDraft}},
      {in(Encoding::gb18030, kDraft), {Encoding::gb18030, false, kDraft}},
      {in(Encoding::utf16le, kDraft), {Encoding::utf16le, false, kDraft}},
      {in(Encoding::utf16be, kDraft), {Encoding::utf16be, false, kDraft}},
      {in(Encoding::big5, kTraditionalDraft), {Encoding::big5, false, kTraditionalDraft}},
      {in(Encoding::gb18030, kTraditionalDraft), {Encoding::gb18030, false, kTraditionalDraft}},
      {std::string(100'000, ' ') + in(Encoding::gb18030, kDraft),  // beyond the first 64 KiB
       {Encoding::gb18030, false, std::string(100'000, ' ') + kDraft}},
      {kDraft + "\xFF" + kDraft, {Encoding::utf8, false, kDraft + "\uFFFD" + kDraft, 1}},
      {kDraft + "\xE5\xBB", {Encoding::utf8, false, kDraft + "\uFFFD\uFFFD", 2}},
      {in(Encoding::gb18030, kDraft) + "\xFF", {Encoding::gb18030, false, kDraft + "\uFFFD", 1}},
      {in(Encoding::utf16le, kDraft) + "\n", {Encoding::utf16le, false, kDraft + "\uFFFD", 1}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.expected.text);
    check_decodes(c.bytes, std::nullopt, c.expected);
  }
}

TEST_CASE("encoding: decoded as named") {
  struct Case {
    Encoding forced;
    std::string bytes;
    Decoded expected;
  };
  const Case cases[] = {
      {Encoding::utf8, "\xEF\xBB\xBF建议", {Encoding::utf8, true, "建议"}},
      {Encoding::gb18030, "plain ASCII", {Encoding::gb18030, false, "plain ASCII"}},
      {Encoding::gb18030, "\xD2\xBB\xC4\xBF", {Encoding::gb18030, false, "一目"}},  // valid UTF-8 too
      {Encoding::utf16le, "\x1F\x04\x40\x04\x38\x04", {Encoding::utf16le, false, "При"}},
      {Encoding::utf16le, "\x9A\x9F\x6B\x94", {Encoding::utf16le, false, "龚鑫"}},
      {Encoding::gb18030, "\xD7\xA2", {Encoding::gb18030, false, "注"}},
      {Encoding::gb18030, "\x81\x30\x81\x30", {Encoding::gb18030, false, "\u0080"}},
      {Encoding::gb18030, "\x84\x31\xA4\x37", {Encoding::gb18030, false, "\uFFFD"}},  // a real one
      {Encoding::gb18030, "\x90\x30\x81\x30", {Encoding::gb18030, false, "𐀀"}},
      {Encoding::gb18030, "\x95\x32\x82\x36", {Encoding::gb18030, false, "𠀀"}},
      {Encoding::gb18030, "\xE3\x32\x9A\x35", {Encoding::gb18030, false, "\U0010FFFF"}},
      {Encoding::gb18030, "\xE3\x32\x9A\x36", {Encoding::gb18030, false, "\uFFFD", 1}},  // beyond the last
      {Encoding::gb18030, "\x81\x30\x81", {Encoding::gb18030, false, "\uFFFD" "0\uFFFD", 2}},
      {Encoding::gb18030, "\x81 A", {Encoding::gb18030, false, "\uFFFD A", 1}},
      {Encoding::gb18030, "\x80" "5", {Encoding::gb18030, false, "€5", 1}},  // Windows; €'s own bytes are A2E3
      {Encoding::big5, "\xA4\xA4\xF9\xD5", {Encoding::big5, false, "中龘"}},
      {Encoding::big5, "\xA2\xCC\xA4\x51", {Encoding::big5, false, "十十", 1}},  // encoded twice in Big5
      {Encoding::big5, "\xA4", {Encoding::big5, false, "\uFFFD", 1}},
      {Encoding::big5, "\xA3\xFE", {Encoding::big5, false, "\uFFFD", 1}},  // unassigned
      {Encoding::big5, "\xA4 A", {Encoding::big5, false, "\uFFFD A", 1}},
      {Encoding::utf16le, "\x2D\x4E\x40\xD8\x00\xDC"s, {Encoding::utf16le, false, "中𠀀"}},
      {Encoding::utf16be, "\x4E\x2D\xD8\x40\xDC\x00"s, {Encoding::utf16be, false, "中𠀀"}},
      {Encoding::utf16le, "\x40\xD8\x2D\x4E", {Encoding::utf16le, false, "\uFFFD中", 1}},  // high surrogate alone
      {Encoding::utf16le, "\x00\xDC\x2D\x4E"s, {Encoding::utf16le, false, "\uFFFD中", 1}},  // low surrogate alone
      {Encoding::utf16le, "\x2D\x4E\x40\xD8", {Encoding::utf16le, false, "中\uFFFD", 1}},   // cut pair
      {Encoding::utf16le, "\x2D\x4E\xFD\x56\x40", {Encoding::utf16le, false, "中国\uFFFD", 1}},  // odd length
      {Encoding::utf16le, "\x40\xD8\x40\xD8\x00\xDC"s, {Encoding::utf16le, false, "\uFFFD𠀀", 1}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes);
    check_decodes(c.bytes, c.forced, c.expected);
  }
}

TEST_CASE("encoding: what is refused, and why") {
  struct Case {
    std::string bytes;
    std::optional<Encoding> forced;
    ErrorCode code;
  };
  const std::string latin = "\xE9t\xE9 \xE0 la pr\xE9sidence, \xE7" "a va; o\xF9 \xEAtes-vous? \xE9l\xE8ve, \xE2me";
  std::string hangul;  // EUC-KR: rows B0..C8 of a grid that GB18030 fills with other characters
  for (int i = 0; i < 60; ++i) hangul += {static_cast<char>(0xB0 + i % 25), static_cast<char>(0xA1 + i * 7 % 94)};
  const Case cases[] = {
      {"%PDF-1.4\n", {}, ErrorCode::binary},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", {}, ErrorCode::binary},
      {"PK\x03\x04", Encoding::utf8, ErrorCode::binary},
      {"\x89PNG\r\n\x1A\n", {}, ErrorCode::binary},
      {"\xFF\xD8\xFF\xE0", {}, ErrorCode::binary},
      {"GIF89a", {}, ErrorCode::binary},
      {"建议\0"s, {}, ErrorCode::binary},
      {"建议\0"s, Encoding::utf8, ErrorCode::binary},
      {in(Encoding::gb18030, kDraft) + "\0"s, {}, ErrorCode::binary},
      {latin, {}, ErrorCode::unknown_encoding},
      {hangul, {}, ErrorCode::unknown_encoding},
      {"\xFF\xFE\0\0\xFA\x5E\0\0\xAE\x8B\0\0\xFA\x5E\0\0\xAE\x8B\0\0"s, {}, ErrorCode::unknown_encoding},  // UTF-32
      {"\xEF\xBB\xBF" + in(Encoding::gb18030, kDraft), {}, ErrorCode::unknown_encoding},
      {in(Encoding::gb18030, kDraft), Encoding::utf8, ErrorCode::wrong_encoding},
      {kDraft, Encoding::big5, ErrorCode::wrong_encoding},
      {"\x01\x00\x02\x00\x41\x9C\x07\x20\x00\x00\xB2\x33\x05"s, {}, ErrorCode::binary},  // no text, however short
      {"\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x03\x4B\x04\x00\x43\xBE\xB7\xE8\x01\x00\x00"s, {}, ErrorCode::binary},
      {"\x93\x1A\xE2\x04\xC7\x9F\x02\x88\x11", {}, ErrorCode::unknown_encoding},
      {kDraft, Encoding::utf16le, ErrorCode::wrong_encoding},
      {kDraft, Encoding::utf16be, ErrorCode::wrong_encoding},
      {"建议", Encoding::utf16le, ErrorCode::wrong_encoding},
      {"建议案", Encoding::gb18030, ErrorCode::wrong_encoding},
      {"plain ASCII", Encoding::utf16le, ErrorCode::wrong_encoding},
      {"\xFE\xFF\x5E\xFA\x8B\xAE", Encoding::utf16le, ErrorCode::wrong_encoding},
      {"\xFF\xFE\xFA\x5E\xAE\x8B", Encoding::utf16be, ErrorCode::wrong_encoding},
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes);
    const auto decoded = decode(c.bytes, c.forced);
    REQUIRE_FALSE(decoded.has_value());
    CHECK(decoded.error().code == c.code);
    CHECK_FALSE(decoded.error().message.zh.empty());
    CHECK_FALSE(decoded.error().message.en.empty());
  }
}

TEST_CASE("encoding: damage of 2 % of the characters, or three, is read") {
  std::string text;
  for (int i = 0; i < 196; ++i) text += "建议";
  const auto damaged = [&text](std::size_t count) { return text + std::string(count, '\xFF'); };
  // 392 good characters: 8 bad ones are 2 % of 400, 9 are more than 2 % of 401.
  CHECK(decode(damaged(8)).has_value());
  CHECK_FALSE(decode(damaged(9)).has_value());
  CHECK(decode(damaged(8), Encoding::utf8).has_value());
  CHECK_FALSE(decode(damaged(9), Encoding::utf8).has_value());
  CHECK(decode("建议\xFF\xFF\xFF", Encoding::utf8).has_value());
  CHECK_FALSE(decode("建议\xFF\xFF\xFF\xFF", Encoding::utf8).has_value());
}

TEST_CASE("encoding: edits leave raw pieces that they do not touch") {
  struct Case {
    std::vector<Edit> edits;
    std::string expected;
  };
  const std::string bytes = "建\xFF议\xFE案";  // the stand-ins are at 3..6 and 9..12
  const Case cases[] = {
      {{}, bytes},
      {{{{0, 3}, "提"}}, "提\xFF议\xFE案"},
      {{{{3, 6}, ""}}, "建议\xFE案"},
      {{{{3, 6}, "？"}}, "建？议\xFE案"},
      {{{{3, 3}, "+"}, {{6, 6}, "-"}}, "建+\xFF-议\xFE案"},
      {{{{6, 9}, ""}, {{15, 15}, "。"}}, "建\xFF\xFE案。"},
      {{{{0, 9}, "A"}, {{12, 15}, "B"}}, "A\xFE" "B"},
      {{{{0, 15}, ""}}, ""},
  };
  const auto decoded = decode(bytes, Encoding::utf8);
  REQUIRE(decoded.has_value());
  REQUIRE(decoded->origin.raw.size() == 2);
  CHECK((decoded->origin.raw[1].text == Span{9, 12}));
  for (const Case& c : cases) {
    CAPTURE(c.expected);
    const auto encoded = encode(decoded->text, decoded->origin, c.edits);
    REQUIRE(encoded.has_value());
    CHECK(*encoded == c.expected);
  }
}

TEST_CASE("encoding: edits are written in the file's encoding") {
  for (const Encoding encoding : kEncodings) {
    for (const bool mark : {false, true}) {
      if (mark && encoding == Encoding::big5) continue;
      CAPTURE(encoding_name(encoding));
      const TextOrigin origin{encoding, mark, {}};
      const std::vector<Edit> edits = {{{0, 3}, "提"}, {{6, 6}, "！"}};
      const auto bytes = encode("建案", origin, edits);
      REQUIRE(bytes.has_value());
      check_decodes(*bytes, encoding, {encoding, mark, "提案！"});
    }
  }
}

TEST_CASE("encoding: a character that Big5 lacks is named") {
  const auto result = encode("說話", TextOrigin{Encoding::big5, false, {}}, std::vector<Edit>{{{0, 3}, "我们说"}});
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().code == ErrorCode::not_encodable);
  CHECK(result.error().message.zh == "Big5 编码没有字符“们”（U+4EEC）；请先把文件转存为 UTF-8");
  CHECK_FALSE(encode("𠀀", TextOrigin{Encoding::big5, false, {}}).has_value());
}

TEST_CASE("encoding: what a codec writes, it reads") {
  for (const Encoding encoding : kEncodings) {
    visit_codec(encoding, [encoding](const auto& codec) {
      std::size_t characters = 0;
      for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string bytes;
        if (!codec.append(bytes, c)) continue;
        const Unit unit = codec.next(bytes, 0);
        if (!unit.valid || unit.value != c || unit.length != bytes.size()) {
          FAIL_CHECK(encoding_name(encoding), ": U+", static_cast<std::uint32_t>(c));
        }
        ++characters;
      }
      // Big5: 13,500 or so and the user-defined area; all others have all of Unicode.
      if (encoding == Encoding::big5) {
        CHECK(characters > 13'000);
      } else {
        CHECK(characters == 0x10FFFF + 1 - 0x800);
      }
    });
  }
}

/// decode() succeeded: the invariants that everything above it builds on.
void check_invariants(std::string_view bytes, const DecodedText& decoded) {
  REQUIRE(valid_utf8_prefix(decoded.text) == decoded.text.size());
  std::uint32_t end = 0;
  for (const RawPiece& piece : decoded.origin.raw) {
    REQUIRE(piece.text.begin >= end);
    REQUIRE(piece.text.end <= decoded.text.size());
    if (piece.invalid) REQUIRE(decoded.text.substr(piece.text.begin, piece.text.size()) == "\uFFFD");
    end = piece.text.end;
  }
  const auto encoded = encode(decoded.text, decoded.origin);
  REQUIRE(encoded.has_value());
  REQUIRE(*encoded == bytes);
}

TEST_CASE("encoding: any bytes that decode come back") {
  std::mt19937 random(20251101);
  const auto below = [&random](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  int decoded_files = 0;
  for (int round = 0; round < 4000; ++round) {
    const Encoding encoding = kEncodings[below(5)];
    std::string bytes = in(encoding, encoding == Encoding::big5 ? kTraditionalDraft : kDraft);
    for (std::size_t damage = below(5); damage > 0; --damage) {
      const std::size_t at = below(bytes.size());
      switch (below(3)) {
        case 0:
          bytes[at] = static_cast<char>(below(256));
          break;
        case 1:
          bytes.erase(at, 1 + below(3));
          break;
        default:
          bytes.insert(at, 1, static_cast<char>(below(256)));
      }
    }
    CAPTURE(bytes);
    for (const std::optional<Encoding> forced : {std::optional<Encoding>(), std::optional(encoding)}) {
      const auto decoded = decode(bytes, forced);
      if (!decoded) continue;
      ++decoded_files;
      check_invariants(bytes, *decoded);
    }
  }
  CHECK(decoded_files > 4000);
}

TEST_CASE("threads: encoding tables are built once for all") {
  std::vector<std::thread> threads;
  std::vector<std::string> results(4);
  for (std::string& result : results) {
    threads.emplace_back([&result] {
      const auto decoded = decode("\xBD\xA8\xD2\xE9", Encoding::gb18030);
      if (decoded) result = decoded->text;
      const auto big5 = encode("中", TextOrigin{Encoding::big5, false, {}});
      if (big5) result += *big5;
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& result : results) CHECK(result == "建议\xA4\xA4");
}

}  // namespace
}  // namespace jianyan
