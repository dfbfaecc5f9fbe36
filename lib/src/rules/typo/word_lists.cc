// Words with a wrong character, words mistaken for each other, variant forms. Which words these are, and what must or
// must not stand beside them, is in dictionaries/phrases/. A wrong word of two or three characters may also be made
// by two right words that meet (统一布|署名单): where a word of the text reaches across an end of it, or a name of a person
// holds it, it is left alone.
#include "rules/rule.h"
#include "rules/typo/typos.h"
#include "rules/words_around.h"

namespace jianyan {
namespace {

constexpr std::size_t kLongWord = 4;  // characters; so long a word does not come about by chance

bool made_by_neighbours(const RuleContext& context, const PhraseMatch& match) {
  const std::size_t begin = match.target_begin, end = match.target_end;
  if (end - begin >= kLongWord) return false;
  const WordsAround words(context, begin, end);
  return !words.boundary(begin) || !words.boundary(end) || words.name(begin, end);
}

std::string target(const RuleContext& context, const PhraseMatch& match) {
  return std::string(context.c.text(match.target_begin, match.target_end));
}

void check_wrong(RuleContext& context, const PhraseMatch& match) {
  if (made_by_neighbours(context, match)) return;
  const std::string word = target(context, match);
  context.report(match,
                 {"“" + word + "”有错别字，应为" + choices(match.entry, Language::zh),
                  "'" + word + "' has a wrong character; write " + choices(match.entry, Language::en)},
                 Safety::safe);
}

void check_confusable(RuleContext& context, const PhraseMatch& match) {
  const std::string word = target(context, match);
  const std::string why = match.entry.note.empty() ? "" : "：" + std::string(match.entry.note);
  context.report(match,
                 {"“" + word + "”疑为" + choices(match.entry, Language::zh) + why,
                  "'" + word + "' is perhaps meant to be " + choices(match.entry, Language::en)},
                 Safety::suggest);
}

/// Where no phrase decides, the language models do.
void check_confusable_by_models(RuleContext& context) {
  report_typos(context, [](const Typo& typo) { return is_confusion(typo); });
}

void check_variant(RuleContext& context, const PhraseMatch& match) {
  if (made_by_neighbours(context, match)) return;
  const std::string word = target(context, match);
  context.report(match,
                 {"“" + word + "”是异形词，推荐写作" + choices(match.entry, Language::zh),
                  "'" + word + "' is a variant form; " + choices(match.entry, Language::en) + " is recommended"},
                 Safety::suggest);
}

}  // namespace

extern const Rule wrong_word = {.info = {.id = "wrong-word",
                                         .category = Category::typo,
                                         .severity = Severity::warning,
                                         .safety = Safety::safe,
                                         .summary_zh = "词语、成语里有错别字",
                                         .summary_en = "word or idiom with a wrong character",
                                         .clause = ""},
                                .list = "wrong-word",
                                .phrase = &check_wrong};

extern const Rule confusable_words = {.info = {.id = "confusable-words",
                                               .category = Category::typo,
                                               .severity = Severity::warning,
                                               .safety = Safety::suggest,
                                               .summary_zh = "形近、音近的词用混",
                                               .summary_en = "word mistaken for one that sounds or looks alike",
                                               .clause = ""},
                                      .document = &check_confusable_by_models,
                                      .list = "confusable-words",
                                      .phrase = &check_confusable};

extern const Rule variant_word = {.info = {.id = "variant-word",
                                           .category = Category::typo,
                                           .severity = Severity::info,
                                           .safety = Safety::suggest,
                                           .summary_zh = "异形词没有用推荐的写法",
                                           .summary_en = "variant form of a word",
                                           .clause = "GF 1001—2001"},
                                  .list = "variant-word",
                                  .phrase = &check_variant};

}  // namespace jianyan
