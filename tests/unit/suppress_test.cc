#include "jianyan/suppress.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "jianyan/cleaner.h"
#include "test_data.h"

namespace jianyan {
namespace {

const RuleInfo& rule(std::string_view id) { return *find_rule(id); }
const RuleInfo& comma() { return rule("halfwidth-comma"); }
const RuleInfo& doubled() { return rule("doubled-mark"); }

Document markdown(std::string text) {
  ReadOptions options;
  options.format = Format::markdown;
  return Document::from_text(std::move(text), options);
}

// A finding on every comma and every doubled stop.
std::vector<Diagnostic> findings_of(const Document& document) {
  std::vector<Diagnostic> found;
  for (std::uint32_t at = 0; at < document.text().size(); ++at) {
    Diagnostic diagnostic;
    const std::string_view rest = document.text().substr(at);
    if (rest.starts_with(",")) diagnostic.rule = &comma(), diagnostic.span = {at, at + 1};
    if (rest.starts_with("。。")) diagnostic.rule = &doubled(), diagnostic.span = {at, at + 6};
    if (diagnostic.rule != nullptr) found.push_back(diagnostic);
  }
  return found;
}

// The lines of the findings that are left: "2,3。".
std::string left(const Document& document, Suppressions& suppressions) {
  std::vector<Diagnostic> found = findings_of(document);
  suppressions.take_from(found);
  std::string out;
  for (const Diagnostic& finding : found) {
    const std::string_view before = document.text().substr(0, finding.span.begin);
    out += std::to_string(std::count(before.begin(), before.end(), '\n') + 1) + (finding.rule == &comma() ? "," : "。");
  }
  return out;
}

RuleSelection selection(std::string_view word) { return *RuleSelection::parse({.select = {std::string(word)}}); }

TEST_CASE("suppress: comments in Markdown") {
  struct {
    const char* text;
    const char* left;
    std::size_t unused, faults;
  } const cases[] = {
      {"<!-- jianyan-ignore halfwidth-comma -- 引用原文 -->\n甲,乙。。\n\n丙,丁", "2。4,", 0, 0},
      {"<!-- jianyan-ignore -->\n甲,乙。。\n\n丙,丁", "4,", 0, 0},
      {"<!-- jianyan-ignore -- 原文 -->\n\n甲,乙。。\n丙,丁", "4,", 0, 0},
      {"<!--jianyan-ignore halfwidth-comma doubled-mark-->\n甲,乙。。", "", 0, 0},
      {"<!-- jianyan-ignore punctuation -->\n甲,乙。。", "", 0, 0},
      {"甲,乙<!-- jianyan-ignore halfwidth-comma -->。。\n丙,丁", "1。2,", 0, 0},
      {"<!-- jianyan-ignore nested-quote -->\n甲,乙", "2,", 1, 0},
      {"<!-- jianyan-off -->\n甲,乙\n\n丙,丁\n\n<!-- jianyan-on -->\n\n戊,己", "8,", 0, 0},
      {"<!-- jianyan-off halfwidth-comma -->\n甲,乙。。\n\n丙,丁", "2。", 0, 0},
      {"<!-- jianyan-off -->\n\n<!-- jianyan-on doubled-mark -->\n\n甲,乙。。", "5。", 0, 0},
      {"<!-- jianyan-off -->\n<!-- jianyan-off -->\n甲,乙", "", 0, 0},
      {"<!-- jianyan-on -->\n甲,乙", "2,", 0, 1},
      {"<!-- jianyan-ignore halfwidth-coma -->\n甲,乙", "2,", 0, 1},
      {"<!-- jianyan-igonre -->\n甲,乙", "2,", 0, 1},
      {"<!-- jianyan is fine -->\n<!-- ignore -->\n甲,乙", "3,", 0, 0},
      {"`<!-- jianyan-ignore -->`\n\n甲,乙", "3,", 0, 0},
      {"    <!-- jianyan-off -->\n\n甲,乙", "3,", 0, 0},
      {"<!-- jianyan-off", "", 0, 0},
      {"<!-- jianyan-ignore -->", "", 1, 0},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const Document document = markdown(c.text);
    Suppressions suppressions(document);
    CHECK(left(document, suppressions) == c.left);
    CHECK(suppressions.unused().size() == c.unused);
    CHECK(suppressions.faults().size() == c.faults);
  }
}

TEST_CASE("suppress: plain text has no comments") {
  const Document document = Document::from_text("<!-- jianyan-ignore -->\n甲,乙");
  Suppressions suppressions(document);
  CHECK(left(document, suppressions) == "2,");
}

TEST_CASE("suppress: a fault names the line, and the word that was meant") {
  const Document document = markdown("甲\n\n<!-- jianyan-ignore halfwidth-coma -->\n乙");
  const Suppressions suppressions(document);
  REQUIRE(suppressions.faults().size() == 1);
  CHECK(suppressions.faults()[0].line == 3);
  CHECK(suppressions.faults()[0].message.zh.find("halfwidth-comma") != std::string::npos);
}

TEST_CASE("suppress: entries and allowed texts") {
  const Document document = Document::from_text("甲,乙。。\n丙,丁。。\n");
  struct {
    const char* ignored;
    const char* allowed;
    const char* left;
    std::size_t unused;
  } const cases[] = {
      {nullptr, nullptr, "1,1。2,2。", 0}, {"", nullptr, "1。2。", 0},      {"甲,乙", nullptr, "1。2,2。", 0},
      {",乙", nullptr, "1。2,2。", 0},     {"甲", nullptr, "1,1。2,2。", 1}, {nullptr, "乙。", "1,1。2,2。", 1},
      {nullptr, "乙。。", "1,2,2。", 0},   {nullptr, "。。", "1,2,", 0},
  };
  for (const auto& c : cases) {
    Suppressions suppressions(document);
    if (c.ignored != nullptr) suppressions.ignore_text(7, selection("halfwidth-comma"), c.ignored);
    if (c.allowed != nullptr) suppressions.allow_text(7, selection("all"), c.allowed);
    CHECK(left(document, suppressions) == c.left);
    const auto unused = suppressions.unused();
    REQUIRE(unused.size() == c.unused);
    if (!unused.empty()) CHECK(unused[0].number == 7);
  }
}

TEST_CASE("suppress: only changed lines speak") {
  const Document document = Document::from_text("甲,\n乙,\n丙,\n丁,");
  struct {
    std::vector<LineRange> lines;
    const char* left;
  } const cases[] = {
      {{}, ""}, {{{1, 1}}, "1,"}, {{{2, 3}}, "2,3,"}, {{{4, 4}}, "4,"}, {{{1, 1}, {4, 9}}, "1,4,"}, {{{1, 4}}, "1,2,3,4,"},
  };
  for (const auto& c : cases) {
    Suppressions suppressions(document);
    suppressions.only_lines(c.lines);
    CHECK(left(document, suppressions) == c.left);
  }
}

TEST_CASE("suppress: a baseline silences as many findings of a sentence as it counts, wherever the lines move") {
  Baseline written;
  const Document before = Document::from_text("甲,乙。。\n丙,丁。");
  written.add("草稿.txt", before, findings_of(before));
  const Result<Baseline> read = Baseline::parse(written.to_json());
  REQUIRE(read);
  CHECK(read->to_json() == written.to_json());
  const auto left_in = [&](const char* text, const char* path = "草稿.txt") {
    const Document document = Document::from_text(text);
    Suppressions suppressions(document);
    suppressions.ignore_baseline(read->of(path));
    return left(document, suppressions);
  };
  CHECK(left_in("甲,乙。。\n丙,丁。").empty());
  CHECK(left_in("新的,一行。\n\n丙,丁。\n甲,乙。。") == "1,");
  CHECK(left_in("丙,丁。丙,丁。") == "1,");
  CHECK(left_in("甲,乙。。", "别的.txt") == "1,1。");
  for (const char* bad : {"", "[]", "{}", R"({"version":2,"files":{}})", R"({"version":1,"files":{"a":[{}]}})",
                          R"({"version":1,"files":{"a":[{"rule":"x","sentence":"xyz","count":1}]}})"}) {
    const Result<Baseline> refused = Baseline::parse(bad);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::bad_configuration);
  }
}

std::string cleaned(const Document& document, Suppressions& suppressions) {
  static const Linter linter(testing::test_data());
  const CleanResult result = clean(document, linter, {.suggest = false, .suppressions = &suppressions});
  return std::string(result.document.text());
}

TEST_CASE("suppress: clean leaves alone what is silenced, in later rounds too") {
  const Document document = markdown(
      "# 题目\n\n服务体系,不断完善。。\n\n<!-- jianyan-ignore halfwidth-comma -->\n服务体系,不断完善。。\n\n服务体系,不断完善。\n");
  Suppressions suppressions(document);
  CHECK(cleaned(document, suppressions) ==
        "# 题目\n\n服务体系，不断完善。\n\n<!-- jianyan-ignore halfwidth-comma -->\n服务体系,不断完善。\n\n服务体系，不断完善。\n");

  // The sentence changes by another fix, and so does its key.
  const Document old = Document::from_text("服务体系,不断完善。。\n");
  Baseline baseline;
  std::vector<Diagnostic> commas = findings_of(old);
  commas.resize(1);
  baseline.add("a", old, commas);
  Suppressions by_baseline(old);
  by_baseline.ignore_baseline(baseline.of("a"));
  CHECK(cleaned(old, by_baseline) == "服务体系,不断完善。\n");

  const Document lines = Document::from_text("服务,体系。。\n服务,体系。。\n服务,体系。。\n");
  Suppressions changed(lines);
  changed.only_lines(std::vector<LineRange>{{2, 2}});
  CHECK(cleaned(lines, changed) == "服务,体系。。\n服务，体系。\n服务,体系。。\n");
}

TEST_CASE("suppress: many stretches and findings cost little") {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "甲,乙\n";
  const Document document = Document::from_text(text);
  Suppressions suppressions(document);
  suppressions.allow_text(0, selection("all"), "甲,乙");
  suppressions.ignore_text(1, selection("doubled-mark"), "");
  CHECK(left(document, suppressions).empty());
}

}  // namespace
}  // namespace jianyan
