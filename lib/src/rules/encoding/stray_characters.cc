// Characters that no keyboard types on purpose: left by web pages, PDF files and wrong decoding.
#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "rules/rule.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

std::string code_point_name(char32_t v) { return fmt::format("U+{:04X}", static_cast<std::uint32_t>(v)); }

/// Joiners have a job inside emoji and in scripts such as Uyghur: there they stand between two characters of no class
/// of ours.
bool joins_other_script(const Characters& c, std::size_t i) {
  return c.is(i - 1, CharacterClass::other) && c.is(i + 1, CharacterClass::other);
}

void check_invisible(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c.is(i - 1, CharacterClass::invisible) || joins_other_script(c, i)) return;
  std::size_t end = i;
  while (c.is(end, CharacterClass::invisible)) ++end;
  context.replace(i, end,
                  {fmt::format("有看不见的字符（{}），应删去", code_point_name(c[i])),
                   fmt::format("invisible character ({}); delete it", code_point_name(c[i]))},
                  Safety::safe, "");
}

void check_control(RuleContext& context, std::size_t i) {
  context.replace(i, i + 1,
                  {fmt::format("有控制字符（{}），应删去", code_point_name(context.c[i])),
                   fmt::format("control character ({}); delete it", code_point_name(context.c[i]))},
                  Safety::safe, "");
}

void check_private_use(RuleContext& context, std::size_t i) {
  context.report(i, i + 1, {fmt::format("有自造字符（{}），别的电脑上显示不出来，请换成规范的字", code_point_name(context.c[i])),
                            fmt::format("private-use character ({}) that other machines cannot show; replace it",
                                        code_point_name(context.c[i]))});
}

void check_replacement(RuleContext& context, std::size_t i) {
  if (context.c[i - 1] == kReplacementCharacter) return;
  context.report(i, i + 1, {"此处有读不出来的字（乱码），请对照原文补上", "unreadable text here; restore it from the original"});
}

/// What UTF-8 replacement characters and uninitialised memory look like when read as GBK.
void check_mojibake(RuleContext& context, std::size_t i) {
  constexpr std::array<std::u32string_view, 3> kTraces = {U"锟斤拷", U"烫烫烫", U"屯屯屯"};
  const Characters& c = context.c;
  for (const std::u32string_view trace : kTraces)
    if (c[i] == trace[0] && c[i + 1] == trace[1] && c[i + 2] == trace[2] && c[i - 1] != trace[2])
      context.report(i, i + 3, {"此处是编码转换留下的乱码，请对照原文补上",
                                "the trace of a failed conversion; restore the text from the original"});
}

/// Radicals that PDF files give instead of the characters which they look like, and that compatibility normalization
/// leaves. Source: Unicode, EquivalentUnifiedIdeograph.txt.
struct RadicalPair {
  char32_t radical, ideograph;
};
constexpr RadicalPair kRadicals[] = {
    {U'⺁', U'厂'}, {U'⺇', U'几'}, {U'⺌', U'小'}, {U'⺎', U'兀'}, {U'⺓', U'幺'}, {U'⺕', U'彐'}, {U'⺛', U'旡'}, {U'⺝', U'月'},
    {U'⺠', U'民'}, {U'⺮', U'竹'}, {U'⺶', U'羊'}, {U'⺷', U'羊'}, {U'⺼', U'肉'}, {U'⻁', U'虎'}, {U'⻄', U'西'}, {U'⻅', U'见'},
    {U'⻆', U'角'}, {U'⻇', U'角'}, {U'⻉', U'贝'}, {U'⻋', U'车'}, {U'⻑', U'長'}, {U'⻒', U'長'}, {U'⻓', U'长'}, {U'⻔', U'门'},
    {U'⻘', U'青'}, {U'⻙', U'韦'}, {U'⻚', U'页'}, {U'⻛', U'风'}, {U'⻜', U'飞'}, {U'⻝', U'食'}, {U'⻢', U'马'}, {U'⻣', U'骨'},
    {U'⻤', U'鬼'}, {U'⻥', U'鱼'}, {U'⻦', U'鸟'}, {U'⻧', U'卤'}, {U'⻨', U'麦'}, {U'⻩', U'黄'}, {U'⻬', U'齐'}, {U'⻮', U'齿'},
    {U'⻰', U'龙'}, {U'⻳', U'龟'}};

/// Kangxi radicals stand for traditional forms; in a simplified text they were taken from the simplified ones.
/// Source: Unicode, Unihan_Variants.txt (kSimplifiedVariant).
constexpr RadicalPair kSimplifiedForms[] = {
    {U'戶', U'户'}, {U'見', U'见'}, {U'貝', U'贝'}, {U'車', U'车'}, {U'長', U'长'}, {U'門', U'门'}, {U'韋', U'韦'}, {U'頁', U'页'},
    {U'風', U'风'}, {U'飛', U'飞'}, {U'馬', U'马'}, {U'魚', U'鱼'}, {U'鳥', U'鸟'}, {U'鹵', U'卤'}, {U'麥', U'麦'}, {U'黃', U'黄'},
    {U'黽', U'黾'}, {U'齊', U'齐'}, {U'齒', U'齿'}, {U'龍', U'龙'}, {U'龜', U'龟'}};

