#include "text/line_index.h"

#include <doctest/doctest.h>

#include <string>

namespace jianyan {
namespace {

TEST_CASE("line_index: every kind of line end") {
  struct Case {
    std::string text;
    std::vector<std::string> lines;
  };
  const Case cases[] = {
      {"", {""}},
      {"一", {"一"}},
      {"一\n", {"一", ""}},
      {"一\n二\r\n三\r四", {"一", "二", "三", "四"}},
      {"\r\r\n\n", {"", "", "", ""}},
      {"\n\r", {"", "", ""}},
      {"一\u2028二", {"一\u2028二"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const LineIndex index(c.text);
    REQUIRE(index.line_count() == c.lines.size());
    for (std::uint32_t i = 0; i < index.line_count(); ++i) {
      const Span span = index.line(i + 1);
      CHECK(c.text.substr(span.begin, span.size()) == c.lines[i]);
    }
  }
}

TEST_CASE("line_index: columns count code points from 1") {
  const std::string text = "建议a\r\n𠮷b\n";
  const LineIndex index(text);
  struct Case {
    std::uint32_t offset;
    std::uint32_t line;
    std::uint32_t column;
  };
  const Case cases[] = {
      {0, 1, 1}, {3, 1, 2}, {6, 1, 3}, {7, 1, 4}, {8, 1, 5}, {9, 2, 1}, {13, 2, 2}, {14, 2, 3}, {15, 3, 1},
  };
  for (const Case& c : cases) {
    CAPTURE(c.offset);
    const auto [line, column] = index.position(c.offset);
    CHECK(line == c.line);
    CHECK(column == c.column);
  }
}

TEST_CASE("offset_converter: bytes to code points and UTF-16 units, in any order") {
  const std::string text = "a建𠮷\n";
  struct Case {
    std::uint32_t byte;
    std::uint32_t code_points;
    std::uint32_t utf16_units;
  };
  const Case cases[] = {
      {0, 0, 0}, {1, 1, 1}, {4, 2, 2}, {8, 3, 4}, {9, 4, 5}, {4, 2, 2}, {4, 2, 2}, {0, 0, 0}, {9, 4, 5},
  };
  OffsetConverter offsets(text);
  for (const Case& c : cases) {
    CAPTURE(c.byte);
    const auto [code_points, utf16_units] = offsets.at(c.byte);
    CHECK(code_points == c.code_points);
    CHECK(utf16_units == c.utf16_units);
  }
}

}  // namespace
}  // namespace jianyan
