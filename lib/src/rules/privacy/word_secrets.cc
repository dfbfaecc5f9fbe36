// What a Word file gives away beside what it shows: hidden text, and whose name stands in its properties. What every
// computer writes there (Administrator, 微软用户) tells nothing, and who signs the draft is no secret.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "rules/leftovers.h"
#include "text/character_class.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

void check_hidden(RuleContext& context) {
  const WordLeftovers* leftovers = leftovers_of(context.document);
  if (leftovers == nullptr) return;
  report_stretches(context, leftovers->hidden,
                   {"这里有隐藏的（或白色的）文字，看不见，收到文件的人却能读到；应删去，或改为正常显示",
                    "hidden (or white) text: not seen, but whoever gets the file can read it; delete or show it"});
}

constexpr std::array<std::string_view, 18> kNobody{
    "用户",     "微软用户", "微软中国", "微软",     "中国",     "新用户",   "个人用户", "系统管理员", "管理员",
    "默认用户", "作者",     "匿名",     "未知",     "雨林木风", "番茄花园", "萝卜家园", "深度技术",   "电脑公司"};

std::u32string without_blanks(std::string_view text) {
  std::u32string out = to_utf32(text);
  std::erase_if(out, [](char32_t c) { return character_class(c) == CharacterClass::space; });
  return out;
}

/// A name in Chinese that the draft itself does not tell.
bool gives_away(std::u32string_view draft, std::string_view value) {
  const std::u32string name = without_blanks(value);
  const bool chinese = std::any_of(name.begin(), name.end(),
                                   [](char32_t c) { return character_class(c) == CharacterClass::han; });
  return chinese && std::find(kNobody.begin(), kNobody.end(), to_utf8(name)) == kNobody.end() &&
         draft.find(name) == draft.npos;
}

void check_properties(RuleContext& context) {
  const WordLeftovers* leftovers = leftovers_of(context.document);
  if (leftovers == nullptr) return;
  struct Property {
    std::string_view zh, en, value;
  };
  const std::array<Property, 4> properties{{{"作者", "author", leftovers->creator},
                                            {"上次修改者", "last editor", leftovers->last_editor},
                                            {"经理", "manager", leftovers->manager},
                                            {"单位", "company", leftovers->company}}};
  if (std::all_of(properties.begin(), properties.end(), [](const Property& p) { return p.value.empty(); })) return;
  const std::u32string draft = without_blanks(context.document.text());
  std::vector<std::string> zh, en;
  for (const Property& property : properties) {
    if (!gives_away(draft, property.value)) continue;
    zh.push_back(fmt::format("{}“{}”", property.zh, property.value));
    en.push_back(fmt::format("{} '{}'", property.en, property.value));
  }
  if (zh.empty()) return;
  context.report(context.first_text(),
                 {fmt::format("文件属性里记着{}，文中没有；不宜公开的，用 Word 的“检查文档”删去", fmt::join(zh, "、")),
                  fmt::format("the properties of the file tell {}, which the draft does not; remove it with Word's "
                              "Document Inspector if it is not to be known",
                              fmt::join(en, ", "))});
}

}  // namespace

extern const Rule hidden_text = {
    .info = {.id = "hidden-text",
             .category = Category::privacy,
             .severity = Severity::warning,
             .safety = Safety::none,
             .summary_zh = "隐藏的文字",
             .summary_en = "hidden text",
             .clause = "",
             .profiles = Profiles::drafts()},
    .document = &check_hidden};

extern const Rule author_in_properties = {
    .info = {.id = "author-in-properties",
             .category = Category::privacy,
             .severity = Severity::info,
             .safety = Safety::none,
             .summary_zh = "文件属性里有文中没有的姓名、单位",
             .summary_en = "names in the properties of the file that the draft does not tell",
             .clause = "",
             .profiles = Profiles::drafts(),
             .whole_draft = true},
    .document = &check_properties};

}  // namespace jianyan
