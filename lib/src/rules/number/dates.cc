// The form of dates and times of the day: GB/T 15835—2011 5.1.4, GB/T 9704—2012 7.3.5.4.
#include "rules/number/dates.h"

#include <array>
#include <chrono>

#include <fmt/format.h>

#include "rules/number/numerals.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

/// Value of the digits [begin, end).
std::uint32_t number_of(const Characters& c, std::size_t begin, std::size_t end) {
  std::uint32_t value = 0;
  for (std::size_t i = begin; i < end; ++i) value = value * 10 + static_cast<std::uint32_t>(c[i] - U'0');
  return value;
}

std::size_t digits_before(const Characters& c, std::size_t end) {
  std::size_t begin = end;
  while (end - begin < 5 && c.digit(begin - 1)) --begin;
  return begin;
}

std::size_t digits_after(const Characters& c, std::size_t begin) {
  std::size_t end = begin;
  while (end - begin < 5 && c.digit(end)) ++end;
  return end;
}

// ---- dates and times that do not exist

void check_impossible(RuleContext& context, std::size_t month_mark) {
  const Characters& c = context.c;
  const auto date = date_around(c, month_mark);
  // 满13月 without year or day may count months.
  if (!date || (date->year == 0 && date->day_mark == date->day_begin)) return;
  if (date->month < 1 || date->month > 12) {
    context.report(
        date->begin, date->end,
        {fmt::format("没有{}月，请核对日期", date->month), fmt::format("there is no month {}", date->month)});
    return;
  }
  const bool has_day = date->day_mark > date->day_begin;
  const std::uint32_t days = days_in_month(date->year, date->month);
  if (!has_day || (date->day >= 1 && date->day <= days)) return;
  context.report(date->begin, date->end,
                 {date->year != 0 ? fmt::format("{}年{}月只有{}天，请核对日期", date->year, date->month, days)
                                  : fmt::format("{}月只有{}天，请核对日期", date->month, days),
                  fmt::format("month {} has {} days; check the date", date->month, days)});
}

/// 25时30分, 8时75分. 36时 alone may be a length of time.
void check_impossible_time(RuleContext& context, std::size_t mark) {
  const Characters& c = context.c;
  const std::size_t begin = digits_before(c, mark), minutes_end = digits_after(c, mark + 1);
  if (begin == mark || mark - begin > 2 || is_one_of(c[begin - 1], U".,")) return;
  const bool minutes = c[minutes_end] == U'分' && minutes_end - mark <= 3 && minutes_end > mark + 1;
  const bool of_a_day = minutes || is_one_of(c[begin - 1], U"日号午晚晨");
  const bool wrong_hour = of_a_day && number_of(c, begin, mark) > 24;
  const bool wrong_minute = minutes && number_of(c, mark + 1, minutes_end) > 59;
  if (wrong_hour || wrong_minute)
    context.report(begin, minutes ? minutes_end + 1 : mark + 1,
                   {"没有这样的时刻，请核对", "there is no such time of the day; check it"});
}

void check_impossible_date_or_time(RuleContext& context, std::size_t i) {
  if (context.c[i] == U'月')
    check_impossible(context, i);
  else
    check_impossible_time(context, i);
}

// ---- leading zeros

void check_leading_zero(RuleContext& context, std::size_t month_mark) {
  const Characters& c = context.c;
  const auto date = date_around(c, month_mark);
  if (!date) return;
  Fix fix{Safety::suggest, {}};
  const auto drop_zero = [&](std::size_t begin, std::size_t mark) {
    if (mark - begin == 2 && c[begin] == U'0' && c[begin + 1] != U'0')
      fix.edits.push_back(context.edit(begin, begin + 1, ""));
  };
  if (date->year != 0 || date->day_mark > date->day_begin) drop_zero(date->month_begin, date->month_mark);
  drop_zero(date->day_begin, date->day_mark);
  if (fix.edits.empty()) return;
  context.report(date->begin, date->end,
                 {"日期里的月、日不补0：1月不写01月", "no leading zeros in a date: 1月, not 01月"}, std::move(fix));
}

// ---- 2025年三月

struct HanDatePart {
  std::size_t begin, end;
  std::uint32_t value;
};

std::optional<HanDatePart> han_part(const Characters& c, std::size_t begin, std::size_t end, std::uint32_t most) {
  if (begin == end) return std::nullopt;
  const auto number = whole_number_at(c, begin);
  if (!number || number->end != end || number->value == 0 || number->value > most) return std::nullopt;
  return HanDatePart{begin, end, number->value};
}

