// Ranges: 5%～10%, 3万元～5万元, 2021—2025年. The mark (GB/T 15834—2011 4.13), the unit that may not be left out before
// it (GB/T 15835—2011 5.1.3), and the order of the two numbers.
//
// A range is found from its mark. What looks like one and is none has tell-tale neighbours: telephone numbers, codes
// and dates go on with further hyphens or begin with a zero, scores and editions have no unit of measure.
#include <fmt/format.h>

#include "rules/number/numerals.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

constexpr std::u32string_view kMarks = U"-–—－−～~";
constexpr std::u32string_view kHyphens = U"-–－−~";
constexpr std::u32string_view kTimeUnits = U"年月日号时点";
constexpr std::u32string_view kOrdinalUnits = U"号期届级栋层座楼位例季类";

struct Range {
  Numeral low, high;
  char32_t low_unit, high_unit;  // the first character; 0: none
};

std::optional<Range> range_at(const Characters& c, std::size_t mark) {
  if (c.in(mark, kAddress) || is_one_of(c[mark - 1], kMarks) || is_one_of(c[mark + 1], kMarks)) return std::nullopt;
  const auto high = numeral_at(c, mark + 1);
  if (!high) return std::nullopt;
  const auto low = numeral_before(c, mark);
  if (!low) return std::nullopt;
  const char32_t before = c[low->begin - 1], after = c[high->end];
  const bool code = c.latin(low->begin - 1) || is_one_of(before, kMarks) || is_one_of(before, U"./:：〔第№#") ||
                    is_one_of(after, kMarks) || is_one_of(after, U"/:：") || (c.latin(high->end) && after != U'k');
  const auto padded = [&c](const Numeral& n) {
    return c[n.begin] == U'0' && n.digits_end - n.begin > 1 && c.digit(n.begin + 1);
  };
  if (code || padded(*low) || padded(*high)) return std::nullopt;
  return Range{*low, *high, low->has_unit() ? c[low->scale_end] : U'\0', high->has_unit() ? c[high->scale_end] : U'\0'};
}

bool is_year(const Numeral& number) { return number.value >= 1900 && number.value <= 2100 && !number.has_scale(); }

/// 1976—1978年, 1—5月, 8—10时; not 3～5年.
bool is_time(const Characters& c, const Range& range) {
  if (range.high_unit == U'年') return is_year(range.high) || c[range.high.end] == U'代';
  if (range.high_unit == U'时') return c[range.high.end - 1] == U'时' && c[range.high.end] != U'间';
  return range.high_unit != 0 && is_one_of(range.high_unit, kTimeUnits) && range.high.end == range.high.scale_end + 1;
}

bool is_quantity(const Characters& c, const Range& range) {
  if (range.high_unit == 0) return range.high.has_scale();
  const bool grade = range.high_unit == U'年' && c[range.high.end] == U'级';
  const bool ordinal =
      grade || (is_one_of(range.high_unit, kOrdinalUnits) && range.high.end == range.high.scale_end + 1);
  return !ordinal && !is_time(c, range) && !is_year(range.high);
}

// ---- the mark

void check_mark(RuleContext& context, std::size_t mark) {
  const Characters& c = context.c;
  const auto range = range_at(c, mark);
  if (!range || !is_quantity(c, *range)) return;
  context.replace(mark, mark + 1,
                  {fmt::format("数值范围中间应为“～”，不用“{}”", c.text(mark, mark + 1)),
                   fmt::format("a range of quantities takes '～', not '{}'", c.text(mark, mark + 1))},
                  c[mark] == U'~' ? Safety::safe : Safety::suggest, "～");
}

/// A title is cited as it was printed: 《养老服务规划（2021-2025年）》.
bool in_book_title(const Characters& c, std::size_t i) {
  constexpr std::size_t kLongestTitle = 60;
  for (std::size_t k = i; i - k < kLongestTitle && !c.line_end(k) && c[k] != U'》'; --k)
    if (c[k] == U'《') return true;
  return false;
}

void check_time_mark(RuleContext& context, std::size_t mark) {
  const Characters& c = context.c;
  const auto range = range_at(c, mark);
  if (!range || !is_time(c, *range) || in_book_title(c, mark)) return;
  context.replace(mark, mark + 1,
                  {fmt::format("时间起止中间宜用一字线“—”，不用“{}”", c.text(mark, mark + 1)),
                   fmt::format("a span of time takes '—' rather than '{}'", c.text(mark, mark + 1))},
                  Safety::suggest, "—");
}

// ---- 从2022—2025年

/// 从 or 自 before the number or date that ends at the mark.
bool opened_by_from(const Characters& c, std::size_t mark) {
  constexpr std::size_t kLongestDate = 11;  // 2025年10月10日
  std::size_t i = mark - 1;
  while (mark - i < kLongestDate && (c.digit(i) || is_one_of(c[i], U"年月日号时点%.万亿元岁"))) --i;
  return is_one_of(c[i], U"从自") && mark - i > 1 && c.digit(i + 1);
}

