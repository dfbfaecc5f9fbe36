// Ellipsis, dash and the dot of foreign names, typed with the marks that a keyboard has.
#include <fmt/format.h>

#include "rules/punctuation/foreign_names.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

std::size_t run_end(const Characters& c, std::size_t i, char32_t mark) {
  while (c[i] == mark) ++i;
  return i;
}

bool chinese_beside(const Characters& c, std::size_t begin, std::size_t end) {
  return c.chinese(begin - 1) || c.chinese(end);
}

/// Dots that lead to a page number in a table of contents.
bool leads_to_number(const Characters& c, std::size_t end) {
  std::size_t i = c.after_spaces(end);
  if (!c.digit(i)) return false;
  while (c.digit(i)) ++i;
  return c.line_end(c.after_spaces(i));
}

/// ...  。。。  ···  and a single … (six dots are two cells: 4.11.2)
void check_ellipsis_form(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c[i - 1] == c[i] || c.protected_at(i)) return;
  const std::size_t end = run_end(c, i, c[i]);
  const std::size_t length = end - i;
  const bool single = c[i] == U'…' && length == 1;
  const bool dots = c[i] != U'…' && length >= 3;
  if (!(single || dots) || length > 6 || leads_to_number(c, end) || !chinese_beside(c, i, end)) return;
  context.replace(i, end, {"省略号应为“……”（六个点，占两个字）", "an ellipsis is '……', six dots in two cells"}, Safety::safe,
                  "……");
}

/// Three cells, or more than four: neither one ellipsis nor the two that mark left-out paragraphs (A.9.1).
void check_ellipsis_length(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c[i - 1] == U'…') return;
  const std::size_t end = run_end(c, i, U'…');
  const std::size_t length = end - i;
  if (length < 3 || length == 4 || leads_to_number(c, end)) return;
  context.replace(i, end, {"省略号长短不对，应为“……”", "this ellipsis has the wrong length; write '……'"}, Safety::suggest, "……");
}

/// 学校、医院……等 says "and so on" twice. 等 after an ellipsis may also begin a word (等级, 等待): then it is no 等 of a list.
void check_ellipsis_with_deng(RuleContext& context, std::size_t i) {
  constexpr std::u32string_view kWordsWithDeng = U"级待候于同到效量额距价离温压高";
  constexpr std::u32string_view kWordsEndingInDeng = U"同平相均对何一二三四五";  // 平等, 三等
  const Characters& c = context.c;
  if (c[i + 1] == U'…') return;  // the last cell speaks
  std::size_t begin = i;
  while (c[begin - 1] == U'…') --begin;
  const bool before = c[begin - 1] == U'等' && kWordsEndingInDeng.find(c[begin - 2]) == std::u32string_view::npos;
  const bool after = c[i + 1] == U'等' && kWordsWithDeng.find(c[i + 2]) == std::u32string_view::npos;
  if (!before && !after) return;
  context.replace(begin, i + 1, {"省略号与“等”不能并用，留一个即可", "an ellipsis and 等 say the same; keep one"},
                  Safety::suggest, "");
}

/// --  ――  ──  －－ between Chinese. A hyphen or two in numbers, words and rules of a table are something else.
void check_dash_form(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c[i - 1] == c[i] || c.protected_at(i)) return;
  const std::size_t end = run_end(c, i, c[i]);
  if (end - i < 2 || end - i > 4 || !c.chinese(i - 1) || !(c.chinese(end) || c.word_character(end))) return;
  context.replace(i, end, {"破折号应为“——”（占两个字）", "a dash is '——', in two cells"}, Safety::safe, "——");
}

/// 买买提•艾力, 列夫.托尔斯泰: the dot of foreign names is U+00B7, in the middle of the line.
void check_interpunct(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (!c.han(i - 1) || !c.han(i + 1) || context.in_numbering(i)) return;
  const bool stop = is_one_of(c[i], U".．");
  if (stop && !separates_foreign_name(c, i)) return;
  context.replace(i, i + 1, {"间隔号应为“·”", "the dot between names is '·' (U+00B7)"},
                  stop ? Safety::suggest : Safety::safe, "·");
}

/// 公园、广场、……: the ellipsis needs no stop before or after it (B.2.4).
void check_beside_ellipsis(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c[i - 1] == U'…') return;
  const std::size_t end = run_end(c, i, U'…');
  const bool before = is_one_of(c[i - 1], U"，、；"), after = is_one_of(c[end], U"，、；。");
  if (!before && !after) return;
  const std::size_t mark = before ? i - 1 : end;
  context.replace(mark, mark + 1, {"省略号前后通常不用点号", "usually no stop beside an ellipsis"}, Safety::suggest, "");
}

/// 最突出的问题，——停车难 (B.2.3). After a full stop the dash may begin a sentence.
void check_beside_dash(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c[i - 1] == U'—' || c[i + 1] != U'—' || c[i + 2] == U'—') return;
  const bool before = is_one_of(c[i - 1], U"，、") && i > context.content_begin(), after = is_one_of(c[i + 2], U"，、；。");
  if (!before && !after) return;
  const std::size_t mark = before ? i - 1 : i + 2;
  context.replace(mark, mark + 1, {"破折号前后通常不用点号", "usually no stop beside a dash"}, Safety::suggest, "");
}

}  // namespace

extern const Rule mark_beside_ellipsis = {
    .info = {.id = "mark-beside-ellipsis",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "省略号前后用了点号",
             .summary_en = "stop beside an ellipsis",
             .clause = "GB/T 15834—2011 附录B.2.4",
             .profiles = Profiles::drafts()},
    .triggers = U"…",
    .at = &check_beside_ellipsis};

extern const Rule mark_beside_dash = {
    .info = {.id = "mark-beside-dash",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "破折号前后用了点号",
             .summary_en = "stop beside a dash",
             .clause = "GB/T 15834—2011 附录B.2.3",
             .profiles = Profiles::drafts()},
    .triggers = U"—",
    .at = &check_beside_dash};

extern const Rule ellipsis_form = {
    .info = {.id = "ellipsis-form",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "省略号写成了几个点或句号",
             .summary_en = "ellipsis typed as dots or full stops",
             .clause = "GB/T 15834—2011 4.11",
             .profiles = Profiles::all()},
    .triggers = U".。·・…",
    .at = &check_ellipsis_form};

extern const Rule ellipsis_length = {
    .info = {.id = "ellipsis-length",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "省略号过长",
             .summary_en = "ellipsis of the wrong length",
             .clause = "GB/T 15834—2011 A.9.1"},
    .triggers = U"…",
    .at = &check_ellipsis_length};

extern const Rule ellipsis_with_deng = {
    .info = {.id = "ellipsis-with-deng",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "省略号与“等”并用",
             .summary_en = "ellipsis together with 等",
             .clause = "GB/T 15834—2011 A.9.2"},
    .triggers = U"…",
    .at = &check_ellipsis_with_deng};

extern const Rule dash_form = {
    .info = {.id = "dash-form",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "破折号写成了连字符或制表线",
             .summary_en = "dash typed as hyphens",
             .clause = "GB/T 15834—2011 4.10、5.1.4",
             .profiles = Profiles::all()},
    .triggers = U"-―─－",
    .at = &check_dash_form};

extern const Rule interpunct_form = {
    .info = {.id = "interpunct-form",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "间隔号写成了别的点",
             .summary_en = "wrong dot between the parts of a name",
             .clause = "GB/T 15834—2011 4.14"},
    .triggers = U"•‧・∙.．",
    .at = &check_interpunct};

}  // namespace jianyan
