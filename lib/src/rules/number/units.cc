// Units of measure: legal ones in their full names and with the right capitals (GB 3100—1993; order of the State
// Council of 1984-02-27 on legal units).
//
// 公里 and 公斤 are accepted names of km and kg, and 亩 is left alone: the order kept farmland apart, and farm
// statistics are in 亩 to this day.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/number/numerals.h"
#include "rules/rule.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

/// A number, also with 多 or 余 behind it, ends before `i`.
bool counted(const Characters& c, std::size_t i) {
  std::size_t end = i;
  if (is_one_of(c[end - 1], U"多余")) --end;
  while (is_one_of(c[end - 1], U"万亿多余")) --end;
  return c.digit(end - 1);
}

// ---- 平米, 平方, 立方

void check_short_name(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (!counted(c, i) && c[i - 1] != U'每') return;
  const auto rename = [&](std::size_t length, std::string_view right, Safety safety) {
    context.replace(i, i + length,
                    {fmt::format("单位名称应写全：“{}”", right), fmt::format("write the unit in full: {}", right)},
                    safety, std::string(right));
  };
  const char32_t after = c[i + 2];
  if (c.reads(i, U"平米")) return rename(2, "平方米", Safety::safe);
  if (c.reads(i, U"平方") && !is_one_of(after, U"米公千厘毫分英尺根数和差市华"))
    return rename(2, "平方米", Safety::suggest);
  if (c.reads(i, U"立方") && !is_one_of(after, U"米厘分毫千公英尺根体和差"))
    return rename(2, "立方米", Safety::suggest);
}

// ---- 斤, 尺, 马力

struct OldUnit {
  std::u32string_view name;
  std::string_view legal;  ///< how to convert
};
/// Longer names before those that they end in.
constexpr auto kOldUnits = std::to_array<OldUnit>({
    {U"市斤", "1市斤=0.5千克"},
    {U"斤", "1斤=0.5千克"},
    {U"华里", "1华里=0.5千米"},
    {U"市尺", "3市尺=1米"},
    {U"公尺", "即米"},
    {U"尺", "3尺=1米"},
    {U"公分", "即厘米"},
    {U"公升", "即升"},
    {U"英里", "1英里约1.6千米"},
    {U"马力", "1马力约0.735千瓦"},
    {U"大卡", "1大卡约4.2千焦"},
    {U"千卡", "1千卡约4.2千焦"},
    {U"毫米汞柱", "1毫米汞柱约133帕"},
    {U"盎司", "1盎司约28克"},
    {U"加仑", "1加仑约3.8升"},
    {U"磅", "1磅约0.45千克"},
});

void check_old_unit(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  for (const OldUnit& unit : kOldUnits) {
    const std::size_t begin = i - std::min(unit.name.find(c[i]), unit.name.size());
    if (!c.reads(begin, unit.name) || !counted(c, begin)) continue;
    const std::string_view name = c.text(begin, begin + unit.name.size());
    context.report(begin, begin + unit.name.size(),
                   {fmt::format("“{}”不是法定计量单位（{}）", name, unit.legal),
                    fmt::format("{} is no legal unit ({})", name, unit.legal)});
    return;
  }
}

// ---- 用电3万度

void check_electricity(RuleContext& context, std::size_t i) {
  static constexpr auto kWords =
      std::to_array<std::u32string_view>({U"用电", U"发电", U"耗电", U"电量", U"供电", U"节电", U"省电"});
  constexpr std::size_t kReach = 8;
  const Characters& c = context.c;
  if (!c.digit(i - 1) && !is_one_of(c[i - 1], U"万亿")) return;
  const auto number = numeral_before(c, i);
  if (!number || number->scale_end != i) return;
  for (std::size_t k = number->begin; number->begin - k <= kReach && !c.is(k - 1, CharacterClass::stop); --k) {
    if (c.reads_any_before(k, kWords) == 0) continue;
    context.replace(i, i + 1, {"电量的法定单位是千瓦时", "electric energy is measured in 千瓦时 (kW·h)"},
                    Safety::suggest, "千瓦时");
    return;
  }
}

// ---- KM, KG, Kwh

