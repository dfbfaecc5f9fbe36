// Numbering marks inside a paragraph: 第一， 首先， 一是 （1） ① and the stops that belong to them (GB/T 15834—2011
// B.3). Marks at the head of a block are judged by heading-mark-form.
#include <array>

#include <fmt/format.h>

#include "rules/number/numerals.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

/// A mark inside a paragraph begins a sentence or an item.
bool begins_item(const RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  return i == context.content_begin() || is_one_of(c[i - 1], U"。；：！？") || c.line_end(c.before_spaces(i));
}

bool han_number(char32_t v) { return is_one_of(v, U"一二三四五六七八九十"); }

void put(RuleContext& context, std::size_t stop, std::string_view right) {
  const Characters& c = context.c;
  Message message =
      right.empty()
          ? Message{fmt::format("序号后不用“{}”", c.text(stop, stop + 1)), "no stop behind this numbering mark"}
          : Message{fmt::format("序号后应用“{}”", right), fmt::format("the numbering mark takes '{}'", right)};
  context.replace(stop, stop + 1, std::move(message), Safety::suggest, std::string(right));
}

/// 第一、加大投入; not 第一、二季度.
void check_ordinal(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (!begins_item(context, i) || context.in_numbering(i)) return;
  std::size_t stop = i + 1;
  while (han_number(c[stop])) ++stop;
  if (stop == i + 1 || c[stop] != U'、' || han_number(c[stop + 1]) || c[stop + 1] == U'第') return;
  put(context, stop, "，");
}

/// 首先、
void check_first(RuleContext& context, std::size_t i) {
  static constexpr auto kWords = std::to_array<std::u32string_view>({U"首先", U"其次", U"再次", U"最后"});
  const Characters& c = context.c;
  if (c.reads_any(i, kWords) > 0 && c[i + 2] == U'、' && begins_item(context, i)) put(context, i + 2, "，");
}

/// 一是，
void check_clause(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (!han_number(c[i - 1]) || !is_one_of(c[i + 1], U"，：、")) return;
  if (begins_item(context, i - 1) || is_one_of(c[i - 2], U"，")) put(context, i + 1, "");
}

/// ①、
void check_circled(RuleContext& context, std::size_t i) {
  if (is_one_of(context.c[i + 1], U"、，．") && !context.in_numbering(i)) put(context, i + 1, "");
}

/// （1）、
void check_bracketed(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (context.in_numbering(i) || !is_one_of(c[i + 1], U"、，．") || is_one_of(c[i + 2], U"（(")) return;
  std::size_t open = i;
  while (i - open < 4 && (c.digit(open - 1) || han_number(c[open - 1]))) --open;
  if (open == i || c[open - 1] != U'（' || !begins_item(context, open - 1)) return;
  put(context, i + 1, "");
}

void check_form(RuleContext& context, std::size_t i) {
  switch (context.c[i]) {
    case U'第': return check_ordinal(context, i);
    case U'是': return check_clause(context, i);
    case U'）': return check_bracketed(context, i);
    case U'首':
    case U'其':
    case U'再':
    case U'最': return check_first(context, i);
    default: return check_circled(context, i);
  }
}

/// 首先……第二……
void check_mixed(RuleContext& context) {
  const Characters& c = context.c;
  bool first = false;
  for (std::size_t i = context.begin(); i < context.end(); ++i) {
    if (c.reads(i, U"首先") && begins_item(context, i)) first = true;
    if (is_one_of(c[i], U"其第") && begins_item(context, i) && (c.reads(i, U"其次，") || c.reads(i, U"第一，")))
      first = false;
    if (!first || c[i] != U'第' || !is_one_of(c[i + 1], U"二三") || c[i + 2] != U'，' || !begins_item(context, i))
      continue;
    context.report(i, i + 3,
                   {"“首先”与“第二”不成一套，应用“首先……其次……”或“第一……第二……”",
                    "首先 and 第二 are of different series; write 首先……其次…… or 第一……第二……"});
    return;
  }
}

constexpr CodePointRange kCircled[] = {{U'①', U'⑳'}};

}  // namespace

extern const Rule run_in_mark_form = {
    .info = {.id = "run-in-mark-form",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "段中序号后的标点不规范",
             .summary_en = "stop behind a numbering mark inside a paragraph",
             .clause = "GB/T 15834—2011 附录B.3",
             .profiles = Profiles::drafts()},
    .triggers = U"第是）首其再最",
    .trigger_ranges = kCircled,
    .at = &check_form};

extern const Rule mixed_enumeration = {
    .info = {.id = "mixed-enumeration",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "“首先”与“第二”混用",
             .summary_en = "首先 followed by 第二",
             .clause = "GB/T 15834—2011 附录B.3",
             .blocks = BlockKinds(BlockKind::paragraph),
             .profiles = Profiles::drafts()},
    .triggers = U"首",
    .block = &check_mixed};

}  // namespace jianyan
