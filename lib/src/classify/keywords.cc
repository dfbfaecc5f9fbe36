// Known terms (words of topics and fields) come first, then words of the segmentation that are rare in general and
// stand in the title or several times. A term counts only where it begins and ends with words of the segmentation, so
// that no keyword is a fragment of another word. A word weighs by how rare it is (tf · idf with the language model's
// probability as idf).
#include "classify/keywords.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "text/character_class.h"

namespace jianyan {
namespace {

constexpr double kTitleFactor = 3, kKnownFactor = 2;
constexpr double kRare = 4.6;  // −log₁₀ of the probability of a word that may be a keyword unknown as a term
constexpr double kLeastShare = 0.3;  // of the best one's weight, for all behind the fifth
constexpr std::size_t kFewKeywords = 5;

struct Word {
  double count = 0;  // with the factor of the title
  unsigned places = 0;
  bool in_title = false, known = false;
  std::size_t first = 0;
};
using Words = std::map<std::string, Word>;

bool is_han(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char32_t character) { return character_class(character) == CharacterClass::han; });
}

bool contains(const std::string& longer, const std::string& shorter) {
  return longer.find(shorter) != std::string::npos;
}

}  // namespace

std::vector<std::string> KeywordFinder::find(const RecordText& record, const RecordMatches& matches,
                                             const RecordMatches& named) const {
  Words words;
  std::set<std::string> common;
  std::size_t order = 0;
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const FieldText& field = record[i];
    const auto add = [&](std::string_view text, bool known) {
      Word& word = words[std::string(text)];
      if (word.places++ == 0) word.first = order;
      ++order;
      word.count += i == 0 ? kTitleFactor : 1;
      word.in_title = word.in_title || i == 0;
      word.known = word.known || known;
    };
    const std::string_view read = field.bytes.substr(0, field.offsets.back());
    segmenter_.segment(read, tokens);
    std::set<std::uint32_t> borders{0};
    for (const Token& token : tokens) borders.insert(token.span.end);
    const auto in_name = [&](Span span) {
      return std::any_of(named[i].begin(), named[i].end(), [&](const SubjectMatch& match) {
        const Span name = field.span(match.begin, match.end);
        return match.is_name && name.begin < span.end && span.begin < name.end;
      });
    };
    for (const SubjectMatch& match : matches[i]) {
      const Span span = field.span(match.begin, match.end);
      const auto owners = topics_.owners(match);
      const bool is_common = std::any_of(owners.begin(), owners.end(),
                                         [this](std::uint32_t owner) { return topics_[owner].id == kCommonField; });
      if (is_common) common.emplace(field.text(span));
      else if (span.size() >= 6 && borders.contains(span.begin) && borders.contains(span.end))
        add(field.text(span), true);
    }
    for (const Token& token : tokens) {
      const std::string_view text = read.substr(token.span.begin, token.span.size());
      const auto known = words.find(std::string(text));
      const bool counted = known != words.end() && known->second.known;
      if (token.kind == TokenKind::word && text.size() >= 6 && is_han(to_utf32(text)) && !counted &&
          !in_name(token.span)) {
        add(text, false);
      }
    }
  }
  struct Ranked {
    const std::string* word;
    double weight;
    std::size_t first;
  };
  std::vector<Ranked> ranked;
  for (const auto& [text, word] : words) {
    if (common.contains(text) || word.places == 0) continue;
    const double rarity = -segmenter_.score(text);
    if (!word.known && (rarity < kRare || (!word.in_title && word.places < 2))) continue;
    ranked.push_back({&text, (1 + std::log(word.count)) * rarity * (word.known ? kKnownFactor : 1), word.first});
  }
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.first < b.first;
  });
  std::vector<std::string> keywords;
  for (const Ranked& candidate : ranked) {
    if (keywords.size() == kMostKeywords) break;
    if (keywords.size() >= kFewKeywords && candidate.weight < ranked.front().weight * kLeastShare) break;
    const bool overlaps = std::any_of(keywords.begin(), keywords.end(), [&](const std::string& chosen) {
      return contains(chosen, *candidate.word) || contains(*candidate.word, chosen);
    });
    if (!overlaps) keywords.push_back(*candidate.word);
  }
  return keywords;
}

}  // namespace jianyan
