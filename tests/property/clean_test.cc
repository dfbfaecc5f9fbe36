// What holds for clean() on any text: a fixed point, changes that compose, spans on code points, and nothing touched
// besides. The texts are the drafts of examples/ and random damage to them; the seed is fixed, so that a failure can be
// repeated.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "jianyan/cleaner.h"
#include "text/utf8.h"
#include "unit/test_data.h"

namespace jianyan {
namespace {

std::vector<std::pair<std::string, Document>> example_drafts() {
  std::vector<std::pair<std::string, Document>> drafts;
  std::set<std::filesystem::path> files;  // in a fixed order
  for (const auto& entry : std::filesystem::directory_iterator(JIANYAN_SOURCE_DIR "/examples/drafts"))
    files.insert(entry.path());
  for (const std::filesystem::path& file : files) {
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    ReadOptions options;
    options.name = file.filename().string();
    Result<Document> document = read_document(bytes, options);
    if (document) drafts.emplace_back(options.name, std::move(*document));
  }
  return drafts;
}

/// Puts slips of typing, pasting and decoding into a text.
std::string damaged(std::string_view text, std::mt19937& random) {
  static const std::u32string kSlips = U",.;:?!()\"'，。、；：“”‘’（）《》【】—…· 　\t\n\u200B０９Ａ％的一（二）1、是/-~\uFFFD⼈A%`+";
  std::u32string out = to_utf32(text);
  for (std::size_t n = 1 + random() % 12; n > 0 && !out.empty(); --n) {
    const std::size_t at = random() % out.size();
    const char32_t slip = kSlips[random() % kSlips.size()];
    switch (random() % 4) {
      case 0: out.erase(at, 1); break;
      case 1: out[at] = slip; break;
      case 2: out.insert(at, 1, slip); break;
      default: out.insert(at, 1, out[at]); break;
    }
  }
  return to_utf8(out);
}

bool on_code_point(std::string_view text, std::uint32_t offset) {
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

void check_clean(const Document& document, const Linter& linter, bool suggest) {
  const CleanResult once = clean(document, linter, {suggest});
  REQUIRE(apply_edits(document.text(), once.edits()) == once.document.text());
  for (const Change& change : once.changes) {
    REQUIRE(on_code_point(document.text(), change.span.begin));
    REQUIRE(on_code_point(document.text(), change.span.end));
    REQUIRE((suggest || change.safety == Safety::safe));
  }
  const CleanResult twice = clean(once.document, linter, {suggest});
  if (twice.document.text() != once.document.text()) {
    for (const Change& change : twice.changes)
      MESSAGE(change.rule->id << ": " << change.before << " -> " << change.after);
    MESSAGE("of: " << document.text());
  }
  REQUIRE(twice.document.text() == once.document.text());
}

}  // namespace

/// As drafts, and as web pages: the spaces of these two styles are opposites.
std::vector<Linter> linters() {
  std::vector<Linter> all;
  LintOptions web;
  web.profile = Profile::web;
  all.emplace_back(testing::test_data());
  all.emplace_back(testing::test_data(), std::move(web));
  return all;
}

Document damaged_draft(const Document& draft, std::mt19937& random) {
  const auto size = static_cast<std::uint32_t>(draft.text().size());
  return draft.with_edits(std::vector<Edit>{{{0, size}, damaged(draft.text(), random)}});
}

TEST_CASE("clean twice is clean once, on the example drafts and on random damage to them") {
  const std::vector<Linter> styles = linters();
  const auto drafts = example_drafts();
  REQUIRE(drafts.size() >= 8);
  std::mt19937 random(20250712);
  for (const auto& example : drafts) {
    CAPTURE(example.first);
    const Document& draft = example.second;
    for (const Linter& linter : styles) {
      check_clean(draft, linter, false);
      check_clean(draft, linter, true);
      for (int repeat = 0; repeat < 40; ++repeat) {
        const Document broken = damaged_draft(draft, random);
        check_clean(broken, linter, repeat % 2 == 0);
      }
    }
  }
}

TEST_CASE("findings have spans on code points, inside the text, in order") {
  const Linter linter(testing::test_data());
  std::mt19937 random(20250713);
  for (const auto& example : example_drafts()) {
    CAPTURE(example.first);
    const Document& draft = example.second;
    for (int repeat = 0; repeat < 20; ++repeat) {
      const Document broken = damaged_draft(draft, random);
      Span last;
      for (const Diagnostic& found : linter.lint(broken)) {
        REQUIRE(found.span.begin <= found.span.end);
        REQUIRE(found.span.end <= broken.text().size());
        REQUIRE(on_code_point(broken.text(), found.span.begin));
        REQUIRE(on_code_point(broken.text(), found.span.end));
        REQUIRE(last <= found.span);
        last = found.span;
      }
    }
  }
}

}  // namespace jianyan