/// A lunar date has no 日 (八月十五); with it, or without any day, month and year are of one calendar.
void check_mixed(RuleContext& context, std::size_t month_mark) {
  constexpr std::u32string_view kNumbers = U"一二三四五六七八九十";
  const Characters& c = context.c;
  std::size_t begin = month_mark, day_end = month_mark + 1;
  while (month_mark - begin < 3 && is_one_of(c[begin - 1], kNumbers)) --begin;
  while (day_end - month_mark < 5 && is_one_of(c[day_end], kNumbers)) ++day_end;
  const auto month = han_part(c, begin, month_mark, 12);
  const auto day = han_part(c, month_mark + 1, day_end, 31);
  const bool han_day = day && is_one_of(c[day_end], U"日号");
  const std::size_t digits_end = digits_after(c, month_mark + 1);
  const bool digit_day = digits_end > month_mark + 1 && is_one_of(c[digits_end], U"日号");
  const bool digit_year = month && c[begin - 1] == U'年' && c.digit(begin - 2);
  const bool digit_month = digits_before(c, month_mark) < month_mark;
  if (day && !han_day) return;
  Fix fix{Safety::suggest, {}};
  if (month && (digit_year || digit_day))
    fix.edits.push_back(context.edit(begin, month_mark, std::to_string(month->value)));
  if (han_day && (digit_year || digit_month))
    fix.edits.push_back(context.edit(month_mark + 1, day_end, std::to_string(day->value)));
  if (fix.edits.empty()) return;
  const std::size_t first = digit_year || digit_month ? digits_before(c, digit_month ? month_mark : begin - 1) : begin;
  const std::size_t last = han_day ? day_end + 1 : digit_day ? digits_end + 1 : month_mark + 1;
  context.report(first, last,
                 {"同一个日期里汉字数字与阿拉伯数字混用，应统一用阿拉伯数字",
                  "Chinese and Arabic numerals in one date; use Arabic ones"},
                 std::move(fix));
}

// ---- 2025.3.5 and 2025-8 in running text

bool is_year(std::uint32_t value) { return value >= 1900 && value <= 2099; }

/// 2025.3.5, 2025/3/5: the mark is the first of two.
bool check_complete(RuleContext& context, std::size_t mark, std::size_t begin) {
  const Characters& c = context.c;
  const std::size_t month_end = digits_after(c, mark + 1);
  const std::size_t day_end = digits_after(c, month_end + 1);
  if (c[month_end] != c[mark] || month_end - mark > 3 || day_end - month_end > 3 || day_end == month_end + 1)
    return false;
  const std::uint32_t month = number_of(c, mark + 1, month_end), day = number_of(c, month_end + 1, day_end);
  if (month < 1 || month > 12 || day < 1 || day > 31 || is_one_of(c[day_end], U"./-") || c.latin(day_end)) return false;
  const std::string standard = fmt::format("{}年{}月{}日", number_of(c, begin, mark), month, day);
  context.replace(
      begin, day_end,
      {fmt::format("正文里的日期写作“{}”", standard), fmt::format("in running text the date reads {}", standard)},
      Safety::suggest, standard);
  return true;
}

void check_form(RuleContext& context, std::size_t mark) {
  const Characters& c = context.c;
  const std::size_t begin = digits_before(c, mark);
  if (mark - begin != 4 || !c.digit(mark + 1) || !is_year(number_of(c, begin, mark)) || c.in(mark, kAddress)) return;
  if (c.latin(begin - 1) || is_one_of(c[begin - 1], U"./-—〔[")) return;
  if (c[mark] != U'-') {
    check_complete(context, mark, begin);
    return;
  }
  // Hyphens are for dates in full (5.1.4): 2025-8 起 lacks the day.
  const std::size_t end = digits_after(c, mark + 1);
  const std::uint32_t month = number_of(c, mark + 1, end);
  if (end - mark > 3 || month < 1 || month > 12 || !is_one_of(c[end], U"起至前后底以")) return;
  const std::string standard = fmt::format("{}年{}月", number_of(c, begin, mark), month);
  context.replace(begin, end,
                  {fmt::format("连字符只用于完整的年月日，此处写作“{}”", standard),
                   fmt::format("a hyphen is for complete dates; write {}", standard)},
                  Safety::suggest, standard);
}

// ---- 下午15时

