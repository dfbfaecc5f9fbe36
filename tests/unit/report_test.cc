#include "jianyan/report.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "report/locations.h"
#include "report/visible.h"
#include "text/xml.h"

namespace jianyan {
namespace {

constexpr RuleInfo kRule{"test-rule", Category::punctuation, Severity::warning, Safety::safe, "小结", "summary", "条款 1"};
constexpr RuleInfo kBare{"bare-rule", Category::typo, Severity::info, Safety::none, "小结", "summary", ""};

Diagnostic finding(Span span, std::vector<Edit> edits = {}, const RuleInfo& rule = kRule) {
  Diagnostic diagnostic;
  diagnostic.rule = &rule;
  diagnostic.severity = rule.severity;
  diagnostic.span = span;
  diagnostic.message = {"有问题", "a problem"};
  if (!edits.empty()) diagnostic.fix = Fix{Safety::safe, std::move(edits)};
  return diagnostic;
}

// A finding on the first `text` in the document, replaced by `replacement`.
Diagnostic replace(const Document& document, std::string_view text, std::string replacement) {
  const auto begin = static_cast<std::uint32_t>(document.text().find(text));
  const Span span{begin, begin + static_cast<std::uint32_t>(text.size())};
  return finding(span, {{span, std::move(replacement)}});
}

std::string full(const Document& document, const std::vector<Diagnostic>& findings, Language language = Language::zh) {
  ReportFile file;
  file.path = "a.txt";
  file.document = &document;
  file.findings = findings;
  std::string out;
  append_full(out, file, language, false);
  return out;
}

nlohmann::json json_of(const Document& document, const std::vector<Diagnostic>& findings) {
  ReportFile file;
  file.path = "a.txt";
  file.document = &document;
  file.findings = findings;
  std::string out;
  append_json_file(out, file, Language::zh);
  return nlohmann::json::parse(out);
}

TEST_CASE("report: locations in all units, in any order") {
  const std::string_view text = "甲a\n😀乙\r\nb\rc";
  const std::vector<Diagnostic> findings{finding({9, 14}), finding({0, 3}), finding({5, 9}), finding({16, 17})};
  const Locations locations(text, findings);
  struct {
    std::uint32_t offset, line, column, code_points, utf16;
  } const cases[] = {
      {0, 1, 1, 0, 0}, {3, 1, 2, 1, 1}, {5, 2, 1, 3, 3}, {9, 2, 2, 4, 5},
      {14, 3, 1, 7, 8}, {16, 4, 1, 9, 10}, {17, 4, 2, 10, 11},
  };
  for (const auto& c : cases) {
    CAPTURE(c.offset);
    const Location& location = locations.at(c.offset);
    CHECK(location.line == c.line);
    CHECK(location.column == c.column);
    CHECK(location.code_points == c.code_points);
    CHECK(location.utf16_units == c.utf16);
  }
}

TEST_CASE("report: the caret stands under the finding, by display width") {
  const Document document = Document::from_text("第一行\n完善ab服务😀体系。。好\n");
  CHECK(full(document, {replace(document, "。。", "。")}) ==
        "a.txt:2:10: 警告[test-rule] 有问题 [可自动修复]\n"
        "    2 │ 完善ab服务😀体系。。好\n"
        "      │                 ^^^^ 改为“。”　依据 条款 1\n");
}

TEST_CASE("report: what a fix does") {
  const Document document = Document::from_text("甲乙丙丁");
  struct {
    Diagnostic diagnostic;
    const char* zh;
    const char* en;
  } const cases[] = {
      {finding({3, 6}, {{{3, 6}, "x"}}), "^^ 改为“x”　依据 条款 1\n", "^^ write “x”  see 条款 1\n"},
      {finding({3, 6}, {{{3, 6}, ""}}), "^^ 删去　依据 条款 1\n", "^^ delete  see 条款 1\n"},
      {finding({3, 3}, {{{3, 3}, "x"}}), "^ 加上“x”　依据 条款 1\n", "^ insert “x”  see 条款 1\n"},
      {finding({3, 6}, {{{0, 3}, "x"}, {{6, 9}, "y"}}), "^^ “甲乙丙”改为“x乙y”　依据 条款 1\n",
       "^^ “甲乙丙” becomes “x乙y”  see 条款 1\n"},
      {finding({3, 6}), "^^ 依据 条款 1\n", "^^ see 条款 1\n"},
      {finding({3, 6}, {}, kBare), "^^\n", "^^\n"},
      {finding({3, 6}, {{{3, 6}, "\n\t"}}), "^^ 改为“⏎ ”　依据 条款 1\n", "^^ write “⏎ ”  see 条款 1\n"},
  };
  for (const auto& c : cases) {
    CHECK(full(document, {c.diagnostic}).ends_with(c.zh));
    CHECK(full(document, {c.diagnostic}, Language::en).ends_with(c.en));
  }
}

TEST_CASE("report: findings at the edges of lines and text") {
  const Document document = Document::from_text("甲\n\n乙");
  struct {
    Span span;
    const char* excerpt;
  } const cases[] = {
      {{3, 4}, "    1 │ 甲\n      │   ^"},  // a line end
      {{4, 5}, "    2 │ \n      │ ^"},      // an empty line
      {{8, 8}, "    3 │ 乙\n      │   ^"},  // the end of the text
      {{0, 8}, "    1 │ 甲\n      │ ^^"},   // several lines: the part on the first
  };
  for (const auto& c : cases) CHECK(full(document, {finding(c.span)}).find(c.excerpt) != std::string::npos);
  const Document empty = Document::from_text("");
  CHECK(full(empty, {finding({0, 0})}).find("    1 │ \n      │ ^") != std::string::npos);
}

TEST_CASE("report: control and invisible characters are shown, never sent") {
  std::string out;
  append_visible(out, "a\x1b[31m\u200b\tb\r\nc\u0085\xff");
  CHECK(out == "a<U+001B>[31m<U+200B> b⏎c⏎\uFFFD");
  const Document document = Document::from_text("a\u200bb");
  CHECK(full(document, {replace(document, "\u200b", "")}).find("      │  ^^^^^^^^ 删去") != std::string::npos);
}

TEST_CASE("report: JSON whatever the text and the path contain") {
  const Document document = Document::from_text("甲\"\\\n\u0001\u007f");
  ReportFile file;
  file.path = "a\"\n\xff.txt";
  file.document = &document;
  const std::vector<Diagnostic> findings{finding({0, 8}, {{{3, 4}, "\"\t"}})};
  file.findings = findings;
  std::string out;
  append_json_file(out, file, Language::zh);
  const auto json = nlohmann::json::parse(out);
  CHECK(json["path"] == "a\"\n\uFFFD.txt");
  CHECK(json["findings"][0]["text"] == document.text());
  CHECK(json["findings"][0]["edits"][0]["replacement"] == "\"\t");
  CHECK(out.find('\n') == std::string::npos);
}

TEST_CASE("report: the fields of a finding") {
  const Document document = Document::from_text("😀甲。。");
  const auto json = json_of(document, {replace(document, "。。", "。")})["findings"][0];
  CHECK(json["rule"] == "test-rule");
  CHECK(json["category"] == "punctuation");
  CHECK(json["severity"] == "warning");
  CHECK(json["safety"] == "safe");
  CHECK(json["message"] == "有问题");
  CHECK(json["clause"] == "条款 1");
  CHECK(json["score"].is_null());
  CHECK(json["line"] == 1);
  CHECK(json["column"] == 3);
  CHECK(json["span"] == nlohmann::json::parse(R"({"bytes":[7,13],"chars":[2,4],"utf16":[3,5]})"));
  CHECK(json["edits"][0]["chars"] == nlohmann::json::parse("[2,4]"));
  Diagnostic scored = finding({0, 4}, {}, kBare);
  scored.score = 0.5;
  const auto bare = json_of(document, {scored})["findings"][0];
  CHECK(bare["score"] == 0.5);
  CHECK(bare["clause"].is_null());
  CHECK(bare["edits"].empty());
  CHECK(bare["safety"] == "none");
}

TEST_CASE("report: a file that could not be read") {
  const Message error{"读不了", "cannot read"};
  ReportFile file;
  file.path = "a.txt";
  file.error = &error;
  std::string out;
  append_json_file(out, file, Language::en);
  CHECK(nlohmann::json::parse(out)["error"] == "cannot read");
  out.clear();
  append_full(out, file, Language::zh, true);
  append_concise(out, file, Language::zh);
  CHECK(out.empty());
}

TEST_CASE("report: a fingerprint stays when lines move, and differs by rule, sentence and rank") {
  const auto print_of = [](std::string text, std::string_view at, const RuleInfo& rule = kRule,
                           std::uint32_t rank = 0) {
    const Document document = Document::from_text(std::move(text));
    Diagnostic diagnostic = replace(document, at, "");
    diagnostic.rule = &rule;
    return fingerprint(document, diagnostic, rank);
  };
  const std::string print = print_of("甲。乙丙丁。戊", "丙");
  CHECK(print.size() == 16);
  CHECK(print == print_of("另一段。\n\n 另外。乙丙丁。", "丙"));
  CHECK(print == print_of("甲。乙 丙　丁。", "丙"));
  CHECK(print != print_of("甲。乙丙。", "丙"));
  CHECK(print != print_of("甲。乙丙丁。戊", "丙", kBare));
  CHECK(print != print_of("甲。乙丙丁。戊", "丙", kRule, 1));
}

TEST_CASE("report: equal findings get different fingerprints") {
  const Document document = Document::from_text("甲乙。甲乙。");
  const auto findings = json_of(document, {finding({0, 3}), finding({9, 12})})["findings"];
  CHECK(findings[0]["fingerprint"] == fingerprint(document, finding({0, 3}), 0));
  CHECK(findings[1]["fingerprint"] == fingerprint(document, finding({9, 12}), 1));
}

TEST_CASE("report: places as people call them") {
  const Document document = Document::from_text(
      "关于加强社区养老服务的建议\n案由：养老\n各位代表：\n近年来情况很好，成绩不小。\n一、基本情况\n首先说明情况，内容较多。\n"
      "（一）主要做法\n做法一，内容较多。\n做法二，内容较多。\n二、建议\n第一，加强领导，内容较多。\n");
  struct {
    std::string_view at;
    const char* zh;
    const char* en;
  } const cases[] = {
      {"社区", "标题", "title"},           {"养老\n", "案由", "案由"},
      {"各位", "称谓", "salutation"},      {"成绩", "第1段", "paragraph 1"},
      {"基本", "一、小标题", "一、 heading"}, {"首先", "一、第1段", "一、, paragraph 1"},
      {"做法二", "一、（一）第2段", "一、（一）, paragraph 2"},
      {"领导", "二、第1段", "二、, paragraph 1"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.at);
    const auto offset = static_cast<std::uint32_t>(document.text().find(c.at));
    CHECK(place_of(document, offset, Language::zh) == c.zh);
    CHECK(place_of(document, offset, Language::en) == c.en);
  }
  CHECK(place_of(Document::from_text(""), 0, Language::zh) == "开头");
}

TEST_CASE("report: places in Markdown") {
  ReadOptions options;
  options.name = "a.md";
  const Document document = Document::from_text("# 题目\n\n## 背景\n\n第一段内容。\n\n### 一、现状\n\n第二段内容。\n", options);
  const auto place = [&](std::string_view at) {
    return place_of(document, static_cast<std::uint32_t>(document.text().find(at)), Language::zh);
  };
  CHECK(place("第一段") == "“背景”第1段");
  CHECK(place("第二段") == "“背景”一、第1段");
}

TEST_CASE("report: a line of a megabyte costs what any text of its size costs") {
  std::string text;
  std::vector<Diagnostic> findings;
  for (int i = 0; i < 100000; ++i) {
    text += "甲乙丙丁,";
    const auto end = static_cast<std::uint32_t>(text.size());
    findings.push_back(finding({end - 1, end}, {{{end - 1, end}, "，"}}));
  }
  const Document document = Document::from_text(text);
  CHECK(json_of(document, findings)["findings"].size() == findings.size());
  CHECK(full(document, findings).size() > findings.size());
}

std::string report(ReportFormat format, const Document& document, const std::vector<Diagnostic>& findings,
                   Language language = Language::zh) {
  ReportFile file;
  file.path = "a.txt";
  file.document = &document;
  file.findings = findings;
  const auto reporter = make_reporter({.format = format, .language = language, .tool = "tool 1.0"});
  ReportTotals totals;
  totals.files = 1;
  std::string out = reporter->open();
  out += reporter->add(reporter->part(file));
  return out + reporter->close(totals);
}

// What stands between two strings in `text`.
std::string between(const std::string& text, std::string_view begin, std::string_view end) {
  const std::size_t at = text.find(begin);
  if (at == std::string::npos) return {};
  return text.substr(at + begin.size(), text.find(end, at + begin.size()) - at - begin.size());
}

// `text` with everything from `begin` to the next `end` replaced by `by`.
std::string replaced(std::string text, std::string_view begin, std::string_view end, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(begin, at)) != std::string::npos; at += by.size()) {
    text.replace(at, text.find(end, at + begin.size()) + end.size() - at, by);
  }
  return text;
}