/// Whether a text is traditional: it then has one of these, which are among the most frequent characters.
bool is_traditional(std::string_view text) {
  constexpr std::string_view kTellTale[] = {"國", "個", "會", "這", "們", "對", "與"};
  return std::any_of(std::begin(kTellTale), std::end(kTellTale),
                     [text](std::string_view c) { return text.find(c) != std::string_view::npos; });
}

/// The twelve ideographs among the compatibility forms that are no duplicates.
constexpr std::u32string_view kUnifiedAmongCompatibility = U"﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩";

/// The usual character for a compatibility form; empty where there is none.
std::u32string compatibility_form(char32_t v) {
  for (const RadicalPair& pair : kRadicals)
    if (pair.radical == v) return {pair.ideograph};
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  icu::UnicodeString decomposed;
  if (U_FAILURE(status) || !nfkc->getDecomposition(static_cast<UChar32>(v), decomposed)) return {};
  std::string utf8;
  return to_utf32(decomposed.toUTF8String(utf8));
}

std::string usual_form(const RuleContext& context, char32_t v) {
  std::u32string usual = compatibility_form(v);
  for (const RadicalPair& pair : kSimplifiedForms)
    if (usual == std::u32string_view(&pair.radical, 1) && !is_traditional(context.document.text()))
      usual = pair.ideograph;
  return to_utf8(usual);
}

void check_compatibility(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (kUnifiedAmongCompatibility.find(c[i]) != std::u32string_view::npos) return;
  const std::string usual = usual_form(context, c[i]);
  if (usual.empty()) return;
  context.replace(i, i + 1,
                  {fmt::format("“{}”（{}）是从PDF等处带来的兼容字符，应为通用的“{}”", c.text(i, i + 1),
                               code_point_name(c[i]), usual),
                   fmt::format("'{}' ({}) is a compatibility character; write '{}'", c.text(i, i + 1),
                               code_point_name(c[i]), usual)},
                  Safety::safe, usual);
}

// ㎡ ℃ Ⅰ ① and the like are compatibility characters too, but in use: they are not in these ranges.
constexpr CodePointRange kCompatibility[] = {{0x2E80, 0x2EF3}, {0x2F00, 0x2FD5}, {0xF900, 0xFAD9}, {0xFB00, 0xFB06}};
constexpr CodePointRange kInvisible[] = {{0xAD, 0xAD},     {0x61C, 0x61C},   {0x180E, 0x180E}, {0x200B, 0x200F},
                                         {0x202A, 0x202E}, {0x2060, 0x2064}, {0x2066, 0x206F}, {0xFEFF, 0xFEFF}};
constexpr CodePointRange kControl[] = {{0x00, 0x08}, {0x0E, 0x1F}, {0x7F, 0x84}, {0x86, 0x9F}};
constexpr CodePointRange kPrivateUse[] = {{0xE000, 0xF8FF}};

}  // namespace

extern const Rule invisible_character = {
    .info = {.id = "invisible-character",
             .category = Category::space,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "有看不见的字符",
             .summary_en = "invisible character",
             .clause = "",
             .profiles = Profiles::all()},
    .trigger_ranges = kInvisible,
    .at = &check_invisible};

extern const Rule control_character = {
    .info = {.id = "control-character",
             .category = Category::encoding,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "有控制字符",
             .summary_en = "control character",
             .clause = "GB 18030—2022",
             .profiles = Profiles::all()},
    .trigger_ranges = kControl,
    .at = &check_control};

extern const Rule private_use_character = {
    .info = {.id = "private-use-character",
             .category = Category::encoding,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "有自造字符",
             .summary_en = "private-use character",
             .clause = "GB 18030—2022",
             .profiles = Profiles::all()},
    .trigger_ranges = kPrivateUse,
    .at = &check_private_use};

extern const Rule unreadable_character = {
    .info = {.id = "unreadable-character",
             .category = Category::encoding,
             .severity = Severity::error,
             .safety = Safety::none,
             .summary_zh = "有读不出来的字",
             .summary_en = "unreadable character",
             .clause = "",
             .profiles = Profiles::all()},
    .triggers = U"\uFFFD",
    .at = &check_replacement};

extern const Rule mojibake = {
    .info = {.id = "mojibake",
             .category = Category::encoding,
             .severity = Severity::error,
             .safety = Safety::none,
             .summary_zh = "编码转换留下的乱码",
             .summary_en = "trace of a failed conversion of encodings",
             .clause = "",
             .profiles = Profiles::all()},
    .triggers = U"锟烫屯",
    .at = &check_mojibake};

extern const Rule compatibility_character = {
    .info = {.id = "compatibility-character",
             .category = Category::encoding,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "有部首或兼容字符",
             .summary_en = "radical or compatibility character in place of the usual one",
             .clause = "GB 18030—2022",
             .profiles = Profiles::all()},
    .trigger_ranges = kCompatibility,
    .at = &check_compatibility};

}  // namespace jianyan
