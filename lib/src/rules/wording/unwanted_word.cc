// Words that the user's configuration forbids. The linter compiles them into a list of their own and runs this rule on
// it; the data file has no such list.
#include "rules/rule.h"

namespace jianyan {
namespace {

void check(RuleContext& context, const PhraseMatch& match) {
  const std::string word = displayed(match.entry.phrase);
  Message message{"本单位约定不用“" + word + "”", "'" + word + "' is not used here"};
  if (!match.entry.replacement.empty()) {
    message.zh += "，可用" + choices(match.entry, Language::zh);
    message.en += "; write " + choices(match.entry, Language::en);
  }
  // One text serves both languages: it is the user's own.
  if (!match.entry.note.empty()) message = {std::string(match.entry.note), std::string(match.entry.note)};
  context.report(match, std::move(message), Safety::suggest);
}

}  // namespace

extern const Rule unwanted_word = {.info = {.id = "unwanted-word",
                                            .category = Category::wording,
                                            .severity = Severity::warning,
                                            .safety = Safety::suggest,
                                            .summary_zh = "配置文件里约定不用的词语",
                                            .summary_en = "a word that the configuration forbids",
                                            .clause = "",
                                            .profiles = Profiles::all()},
                                   .phrase = &check};

}  // namespace jianyan
