// White space inside Chinese sentences. Chinese separates nothing with spaces, but official texts set them on purpose:
// 第一条　…, names in a signature, two-part headings, gaps between form fields. So these rules read running text only,
// leave ideographic spaces (U+3000) to layout, and take a space between two words of one line for doubtful unless it
// cuts a word.
#include <algorithm>

#include <fmt/format.h>

#include "rules/rule.h"

namespace jianyan {
namespace {

constexpr BlockKinds kRunningText{BlockKind::paragraph, BlockKind::list_item, BlockKind::quotation};
constexpr char32_t kIdeographicSpace = U'　';

std::size_t run_end(const Characters& c, std::size_t i) {
  while (c.space(i)) ++i;
  return i;
}

/// Tabs, ideographic spaces, and spaces in the cells of a table that is drawn with bars.
bool typed_for_layout(const Characters& c, std::size_t begin, std::size_t end) {
  if (c[begin - 1] == U'|' || c[end] == U'|') return true;
  for (std::size_t i = begin; i < end; ++i)
    if (c[i] == kIdeographicSpace || c[i] == U'\t') return true;
  return false;
}

/// 第二条 本办法…… 第一章 总则 第二十条之一 违反…… : the space belongs to the number of an article.
bool after_article_number(const Characters& c, std::size_t begin) {
  constexpr std::u32string_view kUnits = U"编章节条款项目篇部";
  constexpr std::size_t kLongestNumber = 10;  // 第一千二百六十条 and a few to spare
  std::size_t last = begin - 1;
  if (c[last - 1] == U'之') last -= 2;
  if (kUnits.find(c[last]) == std::u32string_view::npos) return false;
  for (std::size_t i = last; last - i < kLongestNumber && (c.word_character(i) || c.han(i)); --i)
    if (c[i] == U'第') return true;
  return false;
}

/// Length of the part of a title or slogan between its mark (or the gap before) and the gap; 0 where no mark is found
/// first.
template <class IsEnd>
std::size_t part_length(const Characters& c, std::size_t from, std::size_t step, IsEnd is_end) {
  constexpr std::size_t kLongestPart = 24;  // a line of a title has at most 28 characters (GB/T 9704—2012 5.2.2)
  for (std::size_t length = 0, i = from; length <= kLongestPart; ++length, i += step) {
    if (is_end(i)) return length;
    if (c.line_end(i) || c[i] == U'，' || c[i] == U'。' || c[i] == U'；') return 0;
  }
  return 0;
}

/// 《服务群众 共建家园》 “人人参与 共享健康” （摄影：甲某某 文字：乙某某）: titles, slogans and notes in two parts; short
/// ones are of one length: 《小渡口 大民生》.
bool parts_title_or_note(const Characters& c, std::size_t begin, std::size_t end) {
  constexpr std::size_t kShortestPart = 4, kShortestPairedPart = 2;
  constexpr std::size_t kBack = static_cast<std::size_t>(-1);
  const std::size_t left = part_length(c, begin - 1, kBack, [&c](std::size_t i) {
    return c[i] == U'《' || c[i] == U'“' || c[i] == U'（' || c.space(i);
  });
  const std::size_t right = part_length(c, end, 1, [&c](std::size_t i) {
    return c[i] == U'》' || c[i] == U'”' || c[i] == U'）' || c[i] == U'—' || c.space(i);
  });
  if (left == right) return left >= kShortestPairedPart;
  return left >= kShortestPart && right >= kShortestPart;
}

/// 某某局局长 甲某某：…… : who speaks, with the name set apart as in a signature.
bool names_speaker(const RuleContext& context, std::size_t begin, std::size_t end) {
  constexpr std::size_t kLongestHead = 40;  // organ, post and name
  const Characters& c = context.c;
  if (begin - context.content_begin() > kLongestHead) return false;
  for (std::size_t i = context.content_begin(); i < begin; ++i)
    if (!c.han(i) && !c.space(i)) return false;
  while (c.han(end) || c.space(end)) ++end;
  return c[end] == U'：' && end - begin <= kLongestHead;
}

/// Whether a word of the lexicon reaches over the gap [begin, end): then the space was not meant.
bool cuts_word(const RuleContext& context, std::size_t begin, std::size_t end) {
  const Characters& c = context.c;
  constexpr std::size_t kReach = 8;  // longer words than this are rare, and context beyond it does not change the cut
  std::size_t first = begin, last = end;
  while (c.han(first - 1) && begin - first < kReach) --first;
  while (c.han(last) && last - end < kReach) ++last;
  std::string joined(c.text(first, begin));
  const auto gap = static_cast<std::uint32_t>(joined.size());
  joined += c.text(end, last);
  const std::vector<Token> tokens = context.segmenter.segment(joined);
  return std::any_of(tokens.begin(), tokens.end(), [gap](const Token& token) {
    return token.kind == TokenKind::word && token.span.begin < gap && gap < token.span.end;
  });
}

/// A line that is a sentence: it ends as one, or has a pause in it. 此致 敬礼 and two-part slogans do not.
bool is_sentence(const RuleContext& context) {
  const Characters& c = context.c;
  for (std::size_t i = context.content_begin(); i < context.content_end(); ++i)
    if (c[i] == U'，' || c[i] == U'。' || c[i] == U'；') return true;
  return false;
}

void check_between_han(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c.space(i - 1) || !c.han(i - 1) || i < context.content_begin()) return;
  const std::size_t end = run_end(c, i);
  if (!c.han(end) || end > context.content_end() || typed_for_layout(c, i, end) || after_article_number(c, i)) return;
  const bool cut = cuts_word(context, i, end);
  const bool meant = !is_sentence(context) || parts_title_or_note(c, i, end) || names_speaker(context, i, end);
  if (!cut && meant) return;
  context.replace(i, end, {"汉字之间有多余的空格", "space between Chinese characters"},
                  cut ? Safety::safe : Safety::suggest, "");
}

/// No space before a stop or closing mark, none after a stop or opening mark.
void check_around_mark(RuleContext& context, std::size_t i) {
  const Characters& c = context.c;
  if (c.space(i - 1) || i < context.content_begin()) return;
  const std::size_t end = run_end(c, i);
  if (end >= context.content_end() || typed_for_layout(c, i, end)) return;
  const bool after = c.is(i - 1, CharacterClass::stop) || c.is(i - 1, CharacterClass::open_mark);
  const bool before = c.is(end, CharacterClass::stop) || c.is(end, CharacterClass::close_mark);
  if (!after && !before) return;
  context.replace(i, end, {"标点前后有多余的空格", "space beside a Chinese punctuation mark"}, Safety::safe, "");
}

}  // namespace

extern const Rule space_between_han = {
    .info = {.id = "space-between-han",
             .category = Category::space,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "汉字之间有空格",
             .summary_en = "space between Chinese characters",
             .clause = "",
             .blocks = kRunningText},
    .triggers = U" \u00A0\u2002\u2003\u2009",
    .at = &check_between_han};

extern const Rule space_around_mark = {
    .info = {.id = "space-around-mark",
             .category = Category::space,
             .severity = Severity::warning,
             .safety = Safety::safe,
             .summary_zh = "标点前后有空格",
             .summary_en = "space beside a Chinese punctuation mark",
             .clause = "GB/T 15834—2011 5.1",
             .blocks = kRunningText,
             .profiles = Profiles::all()},
    .triggers = U" \u00A0\u2002\u2003\u2009",
    .at = &check_around_mark};

}  // namespace jianyan
