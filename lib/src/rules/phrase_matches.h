// The phrases of the lists in dictionaries/phrases/ that a document holds.
//
// Each block is searched once, for all lists. What is masked (Markdown) or invisible, and line ends within a block,
// have no width: **截止**目前 holds 截止目前. Matches in addresses are left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/document.h"
#include "jianyan/message.h"
#include "phrases/phrase_lists.h"
#include "rules/characters.h"

namespace jianyan {

/// Indexes are those of the document's Characters.
struct PhraseMatch {
  const Block* block;
  PhraseEntry entry;
  std::size_t begin, end;                ///< of the whole phrase
  std::size_t target_begin, target_end;  ///< of what is reported
  bool unbroken;                         ///< nothing without width stands inside, so that it can be replaced
  std::vector<PhraseLists::Piece> pieces;
};

class PhraseMatches {
 public:
  PhraseMatches(const Document& document, const Characters& characters, const PhraseLists& lists);

  /// In the order of the text; none for an unknown list.
  [[nodiscard]] std::span<const PhraseMatch> of(std::string_view list) const noexcept;

 private:
  const PhraseLists& lists_;
  std::vector<std::vector<PhraseMatch>> by_list_;
};

/// `replacement` with the text of gaps and numbers put in.
[[nodiscard]] std::string fill_replacement(const Characters& characters, const PhraseMatch& match,
                                           std::string_view replacement);

/// A phrase of a list as a message shows it: ……, and without signs of the notation.
[[nodiscard]] std::string displayed(std::string_view phrase);
/// The replacements of an entry for a message: “甲”或“乙”, '甲' or '乙'.
[[nodiscard]] std::string choices(const PhraseEntry& entry, Language language);

}  // namespace jianyan
