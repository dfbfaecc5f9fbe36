// Words that say the same twice (目前现状), two sentence patterns mixed into one (原因是……造成的), one negation too many
// (防止……不再). All three are lists: which words these are is in dictionaries/phrases/, with an example for each.
#include "rules/rule.h"
#include "rules/words_around.h"

namespace jianyan {
namespace {

/// 数据|统计显示 holds 据统计显示: a word of the text reaches across an end of the phrase.
bool made_by_neighbours(const RuleContext& context, const PhraseMatch& match) {
  const WordsAround words(context, match.begin, match.end);
  return !words.boundary(match.begin) || !words.boundary(match.end);
}

void check_redundant(RuleContext& context, const PhraseMatch& match) {
  if (made_by_neighbours(context, match)) return;
  context.report(
      match,
      {"“" + displayed(match.entry.phrase) + "”意思重复，可用" + choices(match.entry, Language::zh),
       "'" + displayed(match.entry.phrase) + "' says it twice; " + choices(match.entry, Language::en) + " is enough"},
      Safety::suggest);
}

void check_mixed(RuleContext& context, const PhraseMatch& match) {
  if (made_by_neighbours(context, match)) return;
  const std::string why = match.entry.note.empty() ? "两种句式混在一起" : std::string(match.entry.note);
  context.report(
      match,
      {"“" + displayed(match.entry.phrase) + "”" + why + "，应选用" + choices(match.entry, Language::zh),
       "'" + displayed(match.entry.phrase) + "' mixes two patterns; choose " + choices(match.entry, Language::en)},
      Safety::suggest);
}

void check_negation(RuleContext& context, const PhraseMatch& match) {
  context.report(
      match,
      {"“" + displayed(match.entry.phrase) + "”多了一个否定，意思相反，应为" + choices(match.entry, Language::zh),
       "'" + displayed(match.entry.phrase) + "' has one negation too many; write " +
           choices(match.entry, Language::en)},
      Safety::none);
}

}  // namespace

extern const Rule redundant_wording = {.info = {.id = "redundant-wording",
                                                .category = Category::wording,
                                                .severity = Severity::info,
                                                .safety = Safety::suggest,
                                                .summary_zh = "词语重复累赘",
                                                .summary_en = "words that say the same twice",
                                                .clause = ""},
                                       .list = "redundant-wording",
                                       .phrase = &check_redundant};

extern const Rule mixed_structure = {.info = {.id = "mixed-structure",
                                              .category = Category::wording,
                                              .severity = Severity::info,
                                              .safety = Safety::suggest,
                                              .summary_zh = "句式杂糅",
                                              .summary_en = "two sentence patterns mixed into one",
                                              .clause = ""},
                                     .list = "mixed-structure",
                                     .phrase = &check_mixed};

extern const Rule negation_reversed = {.info = {.id = "negation-reversed",
                                                .category = Category::wording,
                                                .severity = Severity::warning,
                                                .safety = Safety::none,
                                                .summary_zh = "多了一个否定，意思相反",
                                                .summary_en = "one negation too many",
                                                .clause = ""},
                                       .list = "negation-reversed",
                                       .phrase = &check_negation};

}  // namespace jianyan
