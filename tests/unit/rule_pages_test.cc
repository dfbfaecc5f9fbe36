// The page of each rule is there, has the fixed headings, and tells the truth: its wrong examples are found, their
// fixes give its right examples, and its exceptions are left alone.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "jianyan/rule.h"
#include "rule_examples.h"

namespace jianyan::testing {
namespace {

/// Words of a-z with single hyphens between them.
bool is_kebab_case(std::string_view id) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
  return !id.empty() && std::all_of(id.begin(), id.end(), allowed) && id.front() != '-' && id.back() != '-' &&
         id.find("--") == std::string_view::npos;
}

void check_wrong_example(const RuleInfo& rule, const Example& wrong, const Example& right) {
  INFO("wrong example: " << wrong.text);
  const Outcome outcome = run_rule(rule, wrong);
  CHECK_FALSE(outcome.found.empty());
  if (outcome.has_fix()) CHECK(outcome.cleaned.document.text() == right.text);
}

void check_quiet(const RuleInfo& rule, const Example& example) {
  const Outcome outcome = run_rule(rule, example);
  CHECK_MESSAGE(outcome.found.empty(), "found in: " << example.text << "\n" << print(outcome.document, outcome.found));
}

Safety safest_fix(const RuleInfo& rule) {
  const RulePage page = page_of_rule(rule);
  std::vector<Example> examples = page.wrong;
  for (const GoldenCase& golden : golden_cases(rule)) examples.push_back(golden.example(rule));
  Safety safest = Safety::none;
  for (const Example& example : examples)
    for (const Diagnostic& diagnostic : run_rule(rule, example).found) safest = std::max(safest, diagnostic.safety());
  return safest;
}

}  // namespace

TEST_CASE("rules: ids are kebab-case and sorted without doubles") {
  const auto all = rules();
  for (const RuleInfo* rule : all) CHECK_MESSAGE(is_kebab_case(rule->id), rule->id);
  for (std::size_t i = 1; i < all.size(); ++i) CHECK(all[i - 1]->id < all[i]->id);
}

TEST_CASE("rules: every page lies in its rule's category, and every golden file belongs to a rule") {
  const std::filesystem::path source = JIANYAN_SOURCE_DIR;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source / "lib/src/rules")) {
    if (entry.path().extension() != ".md") continue;
    const RuleInfo* rule = find_rule(entry.path().stem().string());
    REQUIRE_MESSAGE(rule != nullptr, entry.path());
    CHECK_MESSAGE(entry.path().parent_path().filename() == category_name(rule->category), entry.path());
  }
  for (const auto& entry : std::filesystem::directory_iterator(source / "tests/golden/rules"))
    CHECK_MESSAGE(find_rule(entry.path().stem().string()), entry.path());
}

TEST_CASE("rules: every rule has a page with the fixed headings") {
  const std::vector<std::string> headings = {"检查什么", "为什么", "错例", "正例", "例外", "English"};
  for (const RuleInfo* rule : rules()) {
    INFO("rule " << rule->id);
    const RulePage page = page_of_rule(*rule);
    CHECK(page.id == rule->id);
    CHECK_FALSE(page.summary.empty());
    CHECK(page.headings == headings);
    CHECK_FALSE(page.english.empty());
    CHECK_FALSE(page.wrong.empty());
    CHECK(page.right.size() == page.wrong.size());
    CHECK_FALSE(page.exceptions.empty());
  }
}

TEST_CASE("rules: the examples of the pages are true") {
  for (const RuleInfo* rule : rules()) {
    INFO("rule " << rule->id);
    const RulePage page = page_of_rule(*rule);
    for (std::size_t i = 0; i < std::min(page.wrong.size(), page.right.size()); ++i)
      check_wrong_example(*rule, page.wrong[i], page.right[i]);
    for (const Example& right : page.right) check_quiet(*rule, right);
    for (const Example& exception : page.exceptions) check_quiet(*rule, exception);
  }
}

TEST_CASE("rules: the declared safety is that of the safest fix") {
  for (const RuleInfo* rule : rules()) CHECK_MESSAGE(safest_fix(*rule) == rule->safety, rule->id);
}

TEST_CASE("rules: a page is cut at its headings and lines of text") {
  const std::string_view text =
      "# x\n\n总说。\n\n## 错例\n\n    甲\\u200B\n\n    乙\n\n又如：\n\n    丙\n\n## 例外\n不报：\n\n    丁\n\n## English\nE.\n";
  const RulePage page = parse_page(*rules().front(), text);
  CHECK(page.id == "x");
  CHECK(page.summary == "总说。");
  CHECK(page.headings == std::vector<std::string>{"错例", "例外", "English"});
  REQUIRE(page.wrong.size() == 2);
  CHECK(page.wrong[0].text == "甲\u200B\n\n乙");
  CHECK(page.wrong[1].text == "丙");
  REQUIRE(page.exceptions.size() == 1);
  CHECK(page.exceptions[0].text == "丁");
  CHECK(page.english == "E.");
}

}  // namespace jianyan::testing
