#include "fix/composition.h"

#include <doctest/doctest.h>

#include <random>

#include "jianyan/rule.h"

namespace jianyan {
namespace {

constexpr RuleInfo kRule{.id = "test",
                         .category = Category::punctuation,
                         .severity = Severity::error,
                         .safety = Safety::safe,
                         .summary_zh = "",
                         .summary_en = "",
                         .clause = ""};

Diagnostic diagnostic_with(Safety safety) {
  Diagnostic diagnostic;
  diagnostic.rule = &kRule;
  diagnostic.fix = Fix{safety, {}};
  return diagnostic;
}

/// Applies rounds one by one, and all at once by what the composition says.
struct Outcome {
  std::string final_text;
  std::string composed;
  std::vector<Change> changes;
};

Outcome run(const std::string& original, const std::vector<std::vector<Edit>>& rounds) {
  const Diagnostic diagnostic = diagnostic_with(Safety::safe);
  Composition composition;
  std::string text = original;
  for (const std::vector<Edit>& round : rounds) {
    std::vector<SourcedEdit> sourced;
    for (const Edit& edit : round) sourced.push_back({edit, &diagnostic});
    composition.add_round(sourced);
    text = apply_edits(text, round);
  }
  Outcome outcome{text, "", composition.changes(original, text)};
  std::vector<Edit> edits;
  for (const Change& change : outcome.changes) edits.push_back({change.span, change.after});
  outcome.composed = apply_edits(original, edits);
  return outcome;
}

}  // namespace

TEST_CASE("composition: rounds become changes of the original text") {
  const struct {
    const char* name;
    std::vector<std::vector<Edit>> rounds;
    std::vector<Edit> changes;
  } cases[] = {
      {"one round", {{{{1, 2}, "X"}, {{4, 5}, ""}}}, {{{1, 2}, "X"}, {{4, 5}, ""}}},
      {"a later edit behind an insertion", {{{{1, 1}, "XX"}}, {{{6, 7}, "Y"}}}, {{{1, 1}, "XX"}, {{4, 5}, "Y"}}},
      {"a later edit of what was written", {{{{2, 3}, "XYZ"}}, {{{3, 4}, ""}}}, {{{2, 3}, "XZ"}}},
      {"a later edit joins two changes", {{{{1, 2}, "X"}, {{4, 5}, "Y"}}, {{{1, 5}, "Z"}}}, {{{1, 5}, "Z"}}},
      {"rounds that undo each other", {{{{2, 3}, "X"}}, {{{2, 3}, "c"}}}, {}},
  };
  for (const auto& test : cases) {
    CAPTURE(test.name);
    const std::vector<Edit>& changes = test.changes;
    const Outcome outcome = run("abcdefgh", test.rounds);
    CHECK(outcome.composed == outcome.final_text);
    REQUIRE(outcome.changes.size() == changes.size());
    for (std::size_t i = 0; i < changes.size(); ++i) {
      CHECK(outcome.changes[i].span == changes[i].span);
      CHECK(outcome.changes[i].after == changes[i].replacement);
      CHECK(outcome.changes[i].before == std::string("abcdefgh").substr(changes[i].span.begin, changes[i].span.size()));
    }
  }
}

TEST_CASE("composition: a change is as safe as the least safe of its fixes") {
  const Diagnostic safe = diagnostic_with(Safety::safe), suggested = diagnostic_with(Safety::suggest);
  Composition composition;
  composition.add_round({{{{0, 1}, "X"}, &safe}, {{{3, 4}, "Y"}, &safe}});
  composition.add_round({{{{0, 1}, "Z"}, &suggested}});
  const std::vector<Change> changes = composition.changes("abcd", "ZbcY");
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].safety == Safety::suggest);
  CHECK(changes[1].safety == Safety::safe);
}

TEST_CASE("composition: random rounds give the same text at once as one by one") {
  std::mt19937 random(20250301);
  const auto below = [&random](std::size_t n) { return static_cast<std::uint32_t>(random() % n); };
  for (int repeat = 0; repeat < 3000; ++repeat) {
    std::string text;
    for (std::uint32_t i = 0, n = below(40); i < n; ++i) text += static_cast<char>('a' + below(26));
    std::string now = text;
    std::vector<std::vector<Edit>> rounds;
    for (std::uint32_t r = 0, n = 1 + below(4); r < n; ++r) {
      std::vector<Edit> round;
      for (std::uint32_t at = below(6); at < now.size();) {
        const std::uint32_t end = std::min(static_cast<std::uint32_t>(now.size()), at + below(4));
        round.push_back({{at, end}, std::string(below(4), static_cast<char>('A' + below(26)))});
        at = end + 1 + below(8);
      }
      now = apply_edits(now, round);
      rounds.push_back(std::move(round));
    }
    const Outcome outcome = run(text, rounds);
    REQUIRE(outcome.final_text == now);
    REQUIRE(outcome.composed == now);
    for (std::size_t i = 1; i < outcome.changes.size(); ++i)
      REQUIRE(outcome.changes[i - 1].span.end <= outcome.changes[i].span.begin);
  }
}

}  // namespace jianyan
