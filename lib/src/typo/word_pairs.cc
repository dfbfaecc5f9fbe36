// The section is text, a line a set of words: the words between bars, the note in Chinese and in English, and those
// words that others are often written for, between bars, and the word that is kept; tabs between.
#include "typo/word_pairs.h"

#include <algorithm>
#include <string>

#include "data/text_section.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

std::string_view section_text(const Data& data) {
  for (const Data::Section& section : data.sections()) {
    if (section.name == WordPairs::kSection) return text_of(section.bytes);
  }
  return {};
}

/// Whether `meant` is `written` with one `from` in it become `to`.
bool exchanged(std::string_view written, std::string_view meant, std::string_view from, std::string_view to) {
  for (std::size_t at = written.find(from); at != written.npos; at = written.find(from, at + 1)) {
    const std::string_view before = written.substr(0, at);
    const std::string_view after = written.substr(at + from.size());
    if (meant.size() == before.size() + to.size() + after.size() && meant.starts_with(before) &&
        meant.substr(before.size()).starts_with(to) && meant.ends_with(after)) {
      return true;
    }
  }
  return false;
}

}  // namespace

WordPairs::WordPairs(const Data& data) {
  std::string_view text = section_text(data);
  while (!text.empty()) {
    std::string_view line = take_until(text, '\n');
    std::string_view words = take_until(line, '\t');
    Pair pair;
    while (!words.empty()) pair.words.push_back(take_until(words, '|'));
    pair.zh = take_until(line, '\t');
    pair.en = take_until(line, '\t');
    std::string_view often = take_until(line, '\t');
    while (!often.empty()) add_often(pair, take_until(often, '|'));
    pair.keep = line;
    if (!pair.words.empty()) pairs_.push_back(std::move(pair));
  }
  std::stable_sort(often_.begin(), often_.end(), [](const Often& a, const Often& b) { return a.written < b.written; });
  std::stable_sort(pairs_.begin(), pairs_.end(),
                   [](const Pair& a, const Pair& b) { return a.words.front().size() > b.words.front().size(); });
}

/// Words of the same length that differ in one character.
void WordPairs::add_often(const Pair& pair, std::string_view meant) {
  const std::u32string right = to_utf32(meant);
  for (const std::string_view word : pair.words) {
    const std::u32string wrong = to_utf32(word);
    if (wrong.size() != right.size()) continue;
    const auto [a, b] = std::mismatch(wrong.begin(), wrong.end(), right.begin());
    if (a == wrong.end() || !std::equal(a + 1, wrong.end(), b + 1)) continue;
    often_.push_back({*a, *b, std::u32string(wrong.begin(), a), std::u32string(a + 1, wrong.end())});
  }
}

const WordPairs::Pair* WordPairs::find(std::string_view written, std::string_view meant) const {
  for (const Pair& pair : pairs_) {
    for (const std::string_view from : pair.words) {
      for (const std::string_view to : pair.words) {
        if (from != to && exchanged(written, meant, from, to)) return &pair;
      }
    }
  }
  return nullptr;
}

Message WordPairs::note(std::string_view written, std::string_view meant) const {
  const Pair* const pair = find(written, meant);
  return pair == nullptr ? Message{} : Message{std::string(pair->zh), std::string(pair->en)};
}

bool WordPairs::either(std::string_view written, std::string_view meant) const {
  const Pair* const pair = find(written, meant);
  return pair != nullptr && pair->zh.empty();
}

bool WordPairs::keeps(std::string_view written, std::string_view meant) const {
  const Pair* const pair = find(written, meant);
  return pair != nullptr && !pair->keep.empty() && written.find(pair->keep) != written.npos;
}

bool WordPairs::Often::stands_at(std::u32string_view text, std::size_t place) const noexcept {
  return place >= before.size() && text.substr(place - before.size(), before.size()) == before &&
         text.substr(place + 1).starts_with(behind);
}

std::span<const WordPairs::Often> WordPairs::often_of(char32_t written) const noexcept {
  const auto [first, last] = std::equal_range(often_.begin(), often_.end(), Often{written, 0, {}, {}},
                                              [](const Often& a, const Often& b) { return a.written < b.written; });
  return {first, last};
}

bool WordPairs::often(std::u32string_view text, std::size_t place, char32_t meant) const noexcept {
  const std::span<const Often> entries = often_of(text[place]);
  return std::any_of(entries.begin(), entries.end(),
                     [&](const Often& one) { return one.meant == meant && one.stands_at(text, place); });
}

bool WordPairs::often(std::u32string_view text, std::size_t place) const noexcept {
  const std::span<const Often> entries = often_of(text[place]);
  return std::any_of(entries.begin(), entries.end(), [&](const Often& one) { return one.stands_at(text, place); });
}

}  // namespace jianyan