TEST_CASE("report: formats have names, and every one makes a report of nothing") {
  const Document empty = Document::from_text("");
  for (std::size_t i = 0; i < kReportFormats; ++i) {
    const auto format = static_cast<ReportFormat>(i);
    CHECK(report_format_from_name(report_format_name(format)) == format);
    CHECK_NOTHROW(report(format, empty, {}));
  }
  CHECK_FALSE(report_format_from_name("pdf"));
}

TEST_CASE("report: no format shows what identifies persons") {
  const Document document = Document::from_text("联系电话：13800005678，手机号13800005678。。\n");
  const auto begin = static_cast<std::uint32_t>(document.text().find("13800005678"));
  const std::vector<Diagnostic> findings{finding({begin, begin + 11}, {{{begin, begin + 11}, "138-0000-5678"}}),
                                         finding({begin + 3, begin + 5}), replace(document, "。。", "。")};
  for (std::size_t i = 0; i < kReportFormats; ++i) {
    const std::string out = report(static_cast<ReportFormat>(i), document, findings);
    CAPTURE(report_format_name(static_cast<ReportFormat>(i)));
    CHECK(out.find("00005678") == std::string::npos);
    CHECK(out.find("0000-5678") == std::string::npos);
  }
}

TEST_CASE("report: the candidates that a model has weighed") {
  const Document document = Document::from_text("各部门要加强协条配合");
  Diagnostic scored = replace(document, "条", "调");
  scored.score = 0.75;
  const Span word{scored.span.begin - 3, scored.span.end};
  scored.candidates = {{{scored.span, "调"}, 0.75}, {{word, "斜条"}, 0.25}};
  const auto json = json_of(document, {scored})["findings"][0]["candidates"];
  REQUIRE(json.size() == 2);
  CHECK(json[0]["replacement"] == "调");
  CHECK(json[1]["score"] == 0.25);
  CHECK(json[1]["chars"] == nlohmann::json::array({6, 8}));
  CHECK_FALSE(json_of(document, {replace(document, "条", "调")})["findings"][0].contains("candidates"));
  const auto result = nlohmann::json::parse(report(ReportFormat::sarif, document, {scored}))["runs"][0]["results"][0];
  CHECK(result["rank"] == 75);
  CHECK(result["fixes"].size() == 1);
  CHECK(result["properties"]["candidates"][1]["text"] == "斜条");
  const auto rdjson = nlohmann::json::parse(report(ReportFormat::rdjson, document, {scored}));
  CHECK(rdjson["diagnostics"][0]["suggestions"].size() == 2);
}

