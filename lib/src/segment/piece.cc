#include "segment/piece.h"

#include <algorithm>

#include "text/utf8.h"

namespace jianyan {
std::size_t Piece::read(std::string_view text, std::size_t offset, const Lexicon& lexicon) {
  characters.clear();
  classes.clear();
  ids.clear();
  offsets.clear();
  const std::size_t most = std::min(text.size() - offset, kMaxSize);
  characters.reserve(most);
  classes.reserve(most);
  ids.reserve(most);
  offsets.reserve(most + 1);
  bool line_end = false;
  while (offset < text.size() && size() < kMaxSize && !line_end) {
    const CodePoint at = decode_utf8_at(text, offset);
    const CharacterClass original = character_class(at.value);
    const bool folds = original == CharacterClass::fullwidth_digit || original == CharacterClass::fullwidth_letter ||
                       original == CharacterClass::other_mark;
    const char32_t character = folds ? folded(at.value) : at.value;
    characters.push_back(character);
    classes.push_back(character == at.value ? original : character_class(character));
    ids.push_back(lexicon.character_id(character));
    offsets.push_back(static_cast<std::uint32_t>(offset));
    offset += at.length;
    line_end = original == CharacterClass::line_end;
  }
  offsets.push_back(static_cast<std::uint32_t>(offset));
  if (!line_end && offset < text.size()) shorten();
  return offsets.back();
}

void Piece::shorten() {
  std::size_t end = size();
  while (end > kMaxSize / 2 && classes[end - 1] != CharacterClass::stop) --end;
  if (end == kMaxSize / 2) return;
  characters.resize(end);
  classes.resize(end);
  ids.resize(end);
  offsets.resize(end + 1);
}

}  // namespace jianyan
