// Symbols that a draft does without, and the dot and quotation marks of events named by their date (GB/T
// 15834—2011 4.14, GB/T 15835—2011 5.1.6, 5.2.3).
#include <array>

#include <fmt/format.h>

#include "rules/number/numerals.h"
#include "rules/rule.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

// ---- ★重点

/// A bullet at the start of a block is a numbering mark, a tick box has blanks around it or stands in a form, and ○○ or
/// □□ stands for something left out.
void check_decoration(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (context.in_numbering(i) || c[i - 1] == c[i] || c[i + 1] == c[i]) return;
  context.report(i, i + 1,
                 {fmt::format("公文正文里不用符号“{}”", c.text(i, i + 1)),
                  fmt::format("no symbol '{}' in the text of an official draft", c.text(i, i + 1))});
}

// ---- “五·四”, “一二九”

/// The dot is for January, November and December, which could be read in two ways: 一·二八, 一二·九.
void check_han_event(RuleContext& context, std::size_t dot) {
  const Characters& c = context.c;
  const auto month = han_digit_value(c[dot - 1]);
  if (!month || *month < 2 || is_one_of(c[dot - 2], U"一十〇二三四五六七八九·") ||
      !is_one_of(c[dot + 1], U"一二三四五六七八九十"))
    return;
  std::size_t end = dot + 1;
  while (is_one_of(c[end], U"一二三四五六七八九十")) ++end;
  if (end - dot > 3 || c[end] == U'·') return;
  context.replace(dot, dot + 1,
                  {"只有一月、十一月、十二月的日期才用间隔号：五四运动、“一二·九”运动",
                   "only dates of January, November and December take the dot: 五四, “一二·九”"},
                  Safety::suggest, "");
}

/// 3.15消费者权益日, “3.15”晚会
void check_arabic_event(RuleContext& context, std::size_t dot) {
  static constexpr auto kEvents =
      std::to_array<std::u32string_view>({U"事件", U"大地震", U"特大", U"消费者权益", U"晚会", U"事故", U"专案"});
  const Characters& c = context.c;
  std::size_t begin = dot, end = dot + 1;
  while (dot - begin < 3 && c.digit(begin - 1)) --begin;
  while (end - dot < 4 && c.digit(end)) ++end;
  if (begin == dot || end == dot + 1 || dot - begin > 2 || end - dot > 3 || is_one_of(c[begin - 1], U".") ||
      c.latin(begin - 1))
    return;
  const bool quoted = c[begin - 1] == U'“' && c[end] == U'”';
  if (c.reads_any(quoted ? end + 1 : end, kEvents) == 0) return;
  const std::string name = fmt::format("{}·{}", c.text(begin, dot), c.text(dot + 1, end));
  context.replace(
      begin, end,
      {"用月日称说的事件，月日之间用间隔号，并加引号", "an event named by its date takes '·' and quotation marks"},
      Safety::suggest, quoted ? name : fmt::format("“{}”", name));
}

void check_event(RuleContext& context, std::size_t i) {
  if (context.c[i] == U'·')
    check_han_event(context, i);
  else
    check_arabic_event(context, i);
}

}  // namespace

extern const Rule decorative_symbol = {
    .info = {.id = "decorative-symbol",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "正文用了装饰符号",
             .summary_en = "decorative symbol in the text",
             .clause = "",
             .blocks = BlockKinds(BlockKind::title, BlockKind::heading, BlockKind::paragraph, BlockKind::list_item),
             .profiles = Profiles::drafts()},
    .triggers = U"★☆◆◇■●▲△※→⇒✔✅❌🔥👍💡📌",
    .at = &check_decoration};

extern const Rule event_date_dot = {
    .info = {.id = "event-date-dot",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "以月日命名的事件，间隔号用错",
             .summary_en = "dot of an event named by its date",
             .clause = "GB/T 15835—2011 5.1.6、5.2.3"},
    .triggers = U"·.",
    .at = &check_event};

}  // namespace jianyan