TEST_CASE("report: parts without text leave no separators") {
  const Document document = Document::from_text("甲,乙");
  const auto reporter = make_reporter({.format = ReportFormat::gitlab});
  ReportFile file;
  file.path = "a.txt";
  file.document = &document;
  std::string out = reporter->open() + reporter->add(reporter->part(file));
  const std::vector<Diagnostic> findings{replace(document, ",", "，")};
  file.findings = findings;
  out += reporter->add(reporter->part(file));
  file.findings = {};
  out += reporter->add(reporter->part(file)) + reporter->close({});
  CHECK(nlohmann::json::parse(out).size() == 1);
}

TEST_CASE("report: XML holds whatever a text contains") {
  CHECK(xml("a<b>&\"\t\n\r") == "a&lt;b&gt;&amp;&quot;&#9;&#10;&#13;");
  CHECK(xml(std::string_view("\x01\xff\0", 3)) == "\uFFFD\uFFFD\uFFFD");
  CHECK(xml("甲😀") == "甲😀");
}

TEST_CASE("report: HTML marks findings in place, also where they overlap, are empty or span lines") {
  const Document document = Document::from_text("甲乙丙\n丁戊\r\n\n己");
  struct {
    std::vector<Diagnostic> findings;
    const char* text;  // of the lines, with [ ] around each mark, and numbers
  } const cases[] = {
      {{finding({3, 6})}, "甲[乙]1丙/丁戊//己"},
      {{finding({0, 6}), finding({3, 9})}, "[甲][乙]1[丙]2/丁戊//己"},
      {{finding({3, 3})}, "甲[‸]1乙丙/丁戊//己"},
      {{finding({6, 13})}, "甲乙[丙]/[丁]1戊//己"},
      {{finding({9, 10})}, "甲乙丙[‸]1/丁戊//己"},
      {{finding({16, 18})}, "甲乙丙/丁戊[‸]1//己"},
      {{finding({18, 19})}, "甲乙丙/丁戊/[‸]1/己"},
      {{finding({22, 22})}, "甲乙丙/丁戊//己[‸]1"},
      {{finding({0, 22})}, "[甲乙丙]/[丁戊]//[己]1"},
  };
  for (const auto& c : cases) {
    const std::string page = report(ReportFormat::html, document, c.findings);
    std::string text = between(page, "<article class=\"paper\">\n", "</article>");
    text = replaced(text, "<span class=\"tip\"", "</span></a>", "]");
    text = replaced(text, "<a class=\"m", ">", "[");
    text = replaced(text, "</p>", "\n", "/");
    text = replaced(text, "<", ">", "");
    text.pop_back();
    CHECK(text == c.text);
  }
}

