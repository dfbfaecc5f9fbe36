// What a text is classified by: its characters and pairs of neighbours.
//
// Character n-grams need no segmentation, so no word is unknown to them, and on short Chinese texts single characters
// and pairs classify better than words and than longer n-grams. Blanks and marks part grams and are none; letters are
// lower-cased, and a run of digits counts as one character, so that numbers do not fill the vocabulary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jianyan {

/// Two characters of the first plane, the first in the high half; a single one has zero there.
using Gram = std::uint32_t;

/// How many characters of a record are read: what follows says little more about its topic.
inline constexpr std::size_t kTitleCharacters = 200;
inline constexpr std::size_t kTextCharacters = 600;

/// The grams of a record in their order, repeated as they are: those of the title, then those of the text.
struct GramSequence {
  std::vector<Gram> grams;
  std::size_t title_end = 0;
};

/// Fills `sequence`, which the caller may reuse. Precondition: none; invalid bytes part grams. O(n).
void read_grams(std::string_view title, std::string_view text, GramSequence& sequence);

/// Both characters as UTF-8, for people.
[[nodiscard]] std::string gram_text(Gram gram);

}  // namespace jianyan
