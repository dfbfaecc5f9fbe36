// Spaces that web pages have too many of: before a percent sign, two where one is meant, and outside of Chinese
// quotation marks and brackets. On paper spaces may be layout, so these rules run in the profile `web` only, in running
// text.
#include "rules/rule.h"

namespace jianyan {
namespace {

constexpr BlockKinds kRunningText{BlockKind::paragraph, BlockKind::list_item, BlockKind::quotation};
constexpr Profiles kWeb{Profile::web};

/// The end of a run of plain spaces inside the content that begins at `i`; `i` itself where there is none.
std::size_t end_of_gap(const RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (i <= context.content_begin() || c.space(i - 1)) return i;
  std::size_t end = i;
  while (c[end] == U' ') ++end;
  return end < context.content_end() && !c.space(end) ? end : i;
}

/// 200 % → 200%. Not the remainder 7 % 3.
void check_percent(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const std::size_t number = c.before_spaces(i);
  const bool operand = c.space(i + 1) && c.word_character(c.after_spaces(i + 1));
  if (number + 1 == i || !c.digit(number) || operand || number < context.content_begin()) return;
  context.replace(number + 1, i, {"数字与百分号之间不用空格", "no space between a number and a percent sign"}, Safety::safe, "");
}

/// Two spaces and more in a Chinese sentence. Between ideographs there is none at all: space-between-han.
void check_repeated(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const std::size_t end = end_of_gap(context, i);
  const auto visible = [&c](std::size_t at) { return c.han(at) || c.word_character(at) || c[at] == U'%'; };
  if (end - i < 2 || !visible(i - 1) || !visible(end) || c.han(i - 1) == c.han(end)) return;
  context.replace(i, end, {"连用了几个空格，一个就够", "more than one space; one is enough"}, Safety::safe, " ");
}

/// 他说 “好” 。 → 他说“好”。 A quotation among Latin words keeps its spaces.
void check_outside(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const std::size_t end = end_of_gap(context, i);
  if (end == i) return;
  const auto beside = [&c](std::size_t outer, std::size_t inner) {
    return c.han(outer) || (c.word_character(outer) && c.han(inner));
  };
  const bool opens = c.is(end, CharacterClass::open_mark), closes = c.is(i - 1, CharacterClass::close_mark);
  if (!(opens && beside(i - 1, end + 1)) && !(closes && beside(end, i - 2)) && !(opens && closes)) return;
  context.replace(i, end, {"引号、括号的外侧不用空格", "no space outside of Chinese quotation marks and brackets"},
                  Safety::safe, "");
}

}  // namespace

extern const Rule space_before_percent = {
    .info = {.id = "space-before-percent",
             .category = Category::space,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "数字与百分号之间有空格（网文）",
             .summary_en = "space between a number and a percent sign (web)",
             .clause = "",
             .blocks = kRunningText,
             .profiles = kWeb},
    .triggers = U"%‰",
    .at = &check_percent};

extern const Rule repeated_space = {
    .info = {.id = "repeated-space",
             .category = Category::space,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "连用几个空格（网文）",
             .summary_en = "more than one space in a row (web)",
             .clause = "",
             .blocks = kRunningText,
             .profiles = kWeb},
    .triggers = U" ",
    .at = &check_repeated};

extern const Rule space_outside_mark = {
    .info = {.id = "space-outside-mark",
             .category = Category::space,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "引号、括号外侧有空格（网文）",
             .summary_en = "space outside of Chinese quotation marks or brackets (web)",
             .clause = "",
             .blocks = kRunningText,
             .profiles = kWeb},
    .triggers = U" ",
    .at = &check_outside};

}  // namespace jianyan