struct Symbol {
  std::u32string_view wrong;
  std::string_view right;
  Safety safety;
};
constexpr auto kSymbols = std::to_array<Symbol>({
    {U"KM", "km", Safety::safe},    {U"Km", "km", Safety::safe},    {U"KG", "kg", Safety::safe},
    {U"Kg", "kg", Safety::safe},    {U"KW", "kW", Safety::safe},    {U"Kw", "kW", Safety::safe},
    {U"kw", "kW", Safety::safe},    {U"KWH", "kW·h", Safety::safe}, {U"KWh", "kW·h", Safety::safe},
    {U"Kwh", "kW·h", Safety::safe}, {U"kwh", "kW·h", Safety::safe}, {U"CM", "cm", Safety::safe},
    {U"Cm", "cm", Safety::safe},    {U"HZ", "Hz", Safety::safe},    {U"hz", "Hz", Safety::safe},
    {U"KV", "kV", Safety::safe},    {U"Kv", "kV", Safety::safe},    {U"kv", "kV", Safety::safe},
    {U"MM", "mm", Safety::suggest}, {U"ML", "mL", Safety::suggest}, {U"DB", "dB", Safety::suggest},
});

/// The number of a model (Z5KM) is no quantity.
bool quantity_before(const Characters& c, std::size_t i) {
  const auto number = numeral_before(c, c.before_spaces(i) + 1);
  return number && number->begin < i && !is_one_of(c[number->begin - 1], U"-/_");
}

void check_symbol(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c.latin(i - 1) || !c.digit(c.before_spaces(i))) return;
  std::size_t end = i;
  while (c.latin(end)) ++end;
  if (end - i > 3 || c.digit(end)) return;
  for (const Symbol& symbol : kSymbols) {
    if (symbol.wrong.size() != end - i || !c.reads(i, symbol.wrong) || !quantity_before(c, i)) continue;
    context.replace(i, end,
                    {fmt::format("单位符号大小写有误，应为“{}”", symbol.right),
                     fmt::format("wrong capitals in a unit; write {}", symbol.right)},
                    symbol.safety, std::string(symbol.right));
    return;
  }
}

// ---- 3000m2

void check_exponent(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const bool exponent = c[i + 1] == U'2' || c[i + 1] == U'3';
  if (!exponent || c.word_character(i + 2)) return;
  const std::size_t begin = is_one_of(c[i - 1], U"kcdm") ? i - 1 : i;
  if (!c.digit(c.before_spaces(begin)) || c.latin(begin - 1) || !quantity_before(c, begin)) return;
  context.replace(i + 1, i + 2, {"面积、体积单位的指数应为上标", "the exponent of a unit is a superscript"},
                  Safety::suggest, c[i + 1] == U'2' ? "²" : "³");
}

// ---- ㎡

struct Glyph {
  char32_t glyph;
  std::string_view right;
};
constexpr auto kGlyphs = std::to_array<Glyph>({
    {U'㎡', "平方米"},
    {U'㎢', "平方公里"},
    {U'㎥', "立方米"},
    {U'㎜', "毫米"},
    {U'㎝', "厘米"},
    {U'㎞', "公里"},
    {U'㎎', "毫克"},
    {U'㎏', "千克"},
    {U'㎖', "毫升"},
    {U'㏄', "毫升"},
    {U'㎾', "千瓦"},
    {U'㎿', "兆瓦"},
    {U'㎐', "赫兹"},
});

void check_glyph(RuleContext& context, std::size_t i) {
  for (const auto& [glyph, right] : kGlyphs) {
    if (context.c[i] != glyph) continue;
    // Advice only: official papers do print ㎡, in tables above all.
    context.report(i, i + 1,
                   {fmt::format("单位写成了一个字符，正文里写“{}”", right),
                    fmt::format("a unit in one character; write {}", right)});
  }
}

// ---- ￥500元

void check_currency(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const auto number = numeral_at(c, c.after_spaces(i + 1));
  if (!number) return;
  const bool dollar = is_one_of(c[i], U"$＄");
  if (!c.reads(number->scale_end, dollar ? U"美元" : U"元")) return;
  context.replace(i, number->begin, {"货币符号与“元”只用一个", "a sign of currency or 元, not both"}, Safety::safe, "");
}

// ---- 公里 and 千米 in one draft

struct Family {
  std::array<std::u32string_view, 3> names;
};
constexpr auto kFamilies = std::to_array<Family>({
    {{U"公里", U"千米", U"km"}},
    {{U"公斤", U"千克", U"kg"}},
    {{U"平方公里", U"平方千米", U"km²"}},
});

