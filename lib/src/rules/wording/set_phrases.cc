// Fixed phrases of policy: 创新、协调、绿色、开放、共享 has five items in this order, 房住不炒 these characters. Both rules are lists;
// what older documents or other matters may rightly have is not in them.
#include "rules/rule.h"

namespace jianyan {
namespace {

std::string target(const RuleContext& context, const PhraseMatch& match) {
  return std::string(context.c.text(match.target_begin, match.target_end));
}

void check_form(RuleContext& context, const PhraseMatch& match) {
  context.report(
      match,
      {"“" + target(context, match) + "”与规范表述不一致，应为" + choices(match.entry, Language::zh),
       "'" + target(context, match) + "' is not the fixed phrase; write " + choices(match.entry, Language::en)},
      Safety::suggest);
}

void check_order(RuleContext& context, const PhraseMatch& match) {
  context.report(match,
                 {"各项的次序与规范表述不一致，应为" + choices(match.entry, Language::zh),
                  "the items of the phrase are in another order; write " + choices(match.entry, Language::en)},
                 Safety::suggest);
}

}  // namespace

extern const Rule set_phrase_form = {.info = {.id = "set-phrase-form",
                                              .category = Category::wording,
                                              .severity = Severity::warning,
                                              .safety = Safety::suggest,
                                              .summary_zh = "固定表述写错了字词",
                                              .summary_en = "fixed phrase of policy with a wrong word",
                                              .clause = ""},
                                     .list = "set-phrase-form",
                                     .phrase = &check_form};

extern const Rule set_phrase_order = {.info = {.id = "set-phrase-order",
                                               .category = Category::wording,
                                               .severity = Severity::warning,
                                               .safety = Safety::suggest,
                                               .summary_zh = "固定表述各项的次序不对",
                                               .summary_en = "items of a fixed phrase in another order",
                                               .clause = ""},
                                      .list = "set-phrase-order",
                                      .phrase = &check_order};

}  // namespace jianyan
