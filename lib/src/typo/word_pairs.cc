// The section is text, a line a set of words: the words between bars, then the note in Chinese and in English between
// tabs.
#include "typo/word_pairs.h"

#include <algorithm>
#include <string>

#include "data/text_section.h"

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
    pair.en = line;
    if (!pair.words.empty()) pairs_.push_back(std::move(pair));
  }
  std::stable_sort(pairs_.begin(), pairs_.end(),
                   [](const Pair& a, const Pair& b) { return a.words.front().size() > b.words.front().size(); });
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

}  // namespace jianyan
