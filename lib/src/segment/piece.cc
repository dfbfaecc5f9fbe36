#include "segment/piece.h"

#include <algorithm>

#include "text/utf8.h"

namespace jianyan {

void Piece::clear_for(std::size_t most) {
  characters.clear();
  classes.clear();
  ids.clear();
  offsets.clear();
  characters.reserve(most);
  classes.reserve(most);
  ids.reserve(most);
  offsets.reserve(most + 1);
}

void Piece::push(char32_t value, std::uint32_t offset, const Lexicon& lexicon) {
  const CharacterClass original = character_class(value);
  const bool folds = original == CharacterClass::fullwidth_digit || original == CharacterClass::fullwidth_letter ||
                     original == CharacterClass::other_mark;
  const char32_t character = folds ? folded(value) : value;
  characters.push_back(character);
  classes.push_back(character == value ? original : character_class(character));
  ids.push_back(lexicon.character_id(character));
  offsets.push_back(offset);
}

std::size_t Piece::read(std::string_view text, std::size_t offset, const Lexicon& lexicon) {
  clear_for(std::min(text.size() - offset, kMaxSize));
  bool line_end = false;
  while (offset < text.size() && size() < kMaxSize && !line_end) {
    const CodePoint at = decode_utf8_at(text, offset);
    push(at.value, static_cast<std::uint32_t>(offset), lexicon);
    offset += at.length;
    line_end = character_class(at.value) == CharacterClass::line_end;
  }
  offsets.push_back(static_cast<std::uint32_t>(offset));
  if (!line_end && offset < text.size()) shorten();
  return offsets.back();
}

void Piece::assign(std::u32string_view text, const Lexicon& lexicon) {
  clear_for(text.size());
  for (const char32_t character : text) push(character, size(), lexicon);
  offsets.push_back(size());
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
