// 其它 for 其他, 做出决定 for 作出决定: both are in use, and official writing prefers one. The list is in dictionaries/phrases/.
#include "rules/rule.h"

namespace jianyan {
namespace {

void check(RuleContext& context, const PhraseMatch& match) {
  const std::string word(context.c.text(match.target_begin, match.target_end));
  const std::string why = match.entry.note.empty() ? "" : "：" + std::string(match.entry.note);
  context.report(match,
                 {"“" + word + "”在公文中多作" + choices(match.entry, Language::zh) + why,
                  "official writing prefers " + choices(match.entry, Language::en) + " to '" + word + "'"},
                 Safety::suggest);
}

}  // namespace

extern const Rule preferred_word = {.info = {.id = "preferred-word",
                                             .category = Category::wording,
                                             .severity = Severity::info,
                                             .safety = Safety::suggest,
                                             .summary_zh = "公文中多用另一种写法",
                                             .summary_en = "word for which official writing prefers another",
                                             .clause = "",
                                             .profiles = Profiles::drafts()},
                                    .list = "preferred-word",
                                    .phrase = &check};

}  // namespace jianyan
