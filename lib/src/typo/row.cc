#include "typo/row.h"

#include <algorithm>
#include <string_view>

#include "text/character_class.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::size_t kLongestPhrase = 12;  // characters, the first mark included, of what is quoted and no sentence
constexpr std::size_t kNearDot = 6;         // characters beside the dot of a foreign name

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }
bool is_dot(char32_t c) { return is_one_of(c, U"·•・"); }
bool is_numeral(char32_t c) { return is_one_of(c, U"〇零一二三四五六七八九十百千万亿"); }
bool ends_clause(char32_t c) { return is_one_of(c, U"，。！？；"); }

}  // namespace

Message reason_for(Closed closed) {
  switch (closed) {
    case Closed::open: break;
    case Closed::title: return {"书名号里的文字不查", "what stands in 《》 is left alone"};
    case Closed::quotation: return {"引号里的词语不查", "words and phrases in quotation marks are left alone"};
    case Closed::speech: return {"引号里的话，strict 级不查", "sentences in quotation marks are left alone at strict"};
    case Closed::foreign_name: return {"外国人名不查", "foreign names are left alone"};
    case Closed::number: return {"数字不查", "numbers are left alone"};
    case Closed::known: return {"这是允许的名称、术语", "this is an allowed name or term"};
  }
  return {};
}

void Row::read(const Document& document, const Block& block, std::size_t& mask, const Ngrams& ngrams) {
  const std::span<const Span> masked = document.masked();
  text.clear();
  spans.clear();
  for (std::uint32_t at = block.content.begin; at < block.content.end;) {
    while (mask < masked.size() && masked[mask].end <= at) ++mask;
    if (mask < masked.size() && masked[mask].begin <= at) {
      at = masked[mask].end;
      continue;
    }
    const CodePoint c = decode_valid_utf8_at(document.text(), at);
    if (ngrams.id(c.value) != Ngrams::kBlank) {
      text.push_back(c.value);
      spans.push_back({at, at + c.length});
    }
    at += c.length;
  }
  closed.assign(text.size(), Closed::open);
  find_closed();
}

void Row::find_closed() {
  for_each_enclosed(U'《', U'》', [&](std::size_t begin, std::size_t end) { close(begin, end, Closed::title); });
  close_quoted(U'“', U'”');
  close_quoted(U'‘', U'’');
  close_quoted(U'「', U'」');
  close_quoted(U'『', U'』');
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_dot(text[i])) close_foreign_name(i);
    if (is_numeral(text[i]) && i + 1 < text.size() && is_numeral(text[i + 1])) close(i, i + 2, Closed::number);
    if (!known_.empty()) close_known(i);
  }
}

void Row::close(std::size_t begin, std::size_t end, Closed why) {
  for (std::size_t i = begin; i < end; ++i)
    if (why != Closed::speech || closed[i] == Closed::open) closed[i] = why;
}

/// Calls visit(begin, end) for what stands between two marks, marks of the same kind inside included; for nothing where
/// the second is missing.
template <class Visit>
void Row::for_each_enclosed(char32_t opening, char32_t closing, Visit visit) {
  std::size_t begin = 0, depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == opening && depth++ == 0) begin = i;
    if (text[i] == closing && depth > 0 && --depth == 0) visit(begin, i);
  }
}

void Row::close_quoted(char32_t opening, char32_t closing) {
  for_each_enclosed(opening, closing, [&](std::size_t begin, std::size_t end) {
    const std::u32string_view quoted = std::u32string_view(text).substr(begin, end - begin);
    const bool phrase = quoted.size() <= kLongestPhrase && std::none_of(quoted.begin(), quoted.end(), ends_clause);
    close(begin, end, phrase ? Closed::quotation : Closed::speech);
  });
}

void Row::close_foreign_name(std::size_t dot) {
  const auto is_han = [&](std::size_t i) { return character_class(text[i]) == CharacterClass::han; };
  std::size_t begin = dot, end = dot + 1;
  while (begin > 0 && dot - begin < kNearDot && is_han(begin - 1)) --begin;
  while (end < text.size() && end - dot <= kNearDot && is_han(end)) ++end;
  close(begin, end, Closed::foreign_name);
}

void Row::close_known(std::size_t begin) {
  std::uint32_t at = UserWords::kRoot;
  for (std::size_t end = begin; end < text.size();) {
    at = known_.child(at, text[end++]);
    if (at == UserWords::kNone) return;
    if (known_.entry(at).is_word) close(begin, end, Closed::known);
  }
}

}  // namespace jianyan
