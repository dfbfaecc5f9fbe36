// How a number is written: one script for one number, Chinese for approximate ones, a zero before the decimal point
// (GB/T 15835—2011 4.2.2, 5.1.2, 5.3).
#include <array>

#include <fmt/format.h>

#include "rules/number/numerals.h"
#include "rules/rule.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::u32string_view kHanDigits = U"〇一二三四五六七八九";

std::string han_digit(char32_t digit) { return to_utf8(kHanDigits.substr(digit - U'0', 1)); }

// ---- 4千人, 1百零8人

double place_value(char32_t place) { return place == U'十' ? 10 : place == U'百' ? 100 : 1000; }

/// 千米, 百分点, 千万亿次: the place is part of a word.
bool begins_word(char32_t place, char32_t next, char32_t after) {
  if (next == U'万' && after == U'亿') return true;
  if (place == U'千') return is_one_of(next, U"米克瓦伏帕焦赫卡安兆字年里位");
  if (place == U'百') return is_one_of(next, U"分货合度姓年");
  return is_one_of(next, U"字佳强里年大堰");
}

void check_mixed(RuleContext& context, std::size_t place) {
  const Characters& c = context.c;
  if (!c.digit(place - 1) || begins_word(c[place], c[place + 1], c[place + 2])) return;
  if (unit_length(c, place + 1) == 0 && !is_one_of(c[place + 1], U"万亿多余零几")) return;
  const auto number = numeral_before(c, place);
  if (!number) return;
  if (c[number->begin - 1] == U'、' && c.digit(number->begin - 2)) return;  // 3、4千人: approximate-arabic-number
  const double value = number->digits * place_value(c[place]);
  Message message{fmt::format("阿拉伯数字只与“万”“亿”连用，不与“{}”连用", c.text(place, place + 1)),
                  fmt::format("Arabic digits go with 万 and 亿 only, not with {}", c.text(place, place + 1))};
  const bool part_of_more = is_one_of(c[number->begin - 1], U"十百千万亿") || c[place + 1] == U'零';
  const auto whole = static_cast<std::uint64_t>(value);
  if (part_of_more || static_cast<double>(whole) != value)
    context.report(number->begin, place + 1, std::move(message));
  else
    context.replace(number->begin, place + 1, std::move(message), Safety::suggest, std::to_string(whole));
}

// ---- 3、4个小时, 40几名

bool single_digit(const Characters& c, std::size_t i) {
  return c.digit(i) && c[i] != U'0' && !c.word_character(i - 1) && !c.word_character(i + 1);
}

/// 3、4天. Ordinals look alike: 1、2号线, 第3、4条, 3、4年级, 1、2、3个.
void check_pair(RuleContext& context, std::size_t comma) {
  const Characters& c = context.c;
  if (!single_digit(c, comma - 1) || !single_digit(c, comma + 1) || c[comma + 1] != c[comma - 1] + 1) return;
  const std::size_t after = comma + 2;
  const bool measure = is_one_of(c[after], U"个天年次名户岁里") || c.reads(after, U"公里") || c.reads(after, U"小时") ||
                       c.reads(after, U"分钟") || c.reads(after, U"百") || c.reads(after, U"千");
  const bool ordinal = is_one_of(c[comma - 2], U"第、.图表附") || c[after + 1] == U'级' || c.reads(after, U"个方面");
  if (!measure || ordinal || context.in_numbering(comma)) return;
  context.replace(comma - 1, comma + 2,
                  {"概数用汉字，数字之间不用顿号", "an approximate number is written in Chinese, without '、'"},
                  Safety::suggest, han_digit(c[comma - 1]) + han_digit(c[comma + 1]));
}

/// 40几名
void check_some(RuleContext& context, std::size_t some) {
  const Characters& c = context.c;
  if (!c.digit(some - 1) || (unit_length(c, some + 1) == 0 && !is_one_of(c[some + 1], U"万亿"))) return;
  const auto number = numeral_before(c, some);
  if (!number) return;
  Message message{"“几”表示概数，前面的数字也用汉字", "几 makes the number approximate; write it in Chinese"};
  const bool tens = number->digits_end - number->begin == 2 && c[some - 1] == U'0' && c[number->begin] != U'0';
  if (!tens) {
    context.report(number->begin, some + 1, std::move(message));
    return;
  }
  const std::string written = (c[number->begin] == U'1' ? std::string() : han_digit(c[number->begin])) + "十";
  context.replace(number->begin, some, std::move(message), Safety::suggest, written);
}

