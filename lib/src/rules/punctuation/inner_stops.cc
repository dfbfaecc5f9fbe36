// Stops at quotation marks and brackets: inside only what belongs to a whole sentence there (GB/T 15834—2011 B.2.1,
// B.2.2, A.8).
#include <array>

#include <fmt/format.h>

#include "rules/rule.h"

namespace jianyan {
namespace {

bool ends_sentence(const Characters& c, std::size_t i) { return c.line_end(i) || is_one_of(c[i], U"。！？；：…"); }

// ---- 要坚持“房子是用来住的。”

/// A quotation that is a part of its sentence: nothing but words before it, and after it the sentence goes on or ends.
/// What follows 说 and the like may be a whole sentence however it is introduced.
void check_quote(RuleContext& context, std::size_t close) {
  constexpr std::size_t kLongest = 22;
  constexpr std::u32string_view kSaying = U"说道称问答曰写言讲为出示调";
  const Characters& c = context.c;
  if (c[close - 1] != U'。') return;
  std::size_t open = close - 1;
  while (open > context.begin() && close - open < kLongest && !is_one_of(c[open], U"“”")) {
    if (open != close - 1 && is_one_of(c[open], U"。！？，")) return;
    --open;
  }
  if (c[open] != U'“' || !c.han(open - 1) || is_one_of(c[open - 1], kSaying) || is_one_of(c[close + 1], U"，；"))
    return;
  const bool ends = c.line_end(close + 1) || c.chinese(close + 1);
  if (!ends || c.is(close + 1, CharacterClass::stop)) return;
  context.replace(close - 1, close + 1,
                  {"引语只是句子的一部分，句号应放在引号外",
                   "the quotation is a part of the sentence; the full stop stands outside"},
                  Safety::suggest, "”。");
}

// ---- 他说：“要办实事。”。

void check_both(RuleContext& context, std::size_t close) {
  const Characters& c = context.c;
  const std::size_t outer = close + 1;
  if (!is_one_of(c[close - 1], U"。！？") || c[outer] != U'。') return;
  context.replace(
      outer, outer + 1,
      {"引号里已有句末标点，引号外不再用句号", "the quotation has its end mark inside; drop the one outside"},
      Safety::suggest, "");
}

// ---- 公共设施（含公园、绿道。）管护不足

void check_bracket(RuleContext& context, std::size_t close) {
  const Characters& c = context.c;
  if (c[close - 1] != U'。' || c[close - 2] == U'。') return;
  std::size_t open = close - 1;
  while (open > context.begin() && !is_one_of(c[open], U"（）")) {
    if (open != close - 1 && c[open] == U'。') return;  // several sentences: a text of its own
    --open;
  }
  const std::size_t before = c.before_spaces(open);
  if (c[open] != U'（' || open == context.content_begin() || ends_sentence(c, before) ||
      c.is(before, CharacterClass::close_mark))
    return;
  if (c[close + 1] == U'。' || c.han(close + 1) || is_one_of(c[close + 1], U"，、；"))
    context.replace(close - 1, close,
                    {"句内括号里的末尾不用句号", "no full stop at the end of a bracket inside a sentence"},
                    Safety::suggest, "");
}

// ---- 市交通集团，（以下简称集团）负责运营

void check_late_bracket(RuleContext& context, std::size_t open) {
  static constexpr auto kNotes = std::to_array<std::u32string_view>({U"以下简称", U"下同", U"以下统称", U"简称"});
  const Characters& c = context.c;
  if (!is_one_of(c[open - 1], U"，、；")) return;
  if (c.reads_any(open + 1, kNotes) == 0) return;
  context.replace(open - 1, open,
                  {"注释词语的括号应紧跟该词语，前面不用标点",
                   "a bracket that explains a word follows it at once; no mark before it"},
                  Safety::suggest, "");
}

}  // namespace

extern const Rule stop_inside_quote = {
    .info = {.id = "stop-inside-quote",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "引语不成句，句号却在引号里",
             .summary_en = "full stop inside the quotation marks of a phrase",
             .clause = "GB/T 15834—2011 附录B.2.1",
             .profiles = Profiles::drafts()},
    .triggers = U"”",
    .at = &check_quote};

extern const Rule stop_on_both_sides = {
    .info = {.id = "stop-on-both-sides",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "引号里外都有句末标点",
             .summary_en = "end mark inside and outside the quotation marks",
             .clause = "GB/T 15834—2011 附录B.2.1"},
    .triggers = U"”",
    .at = &check_both};

extern const Rule stop_inside_bracket = {
    .info = {.id = "stop-inside-bracket",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "句内括号里用了句号",
             .summary_en = "full stop inside a bracket within a sentence",
             .clause = "GB/T 15834—2011 附录B.2.2"},
    .triggers = U"）",
    .at = &check_bracket};

extern const Rule mark_before_bracket = {
    .info = {.id = "mark-before-bracket",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "注释括号前有标点",
             .summary_en = "mark between a word and the bracket that explains it",
             .clause = "GB/T 15834—2011 附录A.8"},
    .triggers = U"（",
    .at = &check_late_bracket};

}  // namespace jianyan
