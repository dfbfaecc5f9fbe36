// What templates and pasting leave behind: placeholders that nobody filled in, a paragraph that stands twice.
#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "rules/structure/parts.h"

namespace jianyan {
namespace {

bool is_cross(char32_t c) { return c == U'×' || c == U'x' || c == U'X' || c == U'Ｘ' || c == U'ｘ' || c == U'╳'; }

void report_placeholder(RuleContext& context, std::size_t first, std::size_t last) {
  context.report(first, last, {fmt::format("“{}”像是模板里没有填的空，应填写或删去", context.c.text(first, last)),
                               "a blank of a template; fill it in or take it out"});
}

/// ××月底, x万余辆, XX街道: a run of crosses before what is counted or named. 张×× is a name left out on purpose.
void check_cross(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (!is_cross(c[i]) || is_cross(c[i - 1])) return;
  std::size_t end = i;
  while (is_cross(c[end])) ++end;
  constexpr std::u32string_view kCounted = U"年月日号万亿元户人个公届次条项期％%";
  constexpr std::u32string_view kNamed = U"省市县区镇乡村街路局委社";
  const bool latin = c[i] == U'x' || c[i] == U'X';
  const bool alone = !c.word_character(end) && (latin ? c.chinese(i - 1) || c.line_end(i - 1) : !c.digit(i - 1));
  const bool counted = kCounted.find(c[end]) != kCounted.npos, named = kNamed.find(c[end]) != kNamed.npos;
  if (!alone || !(counted || (named && end - i >= 2)) || (end - i == 1 && c[i] != U'x')) return;
  report_placeholder(context, i, end);
}

void check_line(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  constexpr BlockKinds kForm{BlockKind::form_field, BlockKind::table_cell, BlockKind::signature};
  if (c[i - 1] == c[i] || kForm.contains(context.block().kind)) return;
  std::size_t end = i;
  while (c[end] == c[i]) ++end;
  if (end - i >= 3 && (c.chinese(i - 1) || c.chinese(end))) report_placeholder(context, i, end);
}

/// （此处填写……） 【请输入……】 （待补充）
void check_bracket(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  constexpr std::size_t kLongest = 20;
  const char32_t close = c[i] == U'（' ? U'）' : c[i] == U'【' ? U'】' : c[i] == U'〔' ? U'〕' : U')';
  std::size_t end = i + 1;
  while (end < i + kLongest && c[end] != close && !c.line_end(end)) ++end;
  if (c[end] != close) return;
  const std::string_view inside = c.text(i + 1, end);
  for (const std::string_view word : {"此处", "请填写", "请输入", "填写说明", "待补充", "待填", "待核实", "待完善", "待定稿",
                                      "自行填写", "略去不填"})
    if (inside.starts_with(word)) return report_placeholder(context, i, end + 1);
}

void check_placeholder(RuleContext& context, std::size_t i) {
  const char32_t c = context.c[i];
  if (is_cross(c)) return check_cross(context, i);
  if (c == U'_' || c == U'＿') return check_line(context, i);
  check_bracket(context, i);
}

void check_duplicate(RuleContext& context) {
  constexpr std::size_t kShortest = 30;
  std::multimap<std::size_t, std::u32string_view> seen;  // by length, so that few are compared
  for (const Block& block : context.document.blocks()) {
    if (block.kind != BlockKind::paragraph && block.kind != BlockKind::list_item) continue;
    const BlockRange& range = context.range_of(block);
    const std::u32string_view text = context.c.values(range.content_begin, range.content_end);
    if (text.size() < kShortest) continue;
    const auto [first, last] = seen.equal_range(text.size());
    const bool again = std::any_of(first, last, [&](const auto& other) { return other.second == text; });
    if (!again) {
      seen.emplace(text.size(), text);
      continue;
    }
    context.report(range.content_begin, range.content_end, {"这一段与前面的一段相同，应删去一段",
                                                            "this paragraph stands twice; take one out"});
  }
}

}  // namespace

extern const Rule placeholder_left = {
    .info = {.id = "placeholder-left",
             .category = Category::structure,
             .severity = Severity::error,
             .safety = Safety::none,
             .summary_zh = "模板里的空没有填",
             .summary_en = "a blank of a template not filled in",
             .clause = "",
             .profiles = Profiles::drafts()},
    .triggers = U"×xXＸｘ╳_＿（(【〔",
    .at = &check_placeholder};

extern const Rule duplicate_paragraph = {
    .info = {.id = "duplicate-paragraph",
             .category = Category::structure,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "段落重复",
             .summary_en = "a paragraph that stands twice",
             .clause = "",
             .blocks = kBody,
             .profiles = Profiles::drafts(),
             .whole_draft = true},
    .document = &check_duplicate};

}  // namespace jianyan
