#include "common/diff.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace jianyan::tools {
namespace {

TEST_CASE("diff: hunks as patch(1) reads them") {
  struct {
    const char* text;
    std::vector<Edit> edits;
    const char* diff;
  } const cases[] = {
      {"a\nb\nc\n", {}, ""},
      {"a\nb\nc\n", {{{2, 3}, "B"}}, "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
      {"a\nb\nc\n", {{{2, 4}, ""}}, "@@ -1,3 +1,2 @@\n a\n-b\n c\n"},
      {"a\nb\nc\n", {{{2, 2}, "x\n"}}, "@@ -1,3 +1,4 @@\n a\n+x\n b\n c\n"},
      {"a\nb\nc\n", {{{1, 2}, ""}}, "@@ -1,3 +1,2 @@\n-a\n-b\n+ab\n c\n"},
      {"a\nb\nc\n", {{{3, 4}, ""}, {{4, 6}, ""}}, "@@ -1,3 +1,2 @@\n a\n-b\n-c\n+b\n\\ No newline at end of file\n"},
      {"a\nb\nc\n", {{{1, 2}, ""}, {{2, 4}, ""}}, "@@ -1,3 +1 @@\n-a\n-b\n-c\n+ac\n"},
      {"a\nb", {{{3, 3}, "\n"}}, "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"},
      {"a\nb\n", {{{4, 4}, "c\n"}}, "@@ -1,2 +1,3 @@\n a\n b\n+c\n"},
      {"", {{{0, 0}, "a\n"}}, "@@ -0,0 +1 @@\n+a\n"},
      {"a\n", {{{0, 2}, ""}}, "@@ -1 +0,0 @@\n-a\n"},
      {"a\n", {{{0, 1}, "a"}}, ""},
      {"1\n2\n3\n4\n5\n6\n7\n8\n9\n",
       {{{0, 1}, "x"}, {{16, 17}, "y"}},
       "@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n"},
      {"1\n2\n3\n4\n5\n6\n7\n8\n",
       {{{0, 1}, "x"}, {{14, 15}, "y"}},
       "@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const std::string head = *c.diff == '\0' ? "" : "--- f\n+++ f\n";
    CHECK(unified_diff(c.text, c.edits, "f") == head + c.diff);
  }
}

TEST_CASE("diff: a byte-order mark belongs to the first line") {
  const std::vector<Edit> edits{{{0, 1}, "A"}};
  CHECK(unified_diff("a\nb\n", edits, "f", "\xEF\xBB\xBF") ==
        "--- f\n+++ f\n@@ -1,2 +1,2 @@\n-\xEF\xBB\xBF" "a\n+\xEF\xBB\xBF" "A\n b\n");
}

// What patch(1) does, for diffs without offsets: hunks say themselves where they are.
std::string apply(std::string_view text, std::string_view diff) {
  std::vector<std::string> old_lines, lines;
  const auto split = [](std::string_view from) {
    std::vector<std::string> parts;
    while (!from.empty()) {
      const std::size_t size = std::min(from.find('\n'), from.size() - 1) + 1;
      parts.emplace_back(from.substr(0, size));
      from.remove_prefix(size);
    }
    return parts;
  };
  old_lines = split(text);
  std::size_t at = 0;
  char last = ' ';
  for (const std::string& line : split(diff)) {
    if (line.starts_with("---") || line.starts_with("+++")) continue;
    if (line[0] == '@') {
      std::size_t begin = std::stoul(line.substr(4));
      const std::size_t comma = line.find_first_of(", ", 4);
      const bool none = line.compare(comma, 3, ",0 ") == 0;
      for (const std::size_t first = none ? begin : begin - 1; at < first; ++at) lines.push_back(old_lines.at(at));
    } else if (line[0] == '\\') {
      if (last != '-') lines.back().pop_back();
    } else {
      if (line[0] != '+') {
        std::string expected = old_lines.at(at++);
        if (!expected.ends_with('\n')) expected += '\n';
        REQUIRE(expected == line.substr(1));
      }
      if (line[0] != '-') lines.push_back(line.substr(1));
      last = line[0];
    }
  }
  for (; at < old_lines.size(); ++at) lines.push_back(old_lines[at]);
  std::string out;
  for (const std::string& line : lines) out += line;
  return out;
}

TEST_CASE("diff: applied to the old text it gives the new one") {
  std::mt19937 random(7);
  const auto below = [&](std::size_t n) { return static_cast<std::uint32_t>(random() % n); };
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::uint32_t i = below(30); i > 0; --i) text += "ab\n\n"[below(4)];
    std::vector<Edit> edits;
    std::uint32_t at = 0;
    for (std::uint32_t i = below(4); i > 0 && at <= text.size(); --i) {
      const std::uint32_t begin = at + below(text.size() - at + 1);
      const std::uint32_t end = begin + below(std::min<std::size_t>(4, text.size() - begin + 1));
      const char* const replacements[] = {"", "x", "\n", "x\n", "\nx", "a", "b\n"};
      edits.push_back({{begin, end}, replacements[below(7)]});
      at = end + 1;
    }
    std::string expected;
    std::uint32_t copied = 0;
    for (const Edit& edit : edits) {
      expected += text.substr(copied, edit.span.begin - copied) + edit.replacement;
      copied = edit.span.end;
    }
    expected += text.substr(copied);
    const std::string diff = unified_diff(text, edits, "f");
    CAPTURE(text);
    CAPTURE(diff);
    REQUIRE(apply(text, diff) == expected);
  }
}

}  // namespace
}  // namespace jianyan::tools
