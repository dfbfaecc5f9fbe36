// Names of organs that reforms have changed: 市环保局 is 市生态环境局 today. What an organ is called in a place differs, so
// that a new name is offered only where the table of the region has one; else the usual new names are told. An old
// name after 原, or in the title of a document, is right.
#include <fmt/format.h>

#include "rules/rule.h"

namespace jianyan {
namespace {

constexpr std::size_t kLongTitle = 60;  // characters left of the name that are searched for 《

bool in_title(const Characters& c, std::size_t index) {
  for (std::size_t i = index, last = index < kLongTitle ? 0 : index - kLongTitle; i > last; --i) {
    if (c[i - 1] == U'《') return true;
    if (c[i - 1] == U'》' || c.line_end(i - 1)) return false;
  }
  return false;
}

void check(RuleContext& context, const PhraseMatch& match) {
  if (in_title(context.c, match.target_begin)) return;
  const std::string name(context.c.text(match.target_begin, match.target_end));
  const std::string_view here = context.standard.region.value("unit." + name);
  if (here == name || (here.empty() && match.entry.group == "informal")) return;
  if (here.empty()) {
    context.report(
        match.target_begin, match.target_end,
        {fmt::format("“{}”是机构改革前的名称，现在一般是{}，请按当地名称写", name, choices(match.entry, Language::zh)),
         fmt::format("'{}' is the name before the reform of organs; today it is usually {}", name,
                     choices(match.entry, Language::en))});
    return;
  }
  const std::string_view why_zh = match.entry.group == "informal" ? "不是规范简称" : "是机构改革前的名称";
  const std::string_view why_en =
      match.entry.group == "informal" ? "is not the short name in use" : "is the name before the reform";
  const Message message{fmt::format("“{}”{}，应为“{}”", name, why_zh, here),
                        fmt::format("'{}' {}; write '{}'", name, why_en, here)};
  if (match.unbroken)
    context.replace(match.target_begin, match.target_end, message, Safety::suggest, std::string(here));
  else
    context.report(match.target_begin, match.target_end, message);
}

}  // namespace

extern const Rule organ_name_outdated = {
    .info = {.id = "organ-name-outdated",
             .category = Category::wording,
             .severity = Severity::info,
             .safety = Safety::suggest,
             .summary_zh = "机构名称是改革前的，或者不是当地的规范简称",
             .summary_en = "name of an organ from before a reform, or not the short name of the place",
             .clause = "",
             .profiles = Profiles::drafts()},
    .list = "organ-name",
    .phrase = &check};

}  // namespace jianyan
