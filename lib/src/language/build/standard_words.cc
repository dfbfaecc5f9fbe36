#include "language/build/standard_words.h"

#include <algorithm>
#include <charconv>

#include "text/character_class.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

struct JiebaWord {
  std::string_view word;
  unsigned count = 0;
  std::string_view tag;
};

JiebaWord parse(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t second = line.find(' ', first + 1);
  if (first == line.npos || second == line.npos) return {};
  JiebaWord word{line.substr(0, first), 0, line.substr(second + 1)};
  std::from_chars(line.data() + first + 1, line.data() + second, word.count);
  return word;
}

/// What counts are said of: 三个 and 几次 are two words.
constexpr std::u32string_view kMeasures =
    U"年月日天次个条件片场段部步块套批句只本位项声笔把层名岁张支份座幅篇股台辆届周号家元万亿列种类番倍";

constexpr unsigned kNever = 0xFFFFFFFF;
constexpr unsigned kCounted = 10;  ///< the dictionary gives 3 to words that were not counted

/// How often a word must occur in jieba's texts to be taken for one word where the language model has it. Counts with
/// measures are two words. This bound and those below were found by comparing the dictionary's words, by length, tag and
/// count, with a corpus of the standard.
unsigned least_count_of_known(std::string_view tag, std::u32string_view text) {
  return tag == "m" && kMeasures.find(text.back()) != kMeasures.npos ? kNever : kCounted;
}

/// The same where the model lacks it. Long nouns are mostly phrases that are written often.
unsigned least_count_of_new(std::string_view tag, std::u32string_view text) {
  constexpr unsigned kOften = 1000;
  constexpr unsigned kSometimes = 100;
  if (tag == "m" || tag == "nr" || (tag == "nt" && text.size() > 4)) return kNever;
  if (tag == "i" || tag == "l") return kCounted;
  if (text.size() > 4) return kNever;
  if (text.size() == 4) return tag == "nt" ? kOften : kSometimes;
  return kCounted;
}

bool is_han(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return character_class(c) == CharacterClass::han; });
}

std::vector<std::string> sorted(const std::unordered_set<std::string>& words) {
  std::vector<std::string> result(words.begin(), words.end());
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace

void StandardWords::add_jieba(std::string_view dictionary) {
  for (std::size_t from = 0; from < dictionary.size();) {
    const std::size_t end = std::min(dictionary.find('\n', from), dictionary.size());
    const JiebaWord entry = parse(dictionary.substr(from, end - from));
    from = end + 1;
    const std::u32string text = to_utf32(entry.word);
    if (text.size() < 2 || !is_han(text)) continue;
    if (entry.tag == "nr") perhaps_names_.emplace(entry.word);
    if (entry.count >= least_count_of_known(entry.tag, text)) known_words_.emplace(entry.word);
    if (entry.count >= least_count_of_new(entry.tag, text)) words_.emplace(entry.word);
  }
}

std::vector<std::string> StandardWords::words() const { return sorted(words_); }

std::vector<std::string> StandardWords::perhaps_names() const { return sorted(perhaps_names_); }

}  // namespace jianyan
