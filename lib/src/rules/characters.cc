// Zones are found from their tell-tale marks outwards, so that plain Chinese text costs one look at each character's
// class: "://" and "@" lead to addresses, a mark between letters or digits to a token, a space between Latin letters to
// a run of Latin words. Tested by characters_test.cc.
#include "rules/characters.h"

#include <algorithm>

#include "text/utf8.h"

namespace jianyan {
namespace {

bool printable_ascii(char32_t c) { return c > U' ' && c < 0x7F; }

}  // namespace

Characters::Characters(std::string_view text, std::span<const Span> masked) : text_(text) {
  decode();
  mark_masked(masked);
  mark_zones();
}

void Characters::decode() {
  size_ = count_code_points(text_);
  values_.assign(size_ + 2 * kPadding, U'\0');
  classes_.assign(size_ + 2 * kPadding, CharacterClass::line_end);
  zones_.assign(size_ + 2 * kPadding, 0);
  offsets_.resize(size_ + 1);
  std::size_t at = 0;
  for (std::size_t i = 0; i < size_; ++i) {
    const CodePoint c = decode_valid_utf8_at(text_, at);
    values_[i + kPadding] = c.value;
    classes_[i + kPadding] = character_class(c.value);
    offsets_[i] = static_cast<std::uint32_t>(at);
    at += c.length;
  }
  offsets_[size_] = static_cast<std::uint32_t>(at);
}

std::size_t Characters::index_at(std::uint32_t offset) const noexcept {
  const auto after = std::upper_bound(offsets_.begin(), offsets_.end(), offset);
  return after == offsets_.begin() ? 0 : static_cast<std::size_t>(after - offsets_.begin()) - 1;
}

void Characters::add(std::size_t begin, std::size_t end, std::uint8_t zone) noexcept {
  for (std::size_t i = begin; i < end; ++i) zones_[i + kPadding] |= zone;
}

void Characters::mark_masked(std::span<const Span> masked) {
  for (const Span span : masked) add(index_at(span.begin), index_at(span.end), kMasked);
}

void Characters::mark_zones() {
  for (std::size_t i = 0; i < size_; ++i) {
    if (cls(i) == CharacterClass::ascii_mark)
      mark_around(i);
    else if (space(i) && latin(i - 1))
      mark_latin_run(i);
  }
}

// A mark that letters or digits enclose, or the address that it gives away.
void Characters::mark_around(std::size_t mark) {
  const Characters& c = *this;
  if (in(mark, kAddress)) return;
  const auto is_w = [&c](std::size_t i) { return c[i] == U'w' || c[i] == U'W'; };
  const bool scheme = c[mark] == U':' && c[mark + 1] == U'/' && c[mark + 2] == U'/' && latin(mark - 1);
  const bool host = c[mark] == U'.' && is_w(mark - 1) && is_w(mark - 2) && is_w(mark - 3) && word_character(mark + 1);
  const bool mail = c[mark] == U'@' && word_character(mark - 1) && word_character(mark + 1);
  if (!scheme && !host && !mail) {
    if (word_character(mark - 1) && word_character(mark + 1)) add(mark, mark + 1, kToken);
    return;
  }
  const auto begins_mail = [](char32_t v) {
    return printable_ascii(v) && std::u32string_view(U",:;()<>\"'").find(v) == std::u32string_view::npos;
  };
  std::size_t begin = mark, end = mark;
  while (begin > 0 && (mail ? begins_mail(c[begin - 1]) : latin(begin - 1))) --begin;
  while (end < size_ && printable_ascii(c[end])) ++end;
  // A mark at the end of an address ends the sentence rather than the path, but for the bracket of …/a_(b).
  bool has_bracket = false;
  for (std::size_t i = mark; i < end; ++i) has_bracket = has_bracket || c[i] == U'(';
  const auto ends_path = [&](std::size_t i) { return c[i] == U'/' || (c[i] == U')' && has_bracket); };
  while (end > mark + 1 && is(end - 1, CharacterClass::ascii_mark) && !ends_path(end - 1)) --end;
  add(begin, end, kAddress);
}

// Two Latin words with a space between make a Latin run; it reaches as far as Latin letters, digits, spaces and ASCII
// marks do. Marks at its end belong to the Chinese sentence around it, unless the run is all that its line holds.
void Characters::mark_latin_run(std::size_t space_index) {
  if (in(space_index, kLatin)) return;
  std::size_t next = space_index;
  while (space(next)) ++next;
  if (!latin(next)) return;
  const auto belongs = [this](std::size_t i) {
    return word_character(i) || space(i) || is(i, CharacterClass::ascii_mark);
  };
  std::size_t begin = space_index, end = next;
  while (begin > 0 && belongs(begin - 1)) --begin;
  while (end < size_ && belongs(end)) ++end;
  const bool whole_line = line_end(begin - 1) && line_end(end);
  if (!whole_line) {
    while (begin < space_index && !word_character(begin)) ++begin;
    while (end > next && !word_character(end - 1)) --end;
  }
  add(begin, end, kLatin);
}

}  // namespace jianyan
