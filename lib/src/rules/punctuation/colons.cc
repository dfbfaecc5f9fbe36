// Colons: one in a sentence, at a pause, over all that it announces (GB/T 15834—2011 4.7, A.6, B.1.5).
#include <array>

#include <fmt/format.h>

#include "rules/rule.h"

namespace jianyan {
namespace {

bool ends_sentence(const Characters& c, std::size_t i) { return c.line_end(i) || is_one_of(c[i], U"。！？；"); }

bool opens_or_closes(const Characters& c, std::size_t i) {
  return c.is(i, CharacterClass::open_mark) || c.is(i, CharacterClass::close_mark);
}

// ---- 措施有两条：一是资金保障：市财政……

/// Labels (时间：……　地点：……) stand in a row with blanks or are short; ratios and times have digits around the colon.
bool announces(const Characters& c, std::size_t colon) {
  const bool mark = is_one_of(c[colon - 1], U"一二三四五六七八九十") && !c.han(colon - 2);  // 如下：一：……
  return c.han(colon - 1) && !mark && !c.digit(colon + 1) && !c.line_end(c.after_spaces(colon + 1));
}

void check_nested(RuleContext& context, std::size_t i) {
  constexpr std::size_t kReach = 60;
  const Characters& c = context.c;
  if (!announces(c, i) || i - context.content_begin() < 6) return;
  bool comma = false;
  for (std::size_t k = i - 1; k > context.begin() && i - k < kReach && !ends_sentence(c, k) && !opens_or_closes(c, k);
       --k) {
    comma = comma || is_one_of(c[k], U"，、");
    if (c.space(k)) return;
    if (c[k] != U'：') continue;
    if (!announces(c, k) || comma) return;
    const bool enumerates = is_one_of(c[k + 1], U"一二三四五六七八九十①②③") || is_one_of(c[k + 1], U"123456789");
    if (!enumerates) return;
    context.report(i, i + 1,
                   {"冒号管着的范围里又用冒号，应改用逗号或分段",
                    "a colon inside the range of another; use a comma or a new paragraph"});
    return;
  }
}

// ---- 根据：市统计局数据

void check_no_pause(RuleContext& context, std::size_t i) {
  static constexpr auto kWords =
      std::to_array<std::u32string_view>({U"为了", U"根据", U"按照", U"由于", U"以及", U"依照"});
  const Characters& c = context.c;
  if (c.line_end(c.after_spaces(i + 1)) || !c.han(i + 1)) return;
  const std::size_t length = c.reads_any_before(i, kWords), begin = i - length;
  if (length == 0 || c.han(begin - 1)) return;
  context.replace(i, i + 1,
                  {fmt::format("“{}”后面没有停顿，不用冒号", c.text(begin, i)),
                   fmt::format("no pause after {}: no colon", c.text(begin, i))},
                  Safety::suggest, "");
}

// ---- 存在两个问题：一是……，二是……，因此……

void check_scope(RuleContext& context, std::size_t i) {
  static constexpr auto kConclusions =
      std::to_array<std::u32string_view>({U"因此", U"为此", U"所以", U"故建议", U"因而"});
  constexpr std::size_t kReach = 400;
  const Characters& c = context.c;
  if (!c.reads(i + 1, U"一是")) return;
  bool second = false;
  for (std::size_t k = i + 1; k - i < kReach && !c.line_end(k) && c[k] != U'。'; ++k) {
    second = second || c.reads(k, U"二是");
    if (!second || !is_one_of(c[k], U"，；") || c.reads_any(k + 1, kConclusions) == 0) continue;
    context.replace(k, k + 1,
                    {"冒号管的分项到此为止，应先用句号收住", "what the colon announces ends here; put a full stop"},
                    Safety::suggest, "。");
    return;
  }
}

}  // namespace

extern const Rule nested_colon = {
    .info = {.id = "nested-colon",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "冒号套冒号",
             .summary_en = "colon inside the range of another",
             .clause = "GB/T 15834—2011 4.7.3.3",
             .blocks = BlockKinds(BlockKind::paragraph, BlockKind::list_item),
             .profiles = Profiles::drafts()},
    .triggers = U"：",
    .at = &check_nested};

extern const Rule colon_without_pause = {
    .info = {.id = "colon-without-pause",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "没有停顿的地方用了冒号",
             .summary_en = "colon where there is no pause",
             .clause = "GB/T 15834—2011 附录A.6",
             .blocks = BlockKinds(BlockKind::paragraph, BlockKind::list_item)},
    .triggers = U"：",
    .at = &check_no_pause};

extern const Rule colon_scope = {
    .info = {.id = "colon-scope",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "冒号后的分项没有用句号收住",
             .summary_en = "what a colon announces does not end with a full stop",
             .clause = "GB/T 15834—2011 附录A.6",
             .blocks = BlockKinds(BlockKind::paragraph, BlockKind::list_item),
             .profiles = Profiles::drafts()},
    .triggers = U"：",
    .at = &check_scope};

}  // namespace jianyan
