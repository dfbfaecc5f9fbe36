// The name of a finding, for baselines and for tools that compare two runs.
//
// It may depend on nothing that moves when a draft is edited elsewhere: no line, no offset. What stays is the rule and
// the sentence.
#include "diagnostic/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>

#include "jianyan/report.h"
#include "text/character_class.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

// Sentences are shorter; a text without any full stop is cut here, so that the cost of a finding stays bounded.
constexpr std::size_t kReach = 600;

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

bool ends_sentence(char32_t value) {
  return value == U'。' || value == U'！' || value == U'？' || character_class(value) == CharacterClass::line_end;
}

Span sentence_around(std::string_view text, Span span) {
  std::size_t begin = span.begin;
  const std::size_t first = begin > kReach ? begin - kReach : 0;
  while (begin > first) {
    std::size_t previous = begin - 1;
    while (previous > first && is_continuation(text[previous])) --previous;
    if (ends_sentence(decode_utf8_at(text, previous).value)) break;
    begin = previous;
  }
  std::size_t end = span.end;
  const std::size_t last = std::min(text.size(), end + kReach);
  while (end < last) {
    const CodePoint point = decode_utf8_at(text, end);
    if (character_class(point.value) == CharacterClass::line_end) break;
    end += point.length;
    if (ends_sentence(point.value)) break;
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

std::uint64_t finding_key(const Document& document, const Diagnostic& diagnostic) {
  std::uint64_t hash = fnv1a(diagnostic.rule->id);
  hash = fnv1a(std::string_view("\0", 1), hash);
  const std::string_view sentence = document.text(sentence_around(document.text(), diagnostic.span));
  for (std::size_t at = 0; at < sentence.size();) {
    const CodePoint point = decode_utf8_at(sentence, at);
    const CharacterClass kind = character_class(point.value);
    if (kind != CharacterClass::space && kind != CharacterClass::line_end) {
      hash = fnv1a(sentence.substr(at, point.length), hash);
    }
    at += point.length;
  }
  return hash;
}

std::string fingerprint_of(std::uint64_t key, std::uint32_t rank) {
  const char bytes[4] = {static_cast<char>(rank & 0xFF), static_cast<char>(rank >> 8 & 0xFF),
                         static_cast<char>(rank >> 16 & 0xFF), static_cast<char>(rank >> 24)};
  return fmt::format("{:016x}", fnv1a(std::string_view(bytes, sizeof bytes), key));
}

std::string fingerprint(const Document& document, const Diagnostic& diagnostic, std::uint32_t rank) {
  return fingerprint_of(finding_key(document, diagnostic), rank);
}

}  // namespace jianyan
