// Characters that were left out: 代表大常委会 for 代表大会常委会.
//
//   MissingCharacters missing(data);
//   MissingSearch search(models, missing);               // scratch memory for one thread
//   if (auto found = search.best(paragraph, place)) …     // something belongs behind the character there
//
// What may stand between two characters is an index made of the n-grams (build/missing_builder.h). A candidate counts
// if both the models of characters and of words want it much: nearly every character may be left out of some text, and
// that a longer text is likelier than a shorter one is rare.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jianyan/data.h"
#include "segment/lattice.h"
#include "segment/piece.h"
#include "typo/evidence.h"
#include "typo/models.h"

namespace jianyan {

class MissingCharacters {
 public:
  static constexpr std::string_view kSection = "missing-characters";
  static constexpr char32_t kFirst = Confusions::kFirst;
  static constexpr char32_t kLast = Confusions::kLast;

  struct Entry {
    std::uint16_t after;      ///< the character behind the gap
    std::uint16_t character;  ///< what may be missing
  };
  static_assert(sizeof(Entry) == 4);

  /// A file without the section has none. @throws LoadError when it is not well-formed.
  explicit MissingCharacters(const Data& data);
  explicit MissingCharacters(std::span<const std::byte> section);

  /// What may be missing between two characters.
  [[nodiscard]] std::span<const Entry> between(char32_t before, char32_t after) const noexcept;

 private:
  std::span<const std::uint32_t> begins_;  ///< of the entries behind each character, and one more
  std::span<const Entry> entries_;         ///< sorted by `after`
};

class MissingSearch {
 public:
  struct Found {
    TypoEdit edit;       ///< puts the character before the gap again, and what is missing
    Cost gain = 0;       ///< by characters
    Cost word_gain = 0;  ///< by words
    std::int32_t score = 0;  ///< as of trees; learned from nothing but the two
  };
  /// The character behind a gap costs so much at least.
  static constexpr Cost kLeastCost = 600;

  MissingSearch(const TypoModels& models, const MissingCharacters& missing)
      : models_(models), missing_(missing), lattice_(models.lexicon, models.bigrams, models.edges) {}

  /// The character that is most likely missing behind a place, if one may be. Precondition: not the last place.
  [[nodiscard]] std::optional<Found> best(std::u32string_view text, std::uint32_t place);

 private:
  /// More than `most` where it is more; then it may be less than all.
  [[nodiscard]] Cost by_characters(std::u32string_view text, Cost most) const;
  [[nodiscard]] Cost by_words(std::u32string_view text);
  /// Whether of the words beside a gap, in the text that by_words() has seen last, one is a single character, or none:
  /// what is left of a word that lacks a character. Between two words nothing is missing that could be told.
  [[nodiscard]] bool leaves_fragment(std::uint32_t gap);

  const TypoModels& models_;
  const MissingCharacters& missing_;
  Lattice lattice_;
  Piece piece_;
  std::vector<Token> tokens_;
  std::u32string window_;
};

}  // namespace jianyan
