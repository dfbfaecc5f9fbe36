// A character or word typed twice: 的的, 进行进行.
//
// Chinese doubles on purpose, too (常常, 看看, 一一落实), and a word may end in the character that the next one begins with
// (其中|中小学). Segmentation tells: only where both characters stand alone, and are of those that never double, is it a
// slip.
#include <algorithm>

#include <fmt/format.h>

#include "rules/rule.h"
#include "rules/words_around.h"

namespace jianyan {
namespace {

/// Function characters that never follow themselves within a clause, unless one of them belongs to a word.
constexpr std::u32string_view kNeverDoubled = U"的了在是和与及对将被把于为并就也都而或但由从向以有这我其该各所到能会可等不";

/// Whether there are word boundaries before and after the `length` characters at `begin` and again after the next
/// `length`: then both copies are words of their own (single characters: tokens).
bool both_stand_alone(const RuleContext& context, std::size_t begin, std::size_t length) {
  const WordsAround words(context, begin, begin + 2 * length);
  return words.boundary(begin) && words.boundary(begin + length) && words.boundary(begin + 2 * length);
}

void check_character(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  const bool threefold = c[i] == c[i - 2] || c[i] == c[i + 1];
  const bool two_pairs = c.han(i + 1) && c[i + 1] == c[i + 2];  // 和和美美
  const bool distributes = c[i - 2] == U'一' && is_one_of(c[i], U"把对");  // of these, the measure words: 一把把
  if (kNeverDoubled.find(c[i]) == std::u32string_view::npos || threefold || two_pairs || distributes) return;
  if (!both_stand_alone(context, i - 1, 1)) return;
  const std::string character(c.text(i, i + 1));
  context.replace(i - 1, i + 1,
                  {fmt::format("“{0}{0}”重复，疑多打了一个“{0}”", character), fmt::format("'{0}{0}': typed twice", character)},
                  Safety::suggest, character);
}

/// Words of two characters that never follow themselves. Verbs do (研究研究), so only function words are listed.
constexpr std::u32string_view kWordsNeverDoubled[] = {U"进行", U"建议", U"以及", U"对于", U"关于", U"通过", U"由于",
                                                      U"因此", U"但是", U"同时", U"我们", U"目前", U"没有", U"已经",
                                                      U"加强", U"提高", U"完善", U"推进", U"加快", U"促进", U"存在"};

bool repeats(const Characters& c, std::size_t i, std::size_t length) {
  for (std::size_t k = 0; k < length; ++k)
    if (c[i + k] != c[i + length + k] || !c.han(i + k)) return false;
  return true;
}

bool never_doubled(const Characters& c, std::size_t i) {
  return std::any_of(std::begin(kWordsNeverDoubled), std::end(kWordsNeverDoubled), [&](std::u32string_view word) {
    return c[i] == word[0] && c[i + 1] == word[1];
  });
}

/// 一步一步, 一个个一个个: numerals distribute by doubling.
bool distributes(const Characters& c, std::size_t i, std::size_t length) {
  constexpr std::u32string_view kNumerals = U"一二三四五六七八九十百千万几每哈";
  for (std::size_t k = 0; k < length; ++k)
    if (kNumerals.find(c[i + k]) != std::u32string_view::npos) return true;
  return false;
}

void check_word(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  for (std::size_t length = 4; length >= 2; --length) {
    if (!repeats(c, i, length) || distributes(c, i, length)) continue;
    if (length == 2 && !never_doubled(c, i)) continue;
    if (length == 4 && repeats(c, i, 2)) continue;
    if (!both_stand_alone(context, i, length)) continue;
    const std::string word(c.text(i, i + length));
    context.replace(i, i + 2 * length,
                    {fmt::format("“{}”重复，疑多打了一遍", word), fmt::format("'{}': typed twice", word)},
                    Safety::suggest, word);
    return;
  }
}

void check_words(RuleContext& context) {
  const Characters& c = context.c;
  for (std::size_t i = context.content_begin(); i + 3 < context.content_end(); ++i) {
    const bool twice = c[i] == c[i + 2] || c[i] == c[i + 3] || c[i] == c[i + 4];
    if (twice && c.han(i) && c[i] != c[i + 1]) check_word(context, i);
  }
}

}  // namespace

extern const Rule repeated_character = {
    .info = {.id = "repeated-character",
             .category = Category::typo,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "同一个字多打了一遍",
             .summary_en = "a character typed twice",
             .clause = "",
             .profiles = Profiles::all()},
    .repetitions = true,
    .at = &check_character};

extern const Rule repeated_word = {
    .info = {.id = "repeated-word",
             .category = Category::typo,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "同一个词多打了一遍",
             .summary_en = "a word typed twice",
             .clause = "",
             .profiles = Profiles::all()},
    .block = &check_words};

}  // namespace jianyan
