// The search of phrases against the definition of its matches, tried literally: every pattern at every place with
// every length of gap.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "phrases/phrase_compiler.h"
#include "phrases/phrase_lists.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

struct Match {
  std::size_t entry;
  std::size_t begin, end;
  bool has_gap;
  auto key() const { return std::tuple(begin, end, entry); }
};

bool number_at(std::u32string_view text, std::size_t at) { return at < text.size() && number_character(text, at); }

bool sentence_begins(std::u32string_view text, std::size_t at) { return at == 0 || text[at - 1] == U'。'; }

void match_from(const Pattern& pattern, std::size_t element, std::u32string_view text, std::size_t at,
                std::set<std::size_t>& ends) {
  if (element == pattern.elements.size()) {
    ends.insert(at);
    return;
  }
  const PatternElement& wanted = pattern.elements[element];
  switch (wanted.kind) {
    case PhraseElementKind::literal:
      if (text.substr(at).starts_with(wanted.text))
        match_from(pattern, element + 1, text, at + wanted.text.size(), ends);
      break;
    case PhraseElementKind::start:
      if (sentence_begins(text, at)) match_from(pattern, element + 1, text, at, ends);
      break;
    case PhraseElementKind::number: {
      std::size_t end = at;
      while (number_at(text, end)) ++end;
      if (end > at && (at == 0 || !number_at(text, at - 1))) match_from(pattern, element + 1, text, end, ends);
      break;
    }
    case PhraseElementKind::gap:
      for (std::size_t end = at; end < text.size() && end - at < kMaxPhraseGap && !parts_clauses(text, end);)
        match_from(pattern, element + 1, text, ++end, ends);
      break;
  }
}

bool vetoed(const PhraseRow& row, std::u32string_view text, const Match& match) {
  for (const PatternGuard& guard : parse_guards(row.guards)) {
    const bool holds =
        guard.left ? text.substr(0, match.begin).ends_with(guard.text) : text.substr(match.end).starts_with(guard.text);
    if (holds != guard.required) return true;  // at most one required guard in these rows
  }
  return false;
}

std::vector<Match> narrowest_of(const PhraseRow& row, std::size_t entry, std::u32string_view text) {
  std::vector<Match> all;
  for (const Pattern& pattern : parse_phrase(row.phrase)) {
    const bool has_gap = std::any_of(pattern.elements.begin(), pattern.elements.end(),
                                     [](const PatternElement& e) { return e.kind == PhraseElementKind::gap; });
    for (std::size_t begin = 0; begin <= text.size(); ++begin) {
      std::set<std::size_t> ends;
      match_from(pattern, 0, text, begin, ends);
      for (const std::size_t end : ends) all.push_back({entry, begin, end, has_gap});
    }
  }
  std::vector<Match> narrowest;
  for (const Match& match : all) {
    const bool holds_another = std::any_of(all.begin(), all.end(), [&](const Match& other) {
      return match.begin <= other.begin && other.end <= match.end && match.key() != other.key();
    });
    if (!match.has_gap || !holds_another) narrowest.push_back(match);
  }
  std::erase_if(narrowest, [&](const Match& match) { return vetoed(row, text, match); });
  return narrowest;
}

std::vector<Match> naive(const std::vector<PhraseRow>& rows, std::u32string_view text) {
  std::vector<Match> all;
  for (std::size_t entry = 0; entry < rows.size(); ++entry)
    for (const Match& match : narrowest_of(rows[entry], entry, text)) all.push_back(match);
  std::sort(all.begin(), all.end(), [](const Match& a, const Match& b) {
    return std::tuple(a.begin, b.end, a.has_gap, a.entry) < std::tuple(b.begin, a.end, b.has_gap, b.entry);
  });
  std::vector<Match> kept;
  for (const Match& match : all) {
    const bool dropped = std::any_of(kept.begin(), kept.end(), [&](const Match& k) {
      return k.end > match.begin && (k.begin == match.begin || k.end == match.end || (!k.has_gap && !match.has_gap));
    });
    if (!dropped) kept.push_back(match);
  }
  return kept;
}

std::string random_text(std::mt19937& random, std::size_t size) {
  const std::vector<std::string> characters{"甲", "乙", "丙", "三", "1", "，", "。", "的"};
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += characters[random() % characters.size()];
  return text;
}

std::string random_phrase(std::mt19937& random) {
  const std::vector<std::string> phrases{"甲",        "甲乙",       "乙丙",     "甲乙丙",  "甲…乙",     "甲…乙…丙",
                                         "乙甲…丙",   "^甲",        "^甲…乙",   "<num>甲", "甲<num>乙", "甲<num>…丙",
                                         "(甲|乙)丙", "(甲|)乙…的", "的…<num>", "甲，使乙"};
  std::string phrase = phrases[random() % phrases.size()];
  return phrase == "的…<num>" ? "的…<num>甲" : phrase;
}

}  // namespace

TEST_CASE("phrases: finds what the definition finds") {
  std::mt19937 random(3);
  const std::vector<std::string> guards{"", "", "", "前接:甲", "后接:乙", "仅后接:丙", "仅前接:的"};
  for (int round = 0; round < 3000; ++round) {
    std::vector<PhraseRow> rows;
    for (std::size_t i = 0; i < 1 + random() % 6; ++i) {
      PhraseRow row;
      row.list = "list";
      row.phrase = random_phrase(random);
      row.guards = guards[random() % guards.size()];
      rows.push_back(row);
    }
    const std::string text = random_text(random, random() % 60);
    const std::u32string characters = to_utf32(text);
    const std::vector<std::byte> bytes = compile_phrases(rows);
    const PhraseLists lists(bytes);
    std::vector<PhraseHit> hits;
    lists.find(characters, hits);
    std::vector<std::tuple<std::size_t, std::size_t, std::size_t>> found, expected;
    for (const PhraseHit& hit : hits) found.emplace_back(hit.begin, hit.end, hit.entry);
    for (const Match& match : naive(rows, characters)) expected.push_back(match.key());
    INFO(text);
    for (const PhraseRow& row : rows) INFO(row.phrase << " " << row.guards);
    REQUIRE(found == expected);
  }
}

}  // namespace jianyan