TEST_CASE("report: changes and tokens") {
  const Document document = Document::from_text("甲,乙");
  Change change;
  change.rule = &kRule;
  change.span = {3, 4};
  change.before = ",";
  change.after = "，";
  const std::vector<Change> changes{change};
  const ReportChanges parts[] = {{&document, changes, "title"}, {&document, {}, "text"}};
  std::string out;
  append_json_changes(out, parts);
  const auto json = nlohmann::json::parse(out);
  CHECK(json.size() == 1);
  CHECK(json[0]["field"] == "title");
  CHECK(json[0]["chars"] == nlohmann::json::parse("[1,2]"));
  CHECK(json[0]["before"] == ",");
  CHECK(json[0]["after"] == "，");
  CHECK(json[0]["safety"] == "safe");
  out.clear();
  append_changes(out, "a.txt", parts[0], Language::zh);
  CHECK(out == "a.txt:1:2: [test-rule] “,”改为“，”\n");
  out.clear();
  const Token tokens[] = {{{0, 3}, TokenKind::word}, {{3, 4}, TokenKind::space}, {{4, 7}, TokenKind::unknown}};
  append_json_tokens(out, "甲 乙", tokens);
  CHECK(nlohmann::json::parse(out).size() == 2);
}

}  // namespace
}  // namespace jianyan