void check_from(RuleContext& context, std::size_t mark) {
  const Characters& c = context.c;
  const bool alone = !is_one_of(c[mark - 1], kMarks) && !is_one_of(c[mark + 1], kMarks) && c.digit(mark + 1);
  if (!alone || c.in(mark, kAddress) || !opened_by_from(c, mark)) return;
  context.replace(mark, mark + 1,
                  {fmt::format("前面用了“从”“自”，后面应配“至”，不用“{}”", c.text(mark, mark + 1)),
                   fmt::format("从 goes with 至, not with '{}'", c.text(mark, mark + 1))},
                  Safety::suggest, "至");
}

// ---- 5～10%

/// What the first number lacks: the scale of the second, with 元 behind it, or the sign for per cent.
std::string omitted_part(const Characters& c, const Range& range) {
  if (is_one_of(c[range.high.digits_end], U"%％‰"))
    return std::string(c.text(range.high.digits_end, range.high.digits_end + 1));
  if (!range.high.has_scale()) return {};
  const bool money = is_one_of(c[range.high.end - 1], U"元") && range.high.has_unit();
  return std::string(c.text(range.high.digits_end, money ? range.high.end : range.high.scale_end));
}

/// Four digits before 万 are read as they are meant (1000～1500万元), and 0 needs no unit.
void check_omitted(RuleContext& context, std::size_t mark) {
  const Characters& c = context.c;
  const auto range = range_at(c, mark);
  if (!range || range->low.end != range->low.digits_end || range->low.digits >= range->high.digits) return;
  if (range->low.digits == 0 || range->low.digits >= 1000) return;
  const std::string part = omitted_part(c, *range);
  if (part.empty()) return;
  Fix fix{Safety::suggest, {}};
  fix.edits.push_back(context.edit(mark, mark, part));
  context.report(range->low.begin, range->high.end,
                 {fmt::format("范围的前一个数也要写“{}”，否则有歧义", part),
                  fmt::format("the first number of the range needs '{}' too", part)},
                 std::move(fix));
}

/// 提高5～10，效果明显: a range of nothing.
void check_bare(RuleContext& context, std::size_t mark) {
  const Characters& c = context.c;
  const auto range = range_at(c, mark);
  const bool bare = range && range->low.end == range->low.digits_end && range->high.end == range->high.digits_end &&
                    is_one_of(c[range->high.end], U"，。；") && c.han(range->low.begin - 1);
  if (!bare || is_one_of(c[range->low.begin - 1], U"第表图件条章页号")) return;
  context.report(range->low.begin, range->high.end, {"数值范围后面没有单位，请补上", "a range without a unit; add it"});
}

// ---- 10%～5%

void check_reversed(RuleContext& context, std::size_t mark) {
  const Characters& c = context.c;
  const auto range = range_at(c, mark);
  if (!range || !is_quantity(c, *range) || is_one_of(range->high_unit, U"℃度")) return;
  const bool same_unit = range->low_unit == range->high_unit || range->low_unit == 0;
  const bool descending = range->low.value > range->high.value &&
                          (range->low.end > range->low.digits_end || range->low.digits > range->high.digits);
  const bool scaled = range->low.has_scale() || !range->high.has_scale() || range->low.digits > range->high.value;
  if (!same_unit || !descending || !scaled) return;
  context.report(range->low.begin, range->high.end,
                 {"数值范围前大后小，请核对", "the range runs from the greater to the smaller number; check it"});
}

}  // namespace

extern const Rule range_mark = {
    .info = {.id = "range-mark",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "数值范围用了连字符或半角波浪号",
             .summary_en = "range of quantities with a hyphen or an ASCII tilde",
             .clause = "GB/T 15834—2011 4.13.3.3"},
    .triggers = kHyphens,
    .at = &check_mark};

extern const Rule time_range_mark = {
    .info = {.id = "time-range-mark",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "时间起止用了连字符或波浪号",
             .summary_en = "span of time with a hyphen or a tilde",
             .clause = "GB/T 15834—2011 4.13.3.2",
             .profiles = Profiles::drafts()},
    .triggers = U"-–－−~～",
    .at = &check_time_mark};

extern const Rule range_with_from = {
    .info = {.id = "range-with-from",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "“从”“自”与连接号并用",
             .summary_en = "从 or 自 together with a range mark",
             .clause = "GB/T 15834—2011 4.13"},
    .triggers = kMarks,
    .at = &check_from};

extern const Rule range_unit_omitted = {
    .info = {.id = "range-unit-omitted",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "范围的前一个数省略了“%”“万”“亿”",
             .summary_en = "first number of a range without its %, 万 or 亿",
             .clause = "GB/T 15835—2011 5.1.3"},
    .triggers = kMarks,
    .at = &check_omitted};

extern const Rule range_without_unit = {
    .info = {.id = "range-without-unit",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "数值范围没有单位",
             .summary_en = "range without any unit",
             .clause = "GB/T 15835—2011 5.1.3",
             .blocks = BlockKinds(BlockKind::paragraph)},
    .triggers = U"～~",
    .at = &check_bare};

extern const Rule reversed_range = {
    .info = {.id = "reversed-range",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "数值范围前大后小",
             .summary_en = "range from the greater to the smaller number",
             .clause = ""},
    .triggers = kMarks,
    .at = &check_reversed};

}  // namespace jianyan
