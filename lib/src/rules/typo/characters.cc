// Wrong, extra and swapped characters, found by the language models (typo/): one search serves all these rules. What
// the lists of wrong and confused words find as well is left to them: they know why.
#include <algorithm>
#include <initializer_list>

#include "rules/rule.h"

namespace jianyan {
namespace {

bool listed(RuleContext& context, const Typo& typo) {
  for (const std::string_view list : {"wrong-word", "confusable-words", "variant-word"}) {
    for (const PhraseMatch& match : context.phrases(list))
      if (context.c.span(match.target_begin, match.target_end).overlaps(typo.span)) return true;
  }
  return false;
}

void report_typos(RuleContext& context, std::initializer_list<TypoKind> kinds) {
  for (const Typo& typo : context.typos()) {
    if (std::find(kinds.begin(), kinds.end(), typo.kind) == kinds.end() || listed(context, typo)) continue;
    context.report(typo, {"“" + typo.written + "”疑为“" + typo.meant + "”：" + typo.reason.zh,
                          "'" + typo.written + "' is perhaps meant to be '" + typo.meant + "': " + typo.reason.en});
  }
}

void check_wrong_character(RuleContext& context) { report_typos(context, {TypoKind::character, TypoKind::word}); }
void check_extra_character(RuleContext& context) { report_typos(context, {TypoKind::extra, TypoKind::doubled}); }
void check_swapped_characters(RuleContext& context) { report_typos(context, {TypoKind::swapped}); }

}  // namespace

extern const Rule wrong_character = {.info = {.id = "wrong-character",
                                              .category = Category::typo,
                                              .severity = Severity::warning,
                                              .safety = Safety::suggest,
                                              .summary_zh = "疑有错别字",
                                              .summary_en = "character that is perhaps wrong",
                                              .clause = ""},
                                     .document = &check_wrong_character};

extern const Rule extra_character = {.info = {.id = "extra-character",
                                              .category = Category::typo,
                                              .severity = Severity::warning,
                                              .safety = Safety::suggest,
                                              .summary_zh = "疑有多余的字",
                                              .summary_en = "character that is perhaps too many",
                                              .clause = ""},
                                     .document = &check_extra_character};

extern const Rule swapped_characters = {.info = {.id = "swapped-characters",
                                                 .category = Category::typo,
                                                 .severity = Severity::warning,
                                                 .safety = Safety::suggest,
                                                 .summary_zh = "疑有前后颠倒的字",
                                                 .summary_en = "characters that are perhaps in the wrong order",
                                                 .clause = ""},
                                        .document = &check_swapped_characters};

}  // namespace jianyan