void check_approximate(RuleContext& context, std::size_t i) {
  if (context.c[i] == U'、')
    check_pair(context, i);
  else
    check_some(context, i);
}

// ---- 三四十天左右

/// 三四, 三四十, 十几, 几百: approximate as they stand. `end` is behind the number.
bool approximate_before(const Characters& c, std::size_t end, std::size_t& begin) {
  std::size_t i = end;
  while (end - i < 2 && is_one_of(c[i - 1], U"十百千万")) --i;
  if (c[i - 1] == U'几') {
    begin = is_one_of(c[i - 2], U"十百千") ? i - 2 : i - 1;
    return true;
  }
  const auto second = han_digit_value(c[i - 1]), first = han_digit_value(c[i - 2]);
  const bool longer = han_digit_value(c[i - 3]) || is_one_of(c[i - 3], U"第周期");
  begin = i - 2;
  return first && second && *first > 0 && *second == *first + 1 && !longer && c[i - 1] != U'两' && c[i - 2] != U'两';
}

void check_doubled_approximation(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (!c.reads(i, U"左右") && !c.reads(i, U"上下")) return;
  for (std::size_t length = 1; length <= 2; ++length) {
    std::size_t begin = 0;
    if (unit_length(c, i - length) != length || !approximate_before(c, i - length, begin)) continue;
    context.replace(i, i + 2,
                    {fmt::format("“{}”已经是概数，不再加“{}”", c.text(begin, i), c.text(i, i + 2)),
                     fmt::format("'{}' is approximate already; drop '{}'", c.text(begin, i), c.text(i, i + 2))},
                    Safety::suggest, "");
    return;
  }
}

// ---- 1，250户

void check_thousands(RuleContext& context, std::size_t comma) {
  const Characters& c = context.c;
  if (!c.digit(comma - 1) || !c.digit(comma + 1)) return;
  std::size_t begin = comma, end = comma + 1;
  while (comma - begin < 4 && c.digit(begin - 1)) --begin;
  while (end - comma < 6 && c.digit(end)) ++end;
  const bool groups = comma - begin <= 3 && end - comma == 4 && c[begin] != U'0';
  const bool quantity = unit_length(c, end) > 0 || is_one_of(c[end], U"万亿余多");
  if (!groups || !quantity || is_one_of(c[begin - 1], U".，,、") || is_one_of(c[end], U"年月日号")) return;
  context.replace(
      comma, comma + 1,
      {"数字中间的千分撇用了全角逗号，应为“,”，或不分节", "full-width comma inside a number; write ',' or nothing"},
      Safety::suggest, ",");
}

// ---- .5个百分点

void check_decimal(RuleContext& context, std::size_t point) {
  const Characters& c = context.c;
  if (!c.digit(point + 1) || !(c.han(point - 1) || c.is(point - 1, CharacterClass::open_mark))) return;
  std::size_t end = point + 1;
  while (c.digit(end)) ++end;
  const bool measure = unit_length(c, end) > 0 || is_one_of(c[end], U"万亿");
  const bool date = is_one_of(c[end], U"年月日号时点分秒期届级");  // 开工.18号……: the point is a full stop
  if (!measure || date || context.in_numbering(point)) return;
  context.replace(point, end,
                  {fmt::format("小数点前的0不能省：0{}", c.text(point, end)),
                   fmt::format("the zero before a decimal point is not optional: 0{}", c.text(point, end))},
                  Safety::suggest, fmt::format("0{}", c.text(point, end)));
}

// ---- 百分之20

void check_percent_words(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const bool percent = c.reads_before(i, U"百分"), thousandth = c.reads_before(i, U"千分");
  if (!(percent || thousandth) || !c.digit(i + 1)) return;
  const auto number = numeral_at(c, i + 1);
  if (!number) return;
  const std::string right = fmt::format("{}{}", c.text(number->begin, number->digits_end), percent ? "%" : "‰");
  Message message{fmt::format("阿拉伯数字应写成“{}”", right), fmt::format("in Arabic digits write '{}'", right)};
  const std::size_t end = number->digits_end;
  const bool goes_on =
      (is_one_of(c[end], U"至到～~—-、") && c.digit(end + 1)) || is_one_of(c[end], U"点多几余万亿十百.");
  if (goes_on)
    context.report(i - 2, end, std::move(message));
  else
    context.replace(i - 2, end, std::move(message), Safety::safe, right);
}

