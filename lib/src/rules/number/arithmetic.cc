// Numbers that contradict each other within a sentence: decreases in 倍, per cent for percentage points, sums and rates
// of growth that do not add up.
//
// Figures in drafts are rounded. What is computed from them is compared as intervals, so that only what no rounding
// explains is reported.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "rules/number/numerals.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

bool ends_clause(char32_t mark) { return is_one_of(mark, U"，。；：！？、") || mark == U'\n' || mark == 0; }
bool ends_sentence(char32_t mark) { return is_one_of(mark, U"。；！？\n") || mark == 0; }

// ---- 减少2倍, 翻两倍

/// First character of the number before 倍 in either script; `i` itself where there is none.
std::size_t times_begin(const Characters& c, std::size_t i) {
  if (const auto number = numeral_before(c, i)) return number->digits >= 1 ? number->begin : i;
  std::size_t begin = i;
  while (i - begin < 4 && is_one_of(c[begin - 1], U"一二两三四五六七八九十几数百")) --begin;
  return begin;
}

void check_decrease(RuleContext& context, std::size_t i) {
  static constexpr auto kDecreases =
      std::to_array<std::u32string_view>({U"减少", U"下降", U"降低", U"缩短", U"缩小", U"节约", U"节省", U"减轻"});
  const Characters& c = context.c;
  const std::size_t begin = times_begin(c, i);
  if (begin == i) return;
  for (std::size_t back = 0; back <= 3; ++back) {
    const std::size_t verb_end = begin - back;
    if (back > 0 && !is_one_of(c[verb_end], U"了约近将超过")) return;
    if (c.reads_any_before(verb_end, kDecreases) == 0) continue;
    context.report(
        verb_end - 2, i + 1,
        {"减少不能用“倍”表示，应改为分数或百分数", "a decrease is not given in 倍; use a fraction or per cent"});
    return;
  }
}

void check_fan(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const std::size_t begin = times_begin(c, i);
  const std::size_t verb = c[begin - 1] == U'了' ? begin - 2 : begin - 1;
  if (begin == i || c[verb] != U'翻') return;
  context.report(verb, i + 1,
                 {"“翻”与“番”搭配（翻一番是原来的2倍），增加几倍应写“增加”",
                  "翻 goes with 番 (doubling); for multiples write 增加……倍"});
}

// ---- 覆盖率提高3%

void check_points(RuleContext& context, std::size_t i) {
  static constexpr auto kVerbs =
      std::to_array<std::u32string_view>({U"提高", U"上升", U"提升", U"下降", U"降低", U"回落", U"增加", U"减少"});
  static constexpr auto kRates = std::to_array<std::u32string_view>({
      U"覆盖率", U"合格率", U"就业率", U"失业率", U"占比",   U"比重",   U"增长率",   U"入学率",
      U"绿化率", U"参保率", U"达标率", U"普及率", U"满意率", U"优良率", U"城镇化率", U"处理率",
      U"入住率", U"升学率", U"巩固率", U"知晓率", U"签约率", U"贡献率",
  });
  const Characters& c = context.c;
  const auto number = numeral_before(c, i);
  if (!number) return;
  std::size_t verb_end = number->begin;
  if (is_one_of(c[verb_end - 1], U"了约近")) --verb_end;
  if (c.reads_any_before(verb_end, kVerbs) == 0) return;
  const std::size_t verb = verb_end - 2;
  for (std::size_t back = 0; back <= 4 && !ends_clause(c[verb - back]); ++back) {
    if (c.reads_any_before(verb - back, kRates) == 0) continue;
    context.report(
        verb, i + 1,
        {fmt::format("两个百分数之差用“百分点”；如果确指“{}%”，请写明是相对提高还是下降", c.text(number->begin, i)),
         "the difference of two percentages is given in 百分点; say so if a relative change is meant"});
    return;
  }
}

