#include "classify/grams.h"

#include "text/character_class.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

/// The character that stands for it in a gram; 0 for what parts grams.
char32_t folded(char32_t character) {
  constexpr char32_t kFullwidth = 0xFEE0;
  const auto lower = [](char32_t letter) { return letter >= U'A' && letter <= U'Z' ? letter + 32 : letter; };
  switch (character_class(character)) {
    case CharacterClass::han: return character < 0x10000 ? character : kReplacementCharacter;
    case CharacterClass::kana: return character & 0xFFFF;
    case CharacterClass::digit:
    case CharacterClass::fullwidth_digit: return U'0';
    case CharacterClass::latin: return lower(character & 0xFFFF);
    case CharacterClass::fullwidth_letter: return lower(character - kFullwidth);
    default: return 0;
  }
}

void read(std::string_view text, std::size_t characters, std::vector<Gram>& grams) {
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size() && characters > 0; --characters) {
    const CodePoint point = decode_utf8_at(text, at);
    at += point.length;
    const char32_t character = folded(point.value);
    if (character == U'0' && before == U'0') continue;
    if (character != 0) {
      grams.push_back(character);
      if (before != 0) grams.push_back(before << 16 | character);
    }
    before = character;
  }
}

}  // namespace

void read_grams(std::string_view title, std::string_view text, GramSequence& sequence) {
  sequence.grams.clear();
  read(title, kTitleCharacters, sequence.grams);
  sequence.title_end = sequence.grams.size();
  read(text, kTextCharacters, sequence.grams);
}

std::string gram_text(Gram gram) {
  std::string text;
  if (gram >> 16 != 0) append_utf8(text, gram >> 16);
  append_utf8(text, gram & 0xFFFF);
  return text;
}

}  // namespace jianyan
