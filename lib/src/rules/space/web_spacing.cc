// Spaces that web pages set between Chinese and what is written in Latin letters, digits or code. Papers have none, so
// these rules run in the profile `web` only. What to set apart, and the exceptions, are those of the style guides of
// the Chinese web (中文文案排版指北) and of the tools that follow it (AutoCorrect, textlint-rule-preset-zh).
//
// A boundary is looked at between two characters that the reader sees side by side. Where Markdown's signs stand
// between them, the space goes outside of emphasis and links: **甲** Latin, not **甲 **Latin.
#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/space/verbatim.h"

namespace jianyan {
namespace {

bool ideograph(const Characters& c, std::size_t i) { return c.han(i) || c.is(i, CharacterClass::kana); }

// ---- Chinese beside Latin letters and digits

/// Latin, 2025, +255
bool begins_word(const Characters& c, std::size_t i) {
  return c.word_character(i) || (c[i] == U'+' && c.digit(i + 1));
}

/// %s, $1: a placeholder or a sum, whose end stays with what follows.
bool is_placeholder(const Characters& c, std::size_t last) {
  constexpr std::size_t kLongest = 24;
  std::size_t first = last;
  while (last - first < kLongest && (c.word_character(first - 1) || is_one_of(c[first - 1], U"._"))) --first;
  return is_one_of(c[first - 1], U"%$");
}

/// Latin, 2025, C++, 2+, 15%
bool ends_word(const Characters& c, std::size_t i) {
  if (c.word_character(i)) return !is_placeholder(c, i);
  if (c[i] == U'%') return c.digit(i - 1);
  return c[i] == U'+' && (c.word_character(i - 1) || (c[i - 1] == U'+' && c.word_character(i - 2)));
}

bool needs_space(const Characters& c, std::size_t left, std::size_t right) {
  return (ideograph(c, left) && begins_word(c, right)) || (ends_word(c, left) && ideograph(c, right));
}

/// Signs of emphasis that are open: in Markdown, where they are masked.
class Emphasis {
 public:
  /// Whether [begin, end) is one such sign, and then whether it closes; reads it.
  std::optional<bool> read(const Characters& c, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      if (!is_one_of(c[i], U"*_~") || c[i] != c[begin]) return std::nullopt;
    const std::string_view sign = c.text(begin, end);
    if (!open_.empty() && open_.back() == sign) {
      open_.pop_back();
      return true;
    }
    open_.push_back(sign);
    return false;
  }

 private:
  std::vector<std::string_view> open_;
};

/// Where a space goes among the signs [begin, end) of Markdown: behind those that close, before those that open.
/// Nothing where they are something else: code, tags, pictures.
std::optional<std::size_t> place_among_signs(const Characters& c, std::size_t begin, std::size_t end,
                                             std::optional<bool> emphasis_closes) {
  if (emphasis_closes) return *emphasis_closes ? end : begin;
  const bool opens_link = c[end - 1] == U'[';
  const std::size_t closed = end - (opens_link ? 1 : 0);
  if (closed == begin) return begin;
  if (c[begin] == U']' && is_one_of(c[closed - 1], U")]")) return closed;
  return std::nullopt;
}

/// Asks of pairs of neighbours, from left to right, whether both are inside one of the stretches.
class Inside {
 public:
  explicit Inside(std::vector<Stretch> stretches) : stretches_(std::move(stretches)) {}
  bool holds(std::size_t left, std::size_t right) {
    while (next_ < stretches_.size() && stretches_[next_].end <= left) ++next_;
    return next_ < stretches_.size() && stretches_[next_].begin <= left && right < stretches_[next_].end;
  }

