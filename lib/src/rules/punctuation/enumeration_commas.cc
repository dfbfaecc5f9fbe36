// Where 、 does not belong, and where it is missing: GB/T 15834—2011 4.5.3, B.1.2.
//
// 和, 及 and 等 begin many words (和平, 及时, 等级): the segmenter decides, and is asked only behind a 、.
#include <array>

#include <fmt/format.h>

#include "rules/number/numerals.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

bool ends_clause(const Characters& c, std::size_t i) { return c.line_end(i) || is_one_of(c[i], U"，。；：！？"); }

/// Whether the characters [begin, begin + length) are a word of their own in their clause.
bool is_word(const RuleContext& context, std::size_t begin, std::size_t length) {
  constexpr std::size_t kReach = 12;  // enough for the words around it
  const Characters& c = context.c;
  std::size_t first = begin, last = begin;
  while (begin - first < kReach && !ends_clause(c, first - 1) && c[first - 1] != U'、') --first;
  while (last - begin < kReach && !ends_clause(c, last) && c[last] != U'、') ++last;
  const std::uint32_t offset = c.offset(begin) - c.offset(first);
  for (const Token& token : context.segmenter.segment(c.text(first, last)))
    if (token.span.begin == offset) return token.span.size() == c.offset(begin + length) - c.offset(begin);
  return false;
}

// ---- “甲”、“乙” and 《甲》、《乙》

/// A note in brackets behind any item keeps 、 in the whole series: 《甲》（2019年）、《乙》.
bool series_has_notes(const Characters& c, std::size_t i, char32_t close) {
  constexpr std::size_t kReach = 200;
  for (std::size_t k = i; k - i < kReach && !ends_clause(c, k); ++k)
    if (c[k] == close && is_one_of(c[k + 1], U"（(")) return true;
  for (std::size_t k = i; i - k < kReach && !ends_clause(c, k); --k)
    if (c[k] == close && is_one_of(c[k + 1], U"（(")) return true;
  return false;
}

/// Official texts of all kinds have this 、: the rule advises and changes nothing.
void check_between(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const bool quotes = c[i - 1] == U'”' && c[i + 1] == U'“', titles = c[i - 1] == U'》' && c[i + 1] == U'《';
  if (!(quotes || titles) || series_has_notes(c, i, c[i - 1])) return;
  context.report(
      i, i + 1,
      {quotes ? "并列的引语之间通常不用顿号" : "并列的书名号之间通常不用顿号",
       quotes ? "usually no '、' between quotations in a series" : "usually no '、' between titles in a series"});
}

// ---- 学校、医院、等场所

/// 学校、医院，等公共场所: a comma in a list of 、, and behind 等 what sums the list up.
bool comma_ends_list(const Characters& c, std::size_t i) {
  static constexpr auto kSums = std::to_array<std::u32string_view>({U"公共", U"各类", U"地区", U"方面", U"场所"});
  constexpr std::size_t kReach = 14;
  std::size_t k = i - 1;
  while (i - k < kReach && !ends_clause(c, k) && c[k] != U'、') --k;
  return c[k] == U'、' && c.reads_any(i + 2, kSums) > 0;
}

void check_before_deng(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c[i] == U'，' && (c[i + 1] != U'等' || !comma_ends_list(c, i))) return;
  if (c[i + 1] != U'等' || is_one_of(c[i + 2], U"级候待量效价同于额距次温压高腰值外身比边分离不")) return;
  const std::size_t length = c[i + 2] == U'等' ? 2 : 1;
  if (!is_word(context, i + 1, length)) return;
  context.replace(
      i, i + 1, {fmt::format("“等”前面不用“{}”", c.text(i, i + 1)), fmt::format("no '{}' before 等", c.text(i, i + 1))},
      Safety::suggest, "");
}

// ---- 公园、广场、和绿道

/// Not 与, which is a preposition as often: 与时代同行、与人民同心.
std::size_t conjunction_length(const Characters& c, std::size_t i) {
  if (c.reads(i, U"以及")) return 2;
  if (c[i] == U'和' && is_one_of(c[i + 1], U"合衷美")) return 0;
  return is_one_of(c[i], U"和及或") ? 1 : 0;
}

