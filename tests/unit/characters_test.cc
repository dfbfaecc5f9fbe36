#include "rules/characters.h"

#include <doctest/doctest.h>

#include <string>

namespace jianyan {
namespace {

/// The text with every character of a zone in square brackets' stead: letters of the zone's name, '.' outside.
std::string zones(std::string_view text, char name, unsigned zone) {
  const Characters c(text, {});
  std::string out;
  for (std::size_t i = 0; i < c.size(); ++i) out += c.in(i, zone) ? name : '.';
  return out;
}

}  // namespace

TEST_CASE("characters: values, classes and offsets, with room on both sides") {
  const Characters c("办a，", {});
  REQUIRE(c.size() == 3);
  CHECK(c[0] == U'办');
  CHECK(c.latin(1));
  CHECK(c.is(2, CharacterClass::stop));
  CHECK(c.offset(0) == 0);
  CHECK(c.offset(1) == 3);
  CHECK(c.offset(3) == 7);
  CHECK(c.line_end(static_cast<std::size_t>(-1)));
  CHECK(c.line_end(3));
  CHECK(c[3 + Characters::kPadding - 1] == 0);
}

TEST_CASE("characters: the character that holds an offset") {
  const Characters c("办a，", {});
  const struct {
    std::uint32_t offset;
    std::size_t index;
  } cases[] = {{0, 0}, {1, 0}, {2, 0}, {3, 1}, {4, 2}, {6, 2}, {7, 3}};
  for (const auto& [offset, index] : cases) CHECK(c.index_at(offset) == index);
}

TEST_CASE("characters: addresses end before the mark that ends the sentence") {
  const struct {
    const char *text, *zone;
  } cases[] = {
      {"见http://a.cn/b,c.", ".AAAAAAAAAAAAAAA."},
      {"见www.a.cn。", ".AAAAAAAA."},
      {"信箱rd@a.gov.cn。", "..AAAAAAAAAAA."},
      {"比例:乙", "...."},
  };
  for (const auto& [text, zone] : cases) CHECK(zones(text, 'A', kAddress) == zone);
}

TEST_CASE("characters: marks inside numbers and words are part of them") {
  const struct {
    const char *text, *zone;
  } cases[] = {
      {"共1,280个", "..T..." "."}, {"在9:30到", "..T..."}, {"按GB/T执", "...T.."}, {"达32个,其", "......"}, {"是1.5倍", "..T.."},
  };
  for (const auto& [text, zone] : cases) CHECK(zones(text, 'T', kToken) == zone);
}

TEST_CASE(
    "characters: Latin words with spaces between them are a run, without the marks of the Chinese sentence around "
    "them") {
  const struct {
    const char *text, *zone;
  } cases[] = {
      {"办Belt and Road,甲", ".LLLLLLLLLLLLL.."},
      {"Done well. Yes!", "LLLLLLLLLLLLLLL"},
      {"用APP,甲", "......"},
      {"共 3 个", "....."},
  };
  for (const auto& [text, zone] : cases) CHECK(zones(text, 'L', kLatin) == zone);
}

TEST_CASE("characters: masked spans are zones") {
  const Span masked[] = {{3, 4}};
  const Characters c("办a，", masked);
  CHECK_FALSE(c.in(0, kMasked));
  CHECK(c.in(1, kMasked));
  CHECK(c.protected_at(1));
  CHECK_FALSE(c.in(2, kMasked));
}

}  // namespace jianyan