/// Places of the names of each family behind a number.
struct Uses {
  std::array<std::array<std::size_t, 3>, kFamilies.size()> first{};
  std::array<std::array<std::size_t, 3>, kFamilies.size()> count{};
};

Uses uses_of_units(const Characters& c) {
  Uses uses;
  for (std::size_t i = 0; i < c.size(); ++i) {
    if (!is_one_of(c[i], U"公千平k") || !counted(c, i)) continue;
    for (std::size_t family = 0; family < kFamilies.size(); ++family)
      for (std::size_t name = 0; name < 3; ++name) {
        const std::u32string_view word = kFamilies[family].names[name];
        if (!c.reads(i, word) || is_one_of(c[i + word.size()], U"²2h/")) continue;
        if (uses.count[family][name]++ == 0) uses.first[family][name] = i;
      }
  }
  return uses;
}

void check_mixed_units(RuleContext& context) {
  const Characters& c = context.c;
  const Uses uses = uses_of_units(c);
  for (std::size_t family = 0; family < kFamilies.size(); ++family) {
    const auto& count = uses.count[family];
    const std::size_t usual = static_cast<std::size_t>(std::max_element(count.begin(), count.end()) - count.begin());
    for (std::size_t name = 0; name < 3; ++name) {
      if (name == usual || count[name] == 0) continue;
      const std::size_t at = uses.first[family][name];
      const std::u32string_view word = kFamilies[family].names[name];
      const std::string other = to_utf8(kFamilies[family].names[usual]);
      context.report(at, at + word.size(),
                     {fmt::format("全文多用“{}”，此处用“{}”，同一单位宜统一写法", other, to_utf8(word)),
                      fmt::format("the draft has {} elsewhere and {} here; keep to one name", other, to_utf8(word))});
    }
  }
}

}  // namespace

extern const Rule short_unit_name = {
    .info = {.id = "short-unit-name",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "面积、体积单位用了简称",
             .summary_en = "short name of a unit of area or volume",
             .clause = "GB 3100—1993"},
    .triggers = U"平立",
    .at = &check_short_name};

extern const Rule non_legal_unit = {
    .info = {.id = "non-legal-unit",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "用了非法定计量单位",
             .summary_en = "unit that is not a legal one",
             .clause = "国务院关于在我国统一实行法定计量单位的命令",
             .profiles = Profiles::drafts()},
    .triggers = U"斤华尺分升英马卡毫盎仑磅",  // a rare character of each name
    .at = &check_old_unit};

extern const Rule electricity_in_du = {
    .info = {.id = "electricity-in-du",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "电量用了“度”",
             .summary_en = "electric energy in 度",
             .clause = "GB 3102.5—1993",
             .profiles = Profiles::drafts()},
    .triggers = U"度",
    .at = &check_electricity};

extern const Rule unit_symbol_case = {
    .info = {.id = "unit-symbol-case",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "单位符号大小写有误",
             .summary_en = "wrong capitals in the symbol of a unit",
             .clause = "GB 3100—1993 6.2"},
    .triggers = U"KkCMHhD",
    .at = &check_symbol};

extern const Rule plain_exponent = {
    .info = {.id = "plain-exponent",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "单位的指数没有用上标",
             .summary_en = "exponent of a unit that is no superscript",
             .clause = "GB 3100—1993"},
    .triggers = U"m",
    .at = &check_exponent};

extern const Rule unit_glyph = {
    .info = {.id = "unit-glyph",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "单位写成了一个字符",
             .summary_en = "symbol of a unit in one character",
             .clause = "GB 3100—1993",
             .profiles = Profiles::drafts()},
    .triggers = U"㎡㎢㎥㎜㎝㎞㎎㎏㎖㏄㎾㎿㎐",
    .at = &check_glyph};

extern const Rule doubled_currency = {
    .info = {.id = "doubled-currency",
             .category = Category::number,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "货币符号与“元”并用",
             .summary_en = "sign of currency together with 元",
             .clause = ""},
    .triggers = U"￥¥$＄",
    .at = &check_currency};

extern const Rule mixed_units = {
    .info = {.id = "mixed-units",
             .category = Category::number,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "同一单位有几种写法",
             .summary_en = "one unit under several names",
             .clause = "GB/T 15835—2011 4.3",
             .profiles = Profiles::drafts(),
             .whole_draft = true},
    .triggers = U"千k",  // one of the other names of a unit
    .document = &check_mixed_units};

}  // namespace jianyan
