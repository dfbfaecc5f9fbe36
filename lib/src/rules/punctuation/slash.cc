// 餐馆/收购点: between Chinese words a slash stands for 、 or 或, and only the writer knows which. Units (元/公里), bounds
// (昼间60分贝/夜间50分贝) and paths use it rightly; those have a number, a Latin letter or a unit beside the slash, or
// begin with a host.
#include <string_view>

#include "rules/rule.h"

namespace jianyan {
namespace {

constexpr std::u32string_view kUnits = U"元个次人天年月日时分秒米里克斤吨升度户家台辆套处亩张件项万亿贝周组班页册或层";

bool unit(const Characters& c, std::size_t i) { return kUnits.find(c[i]) != std::u32string_view::npos; }

/// …gov.cn/公开/公告, /公开/公告, D:/公开/公告: where the first slash of a chain stands behind a host or nothing, the chain is a
/// path.
bool in_path(const Characters& c, std::size_t slash) {
  const auto belongs = [&c](std::size_t i) { return c.han(i) || c.word_character(i) || is_one_of(c[i], U"/-_.%~"); };
  constexpr std::size_t kLongestPath = 200;
  std::size_t first = slash, begin = slash;
  for (; slash - begin < kLongestPath && belongs(begin - 1) && !c.in(begin - 1, kAddress); --begin)
    if (c[begin - 1] == U'/') first = begin - 1;
  if (c.in(begin - 1, kAddress)) return true;
  bool dotted = false;
  std::size_t host = first;
  for (; c.word_character(host - 1) || is_one_of(c[host - 1], U".-"); --host) dotted = dotted || c[host - 1] == U'.';
  return dotted || (first != slash && host == first && !c.han(host - 1));
}

void check_slash(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const bool and_or = is_one_of(c[i - 1], U"和及与") && c[i + 1] == U'或';
  if (!c.han(i - 1) || !c.han(i + 1) || and_or || unit(c, i - 1) || unit(c, i + 1) || c.protected_at(i) ||
      in_path(c, i))
    return;
  context.report(i, i + 1, {"词与词之间用了斜线，公文里应写“、”或“或”", "slash between words; write '、' or 或"});
}

/// 和/或 leaves open what it could say.
void check_and_or(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (!is_one_of(c[i - 1], U"和及与") || c[i + 1] != U'或') return;
  context.report(i - 1, i + 2,
                 {"公文里不用“和/或”，应写明“和”还是“或者”，或写“或者两者兼有”",
                  "no 和/或 in an official draft; say which, or 或者两者兼有"});
}

}  // namespace

extern const Rule and_or_slash = {
    .info = {.id = "and-or-slash",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "用了“和/或”",
             .summary_en = "和/或",
             .clause = "GB/T 15834—2011 4.17",
             .profiles = Profiles::drafts()},
    .triggers = U"/／",
    .at = &check_and_or};

extern const Rule slash_between_words = {
    .info = {.id = "slash-between-words",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "词与词之间用了斜线",
             .summary_en = "slash between words",
             .clause = "GB/T 15834—2011 4.17",
             .profiles = Profiles::drafts()},
    .triggers = U"/／",
    .at = &check_slash};

}  // namespace jianyan