void check_before_conjunction(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const std::size_t length = conjunction_length(c, i + 1);
  if (length == 0 || !c.han(i + 1 + length) || !is_word(context, i + 1, length)) return;
  const bool personal_name = c[i + 1] == U'和' && is_one_of(c[i + 3], U"、，（");  // 和某
  if (personal_name) return;
  context.replace(i, i + 1,
                  {fmt::format("“{}”前面不用顿号", c.text(i + 1, i + 1 + length)),
                   fmt::format("no '、' before {}", c.text(i + 1, i + 1 + length))},
                  Safety::suggest, "");
}

// ---- 三、四十人

/// Two digits that follow each other, a place or a measure behind them, and nothing that makes them ordinals.
void check_approximate(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const auto first = han_digit_value(c[i - 1]), second = han_digit_value(c[i + 1]);
  if (!first || !second || *first == 0 || *second != *first + 1 || context.in_numbering(i)) return;
  const bool ordinal = han_digit_value(c[i - 2]) || is_one_of(c[i - 2], U"第、十百千周期初高") ||
                       c.line_end(c.before_spaces(i - 1)) || ends_clause(c, i - 2);
  const std::size_t after = i + 2;
  const bool place = is_one_of(c[after], U"百千万") || (c[after] == U'十' && !c.reads(after, U"十年代"));
  const bool measure = is_one_of(c[after], U"天岁") || c.reads(after, U"个月") || c.reads(after, U"小时") ||
                       c.reads(after, U"公里") || c.reads(after, U"分钟");
  if (ordinal || !(place || measure)) return;
  context.replace(i, i + 1, {"概数中间不用顿号", "no '、' inside an approximate number"}, Safety::suggest, "");
}

// ---- 二三产业

void check_missing(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const bool noun = c.reads(i, U"产业") || c.reads(i, U"年级") || c.reads(i, U"季度") || c.reads(i, U"环路") ||
                    c.reads(i, U"标段") || c.reads(i, U"审判");
  if (!noun) return;
  const auto second = han_digit_value(c[i - 1]), first = han_digit_value(c[i - 2]);
  if (!first || !second || *first == 0 || *second != *first + 1 || c[i - 2] == U'两') return;
  if (han_digit_value(c[i - 3]) || is_one_of(c[i - 3], U"十百千万、")) return;
  context.replace(i - 1, i - 1,
                  {"序数并列的缩略语中间要用顿号", "two ordinals in an abbreviation take '、' between them"},
                  Safety::suggest, "、");
}

}  // namespace

extern const Rule enumeration_comma_between_quotes = {
    .info = {.id = "enumeration-comma-between-quotes",
             .category = Category::punctuation,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "并列的引号、书名号之间用了顿号",
             .summary_en = "'、' between quotations or titles in a series",
             .clause = "GB/T 15834—2011 4.5.3.5",
             .profiles = Profiles::drafts()},
    .triggers = U"、",
    .at = &check_between};

extern const Rule enumeration_comma_before_deng = {
    .info = {.id = "enumeration-comma-before-deng",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "“等”前面用了顿号或逗号",
             .summary_en = "'、' or '，' before 等 in a list",
             .clause = "GB/T 15834—2011 附录B.1.2"},
    .triggers = U"、，",
    .at = &check_before_deng};

extern const Rule enumeration_comma_before_conjunction = {
    .info = {.id = "enumeration-comma-before-conjunction",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "“和”“及”“以及”“或”前面用了顿号",
             .summary_en = "'、' before a conjunction",
             .clause = "GB/T 15834—2011 附录A.3"},
    .triggers = U"、",
    .at = &check_before_conjunction};

extern const Rule enumeration_comma_in_approximation = {
    .info = {.id = "enumeration-comma-in-approximation",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "概数中间用了顿号",
             .summary_en = "'、' inside an approximate number",
             .clause = "GB/T 15834—2011 4.5.3.4"},
    .triggers = U"、",
    .at = &check_approximate};

extern const Rule missing_enumeration_comma = {
    .info = {.id = "missing-enumeration-comma",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "序数缩略语中间缺顿号",
             .summary_en = "no '、' between two ordinals",
             .clause = "GB/T 15834—2011 4.5.3.4"},
    .triggers = U"产年季环标审",
    .at = &check_missing};

}  // namespace jianyan
