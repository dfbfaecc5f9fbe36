// Full-width marks in a line that is an English sentence: hello，world。 A line is one when it has Latin words and no
// ideograph at all; words in a Chinese line are quoted by it, and its marks stay Chinese. On paper a foreign line may
// be a part of something Chinese, so the rule runs in the profile `web` only. Source: 中文文案排版指北, 全角和半角.
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "rules/rule.h"
#include "text/utf8.h"

namespace jianyan {
namespace {

constexpr std::u32string_view kFullWidth = U"，。；：？！";
constexpr std::string_view kHalfWidth = ",.;:?!";

/// OK。 and Yes！ may be answers in Chinese talk.
bool is_latin_sentence(const RuleContext& context) {
  constexpr std::size_t kFewestWords = 3;
  const Characters& c = context.c;
  std::size_t words = 0;
  for (std::size_t i = context.content_begin(); i < context.content_end(); ++i) {
    if (c.han(i) || c.is(i, CharacterClass::kana)) return false;
    words += c.latin(i) && !c.word_character(i - 1) ? 1 : 0;
  }
  return words >= kFewestWords;
}

void check_marks(RuleContext& context) {
  if (!is_latin_sentence(context)) return;
  const Characters& c = context.c;
  for (std::size_t i = context.content_begin(); i < context.content_end(); ++i) {
    const std::size_t which = kFullWidth.find(c[i]);
    if (which == std::u32string_view::npos || c.in(i, kMasked) || !c.word_character(i - 1)) continue;
    std::string half(1, kHalfWidth[which]);
    Message message{fmt::format("英文句子里用了全角标点“{}”，应为“{}”", to_utf8(kFullWidth.substr(which, 1)), half),
                    fmt::format("full-width '{}' in an English sentence; write '{}'",
                                to_utf8(kFullWidth.substr(which, 1)), half)};
    // With the space behind it, which other rules take for one too many after a Chinese mark.
    const std::size_t end = c[i + 1] == U' ' ? i + 2 : i + 1;
    if (end == i + 2 || c.word_character(i + 1)) half += ' ';
    context.replace(i, end, std::move(message), Safety::safe, std::move(half));
  }
}

}  // namespace

extern const Rule fullwidth_mark_in_latin = {
    .info = {.id = "fullwidth-mark-in-latin",
             .category = Category::punctuation,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "英文句子里用了全角标点（网文）",
             .summary_en = "full-width mark in an English sentence (web)",
             .clause = "",
             .profiles = Profiles(Profile::web)},
    .triggers = kFullWidth,
    .block = &check_marks};

}  // namespace jianyan
