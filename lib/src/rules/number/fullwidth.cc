// Full-width digits, letters and per cent signs: input methods leave them, GB/T 15835 and CY/T 154 want them
// half-width.
//
// The full-width per cent sign behind half-width digits is a house style of newspapers. It is left alone where a text
// keeps to it, and put right where the text has both.
#include <fmt/format.h>

#include "rules/rule.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

/// The full-width forms U+FF01 to U+FF5E are ASCII moved by this much.
constexpr char32_t kFullwidthShift = 0xFEE0;

bool fullwidth_digit_at(const Characters& c, std::size_t i) { return c.is(i, CharacterClass::fullwidth_digit); }

/// A decimal point between full-width digits; a full-width comma there could also separate two numbers.
bool decimal_point(const Characters& c, std::size_t i) {
  return c[i] == U'．' && fullwidth_digit_at(c, i - 1) && fullwidth_digit_at(c, i + 1);
}

std::string narrowed(const Characters& c, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) append_utf8(out, c[i] - kFullwidthShift);
  return out;
}

void check_digit(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (fullwidth_digit_at(c, i - 1) || decimal_point(c, i - 1)) return;
  std::size_t end = i;
  while (fullwidth_digit_at(c, end) || decimal_point(c, end)) ++end;
  if (c[end] == U'％') ++end;
  const std::string half = narrowed(c, i, end);
  context.replace(i, end,
                  {fmt::format("数字用了全角，应为“{}”", half), fmt::format("full-width digits; write '{}'", half)},
                  Safety::safe, half);
}

void check_letter(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const auto letter = [&c](std::size_t k) { return c.is(k, CharacterClass::fullwidth_letter); };
  if (letter(i - 1)) return;
  std::size_t end = i;
  while (letter(end)) ++end;
  const std::string half = narrowed(c, i, end);
  context.replace(i, end,
                  {fmt::format("字母用了全角，应为“{}”", half), fmt::format("full-width letters; write '{}'", half)},
                  Safety::safe, half);
}

void check_percent(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const bool other_width_too = context.document.text().find('%') != std::string_view::npos;
  if (!c.digit(i - 1) || !other_width_too) return;
  context.replace(i, i + 1, {"全角“％”与半角“%”混用，应统一为“%”", "both '％' and '%' are used; write '%'"}, Safety::safe, "%");
}

constexpr CodePointRange kDigits[] = {{U'０', U'９'}};
constexpr CodePointRange kLetters[] = {{U'Ａ', U'Ｚ'}, {U'ａ', U'ｚ'}};

}  // namespace

extern const Rule fullwidth_digit = {
    .info = {.id = "fullwidth-digit",
             .category = Category::number,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "数字用了全角",
             .summary_en = "full-width digits",
             .clause = "GB/T 15835—2011 5.1",
             .profiles = Profiles::all()},
    .trigger_ranges = kDigits,
    .at = &check_digit};

extern const Rule fullwidth_letter = {
    .info = {.id = "fullwidth-letter",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "字母用了全角",
             .summary_en = "full-width letters",
             .clause = "CY/T 154—2017 5",
             .profiles = Profiles::all()},
    .trigger_ranges = kLetters,
    .at = &check_letter};

extern const Rule mixed_percent_sign = {
    .info = {.id = "mixed-percent-sign",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "全角、半角百分号混用",
             .summary_en = "per cent signs of both widths",
             .clause = "CY/T 154—2017 5"},
    .triggers = U"％",
    .at = &check_percent};

}  // namespace jianyan
