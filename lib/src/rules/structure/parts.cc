#include "rules/structure/parts.h"

#include <algorithm>

namespace jianyan {
namespace {

constexpr std::string_view kSignals = "signals";

bool in_body(const PhraseMatch& match) { return kBody.contains(match.block->kind); }

}  // namespace

std::size_t proposals_begin(RuleContext& context) {
  constexpr unsigned kTelling = 3;  // 建议如下, 对策建议
  std::size_t first = context.c.size(), telling = context.c.size();
  for (const PhraseMatch& match : context.phrases(kSignals)) {
    if (match.entry.group != "recommendation" || !in_body(match)) continue;
    first = std::min(first, match.begin);
    const bool heading = match.block->kind == BlockKind::heading && match.block->level <= 1;
    if (match.entry.weight >= kTelling || heading) telling = std::min(telling, match.begin);
  }
  return telling < context.c.size() ? telling : first;
}

std::size_t body_characters(const RuleContext& context, std::size_t enough) {
  std::size_t count = 0;
  for (const Block& block : context.document.blocks()) {
    if (!kBody.contains(block.kind)) continue;
    const BlockRange& range = context.range_of(block);
    for (std::size_t i = range.begin; i < range.end && count < enough; ++i)
      if (context.c.han(i) || (context.c.word_character(i) && !context.c.word_character(i - 1))) ++count;
    if (count == enough) break;
  }
  return count;
}

bool is_judged_whole(const RuleContext& context) {
  constexpr std::size_t kShortest = 60;  // the shortest suggestions of townships have about ninety
  return body_characters(context, kShortest) == kShortest;
}

bool has_signal(RuleContext& context, std::string_view group, std::size_t begin) {
  const auto matches = context.phrases(kSignals);
  return std::any_of(matches.begin(), matches.end(), [&](const PhraseMatch& match) {
    return match.entry.group == group && in_body(match) && match.begin >= begin;
  });
}

}  // namespace jianyan
