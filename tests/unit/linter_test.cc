#include "jianyan/linter.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "jianyan/cleaner.h"
#include "unit/test_data.h"

namespace jianyan {
namespace {

using testing::test_data;

std::vector<std::string> ids(const std::vector<Diagnostic>& findings) {
  std::vector<std::string> out;
  for (const Diagnostic& found : findings) out.emplace_back(found.rule->id);
  return out;
}

Linter linter_with(const SelectionRequest& request) {
  LintOptions options;
  options.selection = *RuleSelection::parse(request);
  return Linter(test_data(), std::move(options));
}

const std::string kSentence = "建设进度较慢,资金到位率为５０%。。";

}  // namespace

TEST_CASE("linter: findings come in the order of the text") {
  CHECK(ids(Linter(test_data()).lint(Document::from_text(kSentence))) ==
        std::vector<std::string>{"halfwidth-comma", "fullwidth-digit", "doubled-mark"});
}

TEST_CASE("linter: what a list and the language models both find is one finding, the list's") {
  const Linter linter(test_data());
  const Document document = Document::from_text("认真惯彻落实会议精神，村民多次反应饮水困难。");
  std::vector<Diagnostic> found = linter.lint(document);
  std::erase_if(found, [](const Diagnostic& finding) { return finding.rule->category != Category::typo; });
  REQUIRE(found.size() == 2);
  CHECK(found[0].rule->id == "wrong-word");
  CHECK(found[1].rule->id == "confusable-words");
  CHECK_FALSE(found[1].score);
}

TEST_CASE("linter: what the language models find has its candidates") {
  const Document document = Document::from_text("会议要求加强组织领到，明确责任分工。");
  for (const Diagnostic& finding : Linter(test_data()).lint(document)) {
    if (finding.rule->id != "wrong-character") continue;
    REQUIRE_FALSE(finding.candidates.empty());
    CHECK(finding.candidates[0].edit == finding.fix->edits[0]);
    CHECK(finding.candidates[0].score == finding.score);
    return;
  }
  FAIL("nothing found");
}

TEST_CASE("linter: what a selection leaves out does not run") {
  const struct {
    SelectionRequest request;
    std::vector<std::string> found;
  } cases[] = {
      {{{"doubled-mark"}, {}, {}}, {"doubled-mark"}},
      {{{"number"}, {}, {}}, {"fullwidth-digit"}},
      {{{}, {"punctuation"}, {}}, {"fullwidth-digit"}},
      {{{"number"}, {}, {"halfwidth-comma"}}, {"halfwidth-comma", "fullwidth-digit"}},
      {{{"all"}, {"doubled-mark", "number"}, {}}, {"halfwidth-comma"}},
      {{{"privacy"}, {}, {}}, {}},
  };
  for (const auto& [request, found] : cases)
    CHECK(ids(linter_with(request).lint(Document::from_text(kSentence))) == found);
}

TEST_CASE("linter: an unknown rule is refused, with the nearest name") {
  const Result<RuleSelection> selection = RuleSelection::parse({{"doubled-marks"}, {}, {}});
  REQUIRE_FALSE(selection);
  CHECK(selection.error().code == ErrorCode::unknown_rule);
  CHECK(selection.error().message.zh.find("doubled-mark") != std::string::npos);
  CHECK_FALSE(RuleSelection::parse({{}, {}, {"nothing-like-it"}}));
  CHECK_FALSE(RuleSelection::parse({{}, {"punctation"}, {}}));
}

TEST_CASE("linter: the profile is the one asked for, or the one that title and form speak for") {
  const struct {
    const char* text;
    Profile profile;
  } cases[] = {
      {"关于增设社区食堂的建议\n\n　　近年来，老年人就餐难问题突出。", Profile::npc},
      {"关于增设社区食堂的提案\n\n　　近年来，老年人就餐难问题突出。", Profile::cppcc},
      {"案由：关于增设社区食堂\n\n　　近年来，老年人就餐难问题突出。", Profile::cppcc},
      {"关于增设社区食堂的建议\n\n　　去年已有提案反映这一问题。", Profile::npc},
      {"老年人就餐难问题突出。", Profile::npc},
  };
  const Linter linter(test_data());
  for (const auto& [text, profile] : cases) CHECK(linter.profile_of(Document::from_text(text)) == profile);
  LintOptions options;
  options.profile = Profile::web;
  CHECK(Linter(test_data(), options).profile_of(Document::from_text(cases[1].text)) == Profile::web);
}

TEST_CASE("linter: rules about whole drafts leave fragments alone") {
  const std::string text = "加强统筹\n三、完善机制\n五、强化保障";
  ReadOptions draft, fragment;
  draft.scope = Scope::draft;
  fragment.scope = Scope::fragment;
  const Linter linter = linter_with({{"heading-number-gap"}, {}, {}});
  CHECK(linter.lint(Document::from_text(text, draft)).size() == 2);
  CHECK(linter.lint(Document::from_text(text, fragment)).empty());
}

TEST_CASE("linter: code, comments and front matter are not read") {
  ReadOptions markdown;
  markdown.format = Format::markdown;
  const std::string text = "---\na: 甲,乙\n---\n\n<!-- 甲,乙 -->\n\n```\n甲,乙\n```\n\n见`甲,乙`。\n";
  CHECK(Linter(test_data()).lint(Document::from_text(text, markdown)).empty());
}

TEST_CASE("clean: the first of two overlapping fixes wins, the other follows in the next round") {
  const CleanResult result = clean(Document::from_text("已经完成,,并投入使用。"), Linter(test_data()));
  CHECK(result.document.text() == "已经完成，并投入使用。");
  REQUIRE(result.changes.size() == 1);
  CHECK(result.changes[0].before == ",,");
  CHECK(result.changes[0].after == "，");
  CHECK(result.remaining.empty());
}

TEST_CASE("clean: suggestions are applied on request only") {
  const Document document = Document::from_text("学区划分调整的的周期较长。");
  const Linter linter(test_data());
  CHECK(clean(document, linter).changes.empty());
  const CleanResult suggested = clean(document, linter, {true});
  CHECK(suggested.document.text() == "学区划分调整的周期较长。");
  REQUIRE(suggested.changes.size() == 1);
  CHECK(suggested.changes[0].safety == Safety::suggest);
}

TEST_CASE("clean: the file keeps its encoding, byte-order mark and line ends, and bytes that could not be read") {
  const std::string bytes = "\xEF\xBB\xBF" "标题\r\n\r\n已完成,见附件。\r\n无法读出\xFF的字。\r\n";
  const Result<Document> document = read_document(bytes);
  REQUIRE(document);
  const CleanResult result = clean(*document, Linter(test_data()));
  const Result<std::string> written = write_document(*document, result.edits());
  REQUIRE(written);
  CHECK(*written == "\xEF\xBB\xBF" "标题\r\n\r\n已完成，见附件。\r\n无法读出\xFF的字。\r\n");
}

TEST_CASE("threads: one linter serves many at once") {
  const Linter linter(test_data());
  const std::vector<std::string> expected = ids(linter.lint(Document::from_text(kSentence)));
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t t = 0; t < wrong.size(); ++t)
    threads.emplace_back([&, t] {
      for (int repeat = 0; repeat < 50; ++repeat) {
        std::string text = kSentence;
        for (std::size_t n = 0; n < t; ++n) text += "学区调整的的周期较长。";
        const Document document = Document::from_text(text);
        const std::vector<std::string> found = ids(linter.lint(document));
        if (found.size() != expected.size() + t || !std::equal(expected.begin(), expected.end(), found.begin()))
          ++wrong[t];
        if (clean(document, linter, {true}).changes.empty()) ++wrong[t];
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4, 0));
}

}  // namespace jianyan
