// Runs tests/golden/rules/<id>.txt, each case with that rule alone. With UPDATE_GOLDEN=1 in the environment what is
// expected is written anew; read the difference before you commit it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "jianyan/linter.h"
#include "rule_examples.h"
#include "text/utf8.h"

namespace jianyan::testing {
namespace {

/// A case with what the rule says today.
GoldenCase renewed(const GoldenCase& golden, const Outcome& outcome) {
  GoldenCase result = golden;
  result.diagnostics = print(outcome.document, outcome.found);
  result.fixed.reset();
  if (!outcome.cleaned.changes.empty()) result.fixed = escape(outcome.cleaned.document.text());
  return result;
}

bool on_code_points(std::string_view text, Span span) {
  const auto boundary = [text](std::uint32_t offset) {
    return offset == text.size() || (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80);
  };
  return span.begin <= span.end && boundary(span.begin) && boundary(span.end);
}

void check_finding(const RuleInfo& rule, const Document& document, const Diagnostic& diagnostic) {
  CHECK(diagnostic.rule == &rule);
  CHECK_FALSE(diagnostic.message.zh.empty());
  CHECK_FALSE(diagnostic.message.en.empty());
  CHECK(on_code_points(document.text(), diagnostic.span));
  if (!diagnostic.fix) return;
  CHECK(diagnostic.fix->safety != Safety::none);
  CHECK(diagnostic.fix->safety <= rule.safety);
  REQUIRE_FALSE(diagnostic.fix->edits.empty());
  std::uint32_t end = 0;
  for (const Edit& edit : diagnostic.fix->edits) {
    CHECK(on_code_points(document.text(), edit.span));
    CHECK(edit.span.begin >= end);
    CHECK(document.text(edit.span) != edit.replacement);
    end = edit.span.end;
  }
}

/// A second clean() changes nothing, and the changes alone lead from one text to the other.
void check_cleaning(const RuleInfo& rule, const Example& example, const Outcome& outcome) {
  const std::string cleaned(outcome.cleaned.document.text());
  CHECK(apply_edits(outcome.document.text(), outcome.cleaned.edits()) == cleaned);
  Example again = example;
  again.text = cleaned;
  const Outcome second = run_rule(rule, again);
  CHECK(second.cleaned.changes.empty());
  CHECK_FALSE(second.has_fix());
}

}  // namespace

TEST_CASE("rules: golden cases") {
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  for (const RuleInfo* rule : rules()) {
    INFO("rule " << rule->id);
    std::vector<GoldenCase> cases = golden_cases(*rule);
    bool fires = false, stays_quiet = false;
    for (GoldenCase& golden : cases) {
      INFO("case " << golden.title);
      const Example example = golden.example(*rule);
      const Outcome outcome = run_rule(*rule, example);
      for (const Diagnostic& diagnostic : outcome.found) check_finding(*rule, outcome.document, diagnostic);
      check_cleaning(*rule, example, outcome);
      const GoldenCase actual = renewed(golden, outcome);
      if (update) golden = actual;
      CHECK(actual.diagnostics == golden.diagnostics);
      CHECK(actual.fixed.value_or("(unchanged)") == golden.fixed.value_or("(unchanged)"));
      (outcome.found.empty() ? stays_quiet : fires) = true;
    }
    CHECK_MESSAGE(fires, "no case in which the rule fires");
    CHECK_MESSAGE(stays_quiet, "no case in which the rule must not fire");
    if (update) std::ofstream(golden_path(*rule), std::ios::binary) << print_golden(cases);
  }
}

TEST_CASE("rules: the format of golden cases") {
  const std::string text = "=== one [draft]\n甲\\u200B\n\n乙\n--- diagnostics\n1:1 x y\n--- fixed\n甲\n\n=== two\n丙\n";
  const std::vector<GoldenCase> cases = parse_golden(text);
  REQUIRE(cases.size() == 2);
  CHECK(cases[0].title == "one [draft]");
  CHECK(cases[0].input == "甲\\u200B\n\n乙");
  CHECK(cases[0].diagnostics == "1:1 x y");
  CHECK(cases[0].fixed == "甲");
  CHECK(cases[1].diagnostics.empty());
  CHECK_FALSE(cases[1].fixed.has_value());
  CHECK(print_golden(cases) == text);
  const Example example = cases[0].example(*rules().front());
  CHECK(example.text == "甲\u200B\n\n乙");
  CHECK(example.reading.scope == Scope::draft);
}

TEST_CASE("rules: what an editor does not show is written as an escape") {
  CHECK(escape("甲 乙\t丙　丁") == "甲 乙\\t丙　丁");
  CHECK(escape("\n甲 \n\n乙　\n\n") == "\\n甲\\u0020\n\n乙\\u3000\\n\\n");
  CHECK(escape("a\\b\u200B\r\n") == "a\\\\b\\u200B\\r\\n");
  for (const std::string text : {"\n甲 \n\n乙　\n\n", "a\\b\u200B\r\n", "\u00A0\uE000\u0007\n", "\\u200B"})
    CHECK(unescape(escape(text)) == text);
}

}  // namespace jianyan::testing
