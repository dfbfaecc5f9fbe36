// Years: four digits (GB/T 15835—2011 5.1.4), 〇 for zero in Chinese (5.2.5), and a century for a decade.
#include <array>

#include <fmt/format.h>

#include "rules/number/numerals.h"
#include "rules/rule.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::u32string_view kConnectors = U"-–—～~－至到";

std::string full_year(const Characters& c, std::size_t i) {
  return fmt::format("{}{}", c[i] < U'5' ? "20" : "19", c.text(i, i + 2));
}

/// 2021-24年, 2021年—24年: the second year of a range, cut.
bool ends_year_range(const Characters& c, std::size_t i) {
  if (!is_one_of(c[i - 1], kConnectors)) return false;
  const std::size_t end = c[i - 2] == U'年' ? i - 2 : i - 1;
  for (std::size_t k = 1; k <= 4; ++k)
    if (!c.digit(end - k)) return false;
  return !c.digit(end - 5) && (c.reads(end - 4, U"20") || c.reads(end - 4, U"19"));
}

/// What follows a year and no number of years: 24年3月, 24年底, 24年全市……
bool reads_as_year(const Characters& c, std::size_t i, std::size_t year_mark) {
  const std::size_t after = year_mark + 1;
  const bool month = c.digit(after) && (c[after + 1] == U'月' || (c.digit(after + 1) && c[after + 2] == U'月'));
  if (month) return !is_one_of(c[i - 1], U"刑期近满达共");
  const bool begins_clause = !c.han(i - 1) || is_one_of(c[i - 1], U"从自在于到至");
  const bool part = c[after] == U'度' || c.reads(after, U"上半年") || c.reads(after, U"下半年");
  const bool edge =
      is_one_of(c[after], U"底初末") && !is_one_of(c[after + 1], U"蕴子气") && !is_one_of(c[i - 1], U"近满达共");
  const bool whole = c[after] == U'全' && is_one_of(c[after + 1], U"市省国县区年镇乡村州校院");
  // 30年全国…… may count years; 15 to 35 are the years that drafts speak of.
  const bool recent = c[i] == U'2' || (c[i] == U'1' && c[i + 1] >= U'5') || (c[i] == U'3' && c[i + 1] <= U'5');
  return recent && (edge || (begins_clause && (part || whole)));
}

void check_two_digits(RuleContext& context, std::size_t year_mark) {
  const Characters& c = context.c;
  const std::size_t i = year_mark - 2;
  if (!c.digit(i) || !c.digit(i + 1) || c.word_character(i - 1) || is_one_of(c[i - 1], U".,第〔'’")) return;
  const bool range = ends_year_range(c, i);
  if (!range && (is_one_of(c[i - 1], U"-–—～~－") || !reads_as_year(c, i, year_mark))) return;
  const std::string year = full_year(c, i);
  context.replace(
      i, year_mark,
      {fmt::format("年份要写四位数字，应为“{}年”", year), fmt::format("a year takes four digits: {}年", year)},
      Safety::suggest, year);
}

/// 二零二五年, 二○二五年: any zero but 〇.
void check_zero(RuleContext& context, std::size_t year_mark) {
  constexpr std::u32string_view kDigits = U"一二三四五六七八九〇", kWrongZeros = U"零○OoＯ0０";
  const Characters& c = context.c;
  const std::size_t begin = year_mark - 4;
  if (!is_one_of(c[begin], U"一二") || is_one_of(c[begin - 1], U"一二三四五六七八九〇零十百千万")) return;
  bool wrong = false;
  std::string right;
  for (std::size_t i = begin; i < year_mark; ++i) {
    const bool zero = is_one_of(c[i], kWrongZeros);
    if (!zero && !is_one_of(c[i], kDigits)) return;
    wrong = wrong || zero;
    append_utf8(right, zero ? U'〇' : c[i]);
  }
  if (!wrong) return;
  context.replace(
      begin, year_mark,
      {fmt::format("年份里的零应为“〇”：{}年", right), fmt::format("the zero of a year is 〇: {}年", right)},
      Safety::safe, right);
}

/// 90年代. 20世纪80、90年代 names the century once, some way before.
void check_decade(RuleContext& context, std::size_t i) {
  constexpr std::size_t kReach = 24;  // 上世纪80年代末到90年代初
  const Characters& c = context.c;
  if (!c.reads_before(i, U"0年") || c[i - 3] < U'5' || c[i - 3] > U'9' || c.digit(i - 4)) return;
  for (std::size_t k = i - 3; i - k < kReach && k > context.begin() && c[k] != U'。'; --k)
    if (c.reads(k - 2, U"世纪")) return;
  context.replace(i - 3, i + 1, {"年代前面要写明世纪：20世纪90年代", "name the century of a decade: 20世纪90年代"},
                  Safety::suggest, fmt::format("20世纪{}", c.text(i - 3, i + 1)));
}

bool mentions_year(const Characters& c) {
  for (std::size_t i = 0; i < c.size(); ++i)
    if (c[i] == U'年' && c.digit(i - 1) && c.digit(i - 2) && c.digit(i - 3) && c.digit(i - 4)) return true;
  return false;
}

/// A text kept on file is read in other years. Where it names any year, readers know which one 今年 is.
void check_relative(RuleContext& context) {
  constexpr auto kWords = std::to_array<std::u32string_view>({U"今年", U"去年", U"明年"});
  const Characters& c = context.c;
  for (std::size_t i = 0; i < c.size(); ++i) {
    if (c[i] != U'年') continue;
    const bool part_of_word = is_one_of(c[i + 1], U"轻龄份青") || is_one_of(c[i - 2], U"当注发说标日以");
    if (part_of_word || c.reads_any_before(i + 1, kWords) == 0) continue;
    if (mentions_year(c)) return;
    context.report(i - 1, i + 1,
                   {fmt::format("全文没有年份，以后查阅时不知“{}”是哪一年，请写明年份", c.text(i - 1, i + 1)),
                    fmt::format("no year is named in the draft; say which one '{}' is", c.text(i - 1, i + 1))});
    return;
  }
}

}  // namespace

extern const Rule two_digit_year = {
    .info = {.id = "two-digit-year",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "年份只写了两位数字",
             .summary_en = "year cut to two digits",
             .clause = "GB/T 15835—2011 5.1.4"},
    .triggers = U"年",
    .at = &check_two_digits};

extern const Rule year_zero = {
    .info = {.id = "year-zero",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "汉字年份里的“〇”写成了别的字",
             .summary_en = "wrong zero in a year in Chinese numerals",
             .clause = "GB/T 15835—2011 5.2.5"},
    .triggers = U"年",
    .at = &check_zero};

extern const Rule bare_decade = {
    .info = {.id = "bare-decade",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "年代前没有写明世纪",
             .summary_en = "decade without its century",
             .clause = "",
             .profiles = Profiles::drafts()},
    .triggers = U"代",
    .at = &check_decade};

extern const Rule relative_year = {
    .info = {.id = "relative-year",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "全文没有年份，却用“今年”“去年”",
             .summary_en = "今年 or 去年 in a draft that names no year",
             .clause = "",
             .profiles = Profiles::drafts(),
             .whole_draft = true},
    .triggers = U"今去明",
    .document = &check_relative};

}  // namespace jianyan
