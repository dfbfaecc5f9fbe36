#include "jianyan/document.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/utf8.h"

namespace jianyan {
namespace {

namespace fs = std::filesystem;

Document read(std::string text, Format format) {
  ReadOptions options;
  options.format = format;
  return Document::from_text(std::move(text), options);
}

/// One line a block: kind[level] mark|content, line ends shown as ⏎; below it what is masked.
std::string print(const Document& document) {
  const auto visible = [](std::string_view text) {
    std::string shown;
    for (const char c : text) c == '\n' ? shown += "⏎" : c == '\r' ? shown : shown += c;
    return shown;
  };
  std::string printed = document.scope() == Scope::draft ? "draft\n" : "fragment\n";
  auto masked = document.masked().begin();
  for (const Block& block : document.blocks()) {
    printed += block_kind_name(block.kind);
    if (block.level > 0) printed += '[' + std::to_string(block.level) + ']';
    printed += ' ' + visible(document.text(block.mark)) + '|' + visible(document.text(block.content)) + '\n';
    for (; masked != document.masked().end() && masked->begin < block.span.end; ++masked)
      printed += "  masked|" + visible(document.text(*masked)) + "|\n";
  }
  return printed;
}

void check_golden(const fs::path& file, Format format) {
  constexpr std::string_view kBlocks = "--- blocks";
  std::ifstream in(file);
  REQUIRE_MESSAGE(in.is_open(), file.string());
  std::string updated, name, input, expected;
  bool in_blocks = false;
  const auto finish_case = [&] {
    if (name.empty()) return;
    const std::string found = print(read(input, format));
    CAPTURE(name);
    if (std::getenv("UPDATE_GOLDEN") == nullptr) CHECK(found == expected);
    updated += name + '\n' + input + std::string(kBlocks) + '\n' + found;
    input = expected = "";
    in_blocks = false;
  };
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("=== ")) {
      finish_case();
      name = line;
    } else if (line == kBlocks) {
      in_blocks = true;
    } else {
      (in_blocks ? expected : input) += line + '\n';
    }
  }
  finish_case();
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(file) << updated;
}

const fs::path kGolden = fs::path(JIANYAN_SOURCE_DIR) / "tests/golden/documents";

TEST_CASE("document: blocks of plain text, golden") { check_golden(kGolden / "blocks-text.golden", Format::text); }

TEST_CASE("document: blocks of Markdown, golden") {
  check_golden(kGolden / "blocks-markdown.golden", Format::markdown);
}

/// Every promise of document.h about spans.
void check_spans(const Document& document) {
  const std::string_view text = document.text();
  const auto on_code_point = [&](std::uint32_t offset) {
    return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
  };
  const auto valid = [&](Span span) {
    return span.begin <= span.end && span.end <= text.size() && on_code_point(span.begin) && on_code_point(span.end);
  };
  std::uint32_t last = 0;
  for (const Block& block : document.blocks()) {
    REQUIRE(valid(block.span));
    REQUIRE(valid(block.mark));
    REQUIRE(valid(block.content));
    REQUIRE(last <= block.span.begin);
    REQUIRE(!block.span.empty());
    REQUIRE(block.span.contains(block.content));
    REQUIRE((block.mark.empty() || (block.span.contains(block.mark) && block.mark.end <= block.content.begin)));
    REQUIRE((!block.content.empty() || !block.mark.empty()));
    last = block.span.end;
  }
  last = 0;
  for (const Span masked : document.masked()) {
    REQUIRE(valid(masked));
    REQUIRE(!masked.empty());
    REQUIRE(last <= masked.begin);
    const Block* block = document.block_at(masked.begin);
    REQUIRE(block != nullptr);
    REQUIRE(block->span.contains(masked.begin));  // a code span may reach into the next form field
    last = masked.end;
  }
}

const std::string_view kPieces[] = {
    "\n", "\r\n", "\r", "\t", "　", " ", "  \n", "\n\n", "---\n", "===\n", "```\n", "`", "``", "**", "*", "_", "~~", "# ",
    "## ", "> ", "- ", "1. ", "1.", "一、", "（一）", "①", "第一条　", "附件：", "2.", "案由：", "联系电话：", "关于修桥的建议", "各位代表：", "2025年3月5日", "青石镇代表团",
    "基本情况", "要加强管理。", "，", "。", "|", "\\", "[", "]", "(", ")", "](", "]: ", "[甲]", "<", ">", "<!--", "-->",
    "<div>", "</div>", "<br>", "https://example.com/a", "a@example.com", "&nbsp;", "![", "|---|\n", "| 甲 | 乙 |\n", "    ", "\xE4", "\xFF",
    "\xC2\x85", "\xE2\x80\xA8", "😀", "[ ] ",
};

TEST_CASE("document: spans hold for random compositions and damage") {
  std::mt19937 random(20250305);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t pieces = below(40); pieces > 0; --pieces) text += kPieces[below(std::size(kPieces))];
    for (std::size_t damage = below(3); damage > 0 && !text.empty(); --damage)
      text[below(text.size())] = static_cast<char>(below(256));
    for (const Format format : {Format::text, Format::markdown}) {
      CAPTURE(text);
      check_spans(read(text, format));
    }
  }
}