// ---- 10000元

/// Five digits and more that end in four zeros say in digits what 万 says in one character.
void check_round(RuleContext& context, std::size_t unit) {
  const Characters& c = context.c;
  if (!c.reads_before(unit, U"0000")) return;
  const auto number = numeral_before(c, unit);
  if (!number || number->scale_end != unit || number->digits < 1e4 || is_one_of(c[number->begin - 1], U"第号№〔"))
    return;
  const auto scaled = static_cast<std::uint64_t>(number->digits / 1e4);
  const bool hundred_millions = scaled % 10000 == 0;
  const std::string right =
      fmt::format("{}{}", hundred_millions ? scaled / 10000 : scaled, hundred_millions ? "亿" : "万");
  context.report(
      number->begin, unit,
      {fmt::format("整万的数可以写成“{}”，便于阅读", right), fmt::format("a round number reads better as {}", right)});
}

// ---- 二个公园

void check_two(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const bool measure = is_one_of(c[i + 1], U"个位座辆") || (c[i + 1] == U'名' && !is_one_of(c[i + 2], U"额次"));
  const bool part_of_number =
      is_one_of(c[i - 1], U"、十百千万第零〇一二三四五六七八九初老周期不星无") || c.digit(i - 1);
  if (!measure || part_of_number || c.reads(i + 1, U"位数") || c.reads(i + 1, U"个别")) return;
  context.replace(i, i + 1, {"量词前用“两”，不用“二”", "before a measure word two is 两"}, Safety::suggest, "两");
}

}  // namespace

extern const Rule mixed_numeral = {
    .info = {.id = "mixed-numeral",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "阿拉伯数字与“十”“百”“千”连用",
             .summary_en = "Arabic digits with 十, 百 or 千",
             .clause = "GB/T 15835—2011 5.3"},
    .triggers = U"十百千",
    .at = &check_mixed};

extern const Rule approximate_arabic_number = {
    .info = {.id = "approximate-arabic-number",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "概数用了阿拉伯数字",
             .summary_en = "approximate number in Arabic digits",
             .clause = "GB/T 15835—2011 4.2.2"},
    .triggers = U"、几",
    .at = &check_approximate};

extern const Rule doubled_approximation = {
    .info = {.id = "doubled-approximation",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "概数后又加“左右”“上下”",
             .summary_en = "左右 or 上下 behind an approximate number",
             .clause = "GB/T 15835—2011 4.2.2"},
    .triggers = U"左上",
    .at = &check_doubled_approximation};

extern const Rule fullwidth_thousands = {
    .info = {.id = "fullwidth-thousands",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "数字分节用了全角逗号",
             .summary_en = "full-width comma inside a number",
             .clause = "GB/T 15835—2011 5.1.1"},
    .triggers = U"，",
    .at = &check_thousands};

extern const Rule decimal_without_zero = {
    .info = {.id = "decimal-without-zero",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "小数点前没有0",
             .summary_en = "decimal point without a zero before it",
             .clause = "GB/T 15835—2011 5.1.2"},
    .triggers = U".",
    .at = &check_decimal};

extern const Rule percent_in_words = {
    .info = {.id = "percent-in-words",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "“百分之”后用了阿拉伯数字",
             .summary_en = "百分之 before Arabic digits",
             .clause = "GB/T 15835—2011 4.1.1"},
    .triggers = U"之",
    .at = &check_percent_words};

extern const Rule unscaled_round_number = {
    .info = {.id = "unscaled-round-number",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "整万的数没有用“万”",
             .summary_en = "round number of five digits and more without 万",
             .clause = "GB/T 15835—2011 5.3",
             .profiles = Profiles::drafts()},
    .triggers = U"元人户亩名件平吨株",
    .at = &check_round};

extern const Rule er_before_measure = {
    .info = {.id = "er-before-measure",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "量词前用了“二”",
             .summary_en = "二 before a measure word",
             .clause = "",
             .profiles = Profiles::drafts()},
    .triggers = U"二",
    .at = &check_two};

}  // namespace jianyan
