// Wrong, extra, missing and swapped characters, found by the language models (typo/): one search serves all these
// rules. What other rules of this kind find as well the linter leaves to them: they know why.
#include "rules/typo/typos.h"

#include <string>

namespace jianyan {
namespace {

std::string quoted(const std::string& text, Language language) {
  return language == Language::zh ? "“" + text + "”" : "'" + text + "'";
}

/// “协同”、“协力”: what else may be meant, each once.
std::string others_of(const Typo& typo, Language language) {
  std::string others;
  for (const Typo& other : typo.others) {
    const std::string meant = quoted(other.meant, language);
    if (other.meant == typo.meant || others.find(meant) != std::string::npos) continue;
    if (!others.empty()) others += language == Language::zh ? "、" : ", ";
    others += meant;
  }
  return others;
}

Message message_for(const Typo& typo) {
  const bool sure = typo.level == TypoLevel::strict;
  Message message{quoted(typo.written, Language::zh) + (sure ? "应为" : "疑为") + quoted(typo.meant, Language::zh) +
                      "：" + typo.reason.zh,
                  quoted(typo.written, Language::en) + (sure ? " should be " : " is perhaps meant to be ") +
                      quoted(typo.meant, Language::en) + ": " + typo.reason.en};
  if (!typo.note.zh.empty()) {
    message.zh += "，" + typo.note.zh;
    message.en += "; " + typo.note.en;
  }
  if (const std::string others = others_of(typo, Language::zh); !others.empty()) {
    message.zh += "；也可能是" + others;
    message.en += "; or " + others_of(typo, Language::en);
  }
  return message;
}

void check_wrong_character(RuleContext& context) {
  report_typos(context, [](const Typo& typo) {
    return (typo.kind == TypoKind::character || typo.kind == TypoKind::word) && !is_confusion(typo);
  });
}

void check_extra_character(RuleContext& context) {
  report_typos(context,
               [](const Typo& typo) { return typo.kind == TypoKind::extra || typo.kind == TypoKind::doubled; });
}

void check_swapped_characters(RuleContext& context) {
  report_typos(context, [](const Typo& typo) { return typo.kind == TypoKind::swapped; });
}

void check_missing_character(RuleContext& context) {
  report_typos(context, [](const Typo& typo) { return typo.kind == TypoKind::missing; });
}

}  // namespace

void report_typos(RuleContext& context, bool (*wanted)(const Typo&)) {
  for (const Typo& typo : context.typos())
    if (wanted(typo)) context.report(typo, message_for(typo));
}

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

extern const Rule missing_character = {.info = {.id = "missing-character",
                                                .category = Category::typo,
                                                .severity = Severity::warning,
                                                .safety = Safety::suggest,
                                                .summary_zh = "疑有漏掉的字",
                                                .summary_en = "character that is perhaps missing",
                                                .clause = ""},
                                       .document = &check_missing_character};

}  // namespace jianyan