TEST_CASE("document: plain text keeps every character that is not blank in some block") {
  std::mt19937 random(7);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t pieces = below(30); pieces > 0; --pieces) text += kPieces[below(std::size(kPieces))];
    const Document document = read(text, Format::text);
    std::string between = std::string(document.text());
    for (const Block& block : document.blocks())
      between.replace(block.span.begin, block.span.size(), block.span.size(), ' ');
    CAPTURE(text);
    for (const std::string_view blank : {"　", "\xC2\x85", "\xE2\x80\xA8"})
      for (std::size_t at; (at = between.find(blank)) != between.npos;) between.replace(at, blank.size(), " ");
    CHECK(between.find_first_not_of(" \t\r\n") == between.npos);
  }
}

// There is no clock here: whatever is quadratic takes minutes.
TEST_CASE("document: a megabyte without line ends is read in linear time") {
  for (const std::string_view piece : {"建", "建\t", "建\r", "联系电话：1 ", "甲**乙**`丙`，", "[a](b", "[", "> ", "*", "<!--",
                                       "| 甲 "}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    for (const Format format : {Format::text, Format::markdown}) {
      CAPTURE(piece);
      const Document document = read(text, format);
      CHECK(document.text().size() == text.size());
    }
  }
}

TEST_CASE("document: a table that Markdown would blow up is read as text") {
  std::string text;
  for (const char* cell : {"a|", "---|"}) {
    for (int column = 0; column < 5000; ++column) text += cell;
    text += '\n';
  }
  for (int row = 0; row < 20000; ++row) text += "b\n";
  const Document document = read(text, Format::markdown);
  CHECK(document.blocks().size() == 20002);
  CHECK(document.blocks().back().kind == BlockKind::paragraph);
}

TEST_CASE("document: invalid bytes become U+FFFD") {
  const Document document = Document::from_text("关于\xFF修桥的建议\n\xE4\xB8");
  CHECK(document.text() == "关于\uFFFD修桥的建议\n\uFFFD\uFFFD");
  check_spans(document);
}

TEST_CASE("document: format by suffix, by option") {
  const auto format_of = [](std::string name) {
    ReadOptions options;
    options.name = std::move(name);
    return Document::from_text("# 甲\n", options).format();
  };
  CHECK(format_of("草稿.md") == Format::markdown);
  CHECK(format_of("草稿.MARKDOWN") == Format::markdown);
  CHECK(format_of("草稿.txt") == Format::text);
  CHECK(format_of("md") == Format::text);
  CHECK(format_of("") == Format::text);
  const ReadOptions options{.name = "草稿.md", .format = Format::text};
  CHECK(Document::from_text("甲", options).format() == Format::text);
  CHECK(format_name(Format::text) == "text");
  CHECK(format_name(Format::markdown) == "markdown");
  CHECK(format_name(Format::word) == "word");
}

TEST_CASE("document: scope by option") {
  ReadOptions options;
  options.scope = Scope::draft;
  CHECK(Document::from_text("甲", options).scope() == Scope::draft);
}

TEST_CASE("document: names of kinds are distinct") {
  std::vector<std::string_view> names;
  for (std::size_t kind = 0; kind < kBlockKinds; ++kind) names.push_back(block_kind_name(static_cast<BlockKind>(kind)));
  CHECK(names.front() == "title");
  CHECK(names.back() == "comment");
  std::sort(names.begin(), names.end());
  CHECK(std::unique(names.begin(), names.end()) == names.end());
}

TEST_CASE("block_at") {
  const Document document = Document::from_text("\n甲\n\n乙\n");
  REQUIRE(document.blocks().size() == 2);
  const Block* first = &document.blocks()[0];
  const Block* second = &document.blocks()[1];
  CHECK(document.block_at(0) == nullptr);
  CHECK(document.block_at(1) == first);
  CHECK(document.block_at(4) == first);
  CHECK(document.block_at(5) == first);  // the blank line
  CHECK(document.block_at(6) == second);
  CHECK(document.block_at(10) == second);
  CHECK(Document::from_text("").block_at(0) == nullptr);
}

TEST_CASE("document: moves keep blocks and text together") {
  Document document = Document::from_text("关于修桥的建议\n一、基本情况\n");
  const Document moved = std::move(document);
  CHECK(moved.text(moved.blocks()[1].content) == "基本情况");
}

TEST_CASE("read_document: decodes, and keeps what the file needs to be written back") {
  const std::string gb18030 = "\xB9\xD8\xD3\xDA\xD0\xDE\xC7\xC5\xB5\xC4\xBD\xA8\xD2\xE9\r\n";  // 关于修桥的建议
  const Result<Document> document = read_document(gb18030, {.name = "草稿.txt", .encoding = Encoding::gb18030});
  REQUIRE(document);
  CHECK(document->text(document->blocks()[0].content) == "关于修桥的建议");
  CHECK(std::get<TextOrigin>(document->origin()).encoding == Encoding::gb18030);
}

TEST_CASE("read_document: formats that no reader knows") {
  using namespace std::string_view_literals;
  for (const std::string_view bytes :
       {"%PDF-1.7\n"sv, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 "sv, "{\\rtf1 "sv}) {
    const Result<Document> document = read_document(bytes);
    REQUIRE_FALSE(document);
    CHECK(document.error().code == ErrorCode::unsupported_format);
    CHECK_FALSE(document.error().message.zh.empty());
  }
  CHECK(read_document("\x89PNG\r\n\x1A\n"sv).error().code == ErrorCode::binary);
  CHECK(read_document("")->blocks().empty());
}

}  // namespace
}  // namespace jianyan