void check_daypart(RuleContext& context, std::size_t i) {
  constexpr auto kDayparts = std::to_array<std::u32string_view>({U"下午", U"晚上", U"傍晚", U"中午"});
  const Characters& c = context.c;
  const std::size_t length = c.reads_any(i, kDayparts);
  if (length == 0) return;
  const std::size_t begin = i + length, end = digits_after(c, begin);
  if (end - begin != 2) return;
  const std::uint32_t hour = number_of(c, begin, end);
  const bool clock = is_one_of(c[end], U"时点") || (is_one_of(c[end], U":：") && c.digit(end + 1));
  if (hour < 13 || hour > 23 || !clock) return;
  context.replace(i, begin,
                  {fmt::format("“{}时”是24小时制，前面不用“{}”", hour, c.text(i, begin)),
                   fmt::format("{} is a 24-hour time; drop '{}'", hour, c.text(i, begin))},
                  Safety::suggest, "");
}

}  // namespace

std::optional<WrittenDate> date_around(const Characters& c, std::size_t month_mark) {
  WrittenDate date{};
  date.month_mark = month_mark;
  date.month_begin = digits_before(c, month_mark);
  const std::size_t length = month_mark - date.month_begin;
  if (length < 1 || length > 2 || is_one_of(c[date.month_begin - 1], U".,-") || c.latin(date.month_begin - 1))
    return std::nullopt;
  date.month = number_of(c, date.month_begin, month_mark);
  date.begin = date.month_begin;
  if (c[date.begin - 1] == U'年') {
    const std::size_t year_begin = digits_before(c, date.begin - 1);
    if (date.begin - 1 - year_begin == 4) {
      date.year = number_of(c, year_begin, date.begin - 1);
      date.begin = year_begin;
    }
  }
  date.day_begin = date.day_mark = date.end = month_mark + 1;
  const std::size_t digits_end = digits_after(c, month_mark + 1);
  const std::size_t day_length = digits_end - date.day_begin;
  if (day_length >= 1 && day_length <= 2 && is_one_of(c[digits_end], U"日号")) {
    date.day_mark = digits_end;
    date.day = number_of(c, date.day_begin, digits_end);
    date.end = digits_end + 1;
  }
  return date;
}

std::uint32_t days_in_month(std::uint32_t year, std::uint32_t month) {
  constexpr std::array<std::uint32_t, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year == 0 || std::chrono::year(static_cast<int>(year)).is_leap();
  return month == 2 && leap ? 29 : kDays.at(month - 1);
}

std::uint32_t weekday_of(std::uint32_t year, std::uint32_t month, std::uint32_t day) {
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                         std::chrono::day(day)};
  return std::chrono::weekday(std::chrono::sys_days(date)).c_encoding();
}

extern const Rule impossible_date = {
    .info = {.id = "impossible-date",
             .category = Category::number,
             .severity = Severity::error,
             .safety = Safety::none,
             .summary_zh = "日期、时刻不存在",
             .summary_en = "a date or time that does not exist",
             .clause = "",
             .profiles = Profiles::all()},
    .triggers = U"月时",
    .at = &check_impossible_date_or_time};

extern const Rule date_leading_zero = {
    .info = {.id = "date-leading-zero",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "日期里的月、日补了0",
             .summary_en = "leading zero in a date",
             .clause = "GB/T 9704—2012 7.3.5.4",
             .profiles = Profiles::drafts()},
    .triggers = U"月",
    .at = &check_leading_zero};

extern const Rule mixed_date_numerals = {
    .info = {.id = "mixed-date-numerals",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "同一日期里汉字数字与阿拉伯数字混用",
             .summary_en = "Chinese and Arabic numerals in one date",
             .clause = "GB/T 15835—2011 4.3"},
    .triggers = U"月",
    .at = &check_mixed};

extern const Rule date_form = {
    .info = {.id = "date-form",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "正文里的日期用了点、斜线或不完整的连字符",
             .summary_en = "date with dots, slashes or half of its hyphens in running text",
             .clause = "GB/T 15835—2011 5.1.4",
             .blocks = BlockKinds(BlockKind::paragraph),
             .profiles = Profiles::drafts()},
    .triggers = U"./-",
    .at = &check_form};

extern const Rule daypart_with_full_clock = {
    .info = {.id = "daypart-with-full-clock",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "24小时制前又用“下午”“晚上”",
             .summary_en = "下午 or 晚上 before a 24-hour time",
             .clause = ""},
    .triggers = U"下晚傍中",
    .at = &check_daypart};

}  // namespace jianyan