 private:
  std::vector<Stretch> stretches_;
  std::size_t next_ = 0;
};

void check_latin(RuleContext& context) {
  const Characters& c = context.c;
  Inside code(code_stretches(context)), path(path_stretches(context));
  Emphasis emphasis;
  std::optional<std::size_t> left;
  std::size_t signs = context.content_begin();  // where masked signs before `right` begin
  for (std::size_t right = signs; right < context.content_end(); ++right) {
    if (c.in(right, kMasked)) continue;
    const std::size_t begin = std::exchange(signs, right + 1);
    const std::optional<std::size_t> previous = std::exchange(left, right);
    std::optional<std::size_t> place = right;
    if (begin < right) place = place_among_signs(c, begin, right, emphasis.read(c, begin, right));
    if (!previous || !place || !needs_space(c, *previous, right) || context.in_numbering(right)) continue;
    if (code.holds(*previous, right) || path.holds(*previous, right)) continue;
    Fix fix{Safety::safe, {context.edit(*place, *place, " ")}};
    context.report(*previous, right + 1,
                   {"中文与英文、数字之间缺一个空格", "no space between Chinese and Latin letters or digits"}, std::move(fix));
  }
}

// ---- Chinese beside code

void space_code(RuleContext& context, Stretch code) {
  const Characters& c = context.c;
  const bool before = ideograph(c, code.begin - 1) && code.begin > context.content_begin();
  const bool after = ideograph(c, code.end) && code.end < context.content_end();
  if (!before && !after) return;
  Fix fix{Safety::safe, {}};
  if (before) fix.edits.push_back(context.edit(code.begin, code.begin, " "));
  if (after) fix.edits.push_back(context.edit(code.end, code.end, " "));
  context.report(code.begin, code.end, {"中文与行内代码之间缺一个空格", "no space between Chinese and code"}, std::move(fix));
}

void check_code(RuleContext& context) {
  const Characters& c = context.c;
  for (const Stretch code : code_stretches(context)) space_code(context, code);
  for (std::size_t i = context.content_begin(); i < context.content_end(); ++i) {
    if (!c.in(i, kMasked) || c[i] != U'`') continue;
    const std::size_t begin = i;
    while (i < context.content_end() && c.in(i, kMasked)) ++i;
    const bool alone = (begin == context.content_begin() || !c.in(begin - 1, kMasked)) && c[i - 1] == U'`';
    if (alone) space_code(context, {begin, i});
  }
}

// ---- numbers and units

/// Symbols of two and more letters: 5G, 4K, 3D, 10W are names more often than quantities.
constexpr std::string_view kUnits[] = {
    "kg",  "mg",  "km",  "cm",  "mm",  "nm",   "ml",   "mL",   "dB",   "ms",   "Hz",   "kHz",  "MHz", "GHz", "THz",
    "bps", "kbps", "Mbps", "Gbps", "Tbps", "kB", "KB", "MB", "GB", "TB", "PB", "kW", "MW", "GW", "kWh", "MWh", "GWh",
    "mAh", "Ah",  "kV",  "mV",  "Pa",  "kPa",  "MPa",  "px",   "pt",   "dpi",  "ppi",  "fps",  "rpm"};

bool is_unit(std::string_view word) {
  return std::find(std::begin(kUnits), std::end(kUnits), word) != std::end(kUnits);
}

/// Whether a number alone ends before `end`: no part of a name like Ubuntu11 or v1.2.
bool ends_number(const Characters& c, std::size_t end) {
  constexpr std::size_t kLongest = 24;
  std::size_t begin = end;
  while (end - begin < kLongest && (c.digit(begin - 1) || is_one_of(c[begin - 1], U".,"))) --begin;
  return end - begin < kLongest && !c.latin(begin - 1) && !is_one_of(c[begin - 1], U"_-/#");
}

void check_unit(RuleContext& context) {
  const Characters& c = context.c;
  constexpr std::size_t kLongestUnit = 4;
  for (std::size_t i = context.content_begin() + 1; i < context.content_end(); ++i) {
    if (!c.latin(i) || !c.digit(i - 1) || c.in(i, kMasked | kAddress)) continue;
    std::size_t end = i;
    while (c.latin(end) && end - i <= kLongestUnit) ++end;
    if (c.digit(end) || c[end] == U'_' || !is_unit(c.text(i, end)) || !ends_number(c, i)) continue;
    Fix fix{Safety::safe, {context.edit(i, i, " ")}};
    context.report(i - 1, end, {"数字与单位之间缺一个空格", "no space between a number and its unit"}, std::move(fix));
  }
}

constexpr Profiles kWeb{Profile::web};

}  // namespace

extern const Rule missing_space_latin = {
    .info = {.id = "missing-space-latin",
             .category = Category::space,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "中文与英文、数字之间没有空格（网文）",
             .summary_en = "no space between Chinese and Latin letters or digits (web)",
             .clause = "",
             .profiles = kWeb},
    .block = &check_latin};

extern const Rule missing_space_code = {
    .info = {.id = "missing-space-code",
             .category = Category::space,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "中文与行内代码之间没有空格（网文）",
             .summary_en = "no space between Chinese and code (web)",
             .clause = "",
             .profiles = kWeb},
    .block = &check_code};

extern const Rule missing_space_unit = {
    .info = {.id = "missing-space-unit",
             .category = Category::space,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "数字与单位之间没有空格（网文）",
             .summary_en = "no space between a number and its unit (web)",
             .clause = "",
             .profiles = kWeb},
    .block = &check_unit};

}  // namespace jianyan
