#include "rules/words_around.h"

#include <algorithm>

namespace jianyan {
namespace {

constexpr std::size_t kReach = 12;  // characters on either side: enough for the words at both ends

}  // namespace

WordsAround::WordsAround(const RuleContext& context, std::size_t begin, std::size_t end) : c_(context.c) {
  std::size_t from = begin, to = end;
  while (c_.han(from - 1) && begin - from < kReach) --from;
  while (c_.han(to) && to - end < kReach) ++to;
  base_ = c_.offset(from);
  tokens_ = context.segmenter.segment(c_.text(from, to));
}

bool WordsAround::boundary(std::size_t index) const noexcept {
  const std::uint32_t at = c_.offset(index) - base_;
  return std::any_of(tokens_.begin(), tokens_.end(),
                     [at](const Token& token) { return token.span.begin == at || token.span.end == at; });
}

bool WordsAround::name(std::size_t begin, std::size_t end) const noexcept {
  const Span span{c_.offset(begin) - base_, c_.offset(end) - base_};
  return std::any_of(tokens_.begin(), tokens_.end(),
                     [span](const Token& token) { return token.kind == TokenKind::name && token.span.overlaps(span); });
}

}  // namespace jianyan
