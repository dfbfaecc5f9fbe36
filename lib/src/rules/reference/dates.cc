// Dates that contradict themselves: a weekday that is not that of its date, a period that ends before it begins.
#include <array>

#include <fmt/format.h>

#include "rules/number/dates.h"
#include "rules/rule.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::u32string_view kWeekdays = U"日一二三四五六";

bool exists(const WrittenDate& date) {
  return date.full() && date.year >= 1900 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month);
}

/// Behind the word for week, where the weekday's number stands: 星期三, 周三, 礼拜三; 0: none.
std::size_t week_word(const Characters& c, std::size_t i) {
  if (c.reads(i, U"星期")) return 2;
  return c[i] == U'周' ? 1 : 0;
}

/// 2025年3月5日（星期三）, 2025年3月5日，星期三, 2025年3月5日星期三
void check_weekday(RuleContext& context, std::size_t month_mark) {
  const Characters& c = context.c;
  const auto date = date_around(c, month_mark);
  if (!date || !exists(*date)) return;
  std::size_t i = date->end;
  if (is_one_of(c[i], U"（(，")) ++i;
  const std::size_t word = week_word(c, i);
  if (word == 0) return;
  const char32_t given = c[i + word] == U'天' ? U'日' : c[i + word];
  if (!is_one_of(given, kWeekdays)) return;
  const std::string right = to_utf8(kWeekdays.substr(weekday_of(date->year, date->month, date->day), 1));
  if (to_utf8({&given, 1}) == right) return;
  context.report(date->begin, i + word + 1,
                 {fmt::format("{}是星期{}，请核对日期或星期", c.text(date->begin, date->end), right),
                  fmt::format("{} is a 星期{}; check the date or the weekday", c.text(date->begin, date->end), right)});
}

/// 2024年5月至2024年3月
void check_period(RuleContext& context, std::size_t month_mark) {
  constexpr std::u32string_view kConnectors = U"至到—–-～~";
  const Characters& c = context.c;
  const auto first = date_around(c, month_mark);
  if (!first || first->year == 0 || !is_one_of(c[first->end], kConnectors)) return;
  std::size_t second_mark = first->end + 1;
  while (second_mark - first->end < 10 && c[second_mark] != U'月' && (c.digit(second_mark) || c[second_mark] == U'年'))
    ++second_mark;
  const auto second = date_around(c, second_mark);
  if (c[second_mark] != U'月' || !second || second->begin != first->end + 1 || second->year == 0) return;
  const auto order = [](const WrittenDate& date) { return (date.year * 100 + date.month) * 100; };
  const bool both_days = first->day != 0 && second->day != 0;
  const std::uint32_t begin = order(*first) + (both_days ? first->day : 0),
                      end = order(*second) + (both_days ? second->day : 0);
  if (begin <= end) return;
  context.report(first->begin, second->end,
                 {"起止时间颠倒，请核对", "the period ends before it begins; check the dates"});
}

}  // namespace

extern const Rule weekday_mismatch = {
    .info = {.id = "weekday-mismatch",
             .category = Category::reference,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "日期与星期不符",
             .summary_en = "weekday that is not that of its date",
             .clause = "",
             .profiles = Profiles::all()},
    .triggers = U"月",
    .at = &check_weekday};

extern const Rule reversed_period = {
    .info = {.id = "reversed-period",
             .category = Category::reference,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "起止时间颠倒",
             .summary_en = "period that ends before it begins",
             .clause = "",
             .profiles = Profiles::all()},
    .triggers = U"月",
    .at = &check_period};

}  // namespace jianyan
