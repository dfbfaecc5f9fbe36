// Layout of plain text: indents, blank lines, spaces at line ends, and sentences cut by line ends when text was pasted.
//
// These rules look at lines rather than at what they say. They run on whole drafts only, apart from spaces at line
// ends, and the first three leave Markdown alone, where indents and line ends have meanings of their own.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "document/marks.h"
#include "rules/rule.h"

namespace jianyan {
namespace {

constexpr char32_t kIdeographicSpace = U'　';

bool is_markdown(const RuleContext& context) { return context.document.format() == Format::markdown; }
/// Word sets indents and distances by itself, and blanks at line ends are often underlined, to be filled in.
bool is_word(const RuleContext& context) { return context.document.format() == Format::word; }

// ---- spaces at line ends

void check_trailing_space(RuleContext& context) {
  const Characters& c = context.c;
  if (is_word(context)) return;
  for (std::size_t end = 0; end <= c.size(); ++end) {
    if (!c.line_end(end) || !c.space(end - 1) || end == 0) continue;
    std::size_t begin = end;
    while (begin > 0 && c.space(begin - 1)) --begin;
    const Block* block = context.document.block_at(c.offset(begin));
    if (block != nullptr && block->kind == BlockKind::code && block->span.contains(c.offset(begin))) continue;
    // Two spaces at the end of a Markdown line are a line break. A line that ends the text may be a label to be filled
    // in.
    if (is_markdown(context) && !c.line_end(begin - 1)) continue;
    if (context.document.scope() == Scope::fragment && end == c.size()) continue;
    context.replace(begin, end, {"行末有多余的空格", "spaces at the end of the line"}, Safety::safe, "");
  }
}

// ---- blank lines

/// The end of the line end at `i`: CR LF is one.
std::size_t after_line_end(const Characters& c, std::size_t i) {
  return c[i] == U'\r' && c[i + 1] == U'\n' ? i + 2 : i + 1;
}

/// Two or more blank lines in a row: one separates as well. Lines with nothing but spaces count as blank.
void check_blank_lines(RuleContext& context) {
  const Characters& c = context.c;
  if (is_markdown(context) || is_word(context)) return;
  for (std::size_t i = 0; i < c.size(); ++i) {
    if (!c.line_end(i)) continue;
    std::size_t lines = i == 0 ? 1 : 0, second = i, next = i;  // the first line end of a text ends a blank line
    while (next < c.size() && c.line_end(c.after_spaces(next))) {
      if (c.after_spaces(next) >= c.size()) break;
      next = after_line_end(c, c.after_spaces(next));
      if (++lines == 2) second = next;
    }
    if (lines > 2)
      context.replace(
          second, next,
          {fmt::format("连续{}个空行，留一个即可", lines - 1), fmt::format("{} blank lines in a row", lines - 1)},
          Safety::safe, "");
    i = std::max(i, next == i ? i : next - 1);
  }
}

// ---- line ends inside sentences

/// A line shorter than this is a line of its own: labels, names, verses. Pasted lines are as long as a page is wide.
constexpr std::size_t kShortestPastedLine = 15;

/// 2026年1月12日 市人民代表大会常务委员会第三次会议通过: a line of a record, as it stands below the title of a statute.
bool begins_with_day(const Characters& c, std::size_t i) {
  for (const char32_t unit : {U'年', U'月', U'日'}) {
    const std::size_t begin = i;
    while (c.digit(i)) ++i;
    if (i == begin || c[i++] != unit) return false;
  }
  return c.space(i);
}

/// Whether `next` continues the sentence that `line` breaks off: both running text, no blank line between, no indent or
/// mark.
bool continues(const RuleContext& context, const Block& line, const Block& next) {
  const Characters& c = context.c;
  if (line.kind != BlockKind::paragraph || next.kind != BlockKind::paragraph || !next.mark.empty()) return false;
  const std::size_t end = context.range_of(line).end, begin = context.range_of(next).begin;
  if (begins_with_day(c, begin) || begins_with_day(c, context.range_of(line).begin)) return false;
  const std::size_t last = c.before_spaces(end);
  const bool adjacent = after_line_end(c, end) == begin;
  const bool text_before = c.han(last) || c.digit(last) || c[last] == U'，' || c[last] == U'、';
  const bool cut_number = c[last] == U'.' && c.digit(last - 1) && c.digit(begin);
  const bool text_after = c.han(begin) || c.digit(begin);
  return adjacent && text_after && (text_before || cut_number) &&
         end - context.range_of(line).begin >= kShortestPastedLine;
}

void check_line_break(RuleContext& context) {
  const auto blocks = context.document.blocks();
  if (is_markdown(context)) return;
  for (std::size_t k = 0; k + 1 < blocks.size(); ++k) {
    if (!continues(context, blocks[k], blocks[k + 1])) continue;
    context.replace(context.range_of(blocks[k]).content_end, context.range_of(blocks[k + 1]).begin,
                    {"句子中间断了行，应接成一段", "line end inside a sentence; join the lines"}, Safety::suggest,
                    "");
  }
}

/// A line never begins with a stop or a closing mark (5.1.1, 5.1.3): the line end before it was not meant.
void check_line_start(RuleContext& context) {
  const Characters& c = context.c;
  if (is_markdown(context)) return;
  for (const Block& block : context.document.blocks()) {
    const std::size_t begin = context.range_of(block).begin, first = c.after_spaces(begin);
    const bool closing =
        c.is(first, CharacterClass::stop) || (c.is(first, CharacterClass::close_mark) && c[first] != U'”');
    if (!closing || begin == 0) continue;
    std::size_t end = begin;
    while (end > 0 && (c.line_end(end - 1) || c.space(end - 1))) --end;
    const bool one_line_end = end > 0 && after_line_end(c, end) == begin;
    Message message{"行首不应有点号或后括号，应接在上一行末尾", "a line must not begin with a stop or closing mark"};
    if (one_line_end)
      context.replace(end, first, std::move(message), Safety::safe, "");
    else
      context.report(first, first + 1, std::move(message));
  }
}

// ---- indents

/// Width of the indent in half cells, and whether it is the standard one: two ideographic spaces (GB/T 9704—2012
/// 7.3.3).
struct Indent {
  std::size_t begin, end;
  bool standard;
  [[nodiscard]] bool empty() const { return begin == end; }
};

Indent indent_of(const RuleContext& context, const Block& block) {
  const Characters& c = context.c;
  const std::size_t begin = context.range_of(block).begin, end = c.after_spaces(begin);
  return {begin, end, end - begin == 2 && c[begin] == kIdeographicSpace && c[begin + 1] == kIdeographicSpace};
}

/// Paragraphs are indented by two ideographic spaces; typed indents of another kind are put right, and a paragraph
/// without one is if most others have one. Drafts without any indents are left to the word processor.
void check_indent(RuleContext& context) {
  if (is_markdown(context) || is_word(context)) return;
  std::size_t paragraphs = 0, indented = 0;
  for (const Block& block : context.document.blocks()) {
    if (block.kind != BlockKind::paragraph) continue;
    ++paragraphs;
    if (!indent_of(context, block).empty()) ++indented;
  }
  const Block* before = nullptr;
  for (const Block& block : context.document.blocks()) {
    // The second half of a broken line is no paragraph.
    const bool broken = before != nullptr && continues(context, *before, block);
    before = &block;
    if (block.kind != BlockKind::paragraph || broken) continue;
    const Indent indent = indent_of(context, block);
    if (indent.standard || (indent.empty() && indented * 2 <= paragraphs)) continue;
    Fix fix{indent.empty() ? Safety::suggest : Safety::safe, {}};
    fix.edits.push_back(context.edit(indent.begin, indent.end, "　　"));
    context.report(indent.begin, indent.empty() ? indent.end + 1 : indent.end,
                   {"段首应空两个字（两个全角空格）", "a paragraph begins with an indent of two characters"}, std::move(fix));
  }
}

}  // namespace

extern const Rule trailing_space = {
    .info = {.id = "trailing-space",
             .category = Category::space,
             .severity = Severity::info,
             .safety = Safety::safe,
             .summary_zh = "行末有空格",
             .summary_en = "spaces at the end of a line",
             .clause = "",
             .profiles = Profiles::all()},
    .document = &check_trailing_space};

extern const Rule blank_lines = {
    .info = {.id = "blank-lines",
             .category = Category::space,
             .severity = Severity::info,
             .safety = Safety::safe,
             .summary_zh = "空行过多",
             .summary_en = "more than one blank line in a row",
             .clause = "",
             .profiles = Profiles::drafts(),
             .whole_draft = true},
    .document = &check_blank_lines};

extern const Rule paragraph_indent = {
    .info = {.id = "paragraph-indent",
             .category = Category::space,
             .severity = Severity::info,
             .safety = Safety::safe,
             .summary_zh = "段首没有空两个字",
             .summary_en = "paragraph without the indent of two characters",
             .clause = "GB/T 9704—2012 7.3.3",
             .profiles = Profiles::drafts(),
             .whole_draft = true},
    .document = &check_indent};

extern const Rule broken_line = {
    .info = {.id = "broken-line",
             .category = Category::space,
             .severity = Severity::warning,
             .safety = Safety::suggest,
             .summary_zh = "句子中间断了行",
             .summary_en = "line end inside a sentence",
             .clause = "",
             .profiles = Profiles::drafts(),
             .whole_draft = true},
    .document = &check_line_break};

extern const Rule line_start_mark = {
    .info = {.id = "line-start-mark",
             .category = Category::punctuation,
             .severity = Severity::error,
             .safety = Safety::safe,
             .summary_zh = "行首有点号或后括号",
             .summary_en = "line beginning with a stop or closing mark",
             .clause = "GB/T 15834—2011 5.1.1、5.1.3",
             .profiles = Profiles::drafts(),
             .whole_draft = true},
    .document = &check_line_start};

}  // namespace jianyan