void check_point_form(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const bool point = c.reads_before(i + 2, U"百分点"), ratio = c.reads_before(i + 2, U"百分比");
  if (!point && !ratio) return;
  const std::size_t word = i - 1;
  const bool counted = c[word - 1] == U'个';
  const std::size_t number_end = counted ? word - 1 : word;
  const bool sign = is_one_of(c[number_end - 1], U"%％");
  const bool right = point && counted && !sign;
  if (!c.digit(sign ? number_end - 2 : number_end - 1) || right || (ratio && !counted)) return;
  const std::size_t begin = sign ? number_end - 1 : number_end;
  context.replace(begin, i + 2, {"应为“个百分点”", "write 个百分点"}, point && !sign ? Safety::safe : Safety::suggest,
                  "个百分点");
}

// ---- 分别占40%、35%和35%

/// The numbers of a list whose items are nothing but numbers; stops where anything else stands between two.
std::vector<Numeral> bare_list(const Characters& c, std::size_t begin) {
  std::vector<Numeral> numbers;
  for (std::size_t i = begin;;) {
    const auto number = numeral_at(c, i);
    if (!number) return numbers;
    numbers.push_back(*number);
    i = number->end;
    if (!is_one_of(c[i], U"、，和")) return numbers;
    ++i;
    if (c[i] == U'和') ++i;
  }
}

void check_shares(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (!c.reads_before(i + 2, U"分别占")) return;
  std::size_t begin = i + 2;
  while (begin - i < 10 && c.han(begin)) ++begin;  // 分别占总数的
  const std::vector<Numeral> numbers = bare_list(c, begin);
  if (numbers.size() < 3) return;
  double sum = 0, slack = 0;
  for (const Numeral& number : numbers) {
    if (!is_one_of(c[number.digits_end], U"%％")) return;
    sum += number.digits;
    slack += number.half_step;
  }
  // Less than the whole may leave others out, much more may count some twice.
  if (sum <= 100 + slack + 1e-6 || sum > 130) return;
  context.report(begin, numbers.back().end,
                 {fmt::format("各部分合计{:g}%，超过100%，请核对", sum),
                  fmt::format("the shares add up to {:g}%; check them", sum)});
}

// ---- 共100件，其中甲类60件、乙类50件

std::string_view unit_text(const Characters& c, const Numeral& number) { return c.text(number.scale_end, number.end); }

/// The numbers with the same unit in the list behind 其中, up to the end of the sentence; empty where the sentence says
/// anything else than short names and numbers.
std::vector<Numeral> parts_after(const Characters& c, std::size_t begin, std::string_view unit) {
  constexpr std::size_t kLongestName = 8;
  constexpr std::size_t kLongestList = 200;
  std::vector<Numeral> parts;
  std::size_t last = begin;
  for (std::size_t i = begin; !ends_sentence(c[i]); ++i) {
    if (i - begin > kLongestList || c.reads(i, U"其中")) return {};
    if (is_one_of(c[i], U"比增减占超达降升") || i - last > kLongestName) return {};
    if (!c.digit(i)) continue;
    const auto number = numeral_at(c, i);
    if (!number) return {};
    if (number->has_unit() && unit_text(c, *number) == unit)
      parts.push_back(*number);
    else
      return {};
    i = number->end - 1;
    last = number->end;
    if (!is_one_of(c[last], U"、，和") && !ends_sentence(c[last])) return {};
  }
  return parts;
}

void check_parts(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (!c.reads(i, U"其中") || !is_one_of(c[i - 1], U"，（；")) return;
  const auto whole = numeral_before(c, i - 1);
  if (!whole || !whole->has_unit() || is_one_of(c[whole->scale_end], U"%％") ||
      is_one_of(c[whole->begin - 1], U"第比增加长减少降升涨"))
    return;
  const std::vector<Numeral> parts = parts_after(c, i + 2, unit_text(c, *whole));
  double sum = 0, slack = whole->half_step;
  for (const Numeral& part : parts) {
    sum += part.value;
    slack += part.half_step;
  }
  if (parts.empty() || sum <= whole->value + slack) return;
  context.report(whole->begin, parts.back().end,
                 {parts.size() > 1 ? "其中各项相加大于总数，请核对" : "其中一项大于总数，请核对",
                  "the parts exceed the whole; check the figures"});
}

