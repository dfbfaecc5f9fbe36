// The words that a user adds to the lexicon of one Segmenter.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/lexicon.h"

namespace jianyan {

/// A trie in a hash table: there are few of these words, and nearly all look-ups end at the first character.
class UserWords {
 public:
  static constexpr std::uint32_t kRoot = 0;
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  struct Entry {
    Cost cost = 0;
    const LexiconNode* node = nullptr;  ///< the same word in the lexicon
    bool is_word = false;
  };

  /// `word` in UTF-8, not empty; its characters are folded as Piece folds them.
  void add(std::string_view word, Cost cost, const LexiconNode* node);

  [[nodiscard]] bool empty() const noexcept { return children_.empty(); }
  [[nodiscard]] std::uint32_t child(std::uint32_t at, char32_t character) const noexcept {
    const auto found = children_.find(key(at, character));
    return found == children_.end() ? kNone : found->second;
  }
  [[nodiscard]] const Entry& entry(std::uint32_t at) const noexcept { return entries_[at]; }

 private:
  static std::uint64_t key(std::uint32_t at, char32_t character) { return std::uint64_t{at} << 32 | character; }

  std::unordered_map<std::uint64_t, std::uint32_t> children_;
  std::vector<Entry> entries_{1};
};

}  // namespace jianyan
