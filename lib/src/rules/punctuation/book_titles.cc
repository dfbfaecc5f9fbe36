// 《》 inside 《》: the inner level is 〈〉 (GB/T 15834—2011 4.15.2).
#include <algorithm>

#include "rules/punctuation/brackets.h"

namespace jianyan {
namespace {

void check_nested(RuleContext& context) {
  const Characters& c = context.c;
  const std::vector<BracketPair> pairs = analyse_brackets(context).pairs;
  for (const BracketPair inner : pairs) {
    if (c[inner.open] != U'《') continue;
    const bool nested = std::any_of(pairs.begin(), pairs.end(), [&](const BracketPair& outer) {
      return c[outer.open] == U'《' && outer.open < inner.open && inner.close < outer.close;
    });
    if (!nested) continue;
    Fix fix{Safety::suggest, {}};
    fix.edits.push_back(context.edit(inner.open, inner.open + 1, "〈"));
    fix.edits.push_back(context.edit(inner.close, inner.close + 1, "〉"));
    context.report(inner.open, inner.close + 1,
                   {"书名号里面的书名应改用“〈〉”", "a title inside a title takes single marks '〈〉'"}, std::move(fix));
  }
}

}  // namespace

extern const Rule nested_book_title = {
    .info = {.id = "nested-book-title",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "书名号里又用双书名号",
             .summary_en = "double book-title marks inside double ones",
             .clause = "GB/T 15834—2011 4.15.2"},
    .triggers = U"《",
    .block = &check_nested};

}  // namespace jianyan