// ---- 由100万元增加到300万元，翻两番

struct Interval {
  double low, high;
};

/// What the sentence claims about the step from `first` to `second`, behind the second.
struct Claim {
  enum class Kind { percent, points, times, doublings } kind;
  Interval value;
  std::size_t end;
};

/// Behind the second figure: ，增长20% …增长两倍 …翻两番. A claim about other years or a yearly mean says so before its
/// verb.
std::optional<Claim> claim_at(const Characters& c, std::size_t i) {
  static constexpr auto kVerbs =
      std::to_array<std::u32string_view>({U"增长", U"增加", U"提高", U"上升", U"下降", U"减少", U"降低", U"提升"});
  if (c[i] == U'，') ++i;
  if (c[i] == U'翻') {
    const auto times = whole_number_at(c, c[i + 1] == U'了' ? i + 2 : i + 1);
    if (!times || c[times->end] != U'番' || times->value > 10) return std::nullopt;
    const double factor = std::exp2(times->value);
    return Claim{Claim::Kind::doublings, {factor * 0.9, factor * 1.1}, times->end + 1};
  }
  if (c.reads_any_before(i + 2, kVerbs) == 0) return std::nullopt;
  i += c[i + 2] == U'了' ? 3 : 2;
  const auto number = numeral_at(c, i);
  if (!number || number->has_scale()) return std::nullopt;
  const Interval value{number->digits - number->half_step, number->digits + number->half_step};
  const std::string_view unit = unit_text(c, *number);
  if (unit == "%") return Claim{Claim::Kind::percent, value, number->end};
  if (unit == "个百分点") return Claim{Claim::Kind::points, value, number->end};
  if (unit == "倍") return Claim{Claim::Kind::times, value, number->end};
  return std::nullopt;
}

bool meets(Interval a, Interval b) { return a.low <= b.high + 1e-9 && b.low <= a.high + 1e-9; }

bool holds(const Claim& claim, const Numeral& first, const Numeral& second, bool percentages) {
  const Interval a{first.value - first.half_step, first.value + first.half_step};
  const Interval b{second.value - second.half_step, second.value + second.half_step};
  if (a.low <= 0 || b.low <= 0) return true;
  const bool rises = second.value >= first.value;
  const Interval difference =
      rises ? Interval{b.low - a.high, b.high - a.low} : Interval{a.low - b.high, a.high - b.low};
  const Interval ratio{b.low / a.high, b.high / a.low};
  const Interval change = rises ? Interval{ratio.low - 1, ratio.high - 1} : Interval{1 - ratio.high, 1 - ratio.low};
  switch (claim.kind) {
    case Claim::Kind::points: return !percentages || meets(difference, claim.value);
    case Claim::Kind::percent:
      return meets({change.low * 100, change.high * 100}, claim.value) ||
             (percentages && meets(difference, claim.value));
    case Claim::Kind::times: return meets(change, claim.value);
    case Claim::Kind::doublings: return meets(ratio, claim.value);
  }
  return true;
}

/// The next number of the sentence that is no date.
std::optional<Numeral> next_quantity(const Characters& c, std::size_t begin, std::size_t reach) {
  for (std::size_t i = begin; i < begin + reach && !ends_sentence(c[i]); ++i) {
    if (!c.digit(i)) continue;
    const auto number = numeral_at(c, i);
    if (!number) return std::nullopt;
    if (!number->has_unit() || !is_one_of(c[number->scale_end], U"年月日号时")) return number;
    i = number->end - 1;
  }
  return std::nullopt;
}

void check_growth(RuleContext& context, std::size_t i) {
  constexpr std::size_t kReach = 24;
  const Characters& c = context.c;
  const auto first = next_quantity(c, i + 1, kReach);
  if (!first || !first->has_unit()) return;
  const auto second = next_quantity(c, first->end, kReach);
  if (!second || unit_text(c, *first) != unit_text(c, *second) || !is_one_of(c[second->begin - 1], U"到至为")) return;
  const auto claim = claim_at(c, second->end);
  if (!claim || holds(*claim, *first, *second, c[first->digits_end] == U'%')) return;
  context.report(first->begin, claim->end,
                 {fmt::format("由{}到{}，与后面的幅度对不上，请核算", c.text(first->begin, first->end),
                              c.text(second->begin, second->end)),
                  fmt::format("the step from {} to {} does not give the rate that follows; check it",
                              c.text(first->begin, first->end), c.text(second->begin, second->end))});
}

// ---- 80分以上……80分以下

void check_bounds(RuleContext& context, std::size_t i) {
  constexpr std::size_t kReach = 60;
  const Characters& c = context.c;
  if (!c.reads(i, U"以上")) return;
  const auto number = numeral_before(c, i);
  if (!number || !number->has_unit() || is_one_of(c[i + 2], U"（(")) return;
  const std::string_view bound = c.text(number->begin, i);
  for (std::size_t k = i + 2; k < i + kReach && c[k] != U'。' && !c.line_end(k); ++k) {
    if (!c.reads(k, U"以下")) continue;
    const auto other = numeral_before(c, k);
    if (!other || c.text(other->begin, k) != bound || is_one_of(c[k + 2], U"（(")) continue;
    context.report(number->begin, k + 2,
                   {fmt::format("“以上”“以下”都含本数，{}归了两边，请写明“含”或“不含”", bound),
                    fmt::format("以上 and 以下 both include {}; say where it belongs", bound)});
    return;
  }
}

}  // namespace

extern const Rule decrease_in_times = {
    .info = {.id = "decrease-in-times",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "用“倍”表示减少",
             .summary_en = "decrease given in 倍",
             .clause = ""},
    .triggers = U"倍",
    .at = &check_decrease};

extern const Rule fan_with_times = {
    .info = {.id = "fan-with-times",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "“翻”与“倍”搭配",
             .summary_en = "翻 together with 倍",
             .clause = ""},
    .triggers = U"倍",
    .at = &check_fan};

extern const Rule percent_for_points = {
    .info = {.id = "percent-for-points",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "比率的增减用了“%”，没有用“百分点”",
             .summary_en = "change of a rate in per cent rather than percentage points",
             .clause = ""},
    .triggers = U"%％",
    .at = &check_points};

extern const Rule malformed_percentage_point = {
    .info = {.id = "malformed-percentage-point",
             .category = Category::number,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "“个百分点”写错",
             .summary_en = "个百分点 in a wrong form",
             .clause = ""},
    .triggers = U"分",
    .at = &check_point_form};

extern const Rule shares_exceed_whole = {
    .info = {.id = "shares-exceed-whole",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "各部分占比合计超过100%",
             .summary_en = "shares that add up to more than 100%",
             .clause = ""},
    .triggers = U"别",
    .at = &check_shares};

extern const Rule parts_exceed_whole = {
    .info = {.id = "parts-exceed-whole",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "“其中”各项大于总数",
             .summary_en = "parts that exceed the whole",
             .clause = ""},
    .triggers = U"其",
    .at = &check_parts};

extern const Rule growth_arithmetic = {
    .info = {.id = "growth-arithmetic",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "增减幅度与前后数字不符",
             .summary_en = "rate of growth that does not fit the figures",
             .clause = ""},
    .triggers = U"由从",
    .at = &check_growth};

extern const Rule overlapping_bounds = {
    .info = {.id = "overlapping-bounds",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "“以上”“以下”用了同一个数",
             .summary_en = "以上 and 以下 with the same number",
             .clause = "《民法典》第一千二百五十九条"},
    .triggers = U"以",
    .at = &check_bounds};

}  // namespace jianyan
